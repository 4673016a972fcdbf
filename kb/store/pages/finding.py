"""Search: claims, sources, people, organisations and articles that have the words."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

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
_ARTICLES = f"""
    select rowid as n, id, label, author, site, published, language, words from articles
    where {_IN} order by published desc, id limit :limit"""
# From the oldest hit on there are these hits and no others, so that they are found at once:
# asked for one by one (rowid without +), each would have the search done again.
_SNIPPETS = """
    select rowid as n, snippet(articles_fts, 3, '', '', '…', 28) as snippet from articles_fts
    where articles_fts match :words and rowid >= :oldest
    and +rowid in (select value from json_each(:rowids))"""
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
    `more` than that: n is right where they are not. Articles have a `snippet` of their text."""
    found = {kind: _of_kind(connection, kind, written, limit) for kind in kinds}
    for kind, answer in found.items():
        hits = answer.pop("hits")
        if kind == "article":
            _quote(connection, answer["rows"], hits)
    return found


def suggestions(
    connection: sqlite3.Connection, written: str, *, limit: int, kinds: tuple[str, ...] = KINDS
) -> dict[str, Row]:
    """The first of what has all of the words, by kind: `rows`."""
    return {kind: {"rows": _of_kind(connection, kind, written, limit)["rows"]} for kind in kinds}


class _Hits(NamedTuple):
    """The latest rows that have the words, by number, and the query that found them."""

    words: str
    rowids: list[int]


def _hits(connection: sqlite3.Connection, kind: str, written: str) -> _Hits:
    """Whole words first: beginnings of words take longer and say less."""
    sql = _HITS.format(table=_INDEXES[kind])
    found = _Hits("", [])
    for words in dict.fromkeys(
        search_words(written, beginnings=beginnings) for beginnings in (False, True)
    ):
        hits = rows(connection, sql, {"words": words, "limit": _LOOKED_AT + 1})
        found = _Hits(words, [hit["n"] for hit in hits])
        if len(hits) > _LOOKED_AT:
            break
    return found


def _of_kind(connection: sqlite3.Connection, kind: str, written: str, limit: int) -> Row:
    hits = _hits(connection, kind, written)
    looked_at = hits.rowids[:_LOOKED_AT]
    wanted = {"rowids": json.dumps(looked_at), "limit": limit}
    if kind == "claim":
        found = told(connection, [row["id"] for row in rows(connection, _CLAIMS, wanted)])
    else:
        found = rows(connection, _FOUND[kind], wanted)
    return {
        "rows": found,
        "n": len(looked_at),
        "more": len(hits.rowids) > _LOOKED_AT,
        "hits": hits,
    }


def _quote(connection: sqlite3.Connection, articles: list[Row], hits: _Hits) -> None:
    """Give each article the words around what was found, and how its claims are supported."""
    numbers = [article.pop("n") for article in articles]
    wanted = {
        "words": hits.words,
        "oldest": min(hits.rowids, default=0),
        "rowids": json.dumps(numbers),
    }
    found = rows(connection, _SNIPPETS, wanted) if numbers else []
    snippets = {row["n"]: row["snippet"] for row in found}
    for number, article in zip(numbers, articles, strict=True):
        article["snippet"] = snippets[number]
        article["support"] = counting.by_part(connection, "support of article", article["id"])
