"""Search, as a page and as suggestions while one types."""

from __future__ import annotations

import sqlite3
from typing import Any

from kb.rendering.highlighting import marked
from kb.rendering.showing import Showing
from kb.store.asking import Row
from kb.store.pages.finding import KINDS, search_page, suggestions
from kb.web.compat import Datasette, Request, Response
from kb.web.visiting import Visit

_EACH, _ALONE = 6, 60  # results of a kind, among others and by itself
_SUGGESTED = 3


async def search(datasette: Datasette, request: Request) -> Response:
    """?q= the words, ?kind= one kind only."""
    visit = await Visit.of(datasette, request)
    written, kind = visit.asked("q"), visit.asked("kind")
    kinds = (kind,) if kind in KINDS else KINDS
    suggesting = bool(visit.asked("suggest"))
    limit = _SUGGESTED if suggesting else _ALONE if kind in KINDS else _EACH

    def question(connection: sqlite3.Connection) -> dict[str, Row]:
        ask = suggestions if suggesting else search_page
        return ask(connection, written, limit=limit, kinds=kinds)

    found = await visit.ask(question)
    if suggesting:
        return visit.json({"q": written, "found": _suggestions(visit, found, written)})
    if visit.wants_json:
        return visit.json({"q": written, "found": found})
    context = {
        "q": written,
        "kind": kind if kind in KINDS else "",
        "kinds": KINDS,
        "found": found,
        "any": any(one["n"] for one in found.values()),
        "marked": lambda text, most=400: marked(Showing(visit.words).text(text, most), written),
    }
    return await visit.page("kb_search.html", context)


def _suggestions(visit: Visit, found: dict[str, Row], written: str) -> list[dict[str, Any]]:
    """For the script: kind, id, address, and the words with those found in them marked."""
    show, words = Showing(visit.words), visit.words
    suggested = []
    for kind, hits in found.items():
        for row in hits["rows"]:
            label = row["text"] if kind == "claim" else row["label"] or show.source(row)
            beside = words.name("kind", kind)
            if kind == "claim":
                beside = words.name("support", row["support"])
            elif kind == "source":
                beside = f"{show.kind(row)} · {words.count('claim', row['claims'])}"
            suggested.append(
                {
                    "kind": kind,
                    "id": row["id"],
                    "href": visit.paths.page(kind, row["id"]),
                    "parts": marked(show.text(label, 150), written),
                    "beside": beside,
                }
            )
    return suggested
