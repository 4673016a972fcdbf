"""What the pages ask of the store: one function for each page, on any connection."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict

from kb.store.asking import Row, first, rows

_ARTICLE = "select * from articles where id = :id"

_OF_ARTICLE = {
    "sections": """
        select id, kind, title, author, published, start, end from sections
        where article_id = :id order by start, end""",
    "claims": """
        select id, section_id, text, start, end, support, group_id from claims
        where article_id = :id order by start, end""",
    "statistics": """
        select id, claim_id, start, end, kind, value, value_high, unit, qualifier, subject, period
        from statistics where article_id = :id order by start, end""",
    "quotations": """
        select q.id, q.claim_id, q.start, q.end, q.speaker, q.cue, q.confidence,
               q.speaker_confidence, q.person_id, p.name as person_name,
               q.organisation_id, o.name as organisation_name
        from quotations q
        left join people p on p.id = q.person_id
        left join organisations o on o.id = q.organisation_id
        where q.article_id = :id order by q.start, q.end""",
    "attributions": """
        select a.id, a.claim_id, a.start, a.end, a.cue, a.confidence,
               a.person_id, p.name as person_name,
               a.organisation_id, o.name as organisation_name
        from attributions a
        left join people p on p.id = a.person_id
        left join organisations o on o.id = a.organisation_id
        where a.article_id = :id order by a.start, a.end""",
    "people": """
        select m.id, m.person_id, m.start, m.end, m.written, m.role, m.organisation, p.name
        from person_mentions m join people p on p.id = m.person_id
        where m.article_id = :id order by m.start, m.end""",
    "organisations": """
        select m.id, m.organisation_id, m.start, m.end, m.written, m.kind, o.name
        from organisation_mentions m join organisations o on o.id = m.organisation_id
        where m.article_id = :id order by m.start, m.end""",
    "sources": """
        select m.id, m.source_id, m.start, m.end, m.written, m.kind, m.author, m.publisher,
               m.published, m.rule, m.confidence, s.label as name, l.url
        from source_mentions m
        join sources s on s.id = m.source_id
        left join links l on l.id = m.link_id
        where m.article_id = :id order by m.start, m.end""",
    "citations": """
        select c.id, c.claim_id, c.marker, c.start, c.end, c.rule, c.confidence,
               c.source_id, s.label as source_name, c.via_source_id, v.label as via_name
        from citations c
        join sources s on s.id = c.source_id
        left join sources v on v.id = c.via_source_id
        where c.article_id = :id order by c.start, c.end""",
    "notes": """
        select id, label, text, start, end from notes
        where article_id = :id order by start is null, start""",
    "markers": """
        select m.note_id, m.start, m.end, n.label, n.text as note_text, n.start as note_start
        from note_markers m join notes n on n.id = m.note_id
        where n.article_id = :id order by m.start""",
    "links": """
        select m.id, m.link_id, m.start, m.end, m.written, m.repair,
               l.url, l.is_shortened, l.verdict, l.final_url, l.archive_url
        from link_mentions m join links l on l.id = m.link_id
        where m.article_id = :id order by m.start, m.end""",
}

_SHAPE = "select sentences from article_maps where article_id = :id"

_NOTE_SOURCES = """
    select ns.note_id, s.id, s.label
    from note_sources ns
    join sources s on s.id = ns.source_id
    join notes n on n.id = ns.note_id
    where n.article_id = :id order by s.label"""


def article_page(
    connection: sqlite3.Connection, article_id: str
) -> tuple[Row, dict[str, list[Row]]] | None:
    """The article's row, and its finds by kind in the order of the text; None if there is none."""
    article = first(connection, _ARTICLE, {"id": article_id})
    if article is None:
        return None
    found = {kind: rows(connection, sql, {"id": article_id}) for kind, sql in _OF_ARTICLE.items()}
    cited: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows(connection, _NOTE_SOURCES, {"id": article_id}):
        cited[row["note_id"]].append(row["label"])
    for note in found["notes"]:
        note["sources"] = cited[note["id"]]
    shape = first(connection, _SHAPE, {"id": article_id})
    found["headings"] = [
        {"start": start, "end": end}
        for start, end, *_, kind in json.loads(shape["sentences"] if shape else "[]")
        if kind == "heading"
    ]
    return article, found


# -- home ----------------------------------------------------------------------------

_COUNTED = (
    ("article", "articles"),
    ("claim", "claims"),
    ("statistic", "statistics"),
    ("quotation", "quotations"),
    ("source", "sources"),
    ("person", "people"),
    ("organisation", "organisations"),
    ("link", "links"),
)

_SUPPORT = "select support, count(*) as n from claims group by support"

_NEWEST = """
    select id, label as title, author, site, published, language, words
    from articles order by published is null, published desc, id limit :limit"""

_SUPPORT_OF = """
    select article_id, support, count(*) as n from claims
    where article_id in (select value from json_each(:ids)) group by article_id, support"""

_LEANED_ON = """
    select s.id, s.label, s.kind, s.published, count(distinct c.claim_id) as claims,
           count(distinct c.article_id) as articles
    from citations c join sources s on s.id = c.source_id
    group by c.source_id order by claims desc, articles desc, s.label limit :limit"""

_UNITS = """
    select unit, count(*) as n from figures where unit <> ''
    group by unit order by n desc, unit limit 30"""


def home_page(connection: sqlite3.Connection, *, articles: int, sources: int) -> dict[str, object]:
    """The base in numbers, its newest articles, and the sources that most claims rest on.

    `articles` and `sources` say how many to give.
    """
    newest = rows(connection, _NEWEST, {"limit": articles})
    ids = json.dumps([row["id"] for row in newest])
    support: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in rows(connection, _SUPPORT_OF, {"ids": ids}):
        support[row["article_id"]][row["support"]] = row["n"]
    for row in newest:
        row["support"] = support[row["id"]]
    return {
        "counts": [
            (kind, table, rows(connection, f"select count(*) as n from {table}")[0]["n"])
            for kind, table in _COUNTED
        ],
        "support": {row["support"]: row["n"] for row in rows(connection, _SUPPORT)},
        "articles": newest,
        "leaned_on": rows(connection, _LEANED_ON, {"limit": sources}),
        "units": [row["unit"] for row in rows(connection, _UNITS)],
    }


# -- rows ----------------------------------------------------------------------------

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
    from {table} m join articles a on a.id = m.article_id
    where m.{column} = :id group by m.article_id order by a.published desc, a.id limit 50"""


def places(connection: sqlite3.Connection, table: str, row_id: str) -> list[Row]:
    """Where the thing of a row stands: kind and id of the find, article_id, article.

    One place for a row of an article's own; for a source, person, organisation or link
    the first place in each of at most fifty articles; none for other tables.
    """
    if table in _STANDING:
        sql = _PLACE.format(kind=_STANDING[table], table=table, column="id")
    elif table in _MENTIONED:
        mentions, column = _MENTIONED[table]
        sql = _FIRST_PLACES.format(kind=_STANDING[mentions], table=mentions, column=column)
    else:
        return []
    return rows(connection, sql, {"id": row_id})
