"""What was decided: on a row, on an article, altogether."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kb.store.asking import Row, first, rows
from kb.store.reviews.decisions import COLUMNS, MENTIONED, REVIEWABLE, Review

_SELECT = f"select {', '.join(f'r.{name}' for name in COLUMNS)} from reviews r"
_NEWEST = "order by r.created desc, r.id desc"
_COLUMN = {"sources": "source_id", "people": "person_id", "organisations": "organisation_id"}


def reviews_of(connection: sqlite3.Connection, table: str, row_id: str) -> list[Review]:
    """The decisions on a row, the newest first; on an identity, those on any of its mentions."""
    if table in MENTIONED:
        members = f"select id from {MENTIONED[table]} where {_COLUMN[table]} = :id union select :id"
    else:
        members = "select :id"
    return _reviews(
        connection,
        f"""
        {_SELECT} where r.about = :table and (r.about_id = :id or r.id in (
            select review_id from review_places where row_id in ({members})
            union select review_id from review_places where other_id in ({members})))
        {_NEWEST}
        """,
        {"table": table, "id": row_id},
    )


def history(
    connection: sqlite3.Connection, *, article_id: str | None = None, limit: int = -1
) -> list[Review]:
    """Decisions, the newest first: all, or those on one article and what is in it."""
    where = "where r.article_id = :article or r.other_article_id = :article" if article_id else ""
    return _reviews(
        connection,
        f"{_SELECT} {where} {_NEWEST} limit :limit",
        {"article": article_id, "limit": limit},
    )


def machine_values(connection: sqlite3.Connection, table: str, row_id: str) -> dict[str, Any]:
    """{field: what the machine said} of the fields of a row that decisions changed."""
    found = rows(
        connection,
        "select field, value from machine_values where about = :table and about_id = :id",
        {"table": table, "id": row_id},
    )
    return {row["field"]: json.loads(row["value"]) for row in found}


def set_aside_in(connection: sqlite3.Connection, article_id: str) -> list[Row]:
    """What was taken out of an article: about, review_id and the row as it was."""
    found = rows(
        connection,
        "select about, review_id, row from set_aside where article_id = :id"
        " order by about, about_id",
        {"id": article_id},
    )
    return [{**one, "row": json.loads(one["row"])} for one in found]


def added_by(connection: sqlite3.Connection, table: str, row_id: str) -> str | None:
    """The id of the review that added a row; None for a row of the machine."""
    found = first(
        connection,
        "select review_id from added_rows where about = :table and about_id = :id",
        {"table": table, "id": row_id},
    )
    return str(found["review_id"]) if found else None


def about_of(connection: sqlite3.Connection, any_id: str) -> str | None:
    """What a decision on the row with this id would be about: its table, that of the identity
    for a mention, of a row that was set aside the one it was in. None for an id of nothing.
    """
    for table in REVIEWABLE:
        if first(connection, f"select 1 from {table} where id = :id", {"id": any_id}):
            return table
    for table, mentions in MENTIONED.items():
        if first(connection, f"select 1 from {mentions} where id = :id", {"id": any_id}):
            return table
    aside = "select about from set_aside where about_id = :id"
    found = first(connection, aside, {"id": any_id})
    return str(found["about"]) if found else None


def places_of(connection: sqlite3.Connection, about_id: str, words: str) -> list[int]:
    """Where words stand in an article, or in the article of a claim within the claim.

    Text positions; none where the id is of neither.
    """
    found = first(
        connection,
        "select text, 0 as start, length(text) as end from articles where id = :id"
        " union all select a.text, c.start, c.end from claims c"
        " join articles a on a.id = c.article_id where c.id = :id",
        {"id": about_id},
    )
    if found is None or not words:
        return []
    text, start, end = found["text"], found["start"], found["end"]
    places = []
    at = text.find(words, start, end)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1, end)
    return places


def orphaned(connection: sqlite3.Connection) -> list[Review]:
    """The decisions in force whose place is not found any more, the newest first."""
    sql = f"{_SELECT} where r.id in (select review_id from orphaned_reviews) {_NEWEST}"
    return _reviews(connection, sql, {})


def _reviews(
    connection: sqlite3.Connection, sql: str, parameters: dict[str, object]
) -> list[Review]:
    return [Review(**row) for row in rows(connection, sql, parameters)]
