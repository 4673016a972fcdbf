"""A server that answers fast, for timing its clients: `python server.py LATENCY`.

Prints its port. Pages are /p/NUMBER, each with words of its own; all else is a 404, so that
a checker that looks for soft 404s finds an honest site. Listens on all of 127.0.0.0/8.
"""

from __future__ import annotations

import asyncio
import sys
from typing import cast

PAGE = (
    "<!doctype html><html><head><title>Page {n}</title></head><body><h1>Page {n}</h1>"
    + "<p>Some words about apples, pears and other fruit of the valley, in a page of two"
    " kilobytes, as small pages are.</p>" * 18 + "</body></html>"
)


class Connection(asyncio.Protocol):
    """One connection: answers each request after the latency, in their order."""

    latency = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.received = b""

    def data_received(self, data: bytes) -> None:
        self.received += data
        while b"\r\n\r\n" in self.received:
            head, _, self.received = self.received.partition(b"\r\n\r\n")
            method, path, *_ = head.split(b" ", 2)
            answer = answer_to(path.decode("latin-1"), with_body=method != b"HEAD")
            if self.latency:
                asyncio.get_running_loop().call_later(self.latency, self.answer, answer)
            else:
                self.answer(answer)

    def answer(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(answer)


def answer_to(path: str, *, with_body: bool = True) -> bytes:
    number = path.removeprefix("/p/")
    found = path.startswith("/p/") and number.isdigit()
    body = (PAGE.format(n=number) if found else "<h1>Not found</h1>").encode()
    status = "200 OK" if found else "404 Not Found"
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + (body if with_body else b"")


async def main(latency: float) -> None:
    Connection.latency = latency
    loop = asyncio.get_running_loop()
    # All of 127.0.0.0/8 reaches a socket on 0.0.0.0 only; nobody else is answered.
    server = await loop.create_server(OnlyLoopback, "0.0.0.0", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


class OnlyLoopback(Connection):
    """Hangs up on whoever is not this machine."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        peer = transport.get_extra_info("peername")
        if not str(peer[0]).startswith("127."):
            transport.close()


if __name__ == "__main__":
    try:
        import uvloop

        run = uvloop.run
    except ImportError:
        run = asyncio.run
    from kb.links.fetch import allow_many_connections

    allow_many_connections()
    run(main(float(sys.argv[1])))
