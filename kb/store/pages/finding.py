"""Search: claims, sources, people, organisations and articles that have the words."""

from __future__ import annotations

import json
import sqlite3

from kb.store.asking import Row, rows, search_words
from kb.store.pages import counting
from kb.store.pages.claims import told

KINDS = ("claim", "source", "person", "organisation", "article")
# Ranking every hit of a word that half the base has would take seconds: the latest ones do.
_LOOKED_AT = 300

_INDEXES = {
    "claim": "claims",
    "source": "sources",
    "person": "people",
    "organisation": "organisations",
    "article": "articles",
}
_HITS = """
    select rowid as n from {table}_fts where {table}_fts match :words
    order by rowid desc limit :limit"""
_IN = "rowid in (select value from json_each(:rowids))"
# Claims that rest on something before those that do not; the shorter ones are more to the point.
_CLAIMS = f"""
    select id from claims where {_IN}
    order by case support when 'sourced' then 0 when 'attributed' then 1 else 2 end,
             length(text), id limit :limit"""
_SOURCES = f"""
    select s.id, s.label, s.kind, s.author, s.publisher, s.published, coalesce(n.n, 0) as claims
    from sources s
    left join counts n on n.what = 'claims of source' and n.name = s.id and n.part = ''
    where s.{_IN} order by claims desc, s.label, s.id limit :limit"""
_PEOPLE = f"""
    select p.id, p.name as label, p.role, p.organisation, coalesce(n.n, 0) as quotations
    from people p
    left join counts n on n.what = 'quotations of person' and n.name = p.id and n.part = ''
    where p.{_IN} order by quotations desc, p.name, p.id limit :limit"""
_ORGANISATIONS = f"""
    select o.id, o.name as label, o.kind, coalesce(n.n, 0) as quotations
    from organisations o
    left join counts n on n.what = 'quotations of organisation' and n.name = o.id and n.part = ''
    where o.{_IN} order by quotations desc, o.name, o.id limit :limit"""
_ARTICLES = """
    select a.id, a.label, a.author, a.site, a.published, a.language, a.words,
           snippet(articles_fts, 3, '', '', '…', 28) as snippet
    from articles_fts f join articles a on a.rowid = f.rowid
    where articles_fts match :words and f.rowid in (select value from json_each(:rowids))
    order by a.published desc, a.id limit :limit"""
_FOUND = {
    "source": _SOURCES,
    "person": _PEOPLE,
    "organisation": _ORGANISATIONS,
    "article": _ARTICLES,
}


def search_page(
    connection: sqlite3.Connection, written: str, *, limit: int, kinds: tuple[str, ...] = KINDS
) -> dict[str, Row]:
    """What has all of the words, by kind: `rows` (at most `limit`), `n`, and whether there are
    `more` than that: n is right where they are not."""
    words = search_words(written)
    return {kind: _of_kind(connection, kind, words, limit) for kind in kinds}


def _of_kind(connection: sqlite3.Connection, kind: str, words: str, limit: int) -> Row:
    hits = rows(
        connection,
        _HITS.format(table=_INDEXES[kind]),
        {"words": words, "limit": _LOOKED_AT + 1},
    )
    more = len(hits) > _LOOKED_AT
    rowids = json.dumps([hit["n"] for hit in hits[:_LOOKED_AT]])
    wanted = {"rowids": rowids, "words": words, "limit": limit}
    if kind == "claim":
        found = told(connection, [row["id"] for row in rows(connection, _CLAIMS, wanted)])
    else:
        found = rows(connection, _FOUND[kind], wanted)
    if kind == "article":
        for article in found:
            article["support"] = counting.by_part(connection, "support of article", article["id"])
    return {"rows": found, "n": min(len(hits), _LOOKED_AT), "more": more}
