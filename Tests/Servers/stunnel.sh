#!/bin/sh
# stunnel.sh DIR STARTTLS IMPLICIT BEHIND: a weak certificate in front of the plain port BEHIND, until its caller ends.
set -eu
dir=$1 starttls=$2 implicit=$3 behind=$4
cat >"$dir/stunnel.conf" <<CF
foreground = yes
pid = $dir/stunnel.pid
output = $dir/stunnel.log
[implicit]
accept = 127.0.0.1:$implicit
connect = 127.0.0.1:$behind
securityLevel = 0
cert = $dir/tls/weak.pem
[starttls]
accept = 127.0.0.1:$starttls
connect = 127.0.0.1:$behind
protocol = smtp
securityLevel = 0
cert = $dir/tls/weak.pem
CF
stunnel "$dir/stunnel.conf" >"$dir/start.log" 2>&1 &
daemon=$!
trap 'kill "$daemon"; rm -rf "$dir"' EXIT
echo ready
while kill -0 "${PREFLIGHT_OWNER:-$PPID}" 2>/dev/null; do sleep 0.5; done
