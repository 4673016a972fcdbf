"""One thing that was extracted, what was decided on it, and the forms to decide."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from kb.store.asking import Row
from kb.store.pages.reviews import candidates, subject
from kb.store.reviews import FIELDS, Decision, ReviewError
from kb.store.reviews.decisions import MENTIONED
from kb.web.compat import Datasette, Request, Response
from kb.web.paths import PAGES
from kb.web.reviewing import form_of, name_of, take, writable
from kb.web.visiting import Visit

_NOTE = 2000  # characters
# What cannot be rejected as a whole: change a field, or split.
_STAYS = ("articles", *MENTIONED)


async def review(datasette: Datasette, request: Request) -> Response:
    """GET shows; POST decides, for those who may: do=confirm, reject, change, back, merge, split.

    ?find= words of what this source, person or organisation could be one with.
    """
    visit = await Visit.of(datasette, request)
    if request.method != "POST":
        return await _shown(visit)
    sent = await form_of(datasette, request, visit.database)
    found = await _found(visit)
    try:
        decisions = _decisions(found, sent, name_of(request.actor))
        await take(datasette, visit.database, decisions)
    except ReviewError as error:
        return await _shown(visit, error, sent)
    # The mention that was split off has a page of its own now.
    shown = decisions[0].about_id if decisions[0].decision == "split" else found["id"]
    return Response.redirect(visit.paths.page("review", shown) + "?done=1", status=303)


async def _found(visit: Visit) -> Row:
    def question(connection: sqlite3.Connection) -> Row | None:
        return subject(connection, visit.id)

    found = await visit.ask(question)
    if found is None:
        visit.missing()
    return found


def _decisions(found: Row, sent: Mapping[str, str], actor: str) -> list[Decision]:
    """What the form that was sent asks for. Raises ReviewError where that is nothing."""
    about, row_id = found["about"], found["id"]
    note = sent.get("note", "").strip()[:_NOTE] or None
    do = sent.get("do", "")
    if do == "change":
        changes = [
            Decision(about, "changed", row_id, field, _one_line(sent[field]), note, actor)
            for field in FIELDS[about]
            if field in sent and _one_line(sent[field]) != _one_line(sent.get(f"was_{field}", ""))
        ]
        if not changes:
            raise ReviewError("nothing was changed")
        return changes
    if do == "merge":
        return [Decision(about, "merged", row_id, None, sent.get("other", ""), note, actor)]
    if do == "split":
        mention = sent.get("mention", "")
        others = [one["id"] for one in found["mentions"] if one["id"] != mention]
        if not others:
            raise ReviewError("there is only one mention: nothing to split")
        return [Decision(about, "split", mention, None, others[0], note, actor)]
    if do == "back":
        return [Decision(about, "confirmed", row_id, sent.get("field"), None, note, actor)]
    decision = {"confirm": "confirmed", "reject": "rejected"}.get(do)
    if decision is None:
        raise ReviewError("the form asks for no decision")
    return [Decision(about, decision, row_id, None, None, note, actor)]


def _one_line(written: str) -> str:
    return " ".join(written.split())


async def _shown(
    visit: Visit, error: ReviewError | None = None, sent: Mapping[str, str] | None = None
) -> Response:
    found = await _found(visit)
    if visit.wants_json:
        return visit.json(found)
    about, words = found["about"], visit.asked("find")

    def question(connection: sqlite3.Connection) -> list[Row]:
        return candidates(connection, about, words, found["id"]) if words else []

    context: dict[str, Any] = {
        **{name: value for name, value in found.items() if name != "words"},
        "words_of_it": found["words"],
        "fields": {
            name: {"is": _plain(value), "shown": (sent or {}).get(name, _plain(value))}
            for name, value in found["fields"].items()
        },
        "machine": {name: _plain(value) for name, value in found["machine"].items()},
        "choices": choices_of(visit),
        "rejectable": about not in _STAYS,
        "mergeable": about in MENTIONED,
        "find": words,
        "candidates": await visit.ask(question) if about in MENTIONED else [],
        "error": str(error) if error else "",
        "note": (sent or {}).get("note", ""),
        "done": visit.asked("done") == "1",
        "writable": writable(visit.datasette, visit.database),
        "signed_in": visit.may_review,
        "page_of": _page_of(visit, found),
    }
    return await visit.page("kb_review.html", context, status=400 if error else 200)


def choices_of(visit: Visit) -> dict[str, list[tuple[str, str]]]:
    """The fields that have few values: (value, its words)."""
    words = visit.words
    groups = {"statistics.kind": "statistic_kind", "sources.kind": "source_kind"}
    choices = {
        field: [(name, words.name(group, name)) for name in words.names(group)]
        for field, group in groups.items()
    }
    kinds = words.names("organisation_kind")
    choices["organisations.kind"] = [
        ("", "–"),
        *((name, words.name("organisation_kind", name)) for name in kinds),
    ]
    choices["statistics.qualifier"] = [
        ("", "–"),
        *(
            (name, words.name("qualifier", name).replace("{value}", "…"))
            for name in words.names("qualifier")
        ),
    ]
    return choices


def _page_of(visit: Visit, found: Row) -> str:
    """The page that shows the thing; of what was taken out, that of its article."""
    if found["about"] in MENTIONED:
        return visit.paths.page(PAGES[found["about"]], found["id"])
    if found["claim_id"] and not (found["aside"] and found["about"] == "claims"):
        return visit.paths.page("claim", found["claim_id"])
    return visit.paths.article(found["article_id"])


def _plain(value: object) -> str:
    """A value as it can be typed: « 230000000 », « 64.5 »."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}" if abs(value) < 1e15 else repr(value)
    return str(value)
