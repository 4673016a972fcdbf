"""What a knowledge base says of one article, read from its SQLite file."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

Row = dict[str, Any]

LINKS = """
select m.start, m.end, l.url, l.is_shortened
from link_mentions m join links l on l.id = m.link_id where m.article_id = ?"""
STATISTICS = """
select s.start, s.end, s.text, s.kind, s.value, s.value_high, s.unit, s.subject, s.claim_id,
       c.support
from statistics s join claims c on c.id = s.claim_id where s.article_id = ?"""
QUOTATIONS = """
select q.start, q.end, q.text, q.speaker_confidence, coalesce(p.name, o.name) as name,
       case when p.id is null and o.id is null then null else q.speaker end as written
from quotations q left join people p on p.id = q.person_id
left join organisations o on o.id = q.organisation_id where q.article_id = ?"""
QUOTED_PEOPLE = """
select distinct p.id, p.name, p.role, o.name as organisation
from quotations q join people p on p.id = q.person_id
left join organisations o on o.id = p.organisation_id where q.article_id = ?"""
PERSON_MENTIONS = """
select role, organisation from person_mentions where person_id = ? and article_id = ?"""
SOURCES = """
select distinct s.id, s.kind, s.title, s.author, s.publisher, s.published, l.url
from sources s left join links l on l.id = s.link_id where s.id in (
  select c.source_id from citations c join claims k on k.id = c.claim_id where k.article_id = ?1
  union
  select c.via_source_id from citations c join claims k on k.id = c.claim_id
  where k.article_id = ?1)"""
SOURCE_MENTIONS = """
select m.written, m.title, m.author, m.publisher, m.container, l.url
from source_mentions m left join links l on l.id = m.link_id
where m.source_id = ? and m.article_id = ?"""
CITATIONS = """
select c.id, c.source_id, c.via_source_id, c.confidence, k.start, k.end, k.text
from citations c join claims k on k.id = c.claim_id where k.article_id = ?"""


class Database:
    """A knowledge base, opened for reading."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self._connection.row_factory = sqlite3.Row

    def close(self) -> None:
        self._connection.close()

    def rows(self, query: str, *arguments: str) -> list[Row]:
        return [dict(row) for row in self._connection.execute(query, arguments)]

    def articles(self) -> dict[str, Row]:
        """Stem of the path -> id and text."""
        found = self.rows("select id, path, text from articles")
        return {Path(row["path"]).stem: row for row in found}
