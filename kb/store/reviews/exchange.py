"""Decisions as JSON Lines, so that a team keeps them in git next to its articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from kb.store.clusters import settle
from kb.store.json_lines import read_lines
from kb.store.reviews import asking, kept
from kb.store.reviews.deciding import put_in_force
from kb.store.reviews.decisions import Review
from kb.store.reviews.erasing import erase_everywhere
from kb.store.reviews.lines import from_line, to_line


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    new: int
    known: int
    erased: tuple[str, ...]  # paths of the articles that a person was erased from
    erases: bool  # whether somebody is erased by it, so that the file is to be scrubbed
    orphaned: tuple[Review, ...]  # of the decisions of this file, in force but without a place
    articles: int  # in the base: where there are none yet, decisions wait for the build


def export_lines(connection: sqlite3.Connection) -> Iterator[str]:
    """Every decision as a line, the oldest first: the same for the same decisions."""
    for review in reversed(asking.history(connection)):
        yield to_line(review)


def import_lines(db: Database, lines: Iterable[bytes], name: str) -> Imported:
    """Take over decisions; those that are there already stay. All or none, in one transaction.

    `name` is that of the file, for what is wrong with it: raises LineError.
    """
    reviews = read_lines(lines, name, from_line)
    with db.atomic():
        known = {one for (one,) in db.execute("select id from reviews").fetchall()}
        new = [review for review in dict.fromkeys(reviews) if review.id not in known]
        kept.insert_reviews(db, new)
        put_in_force(db, new)
        # Somebody may have been erased here whose name the file still holds.
        touched = erase_everywhere(db) if new else []
        settle(db)
        ids = {review.id for review in reviews}
        orphaned = tuple(one for one in asking.orphaned(db.conn) if one.id in ids)
        articles = int(db.execute("select count(*) from articles").fetchone()[0])
    erases = any(review.decision == "erased" for review in new)
    known_already = len(set(reviews)) - len(new)
    return Imported(len(new), known_already, tuple(touched), erases, orphaned, articles)
