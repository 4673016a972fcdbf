"""Articles that repeat others: near-duplicates, and texts that hold another one.

What an article repeats is no independent support of what it says.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from kb.linking.identity_texts import prints, sequences, shared
from kb.store.batches import by_ids
from kb.store.known_articles import names

_ENOUGH = 0.7  # of the shorter text stands in the other one
_CLAIMS = 3  # repeated word for word: the texts are worth a look


def beside(db: Database, article: str) -> set[str]:
    """The articles that repeat this one: without it they may repeat another."""
    found = db.execute("select article_id from article_copies where original_id = ?", [article])
    return {copy for (copy,) in found.fetchall()}


def find(db: Database, articles: Iterable[str]) -> None:
    """Find what these articles repeat, and which articles repeat them; one transaction."""
    again: set[str] = set(articles)
    for article in sorted(again):
        _print(db, article)
    for article in sorted(again):
        again |= _candidates(db, article)
    for article in sorted(again):
        _find_original(db, article)


def _print(db: Database, article: str) -> None:
    db.execute("delete from article_prints where article_id = ?", [article])
    sql = "select text, title, url from articles where id in"
    for text, title, url in by_ids(db, sql, {article}):
        db.conn.executemany(
            "insert or ignore into article_prints values (?, ?)",
            [(one, article) for one in (*prints(text), *sorted(names(title, url)))],
        )


def _candidates(db: Database, article: str) -> set[str]:
    found = db.execute(
        """
        select theirs.article_id from article_prints mine
        cross join article_prints theirs on theirs.print = mine.print
        where mine.article_id = :id and theirs.article_id <> :id
        union
        select o.article_id from (select distinct group_key from claims where article_id = :id) k
        cross join claims o on o.group_key = k.group_key
        where o.article_id <> :id
        group by o.article_id having count(distinct k.group_key) >= :claims
        """,
        {"id": article, "claims": _CLAIMS},
    )
    return {other for (other,) in found.fetchall()}


def _find_original(db: Database, article: str) -> None:
    """The earliest article that this one shares most of its text with, if there is one."""
    sql = "select coalesce(published, '9999'), path, id, text from articles where id in"
    mine = next(by_ids(db, sql, {article}), None)
    db.execute("delete from article_copies where article_id = ?", [article])
    if mine is None:
        return
    own = sequences(mine[3])
    for row in sorted(by_ids(db, sql, _candidates(db, article))):
        if row[:3] >= mine[:3]:
            return
        alike = shared(own, sequences(row[3]))
        if alike >= _ENOUGH:
            db.execute(
                "insert into article_copies values (?, ?, ?)", [article, row[2], round(alike, 3)]
            )
            return
