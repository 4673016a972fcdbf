"""What checks of links have found, applied to what articles say.

Three things outlive the check that found them: where a short address led (`expansions`),
which hosts make short addresses (`shorteners`), and which reading of a broken address works.
An article that is written anew gets them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from kb.store import pending
from kb.store.identities import IDENTITIES, key_rows
from kb.store.tables import table

_SOURCES = IDENTITIES["sources"]
_WORKS = "('ok', 'redirected')"


def create(db: Database) -> None:
    """The tables of migration 2."""
    # Written at the first check that gets there: shorteners die and take their links along.
    table(
        db,
        "expansions",
        {"link_id": str, "url": str, "key": str, "checked": str},
        pk="link_id",
        owned_by={"link_id": "links"},
        required=("url", "key", "checked"),
        indexed=("key",),
    )
    # Hosts beyond the lists that kb ships: learnt by a check, or given by the user.
    table(
        db,
        "shorteners",
        {"host": str, "origin": str, "added": str},
        pk="host",
        required=("origin", "added"),
    )


def apply_to(db: Database, article_id: str) -> None:
    """Apply what is known to an article that was just written, within the caller's transaction."""
    links = db.execute(
        "select link_id from link_mentions where article_id = :id"
        " union select link_id from source_mentions where article_id = :id",
        {"id": article_id},
    ).fetchall()
    known = [link for (link,) in links if link is not None]
    mark_shortened(db, known)
    decide_readings(db, [article_id])
    if _any_expanded(db, known):
        rekey(db, [article_id])


def mark_shortened(db: Database, links: Iterable[str]) -> None:
    """Mark those of these links whose host is a known maker of short addresses."""
    db.conn.executemany(
        "update links set is_shortened = 1 where id = ? and is_shortened = 0"
        " and host in (select host from shorteners) and url glob '*://*/?*'",
        ((link,) for link in links),
    )


def rekey(db: Database, articles: Iterable[str]) -> None:
    """Make anew what the sources of these articles may share with others, and note the work.

    Within the caller's transaction; `clusters.settle` does the work.
    """
    for article in articles:
        found = db.execute(f"{_SOURCES.select} where m.article_id = ?", [article]).fetchall()
        rows = key_rows(_SOURCES, [_SOURCES.seen(*row) for row in found])
        _note_neighbours(db, article)  # those that shared what is not shared any more
        db.execute("delete from identity_keys where kind = 'sources' and article_id = ?", [article])
        db.conn.executemany(
            "insert into identity_keys (kind, key, mention_id, article_id)"
            " values (:kind, :key, :mention_id, :article_id)",
            rows,
        )
        _note_neighbours(db, article)


def _note_neighbours(db: Database, article: str) -> None:
    found = db.execute(
        "select distinct m.source_id from identity_keys mine"
        " cross join identity_keys theirs on theirs.kind = mine.kind and theirs.key = mine.key"
        " cross join source_mentions m on m.id = theirs.mention_id"
        " where +mine.kind = 'sources' and mine.article_id = ?",
        [article],
    ).fetchall()
    pending.add(db, "sources", (source for (source,) in found), "another address")


def _any_expanded(db: Database, links: Sequence[str]) -> bool:
    return any(
        db.execute("select 1 from expansions where link_id = ?", [link]).fetchone()
        for link in links
    )


def decide_readings(db: Database, articles: Iterable[str]) -> None:
    """Where an address can be read in two ways, take the likeliest that works, or ever did.

    Within the caller's transaction. What a person chose stays.
    """
    for article in articles:
        rows = db.execute(
            f"""
            select r.link_mention_id, r.rank, r.link_id, r.chosen_by, m.link_id,
                   l.verdict in {_WORKS} as works,
                   exists (select 1 from link_checks c where c.link_id = r.link_id
                           and c.verdict in {_WORKS}) as worked
            from link_mentions m
            join link_readings r on r.link_mention_id = m.id
            join links l on l.id = r.link_id
            where m.article_id = ? order by 1, 2
            """,
            [article],
        ).fetchall()
        mentions: dict[str, list[tuple[int, str, str | None, str, int, int]]] = {}
        for mention, *reading in rows:
            mentions.setdefault(mention, []).append(tuple(reading))
        for mention, readings in mentions.items():
            _decide(db, article, mention, readings)


def _decide(
    db: Database,
    article: str,
    mention: str,
    readings: Sequence[tuple[int, str, str | None, str, int, int]],
) -> None:
    if any(by not in (None, "extraction", "check") for _, _, by, *_ in readings):
        return
    working = [r for r in readings if r[4]] or [r for r in readings if r[5]]
    rank, link, *_ = working[0] if working else readings[0]
    by = "check" if working else "extraction"
    db.execute(
        "update link_readings set chosen_by = iif(rank = :rank, :by, null)"
        " where link_mention_id = :mention and chosen_by is not iif(rank = :rank, :by, null)",
        {"rank": rank, "by": by, "mention": mention},
    )
    before = readings[0][3]
    if link == before:
        return
    db.execute("update link_mentions set link_id = ? where id = ?", [link, mention])
    moved = db.execute(
        "update source_mentions set link_id = ? where article_id = ? and link_id = ?",
        [link, article, before],
    )
    if moved.rowcount:
        rekey(db, [article])
