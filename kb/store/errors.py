"""What the store says when a database cannot be used: always the file, and always a remedy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StoreError(Exception):
    """The database cannot be used. The message names the file and what to do about it."""


class NotFound(StoreError):
    """There is no database at this path."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the file at `path` into a StoreError that helps."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {_explanation(error)}") from error


def _explanation(error: sqlite3.Error) -> str:
    said = str(error)
    for words, remedy in _REMEDIES:
        if words in said:
            return remedy
    return f"SQLite says « {said} »; try again, or build a new database with --db"


# What SQLite says, and what it means to someone who ran a command.
_REMEDIES = (
    ("file is not a database", "is not an SQLite database; choose another path with --db"),
    ("malformed", "is damaged; restore a copy, or build a new database with --db"),
    ("database is locked", "another program is writing to it; try again when it has finished"),
    ("readonly database", "cannot be written to; change its permissions, or choose another --db"),
    (
        "unable to open",
        "cannot be opened for writing; choose a place that can be written to with --db",
    ),
    ("is full", "the disk is full; make room and run the command again, which goes on from there"),
    ("disk I/O error", "the disk cannot be written to or read; choose another place with --db"),
)
