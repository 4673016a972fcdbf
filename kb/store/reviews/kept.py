"""The decisions as they are kept: written once, read in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from kb.store.ids import digest
from kb.store.reviews.decisions import COLUMNS, Review

_SELECT = f"select {', '.join(f'r.{name}' for name in COLUMNS)} from reviews r"
_ORDER = "order by r.created, r.id"


def with_id(review: Review) -> Review:
    """The review with its id: a hash of all that it says."""
    said = [getattr(review, name) for name in COLUMNS if name != "id"]
    parts = (f"{len(one)} {one}" if one is not None else "" for one in said)
    return replace(review, id=digest("reviews", *parts)[:16])


def next_moment(db: Database, now: datetime | None = None) -> str:
    """The time of a new decision: later than that of every other, so that they have an order."""
    newest = db.execute("select max(created) from reviews").fetchone()[0]
    created = stamp(now or datetime.now(UTC))
    if newest is not None and created <= newest:
        created = stamp(datetime.fromisoformat(newest) + timedelta(microseconds=1))
    return created


def stamp(moment: datetime) -> str:
    """A time as reviews keep it: the order of the times is that of the texts."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def insert_reviews(db: Database, reviews: Iterable[Review]) -> int:
    """Keep these decisions; how many of them are new."""
    before = db.conn.total_changes
    marks = ", ".join("?" for _ in COLUMNS)
    db.conn.executemany(
        f"insert into reviews ({', '.join(COLUMNS)}) values ({marks}) on conflict (id) do nothing",
        ([getattr(review, name) for name in COLUMNS] for review in reviews),
    )
    return db.conn.total_changes - before


def all_reviews(db: Database) -> list[Review]:
    """Every decision, the oldest first."""
    return _reviews(db, f"{_SELECT} {_ORDER}")


def of_article(db: Database, article_id: str) -> list[Review]:
    """The decisions about an article and what is in it, the oldest first."""
    return _reviews(
        db,
        f"{_SELECT} where r.article_id = :id or r.other_article_id = :id {_ORDER}",
        {"id": article_id},
    )


def placed_on(db: Database, about: str, rows: Sequence[str]) -> list[tuple[str, Review]]:
    """(id of the row, decision) of the decisions that stand on these rows, the oldest first."""
    marks = ", ".join("?" for _ in rows)
    sql = _SELECT.replace(" from reviews r", ", p.row_id from reviews r")
    found = db.execute(
        f"{sql} join review_places p on p.review_id = r.id"
        f" where p.row_id in ({marks}) and r.about = ? {_ORDER}",
        [*rows, about],
    ).fetchall()
    return [(str(row[-1]), Review(*row[:-1])) for row in found]


def other_of(db: Database, review: Review) -> str | None:
    """The other mention of a review, where it stands now."""
    sql = "select other_id from review_places where review_id = ?"
    found = db.execute(sql, [review.id]).fetchone()
    return str(found[0]) if found and found[0] is not None else None


def clear_places(db: Database, article_id: str) -> None:
    """Drop the places of an article's decisions that stand nowhere."""
    db.execute(
        "delete from review_places where row_id is null and other_id is null and review_id in"
        " (select id from reviews where article_id = :id or other_article_id = :id)",
        {"id": article_id},
    )


def _reviews(db: Database, sql: str, parameters: dict[str, object] | None = None) -> list[Review]:
    return [Review(*row) for row in db.execute(sql, parameters or {}).fetchall()]
