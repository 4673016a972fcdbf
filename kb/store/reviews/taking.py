"""Taking decisions on a connection of somebody else's making, such as Datasette's."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from sqlite_utils import Database

from kb.store.connecting import PATIENCE
from kb.store.errors import explained
from kb.store.reviews.deciding import decide
from kb.store.reviews.decisions import Decision


def take_all(
    connection: sqlite3.Connection, path: Path, decisions: Sequence[Decision]
) -> tuple[str, ...]:
    """Take these decisions, all or none: the ids of the reviews that keep them.

    The connection is left as it was found. Raises ReviewError, or StoreError about the file at
    `path`.
    """
    found = connection.row_factory
    # The store compares rows, which only tuples can do.
    connection.row_factory = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {1000 * PATIENCE:.0f}")
    try:
        with explained(path):
            # At once: what reads first could find that a build has written meanwhile.
            connection.execute("BEGIN IMMEDIATE")
            db = Database(connection)
            taken = tuple(decide(db, one) for one in decisions)
            connection.commit()
            return taken
    finally:
        connection.rollback()
        connection.row_factory = found
