"""The pages of a person and of an organisation."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from kb.store.asking import Row
from kb.store.pages.named import organisation_page, person_page
from kb.store.pages.reviews import decisions_of
from kb.web.compat import Datasette, Request, Response
from kb.web.visiting import Visit


async def person(datasette: Datasette, request: Request) -> Response:
    visit = await Visit.of(datasette, request)
    found = await visit.page_of("person", _with_decisions("people", person_page))
    if isinstance(found, Response):
        return found
    if visit.wants_json:
        return visit.json(found)
    return await visit.page("kb_named.html", {**found, "kind": "person", "who": found["person"]})


async def organisation(datasette: Datasette, request: Request) -> Response:
    visit = await Visit.of(datasette, request)
    found = await visit.page_of("organisation", _with_decisions("organisations", organisation_page))
    if isinstance(found, Response):
        return found
    if visit.wants_json:
        return visit.json(found)
    who = found["organisation"]
    return await visit.page("kb_named.html", {**found, "kind": "organisation", "who": who})


Page = Callable[[sqlite3.Connection, str], Row | None]


def _with_decisions(table: str, page: Page) -> Page:
    def whole(connection: sqlite3.Connection, row_id: str) -> Row | None:
        found = page(connection, row_id)
        if found is None:
            return None
        decisions = decisions_of(connection, table, row_id)
        return {**found, "decisions": decisions}

    return whole
