"""The pages of a person and of an organisation."""

from __future__ import annotations

from kb.store.pages.named import organisation_page, person_page
from kb.web.compat import Datasette, Request, Response
from kb.web.visiting import Visit


async def person(datasette: Datasette, request: Request) -> Response:
    visit = await Visit.of(datasette, request)
    found = await visit.page_of("person", person_page)
    if isinstance(found, Response):
        return found
    if visit.wants_json:
        return visit.json(found)
    return await visit.page("kb_named.html", {**found, "kind": "person", "who": found["person"]})


async def organisation(datasette: Datasette, request: Request) -> Response:
    visit = await Visit.of(datasette, request)
    found = await visit.page_of("organisation", organisation_page)
    if isinstance(found, Response):
        return found
    if visit.wants_json:
        return visit.json(found)
    who = found["organisation"]
    return await visit.page("kb_named.html", {**found, "kind": "organisation", "who": who})
