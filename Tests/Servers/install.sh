#!/bin/sh
# Installs the mail servers that the live tests talk to, once; a second run finds them and does nothing. Debian, root or sudo.
# Exim and OpenSMTPD conflict with Postfix as packages, so they are only unpacked, below $PREFLIGHT_SERVERS.
set -eu
PATH=$PATH:/usr/sbin:/sbin
servers=${PREFLIGHT_SERVERS:-/opt/preflight-servers}
as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
export DEBIAN_FRONTEND=noninteractive

updated=""
update() {
  if [ -z "$updated" ]; then $as_root apt-get update -qq; fi
  updated=yes
}

have() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }

missing=""
for package in openssl postfix libsasl2-modules sasl2-bin dovecot-core dovecot-submissiond stunnel4 \
  libgnutls-dane0 libidn12 libnsl2 libpcre2-8-0 libevent-2.1-7 libpam0g libdb5.3; do
  have "$package" || missing="$missing $package"
done
python3 -m pip --version >/dev/null 2>&1 || missing="$missing python3 python3-pip"

if [ -n "$missing" ]; then
  update
  # Nothing may start by itself: the tests start what they need, on ports of their own.
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' | $as_root tee /usr/sbin/policy-rc.d >/dev/null
    $as_root chmod 755 /usr/sbin/policy-rc.d
    trap '$as_root rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  echo 'postfix postfix/main_mailer_type select No configuration' | $as_root debconf-set-selections
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null
fi

unpack() { # unpack NAME PROGRAM PACKAGE...
  name=$1 program=$2
  shift 2
  if [ -x "$servers/$name/$program" ]; then return; fi
  update
  $as_root mkdir -p "$servers"
  scratch=$(mktemp -d)
  chmod 755 "$scratch"
  (cd "$scratch" && apt-get download -qq "$@" 2>/dev/null)
  for file in "$scratch"/*.deb; do $as_root dpkg -x "$file" "$servers/$name"; done
  rm -rf "$scratch"
}
unpack exim usr/sbin/exim4 exim4-daemon-light exim4-base
unpack opensmtpd usr/sbin/smtpd opensmtpd

account() { # account NAME HOME
  getent passwd "$1" >/dev/null ||
    $as_root useradd --system --user-group --no-create-home --home-dir "$2" --shell /usr/sbin/nologin "$1"
}
account Debian-exim /var/spool/exim4
account opensmtpd /var/lib/opensmtpd/empty
account opensmtpq /var/lib/opensmtpd/empty
# OpenSMTPD shuts itself into this folder, which must be empty and belong to root.
if [ ! -d /var/lib/opensmtpd/empty ]; then
  $as_root mkdir -p /var/lib/opensmtpd/empty /var/spool/smtpd
  $as_root chmod 711 /var/lib/opensmtpd/empty /var/spool/smtpd
fi

if [ ! -d "$servers/python/aiosmtpd" ]; then
  $as_root python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore \
    --target "$servers/python" aiosmtpd
fi
