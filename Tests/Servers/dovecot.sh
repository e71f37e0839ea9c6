#!/bin/sh
# dovecot.sh DIR STARTTLS IMPLICIT: Dovecot's submission service on 127.0.0.1 until its caller ends. Root.
set -eu
dir=$1 starttls=$2 implicit=$3
mkdir -p "$dir/home"
chmod 755 "$dir"
chown 65534:65534 "$dir/home"
cat >"$dir/dovecot.conf" <<CF
protocols = submission
base_dir = $dir/run
state_dir = $dir/lib
log_path = $dir/dovecot.log
listen = 127.0.0.1
instance_name = preflight-test-$starttls
ssl = required
ssl_cert = <$dir/tls/mail.pem
ssl_key = <$dir/tls/mail.key
auth_mechanisms = plain login scram-sha-1 scram-sha-256
passdb {
  driver = static
  args = user=user@test.example password=s3cret
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=$dir/home
}
mail_location = maildir:$dir/home
submission_relay_trusted = yes
first_valid_uid = 1
hostname = mail.test.example
submission_relay_host = 127.0.0.1
submission_relay_port = 9
submission_max_mail_size = 25 M
service submission-login {
  inet_listener submission {
    port = $starttls
  }
  inet_listener submissions {
    port = $implicit
    ssl = yes
  }
}
CF
dovecot -c "$dir/dovecot.conf" >"$dir/start.log" 2>&1
trap 'dovecot -c "$dir/dovecot.conf" stop >/dev/null 2>&1; rm -rf "$dir"' EXIT
echo ready
while kill -0 "${PREFLIGHT_OWNER:-$PPID}" 2>/dev/null; do sleep 0.5; done
