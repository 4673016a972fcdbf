"""Adding what the machine missed: a figure or quotation of an article, a source of a claim."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from kb.store.asking import Row
from kb.store.pages.reviews import places, subject
from kb.store.reviews import Decision, ReviewError
from kb.web.compat import Datasette, Request, Response
from kb.web.reviewing import form_of, name_of, take, writable
from kb.web.views.review import choices_of
from kb.web.visiting import Visit

# What can be said of each, beside its words; the first ones are needed.
FIELDS = {
    "statistics": ("value", "kind", "unit", "value_high", "qualifier", "subject", "period"),
    "quotations": ("speaker",),
    "citations": ("source", "kind", "author", "publisher", "published", "url", "via"),
}
_OF = {"articles": ("statistics", "quotations"), "claims": ("citations",)}
_LONGEST = 4000  # characters of the words, and of anything said of them


async def add(datasette: Datasette, request: Request) -> Response:
    """GET shows the form: ?what=, ?words= of the text, ?at= where they begin. POST adds."""
    visit = await Visit.of(datasette, request)
    if request.method != "POST":
        asked = {name: visit.asked(name, _LONGEST) for name in ("what", "words", "at")}
        return await _shown(visit, asked)
    sent = await form_of(datasette, request, visit.database)
    try:
        decision = await _decision(visit, sent, name_of(request.actor))
        taken = await take(datasette, visit.database, [decision])
    except ReviewError as error:
        return await _shown(visit, sent, error)
    return Response.redirect(visit.paths.listing("reviews", added=taken[0]), status=303)


async def _target(visit: Visit) -> Row:
    def question(connection: sqlite3.Connection) -> Row | None:
        return subject(connection, visit.id)

    found = await visit.ask(question)
    if found is None or found["about"] not in _OF or found["aside"]:
        visit.missing()
    return found


async def _decision(visit: Visit, sent: Mapping[str, str], actor: str) -> Decision:
    """The addition that the form asks for. Raises ReviewError."""
    target = await _target(visit)
    what = sent.get("what", "")
    if what not in _OF[target["about"]]:
        raise ReviewError("choose what is to be added")
    value: dict[str, object] = {
        name: sent[name].strip()[:_LONGEST] for name in FIELDS[what] if sent.get(name, "").strip()
    }
    words = sent.get("words", "").replace("\r\n", "\n")[:_LONGEST]
    if words.strip() or what != "citations":
        at = await _at(visit, words, sent.get("at", ""))
        value |= {"start": at, "end": at + len(words)}
    note = sent.get("note", "").strip()[:_LONGEST] or None
    return Decision(what, "added", visit.id, None, value, note, actor)


async def _at(visit: Visit, words: str, chosen: str) -> int:
    """Where the words begin: where they stand once, or as chosen. Raises ReviewError."""
    if not words.strip():
        raise ReviewError("give the words of the text that say it")
    standing = [place["at"] for place in await _places(visit, words)]
    if chosen.isascii() and chosen.isdigit() and int(chosen) in standing:
        return int(chosen)
    if not standing:
        raise ReviewError("these words do not stand there: give them as the text has them")
    if len(standing) > 1:
        raise ReviewError("these words stand in several places: choose one")
    return int(standing[0])


async def _places(visit: Visit, words: str) -> list[Row]:
    def question(connection: sqlite3.Connection) -> list[Row]:
        return places(connection, visit.id, words) if words.strip() else []

    return await visit.ask(question)


async def _shown(
    visit: Visit, asked: Mapping[str, str], error: ReviewError | None = None
) -> Response:
    target = await _target(visit)
    offered = _OF[target["about"]]
    what = asked.get("what", "")
    standing = await _places(visit, asked.get("words", ""))
    if visit.wants_json:
        return visit.json({"target": target, "places": standing})
    context: dict[str, Any] = {
        "target": target,
        "offered": offered,
        "what": what if what in offered else offered[0],
        "asked": asked,
        "places": standing,
        "fields": FIELDS,
        "choices": {
            **choices_of(visit),
            "citations.kind": choices_of(visit)["sources.kind"],
        },
        "error": str(error) if error else "",
        "writable": writable(visit.datasette, visit.database),
        "signed_in": visit.may_review,
    }
    return await visit.page("kb_add.html", context, status=400 if error else 200)
