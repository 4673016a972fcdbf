"""How behaviours are registered, and what most of them are made of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

# A handler gets the request and how often this address has been asked for.
Handler = Callable[[web.Request, int], Awaitable[web.StreamResponse]]
HOSTS: dict[str, dict[str, Handler]] = {}

STORY = (
    "The harvest festival drew four hundred people to the valley last weekend. Growers from "
    "nine villages brought pears, cider and honey, and the brass band of the old mill played "
    "until dusk. The mayor counted more visitors than in any year since the bridge opened. "
    "Next year the organisers want to add a market for tools, and a race along the river."
)


def at(host: str, path: str) -> Callable[[Handler], Handler]:
    """Register a handler for a host and a path; a path that ends in * stands for all below it."""

    def register(handler: Handler) -> Handler:
        HOSTS.setdefault(host, {})[path] = handler
        return handler

    return register


def handler_for(host: str, path: str) -> Handler | None:
    """The handler of an address: the exact one, else the longest with *."""
    known = HOSTS.get(host) or HOSTS.get("*." + host.partition(".")[2]) or {}
    if path in known:
        return known[path]
    fitting = [p for p in known if p.endswith("*") and path.startswith(p[:-1])]
    return known[max(fitting, key=len)] if fitting else None


def page(
    title: str, text: str = STORY, *, head: str = "", heading: str | None = None, status: int = 200
) -> web.Response:
    """A page of HTML."""
    heading = title if heading is None else heading
    body = (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>"
        f"<nav><a href=/>Home</a> <a href=/about>About</a></nav><h1>{heading}</h1>"
        f"<p>{text}</p><footer>All rights reserved</footer></body></html>"
    )
    return web.Response(text=body, content_type="text/html", status=status)


def to(where: str, status: int = 302, **headers: str) -> web.Response:
    """A redirect."""
    return web.Response(status=status, headers={"Location": where, **headers})


async def raw(request: web.Request, *pieces: bytes, pause: float = 0) -> web.StreamResponse:
    """Write these bytes as they are, with pauses between them, and close."""
    transport = request.transport
    assert transport is not None
    for piece in pieces:
        if transport.is_closing():
            break
        transport.write(piece)
        await asyncio.sleep(pause)
    transport.close()
    return web.Response()
