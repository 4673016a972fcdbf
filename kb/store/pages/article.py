"""The page of an article: its text and everything found in it."""

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
    sentences = json.loads(shape["sentences"] if shape else "[]")
    words = min((s[0] for s in sentences if s[-1] != "heading"), default=0)
    found["headings"] = [
        # Above all other words: the title, and what stands below it.
        {"start": start, "end": end, "top": start < words}
        for start, end, *_, kind in sentences
        if kind == "heading"
    ]
    return article, found
