#!/bin/sh
# certificates.sh DIR: a test authority, a good certificate and a weak one, in DIR/tls. Made anew for each run; no key is ever kept.
set -eu
mkdir -p "$1/tls"
cd "$1/tls"
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=Preflight Test CA" \
  -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign \
  -keyout ca.key -out ca.pem 2>/dev/null
openssl req -newkey rsa:2048 -nodes -subj "/CN=mail.test.example" -keyout mail.key -out mail.csr 2>/dev/null
cat >mail.ext <<EXT
subjectAltName=DNS:mail.test.example,DNS:localhost,IP:127.0.0.1
extendedKeyUsage=serverAuth
basicConstraints=CA:FALSE
EXT
openssl x509 -req -in mail.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile mail.ext \
  -out mail.pem 2>/dev/null
openssl req -x509 -newkey rsa:1024 -sha1 -nodes -days 30 -subj "/CN=other.example" \
  -keyout weak.key -out weak.crt 2>/dev/null
cat weak.crt weak.key >weak.pem
chmod 644 mail.key weak.key weak.pem
