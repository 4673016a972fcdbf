"""What the commands about decisions share: opening the base, and how a decision is printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.cli.frame import usable

if TYPE_CHECKING:
    from sqlite_utils import Database

    from kb.store.reviews import Review


@contextmanager
def reading(database: Path) -> Iterator[Any]:
    """A connection that cannot write."""
    from kb.store import StoreError, explained
    from kb.store.connecting import connect_read_only

    with usable(StoreError), explained(database):
        connection = connect_read_only(database)
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def writing(database: Path, *, create: bool = False) -> Iterator[Database]:
    from kb.store import StoreError, explained, open_kb
    from kb.store.json_lines import LineError
    from kb.store.reviews import ReviewError

    with usable(StoreError, ReviewError, LineError):
        db = open_kb(database, create=create)
        try:
            with explained(database):
                yield db
        finally:
            db.close()


def as_json(review: Review) -> dict[str, object]:
    return {name: value for name, value in asdict(review).items() if name != "context"}


def line_of(review: Review) -> str:
    """« 2026-03-04 10:12 jo: statistics 64 % (a-txt): value changed to 65; a misprint »."""
    what = f"{review.field} {review.decision}" if review.field else review.decision
    if review.decision == "changed":
        what += f" to {review.value}" if review.value is not None else " to nothing"
    elif review.decision in ("merged", "split"):
        what += f" {'with' if review.decision == 'merged' else 'from'} {review.value}"
    words = f" « {_short(review.exact)} »" if review.exact else ""
    where = f" in {review.article_id}" if review.article_id else ""
    note = f"; {review.note}" if review.note else ""
    when = review.created[:16].replace("T", " ")
    return (
        f"{when} {review.actor or 'somebody'}: {review.about} {review.about_id}{words}{where}: "
        f"{what}{note}"
    )


def counted(number: int, thing: str) -> str:
    """« 1 decision », « 2 decisions »."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= 50 else f"{one_line[:49]}…"
