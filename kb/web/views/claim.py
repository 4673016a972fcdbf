"""The page of a claim: from the words to the origin."""

from __future__ import annotations

import sqlite3

from kb.store.asking import Row
from kb.store.pages import lineage
from kb.store.pages.claim import claim_page
from kb.store.pages.reviews import by_row, decisions_within
from kb.web.compat import Datasette, Request, Response
from kb.web.visiting import Visit


async def claim(datasette: Datasette, request: Request) -> Response:
    visit = await Visit.of(datasette, request)
    found = await visit.page_of("claim", _page)
    if isinstance(found, Response):
        return found
    if visit.wants_json:
        return visit.json(found)
    by = by_row(found["decisions"])
    return await visit.page("kb_claim.html", {**found, "by_row": by})


def _page(connection: sqlite3.Connection, claim_id: str) -> Row | None:
    found = claim_page(connection, claim_id)
    if found is None:
        return None
    claim = found["claim"]
    return {
        **found,
        "origins": lineage.origins(connection, claim_id),
        "said_by": lineage.support(connection, claim_id, claim["group_id"]),
        "decisions": decisions_within(connection, claim_id, claim["article_id"]),
    }
