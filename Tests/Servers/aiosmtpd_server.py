"""aiosmtpd_server.py DIR STARTTLS IMPLICIT: two ports, one account, until its caller ends."""

import os
import shutil
import ssl
import sys
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

directory, starttls, implicit = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


class Handler:
    pass


def authenticate(server, session, envelope, mechanism, data):
    known = getattr(data, "login", None) == b"user@test.example" and data.password == b"s3cret"
    return AuthResult(success=known, handled=False)


def context():
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(directory + "/tls/mail.pem", directory + "/tls/mail.key")
    return made


class StartTLS(Controller):
    def factory(self):
        return SMTP(
            self.handler, hostname="mail.test.example", tls_context=context(), require_starttls=True,
            authenticator=authenticate, auth_require_tls=True, data_size_limit=9000000)


class Implicit(Controller):
    def factory(self):
        return SMTP(self.handler, hostname="mail.test.example", authenticator=authenticate, auth_require_tls=False)


StartTLS(Handler(), hostname="127.0.0.1", port=starttls).start()
Implicit(Handler(), hostname="127.0.0.1", port=implicit, ssl_context=context()).start()
print("ready", flush=True)
caller = os.getppid()
while os.getppid() == caller:
    time.sleep(0.5)
shutil.rmtree(directory, ignore_errors=True)
