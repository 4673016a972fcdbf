"""Rows as people call them, and where they stand: for Datasette's pages of single rows."""

from __future__ import annotations

import sqlite3

from kb.store.asking import Row, first, rows

# What a person calls a row of each table, for pages that have only its id.
_LABELS = {
    "articles": "select label from articles where id = :id",
    "claims": "select text as label from claims where id = :id",
    "links": "select url as label from links where id = :id",
    "notes": "select label from notes where id = :id",
    "organisations": "select name as label from organisations where id = :id",
    "organisation_mentions": "select written as label from organisation_mentions where id = :id",
    "people": "select name as label from people where id = :id",
    "person_mentions": "select written as label from person_mentions where id = :id",
    "sections": "select coalesce(title, author, kind) as label from sections where id = :id",
    "source_mentions": "select written as label from source_mentions where id = :id",
    "sources": "select label from sources where id = :id",
    "statistics": "select text as label from statistics where id = :id",
}


def label(connection: sqlite3.Connection, table: str, row_id: str) -> str | None:
    """What a person calls this row; None where the table has no such name or row."""
    sql = _LABELS.get(table)
    found = first(connection, sql, {"id": row_id}) if sql else None
    return str(found["label"]) if found and found["label"] else None


# The tables whose rows stand at one place of an article, and the kind of find that a page
# shows there. An identity stands wherever its mentions do.
_STANDING = {
    "claims": "claim",
    "statistics": "statistic",
    "quotations": "quotation",
    "attributions": "attribution",
    "citations": "citation",
    "notes": "note",
    "person_mentions": "person",
    "organisation_mentions": "organisation",
    "source_mentions": "source",
    "link_mentions": "link",
}
_MENTIONED = {
    "people": ("person_mentions", "person_id"),
    "organisations": ("organisation_mentions", "organisation_id"),
    "sources": ("source_mentions", "source_id"),
    "links": ("link_mentions", "link_id"),
}

_PLACE = """
    select '{kind}' as kind, m.id, m.article_id, a.label as article
    from {table} m join articles a on a.id = m.article_id
    where m.{column} = :id"""
# The bare columns are those of the row with the smallest start, as SQLite promises for min().
_FIRST_PLACES = """
    select '{kind}' as kind, m.id, m.article_id, a.label as article,
           min(m.start), count(*) as times
    from (select id, article_id, start from {table} where {column} = :id
          order by rowid limit 500) m
    join articles a on a.id = m.article_id
    group by m.article_id order by a.published desc, a.id limit 50"""


def places(connection: sqlite3.Connection, table: str, row_id: str) -> list[Row]:
    """Where the thing of a row stands: kind and id of the find, article_id, article.

    One place for a row of an article's own; for a source, person, organisation or link
    the first place in each of at most fifty articles, of five hundred mentions; none for
    other tables.
    """
    if table in _STANDING:
        sql = _PLACE.format(kind=_STANDING[table], table=table, column="id")
    elif table in _MENTIONED:
        mentions, column = _MENTIONED[table]
        sql = _FIRST_PLACES.format(kind=_STANDING[mentions], table=mentions, column=column)
    else:
        return []
    return rows(connection, sql, {"id": row_id})
