#!/bin/sh
# aiosmtpd.sh DIR STARTTLS IMPLICIT: aiosmtpd (PyPI) on 127.0.0.1 until its caller ends.
set -eu
here=$(dirname "$0")
PYTHONPATH=${PREFLIGHT_SERVERS:-/opt/preflight-servers}/python exec python3 "$here/aiosmtpd_server.py" "$@"
