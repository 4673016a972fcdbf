"""The list of all decisions, with those whose place is gone."""

from __future__ import annotations

import re
import sqlite3

from kb.store.asking import Row
from kb.store.pages.reviews import WantedReviews, reviews_page
from kb.store.reviews.decisions import DECISIONS, REVIEWABLE
from kb.web.compat import Datasette, Request, Response
from kb.web.reviewing import writable
from kb.web.visiting import Visit

_MOMENT = re.compile(r"[0-9T:.+-]{10,40}")


async def reviews(datasette: Datasette, request: Request) -> Response:
    """?about= a table, ?decision=, ?actor=, ?orphaned=1, ?before= a time to go on from."""
    visit = await Visit.of(datasette, request)
    about, decision = visit.asked("about"), visit.asked("decision")
    before = visit.asked("before", 40)
    wanted = WantedReviews(
        about=about if about in REVIEWABLE else "",
        decision=decision if decision in DECISIONS else "",
        actor=visit.asked("actor"),
        orphaned=visit.asked("orphaned") == "1",
        before=before if _MOMENT.fullmatch(before) else "",
    )

    def question(connection: sqlite3.Connection) -> Row:
        return reviews_page(connection, wanted)

    found = await visit.ask(question)
    if visit.wants_json:
        return visit.json(found)
    asked = {
        "about": wanted.about,
        "decision": wanted.decision,
        "actor": wanted.actor,
        "orphaned": "1" if wanted.orphaned else "",
    }
    context = {
        **found,
        "wanted": wanted,
        "filtered": any(asked.values()),
        "added": visit.asked("added", 40),
        "signed_in": visit.may_review,
        "writable": writable(datasette, visit.database),
        "address": lambda page="reviews", **other: visit.paths.listing(page, **{**asked, **other}),
    }
    return await visit.page("kb_reviews.html", context)
