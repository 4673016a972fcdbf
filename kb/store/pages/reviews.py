"""The pages of decisions: one thing with all that was decided on it, and the list of decisions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from kb.store.asking import Row, first, rows
from kb.store.pages.finding import search_page
from kb.store.reviews.asking import (
    about_of,
    added_by,
    machine_values,
    places_of,
)
from kb.store.reviews.decisions import COLUMNS, DECISIONS, MENTIONED, REVIEWABLE
from kb.store.reviews.fields import FIELDS

PAGE = 40  # decisions on a page
_DECIDED = 500  # mentions whose decisions are looked for
_MENTIONS = 60  # of a source, person or organisation, that can be split off
_CANDIDATES = 8  # that a merge is offered with
_PLACES = 20  # of the same words in one article, to choose from
_AROUND = 50  # characters beside each of them

# What a row is called, what its fields say now, and where it stands.
_OF_ARTICLE = "t.article_id, a.label as article, a.language"
_SPEAKER = """
    left join people p on p.id = t.person_id left join organisations o on o.id = t.organisation_id
    join articles a on a.id = t.article_id"""
_SUBJECTS = {
    "articles": """
        select t.id, t.label as words, t.id as article_id, t.label as article, t.language,
               t.title, t.author, t.site, t.url, t.published
        from articles t where t.id = :id""",
    "claims": f"""
        select t.id, t.id as claim_id, t.text as words, {_OF_ARTICLE}
        from claims t join articles a on a.id = t.article_id where t.id = :id""",
    "statistics": f"""
        select t.*, t.text as words, c.text as claim, {_OF_ARTICLE} from statistics t
        join claims c on c.id = t.claim_id join articles a on a.id = t.article_id
        where t.id = :id""",
    "quotations": f"""
        select t.id, t.claim_id, t.text as words, coalesce(p.name, o.name, t.speaker) as speaker,
               {_OF_ARTICLE}
        from quotations t {_SPEAKER} where t.id = :id""",
    "attributions": f"""
        select t.id, t.claim_id, t.text as words, coalesce(p.name, o.name) as speaker,
               {_OF_ARTICLE}
        from attributions t {_SPEAKER} where t.id = :id""",
    "citations": f"""
        select t.id, t.claim_id, t.marker as words, c.text as claim, s.label as source,
               v.label as via, {_OF_ARTICLE}
        from citations t join claims c on c.id = t.claim_id
        join articles a on a.id = t.article_id join sources s on s.id = t.source_id
        left join sources v on v.id = t.via_source_id where t.id = :id""",
    "sources": "select t.*, t.label as words from sources t where t.id = :id",
    "people": "select t.*, t.name as words from people t where t.id = :id",
    "organisations": "select t.*, t.name as words from organisations t where t.id = :id",
}
_COLUMN = {"sources": "source_id", "people": "person_id", "organisations": "organisation_id"}
_SEARCHED = {"sources": "source", "people": "person", "organisations": "organisation"}
_MENTIONS_OF = """
    select m.id, m.written, m.article_id, a.label as article, a.language
    from {mentions} m join articles a on a.id = m.article_id
    where m.{column} = :id order by m.rowid limit :limit"""
_ASIDE = "select row, article_id, review_id from set_aside where about = :about and about_id = :id"
# What belongs to a claim.
_WITHIN = """
    select id from {table} where claim_id = :id union all
    select about_id from set_aside where about = '{table}'
    and article_id = :article and json_extract(row, '$.claim_id') = :id"""

_SELECT = f"select {', '.join(f'r.{name}' for name in COLUMNS)}, p.row_id from reviews r"
_ON = f"""
    {_SELECT.replace(" from reviews r", "")} from
    (select review_id from review_places where row_id in (select value from json_each(:ids))
     union select review_id from review_places where other_id in (select value from json_each(:ids))
     union select id from reviews where about_id in (select value from json_each(:ids))
     limit 1000) found
    join reviews r on r.id = found.review_id left join review_places p on p.review_id = r.id
    order by r.created desc, r.id desc limit :limit"""


def subject(connection: sqlite3.Connection, any_id: str) -> Row | None:
    """What a decision on this id would be about, with what was decided on it; None for no id.

    `about`, `id` (of a mention too: that of what it belongs to), `words`, `fields` {name: value},
    `machine` {name: value before}, `aside` (somebody rejected it), `added` (the review that added
    it), `mentions`, and where it stands.
    """
    about = about_of(connection, any_id)
    if about is None:
        return None
    row_id = _identity(connection, about, any_id)
    row = first(connection, _SUBJECTS[about], {"id": row_id})
    aside = None
    if row is None:
        aside = first(connection, _ASIDE, {"about": about, "id": row_id})
        if aside is None:
            return None
        row = _from_aside(connection, about, aside)
    mentions: list[Row] = []
    if about in MENTIONED:
        sql = _MENTIONS_OF.format(mentions=MENTIONED[about], column=_COLUMN[about])
        mentions = rows(connection, sql, {"id": row_id, "limit": _MENTIONS})
    return {
        "about": about,
        "id": row_id,
        "words": row["words"],
        "fields": {name: row.get(name) for name in FIELDS[about]},
        "machine": machine_values(connection, about, row_id),
        "aside": aside is not None,
        "added": added_by(connection, about, row_id),
        "mentions": mentions,
        "claim_id": row.get("claim_id"),
        "claim": row.get("claim"),
        "article_id": row.get("article_id"),
        "article": row.get("article"),
        "language": row.get("language") or "",
        "decisions": decisions_on(connection, [row_id, *(one["id"] for one in mentions)]),
    }


def decisions_of(connection: sqlite3.Connection, about: str, row_id: str) -> list[Row]:
    """The decisions on a source, person or organisation: on any of its (first) mentions."""
    sql = _MENTIONS_OF.format(mentions=MENTIONED[about], column=_COLUMN[about])
    mentions = rows(connection, sql, {"id": row_id, "limit": _DECIDED})
    return decisions_on(connection, [row_id, *(one["id"] for one in mentions)])


def _identity(connection: sqlite3.Connection, about: str, any_id: str) -> str:
    """The id of the source, person or organisation that a mention belongs to."""
    if about not in MENTIONED:
        return any_id
    sql = f"select {_COLUMN[about]} as id from {MENTIONED[about]} where id = :id"
    found = first(connection, sql, {"id": any_id})
    return str(found["id"]) if found else any_id


def _from_aside(connection: sqlite3.Connection, about: str, aside: Row) -> Row:
    """A row that was taken out, as it was."""
    row: Row = json.loads(aside["row"])
    sql = "select id as article_id, label as article, language from articles where id = :id"
    article = first(connection, sql, {"id": aside["article_id"]}) or {}
    return {
        **row,
        **article,
        "words": row.get("marker" if about == "citations" else "text") or "",
        "claim_id": row.get("claim_id") or (row["id"] if about == "claims" else None),
    }


def candidates(connection: sqlite3.Connection, about: str, words: str, but: str) -> list[Row]:
    """What a source, person or organisation could be one with: id and label, by a search."""
    kind = _SEARCHED[about]
    found = search_page(connection, words, limit=_CANDIDATES + 1, kinds=(kind,))[kind]["rows"]
    return [row for row in found if row["id"] != but][:_CANDIDATES]


def decisions_on(connection: sqlite3.Connection, ids: Iterable[str], limit: int = 60) -> list[Row]:
    """The decisions that stand on these rows, the newest first, each with its `row_id`."""
    wanted = json.dumps([one for one in ids if one])
    return rows(connection, _ON, {"ids": wanted, "limit": limit})


def decisions_within(connection: sqlite3.Connection, claim_id: str, article_id: str) -> list[Row]:
    """The decisions on a claim and on all that it holds, also on what was taken out of it."""
    ids = [claim_id]
    for table in ("statistics", "quotations", "attributions", "citations"):
        found = rows(
            connection, _WITHIN.format(table=table), {"id": claim_id, "article": article_id}
        )
        ids += [row["id"] for row in found]
    return decisions_on(connection, ids)


def decisions_in(connection: sqlite3.Connection, article_id: str, limit: int = 200) -> list[Row]:
    """The decisions on an article and on what is in it, the newest first."""
    sql = f"""
        {_SELECT} left join review_places p on p.review_id = r.id
        where r.article_id = :id or r.other_article_id = :id
        order by r.created desc limit :limit"""
    return rows(connection, sql, {"id": article_id, "limit": limit})


def by_row(decisions: Iterable[Row]) -> dict[str, list[Row]]:
    """The decisions by the row on which they stand, the newest first."""
    found: dict[str, list[Row]] = {}
    for one in decisions:
        found.setdefault(one["row_id"] or "", []).append(one)
    return found


@dataclass(frozen=True)
class WantedReviews:
    """Which decisions. Empty asks for all; `before` is the time of the last one of a page."""

    about: str = ""
    decision: str = ""
    actor: str = ""
    orphaned: bool = False
    before: str = ""


def reviews_page(connection: sqlite3.Connection, wanted: WantedReviews) -> Row:
    """The decisions asked for, the newest first, `next` (None at the end), and `orphans`."""
    conditions = {
        "r.about = :about": wanted.about,
        "r.decision = :decision": wanted.decision,
        "r.actor = :actor": wanted.actor,
        "r.id in (select review_id from orphaned_reviews)": wanted.orphaned,
        # Every decision has a time of its own.
        "r.created < :before": wanted.before,
    }
    where = " and ".join(sql for sql, asked in conditions.items() if asked) or "1"
    asked = {**asdict(wanted), "n": PAGE + 1}
    found = rows(
        connection,
        f"{_SELECT} left join review_places p on p.review_id = r.id"
        f" where {where} order by r.created desc limit :n",
        asked,
    )
    orphans = "select review_id from orphaned_reviews limit 1000"
    lost = {row["review_id"] for row in rows(connection, orphans)}
    shown = found[:PAGE]
    for row in shown:
        row["orphaned"] = row["id"] in lost
    return {
        "reviews": shown,
        "next": shown[-1]["created"] if len(found) > PAGE else None,
        "orphans": len(lost),
        "abouts": list(REVIEWABLE),
        "decisions": list(DECISIONS),
    }


def places(connection: sqlite3.Connection, about_id: str, words: str) -> list[Row]:
    """Where words stand in an article or claim: `at`, and what is `before` and `behind` them."""
    sql = """
        select text from articles where id = :id union all
        select a.text from claims c join articles a on a.id = c.article_id where c.id = :id"""
    found = first(connection, sql, {"id": about_id})
    text = str(found["text"]) if found else ""
    return [
        {
            "at": at,
            "before": text[max(0, at - _AROUND) : at],
            "behind": text[at + len(words) : at + len(words) + _AROUND],
        }
        for at in places_of(connection, about_id, words)[:_PLACES]
    ]
