"""The Postfix of the tests, for a benchmark: started on free ports, stopped at the end."""

import os
import socket
import subprocess
import sys
import time

from timing import ROOT

SERVERS = ROOT / "Tests/Servers"


class Postfix:
    """Listens on 127.0.0.1; runs as root, through sudo where this is not root."""

    def __init__(self, folder, hosts, row):
        """STARTTLS on one port of each of the hosts as well, and on a row of so many further ports of 127.0.0.1."""
        self.folder, self.authority, self.hosts = folder, str(folder / "tls/ca.pem"), hosts
        ports = free_ports(4 + row)
        self.ports, self.row = ports[:4], ports[4:]
        _, self.starttls, self.implicit, _ = self.ports

    def __enter__(self):
        if not os.path.exists("/usr/sbin/postfix"):
            sys.exit("Postfix is not installed: Tests/Servers/install.sh")
        subprocess.run(["sh", SERVERS / "certificates.sh", self.folder], check=True)
        # The server runs as long as this lives: until the end, or half an hour should there be none.
        self.owner = subprocess.Popen(["sleep", "1800"])
        endpoints = [f"{host}:{self.starttls}" for host in self.hosts] + [f"127.0.0.1:{port}" for port in self.row]
        names = {"PREFLIGHT_OWNER": self.owner.pid, "PREFLIGHT_ENDPOINTS": " ".join(endpoints)}
        command = ["env", *(f"{name}={value}" for name, value in names.items()), "sh", SERVERS / "postfix.sh", self.folder]
        command += map(str, self.ports)
        as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        self.server = subprocess.Popen(as_root + command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        started = self.server.stdout.readline().startswith("ready")
        if started and all(is_listening(port) for port in self.ports + self.row):
            return self
        self.__exit__()
        sys.exit("Postfix did not start; it needs root, or sudo without a password")

    def __exit__(self, *_):
        self.owner.kill()
        self.owner.wait()
        self.server.wait(30)


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def is_listening(port):
    for _ in range(500):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.02)
    return False
