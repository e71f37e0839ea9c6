#!/bin/sh
# exim.sh DIR PLAIN STARTTLS IMPLICIT: Exim, the strict server, on 127.0.0.1 until its caller ends. Root.
set -eu
dir=$1 plain=$2 starttls=$3 implicit=$4
exim=${PREFLIGHT_SERVERS:-/opt/preflight-servers}/exim/usr/sbin/exim4
mkdir -p "$dir/spool"
chmod 755 "$dir"
chown Debian-exim "$dir/spool"
cat >"$dir/exim.conf" <<CF
primary_hostname = mail.test.example
exim_path = $exim
spool_directory = $dir/spool
log_file_path = $dir/spool/%slog
pid_file_path = $dir/exim.pid
daemon_smtp_ports = $plain : $starttls : $implicit
tls_on_connect_ports = $implicit
local_interfaces = 127.0.0.1
tls_advertise_hosts = *
tls_certificate = $dir/tls/mail.pem
tls_privatekey = $dir/tls/mail.key
auth_advertise_hosts = \${if eq{\$tls_in_cipher}{}{}{*}}
message_size_limit = 20M
host_lookup =
rfc1413_hosts =
rfc1413_query_timeout = 0s
never_users =
acl_smtp_rcpt = deny
begin acl
deny:
  deny
begin authenticators
plain_server:
  driver = plaintext
  public_name = PLAIN
  server_condition = \${if and{{eq{\$auth2}{user@test.example}}{eq{\$auth3}{s3cret}}}}
  server_set_id = \$auth2
  server_prompts = :
login_server:
  driver = plaintext
  public_name = LOGIN
  server_prompts = <| Username: | Password:
  server_condition = \${if and{{eq{\$auth1}{user@test.example}}{eq{\$auth2}{s3cret}}}}
  server_set_id = \$auth1
begin routers
begin transports
CF
"$exim" -C "$dir/exim.conf" -bd >"$dir/start.log" 2>&1
trap 'kill "$(cat "$dir/exim.pid")"; rm -rf "$dir"' EXIT
echo ready
while kill -0 "${PREFLIGHT_OWNER:-$PPID}" 2>/dev/null; do sleep 0.5; done
