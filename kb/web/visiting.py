"""What all our pages share: who asks, for which base, in which language, and how we answer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import NoReturn, TypeVar

from kb.rendering.showing import Showing
from kb.rendering.wording import preferred, wording
from kb.store.neighbours import Node, resolve
from kb.web.compat import (
    Datasette,
    NotFound,
    Request,
    Response,
    answer,
    check_may_view,
    database_named,
    tilde_decode,
)
from kb.web.gate import is_ours
from kb.web.paths import Paths
from kb.web.reviewing import may_review, writable

T = TypeVar("T")

_HEADERS = {
    # Everything from this host, nothing inline: text of an article can never run.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Language, Cookie",
}


class Visit:
    """One request for one of our pages."""

    def __init__(
        self, datasette: Datasette, request: Request, database: str, *, may_review: bool
    ) -> None:
        self.request = request
        self.may_review = may_review
        self.database = database
        self.paths = Paths(datasette, database)
        self.words = wording(preferred(request.headers.get("accept-language") or ""))
        self.datasette = datasette

    @classmethod
    async def of(cls, datasette: Datasette, request: Request) -> Visit:
        """The visit, once we know that there is such a base and that the visitor may see it."""
        database: str = database_named(datasette, request.url_vars["database"]).name
        await check_may_view(datasette, request, database)
        if not is_ours(datasette, database):
            raise NotFound("This database is not a knowledge base")
        may = await may_review(datasette, request, database)
        return cls(datasette, request, database, may_review=may)

    @property
    def id(self) -> str:
        """The id in the address."""
        return str(tilde_decode(self.request.url_vars["id"]))

    @property
    def wants_json(self) -> bool:
        return bool(self.request.url_vars.get("format") == "json")

    def asked(self, name: str, most: int = 200) -> str:
        """A parameter of the address, cut to a bounded length; empty if it is not there."""
        return (self.request.args.get(name) or "").strip()[:most]

    def asked_number(self, name: str) -> float | None:
        """A parameter that is a number, with either decimal sign; None for anything else."""
        try:
            number = float(self.asked(name, 40).replace(",", ".").replace("\u202f", ""))
        except ValueError:
            return None
        return number if abs(number) < 1e18 else None  # not infinite, not NaN

    def asked_page(self) -> int:
        """Which page of a list."""
        page = self.asked("page", 6)
        return int(page) if page.isascii() and page.isdigit() and int(page) else 1

    async def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """The store's answer."""
        return await answer(self.datasette, self.database, question)

    async def page_of(
        self, kind: str, page: Callable[[sqlite3.Connection, str], T | None]
    ) -> T | Response:
        """What the store has for the page of this kind with the id in the address.

        The id of a mention (or of a claim's figure, quotation, ...) is sent on to the page of
        what it belongs to. Raises NotFound.
        """
        wanted = self.id

        def question(connection: sqlite3.Connection) -> tuple[T | None, Node | None]:
            found = page(connection, wanted)
            return found, None if found is not None else resolve(connection, wanted)

        found, node = await self.ask(question)
        if found is not None:
            return found
        if node is None or node.kind != kind:
            self.missing()
        address = self.paths.page(node.kind, node.id) + (".json" if self.wants_json else "")
        return Response.redirect(address)

    def missing(self) -> NoReturn:
        raise NotFound("There is no such page in this base")

    async def page(
        self, template: str, context: Mapping[str, object], status: int = 200
    ) -> Response:
        """The answer as a page of ours."""
        shared = {
            "database": self.database,
            "words": self.words,
            "paths": self.paths,
            "show": Showing(self.words),
            "actor": self.request.actor,
            "may_review": self.may_review and writable(self.datasette, self.database),
        }
        html = await self.datasette.render_template(
            template, {**shared, **context}, request=self.request
        )
        return Response.html(html, status=status, headers=dict(_HEADERS))

    @staticmethod
    def json(content: object) -> Response:
        """The answer as JSON."""
        return Response(
            json.dumps(content, ensure_ascii=False, indent=1),
            headers={"X-Content-Type-Options": "nosniff"},
            content_type="application/json; charset=utf-8",
        )
