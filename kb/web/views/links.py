"""The page of links: how they stand, and what hangs on those in trouble."""

from __future__ import annotations

import sqlite3

from kb.store.asking import Row
from kb.store.pages.home import STATES
from kb.store.pages.links import WantedLinks, links_page
from kb.web.compat import Datasette, Request, Response
from kb.web.visiting import Visit


async def links(datasette: Datasette, request: Request) -> Response:
    """?state=, ?domain=, ?shortened=1, ?link= one link (or a mention of it)."""
    visit = await Visit.of(datasette, request)
    state = visit.asked("state")
    wanted = WantedLinks(
        state=state if state in STATES else "",
        domain=visit.asked("domain"),
        shortened=visit.asked("shortened") == "1",
        link=visit.asked("link", 40),
        page=visit.asked_page(),
    )

    def question(connection: sqlite3.Connection) -> Row:
        return links_page(connection, wanted)

    found = await visit.ask(question)
    if visit.wants_json:
        return visit.json(found)
    asked = {
        "state": wanted.state,
        "domain": wanted.domain,
        "shortened": "1" if wanted.shortened else "",
        "link": wanted.link,
    }
    context = {
        **found,
        "wanted": wanted,
        "order": STATES,
        "page_address": lambda page: visit.paths.listing("links", **asked, page=page),
        "json_address": visit.paths.listing("links.json", **asked),
    }
    return await visit.page("kb_links.html", context)
