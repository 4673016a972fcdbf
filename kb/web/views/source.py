"""The page of a source: what rests on it, and how it fares."""

from __future__ import annotations

from kb.store.pages.source import source_page
from kb.web.compat import Datasette, Request, Response
from kb.web.visiting import Visit


async def source(datasette: Datasette, request: Request) -> Response:
    visit = await Visit.of(datasette, request)
    found = await visit.page_of("source", source_page)
    if isinstance(found, Response):
        return found
    if visit.wants_json:
        return visit.json(found)
    return await visit.page("kb_source.html", found)
