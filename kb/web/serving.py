"""`kb serve`: Datasette with this plugin and the settings that fit a knowledge base."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import os
import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

DEFAULT_PORT = 8001

_SETTINGS = {
    # Suggesting facets takes most of the time of a large table's page (658 of 689 ms).
    "suggest_facets": False,
    "sql_time_limit_ms": 5000,
    "facet_time_limit_ms": 1000,
    "truncate_cells_html": 300,
}


class CannotListen(Exception):
    """The server cannot listen there. The message says why and what to do."""


def free_port(host: str, wanted: int | None) -> int:
    """The port to listen on: the one wanted, else the default one, else any that is free.

    Raises CannotListen if the one wanted is taken, or if the host is none of this machine's.
    """
    if wanted is not None:
        if not _is_free(host, wanted):
            raise CannotListen(f"port {wanted} of {host} is taken; choose another with --port")
        return wanted
    if _is_free(host, DEFAULT_PORT):
        return DEFAULT_PORT
    with _listening(host, 0) as one:
        return int(one.getsockname()[1])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def _is_free(host: str, port: int) -> bool:
    try:
        _listening(host, port).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return False
        why = (error.strerror or str(error)).partition(" (")[0].lower()
        raise CannotListen(
            f"cannot listen on {host}, port {port}: {why}; choose others with --host and --port"
        ) from error
    return True


@dataclass(frozen=True)
class Served:
    """Datasette serving a knowledge base: the application for a web server."""

    app: object
    # Where the local user signs in, once; empty where nothing can be decided.
    sign_in: str


def application(database: Path) -> Served:
    """Datasette serving this knowledge base, ready for a web server."""
    from datasette.app import Datasette
    from datasette.plugins import pm

    import kb.web
    from kb.web.gate import ours
    from kb.web.reviewing import writable

    # Where rich is installed, Datasette prints every variable in sight for each page that is
    # not found, and for an address of no page at all it fails while doing so. The module is
    # asked for by name: imported before Datasette is, it would be without its hook, and each
    # page that is not found an error again.
    pm.get_plugin("datasette.handle_exception").rich = None

    if not pm.is_registered(kb.web):  # run from a checkout that is not installed
        pm.register(kb.web, "kb")
    # Where no file can be made beside the database, SQLite must be told that nobody writes.
    beside = os.access(database.resolve().parent, os.W_OK)
    files, fixed = ([str(database)], []) if beside else ([], [str(database)])
    served = Datasette(files, immutables=fixed, settings=_SETTINGS)
    asyncio.run(served.invoke_startup())
    token = f"{served.urls.path('-/auth-token')}?token={served._root_token}"
    (name,) = ours(served)
    return Served(served.app(), token if writable(served, name) else "")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def serve(
    database: Path, *, host: str, port: int, browser: bool, ready: Callable[[str, str], None]
) -> None:
    """Serve until interrupted. `ready` is told the address, and the one to sign in at.

    That one is empty where other machines can reach the server: they could be quicker to use it.
    """
    import uvicorn

    served = application(database)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/"
    sign_in = served.sign_in if is_loopback(host) else ""
    ready(address, sign_in and address.rstrip("/") + sign_in)
    if browser:
        opener = Timer(0.8, webbrowser.open, [address])
        opener.daemon = True
        opener.start()
    with suppress(KeyboardInterrupt):  # Ctrl+C is how it is meant to end
        uvicorn.run(served.app, host=host, port=port, log_level="warning")  # type: ignore[arg-type]
