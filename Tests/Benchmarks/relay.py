"""A long way to a server on loopback: connections in, the same bytes out to the server, each half a round trip later.

The kernel answers a connection at once whatever the way, so the round trip of connecting is added before the first byte.
Acknowledgements are not delayed, so what a server holds back until it is acknowledged costs nothing here.
"""

import asyncio
import socket
import threading


def start(hosts, server_port, round_trip):
    """Listens on one more port of each host, on a thread of its own; `round_trip` is in seconds. Returns the port."""
    first = socket.create_server((hosts[0], 0), backlog=64)
    port = first.getsockname()[1]
    listeners = [first] + [socket.create_server((host, port), backlog=64) for host in hosts[1:]]
    loop = asyncio.new_event_loop()

    async def serve():
        for host, listener in zip(hosts, listeners):
            await loop.create_server(lambda host=host: Client(loop, round_trip / 2, (host, server_port)), sock=listener)
        await loop.create_future()

    threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True).start()
    return port


class End(asyncio.Protocol):
    """One side of a conversation: what it hears, the other side says `delay` seconds later."""

    def __init__(self, loop, delay):
        self.loop, self.delay, self.transport, self.other = loop, delay, None, None

    def connection_made(self, transport):
        self.transport = transport
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def data_received(self, data):
        # Otherwise a server with Nagle's algorithm waits 40 ms for us.
        self.transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        self.later(lambda: self.other.transport.write(data))

    def connection_lost(self, _):
        self.later(lambda: self.other.transport.close())

    def later(self, act):
        def check_and_act():
            if self.other and self.other.transport:
                act()

        self.loop.call_later(self.delay, check_and_act)


class Client(End):
    def __init__(self, loop, delay, server):
        super().__init__(loop, delay)
        self.server = server

    def connection_made(self, transport):
        super().connection_made(transport)
        self.other = End(self.loop, self.delay)
        self.other.other = self
        # A round trip for the connection, and half of one until the server hears of it.
        self.loop.call_later(3 * self.delay, lambda: self.loop.create_task(self.connect()))

    async def connect(self):
        await self.loop.create_connection(lambda: self.other, *self.server)
