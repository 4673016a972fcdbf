"""The server of the gallery: a thread with plain and secure ports, on loopback alone."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
import threading
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import trustme
from aiohttp import web

from tests.links.gallery.pages import Handler, handler_for


class Gallery:
    """Use as `with Gallery(folder) as gallery`. `asked` counts requests by host and path."""

    def __init__(self, folder: Path) -> None:
        self.ca_file = folder / "ca.pem"
        self._authority = trustme.CA()
        self._authority.cert_pem.write_to_path(str(self.ca_file))
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}  # of the last request, by host and path
        self._ready = threading.Event()
        # Clients of this server hang up in the middle; that is what it is for.
        logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        # A port that nobody listens on: bound, so that nobody else takes it.
        self._closed = socket.socket()
        self._closed.bind(("127.0.0.1", 0))
        self.ports: dict[str, int] = {"closed": self._closed.getsockname()[1]}

    def __enter__(self) -> Gallery:
        self._thread.start()
        assert self._ready.wait(20)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(20)
        self._closed.close()

    def url(self, written: str) -> str:
        """« http://site.example/page » with this server's port: those of {names} are put in."""
        for name, port in self.ports.items():
            written = written.replace(f"{{{name}}}", str(port))
        scheme, _, rest = written.partition("://")
        host, slash, path = rest.partition("/")
        port = {"http": self.ports["http"], "https": self.ports["https"]}.get(scheme)
        if port is not None and ":" not in host.partition("@")[2] and ":" not in host:
            host = f"{host}:{port}"
        return f"{scheme}://{host}{slash}{path}"

    @property
    def resolve(self) -> dict[str, list[str]]:
        """Every host of the gallery, on loopback."""
        return {"*": ["127.0.0.1"]}

    @property
    def allow_ports(self) -> frozenset[int]:
        return frozenset(self.ports.values())

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._run())

    async def _run(self) -> None:
        self._stop = asyncio.Event()
        app = web.Application(client_max_size=1024)
        app.router.add_route("*", "/{path:.*}", self._answer)
        runner = web.AppRunner(app, access_log=None, handle_signals=False)
        await runner.setup()
        secure = {
            "https": self._context("*.example", "secure.example"),
            "expired": self._context("expired.example", expired=True),
            "wronghost": self._context("someone-else.example"),
            "unknown": self._context("unknown.example", authority=trustme.CA()),
        }
        for name, context in {"http": None, **secure}.items():
            site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context, backlog=1024)
            await site.start()
            server = site._server
            assert isinstance(server, asyncio.Server)
            self.ports[name] = server.sockets[0].getsockname()[1]
        # A second address of this machine, for tests in which the two are not the same place.
        await web.TCPSite(runner, "127.0.0.53", self.ports["http"]).start()
        raw = await asyncio.start_server(self._say_garbage, "127.0.0.1", 0)
        self.ports["garbage"] = raw.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        raw.close()
        for task in asyncio.all_tasks(self._loop) - {asyncio.current_task()}:
            task.cancel()
        await runner.cleanup()

    def _context(
        self, *hosts: str, expired: bool = False, authority: trustme.CA | None = None
    ) -> ssl.SSLContext:
        until = datetime(2020, 1, 1, tzinfo=UTC) if expired else None
        since = datetime(2019, 1, 1, tzinfo=UTC) if expired else None
        issuer = authority or self._authority
        certificate = issuer.issue_cert(*hosts, not_after=until, not_before=since)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        return context

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        host = request.host.partition(":")[0]
        place = f"{host}{request.path_qs}"
        self.asked[place] += 1
        self.headers[place] = dict(request.headers)
        handler: Handler | None = handler_for(host, request.path)
        if handler is None:
            return web.Response(status=404, text="Not Found")
        return await handler(request, self.asked[place])

    async def _say_garbage(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await reader.readline()
        writer.write(b"220 mail.example ESMTP ready\r\n250 what?\r\n")
        await writer.drain()
        writer.close()
