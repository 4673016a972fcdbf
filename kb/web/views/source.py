"""The page of a source: what rests on it, and how it fares."""

from __future__ import annotations

import sqlite3

from kb.store.asking import Row
from kb.store.pages.reviews import decisions_of
from kb.store.pages.source import source_page
from kb.web.compat import Datasette, Request, Response
from kb.web.visiting import Visit


async def source(datasette: Datasette, request: Request) -> Response:
    """?after= the place of the last claim of the page before."""
    visit = await Visit.of(datasette, request)
    after = visit.asked("after")

    def page(connection: sqlite3.Connection, source_id: str) -> Row | None:
        found = source_page(connection, source_id, after)
        if found is None:
            return None
        decisions = decisions_of(connection, "sources", source_id)
        return {**found, "decisions": decisions}

    found = await visit.page_of("source", page)
    if isinstance(found, Response):
        return found
    if visit.wants_json:
        return visit.json(found)
    return await visit.page("kb_source.html", found)
