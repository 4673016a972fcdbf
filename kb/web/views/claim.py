"""The page of a claim: from the words to the origin."""

from __future__ import annotations

from kb.store.pages.claim import claim_page
from kb.web.compat import Datasette, Request, Response
from kb.web.visiting import Visit


async def claim(datasette: Datasette, request: Request) -> Response:
    visit = await Visit.of(datasette, request)
    found = await visit.page_of("claim", claim_page)
    if isinstance(found, Response):
        return found
    if visit.wants_json:
        return visit.json(found)
    return await visit.page("kb_claim.html", found)
