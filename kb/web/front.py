"""The address of the server itself leads to the knowledge base, where it serves just one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kb.web.compat import Datasette
from kb.web.gate import ours
from kb.web.paths import Paths


def to_home(datasette: Datasette) -> Callable[[Any], Any]:
    """Wraps the application: « / » is sent on to our home page, all else passes."""

    def wrap(app: Any) -> Any:
        async def served(scope: dict[str, Any], receive: Any, send: Any) -> None:
            home = _home(datasette, scope)
            if home is None:
                await app(scope, receive, send)
                return
            headers = [(b"location", home.encode("ascii", "ignore"))]
            await send({"type": "http.response.start", "status": 302, "headers": headers})
            await send({"type": "http.response.body", "body": b""})

        return served

    return wrap


def _home(datasette: Datasette, scope: dict[str, Any]) -> str | None:
    """Where this request is to be sent on to; None if it is not about the server's own address."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return None
    if scope["path"] not in ("/", str(datasette.urls.instance())) or scope.get("query_string"):
        return None
    names = [name for name in datasette.databases if not name.startswith("_")]
    if len(names) != 1 or ours(datasette) != names:
        return None
    return Paths(datasette, names[0]).home()
