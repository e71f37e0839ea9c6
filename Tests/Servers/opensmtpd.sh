#!/bin/sh
# opensmtpd.sh DIR STARTTLS IMPLICIT: Debian's OpenSMTPD on 127.0.0.1 until its caller ends. Root. It lists STARTTLS, and every
# handshake fails: a fixture for exactly that.
set -eu
dir=$1 starttls=$2 implicit=$3
smtpd=${PREFLIGHT_SERVERS:-/opt/preflight-servers}/opensmtpd/usr/sbin/smtpd
chmod 755 "$dir"
# It will not read a key that others can read.
cp "$dir/tls/mail.key" "$dir/smtpd.key"
chmod 600 "$dir/smtpd.key"
cat >"$dir/smtpd.conf" <<CF
pki mail cert "$dir/tls/mail.pem"
pki mail key "$dir/smtpd.key"
smtp max-message-size "15M"
listen on 127.0.0.1 port $starttls tls pki mail hostname mail.test.example
listen on 127.0.0.1 port $implicit smtps pki mail hostname mail.test.example
action "drop" mda "cat >/dev/null"
match from local for local action "drop"
CF
"$smtpd" -d -f "$dir/smtpd.conf" >"$dir/smtpd.log" 2>&1 &
daemon=$!
trap 'kill "$daemon"; rm -rf "$dir"' EXIT
echo ready
while kill -0 "${PREFLIGHT_OWNER:-$PPID}" 2>/dev/null; do sleep 0.5; done
