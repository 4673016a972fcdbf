"""What tells our files from others, and older ones from newer ones."""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x6B62636C  # "kbcl" in the header of the file
VERSION = 7  # of the schema that this kb writes: the number of its last migration


def application_id(connection: sqlite3.Connection) -> int:
    """The mark of the program that made the file; 0 for none."""
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def version(connection: sqlite3.Connection) -> int:
    """The schema version of the file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
