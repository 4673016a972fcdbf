"""The questions that kb is for, as SQL with named parameters that anyone may run and edit.

`search(words)` is `asking.search_words`; whoever runs these registers it on the connection.
An empty parameter asks for everything.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kb.store.asking import search_words


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its name in addresses, and the SQL that answers it."""

    name: str
    sql: str
    parameters: tuple[str, ...]


SOURCES_OF_CLAIMS = Question(
    "sources_of_claims",
    """
select
  c.text as claim,
  c.support,
  cs.source,
  cs.source_kind,
  cs.source_published,
  cs.via,
  cs.marker,
  cs.rule,
  cs.confidence,
  a.label as article,
  a.published,
  c.id as claim_id,
  cs.source_id,
  cs.via_source_id,
  c.article_id
from claims c
join articles a on a.id = c.article_id
left join claim_sources cs on cs.claim_id = c.id
where :contains = ''
   or c.rowid in (select rowid from claims_fts where claims_fts match search(:contains))
order by
  case c.support when 'sourced' then 0 when 'attributed' then 1 else 2 end,
  cs.confidence desc, c.article_id, c.start
""".strip(),
    ("contains",),
)

FIGURES = Question(
    "figures_about",
    """
select
  text as figure,
  value,
  value_high,
  unit,
  qualifier,
  subject,
  period,
  claim,
  support,
  source,
  source_published,
  via,
  speaker,
  article,
  published,
  statistic_id,
  claim_id,
  source_id,
  article_id
from figures
where (:about = ''
       or claim_id in (
         select id from claims
         where rowid in (select rowid from claims_fts where claims_fts match search(:about))))
  and (:unit = '' or unit = :unit)
  and (:at_least = '' or coalesce(value_high, value) >= cast(:at_least as real))
  and (:at_most = '' or value <= cast(:at_most as real))
  -- A source without a date is at the latest as old as the article that leans on it.
  and (:sources_since = ''
       or (source_id is not null and coalesce(source_published, published) >= :sources_since))
  and (:sources_until = '' or coalesce(source_published, published) < :sources_until || '~')
  and (:source = '' or source_id = :source)
  and (:support = '' or support = :support)
order by unit, value desc, article_id
""".strip(),
    (
        "about",
        "unit",
        "at_least",
        "at_most",
        "sources_since",
        "sources_until",
        "source",
        "support",
    ),
)

LINKS = Question(
    "links_in_trouble",
    """
select
  l.url,
  case when l.is_shortened then 'shortened' else '' end as shortened,
  coalesce(l.verdict, 'unchecked') as verdict,
  l.final_url,
  l.archive_url,
  l.failing_since,
  (select count(distinct m.article_id) from link_mentions m where m.link_id = l.id) as articles,
  (select count(*) from claim_sources cs where cs.link_id = l.id) as claims,
  l.id as link_id
from links l
where (:which in ('', 'shortened') and l.is_shortened = 1)
   or (:which in ('', 'dead') and l.id in (select link_id from dead_links))
order by claims desc, articles desc, l.url
""".strip(),
    ("which",),
)

QUESTIONS = (SOURCES_OF_CLAIMS, FIGURES, LINKS)


def register(connection: sqlite3.Connection) -> None:
    """Give the connection the function that the questions call."""
    connection.create_function("search", 1, _search, deterministic=True)


def _search(written: object) -> str:
    return search_words(str(written or ""))
