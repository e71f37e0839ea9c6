#!/bin/sh
# postfix.sh DIR PLAIN STARTTLS IMPLICIT CLEARAUTH: Postfix on four ports of 127.0.0.1 until its caller ends. Root.
# STARTTLS is also spoken on the further ADDRESS:PORT, on loopback, that $PREFLIGHT_ENDPOINTS lists.
# user@test.example logs in with s3cret; CLEARAUTH offers logins without TLS.
set -eu
dir=$1 plain=$2 starttls=$3 implicit=$4 clearauth=$5
mkdir -p "$dir/etc/sasl" "$dir/spool" "$dir/data"
chmod 755 "$dir" "$dir/etc" "$dir/spool"
chown postfix "$dir/data"
touch "$dir/mail.log"
chmod 644 "$dir/mail.log"
cat >"$dir/etc/main.cf" <<CF
compatibility_level = 3.6
queue_directory = $dir/spool
data_directory = $dir/data
maillog_file = $dir/mail.log
maillog_file_prefixes = $dir, /var
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.test.example
mydestination =
mynetworks =
local_recipient_maps =
alias_maps =
alias_database =
default_transport = discard:
relay_transport = discard:
local_transport = discard:
smtpd_tls_cert_file = $dir/tls/mail.pem
smtpd_tls_key_file = $dir/tls/mail.key
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = cyrus
smtpd_sasl_path = smtpd
smtpd_sasl_local_domain = test.example
smtpd_sasl_security_options = noanonymous
smtpd_client_connection_rate_limit = 0
smtpd_client_connection_count_limit = 0
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
message_size_limit = 10485760
smtp_dns_support_level = disabled
CF
cat >"$dir/etc/master.cf" <<CF
postlog   unix-dgram n - n - 1 postlogd
127.0.0.1:$plain inet n - n - 250 smtpd
127.0.0.1:$starttls inet n - n - 250 smtpd
  -o smtpd_tls_security_level=encrypt
127.0.0.1:$implicit inet n - n - 250 smtpd
  -o smtpd_tls_wrappermode=yes
127.0.0.1:$clearauth inet n - n - 250 smtpd
  -o smtpd_tls_security_level=none
  -o smtpd_tls_auth_only=no
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 300 1 qmgr
rewrite   unix - - n - - trivial-rewrite
tlsmgr    unix - - n 1000? 1 tlsmgr
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
proxymap  unix - - n - - proxymap
discard   unix - - n - - discard
error     unix - - n - - error
retry     unix - - n - - error
anvil     unix - - n - 1 anvil
scache    unix - - n - 1 scache
CF
for endpoint in ${PREFLIGHT_ENDPOINTS:-}; do
  printf '%s inet n - n - 250 smtpd\n  -o smtpd_tls_security_level=encrypt\n' "$endpoint"
done >>"$dir/etc/master.cf"
# Debian's Postfix looks for the library's settings here and nowhere else.
cat >"$dir/etc/sasl/smtpd.conf" <<CF
pwcheck_method: auxprop
auxprop_plugin: sasldb
mech_list: PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256
sasldb_path: $dir/etc/sasl/sasldb2
CF
printf '%s' s3cret | saslpasswd2 -p -c -f "$dir/etc/sasl/sasldb2" -u test.example user
chown root:postfix "$dir/etc/sasl/sasldb2"
chmod 640 "$dir/etc/sasl/sasldb2"
postfix -c "$dir/etc" start >"$dir/start.log" 2>&1
trap 'postfix -c "$dir/etc" stop >/dev/null 2>&1; rm -rf "$dir"' EXIT
echo ready
while kill -0 "${PREFLIGHT_OWNER:-$PPID}" 2>/dev/null; do sleep 0.5; done
