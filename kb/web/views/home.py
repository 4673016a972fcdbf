"""The way in: search, the base in numbers, and what one would look at first."""

from __future__ import annotations

import sqlite3

from kb.store.asking import Row
from kb.store.pages.home import home_page
from kb.web.compat import Datasette, Request, Response
from kb.web.visiting import Visit


async def home(datasette: Datasette, request: Request) -> Response:
    visit = await Visit.of(datasette, request)

    def question(connection: sqlite3.Connection) -> Row:
        return home_page(connection, articles=12, most=8)

    found = await visit.ask(question)
    if visit.wants_json:
        return visit.json(found)
    numbers = {one["kind"]: one["n"] for one in found["counts"]}
    return await visit.page("kb_home.html", {**found, "numbers": numbers})
