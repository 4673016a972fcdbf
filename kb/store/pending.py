"""What is left to do: articles to be read, and clusters to be put together again."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

ARTICLES = "articles"  # the kind of a pending article; what is its path
CLAIMS = "claims"  # the kind of repeated claims to be grouped; what is their group key
COMPARING = "comparing"  # the kind of articles whose claims are to be compared with all others
GROUPS = "groups"  # the kind of claims whose groups are to be put together; what is their id
COPIES = "copies"  # the kind of articles that may repeat others
LINKS = "links"  # the kind of links that may be unused; what is their id


def add(db: Database, kind: str, what: Iterable[str], reason: str) -> None:
    """Note work to be done, within the caller's transaction; what is noted already stays."""
    db.conn.executemany(
        "insert into pending (kind, what, reason) values (?, ?, ?) on conflict do nothing",
        ((kind, one, reason) for one in what),
    )


def done(db: Database, kind: str, what: Iterable[str]) -> None:
    """Strike work off the list, within the caller's transaction."""
    db.conn.executemany(
        "delete from pending where kind = ? and what = ?", ((kind, one) for one in what)
    )


def of_kind(db: Database, kind: str, limit: int = -1) -> list[str]:
    """What is to be done of one kind, in order; at most `limit`, where that is not negative."""
    found = db.execute(
        "select what from pending where kind = ? order by what limit ?", [kind, limit]
    )
    return [what for (what,) in found.fetchall()]
