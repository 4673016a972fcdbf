"""Looking at a file before it is used, and reading it. Imports next to nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from kb.store import marks
from kb.store.errors import NotFound, StoreError, explained

PATIENCE = 30.0  # seconds to wait for another writer
_MAGIC = b"SQLite format 3\x00"


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, also to a file in a folder that nobody can write to.

    Raises StoreError for what is no knowledge base of this kb's schema.
    """
    check_file(path)
    with explained(path):
        connection = _connect(path)
        try:
            check_program(connection, path)
            if marks.version(connection) == 0:
                raise StoreError(f"{path}: its making was cut short; finish it with kb build")
            if marks.version(connection) < marks.VERSION:
                raise StoreError(
                    f"{path}: is of an older schema ({marks.version(connection)}, this kb has "
                    f"{marks.VERSION}); upgrade it with kb build, where it can be written to"
                )
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
        return connection


def _connect(path: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(path.resolve()))}"
    connection = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=PATIENCE)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchall()
    except sqlite3.OperationalError:
        # In WAL mode even a reader needs to create a file beside the database.
        connection.close()
        connection = sqlite3.connect(f"{address}?immutable=1", uri=True)
    return connection


def check_file(path: Path, *, create: bool = False) -> None:
    """Refuse what cannot be a database; with `create`, a missing or empty file can."""
    try:
        if path.is_dir():
            raise StoreError(f"{path}: is a folder, not a database; name a file with --db")
        if not path.exists():
            if not create:
                raise NotFound(f"{path}: there is no database here; make one with kb build")
            if not path.parent.is_dir():
                raise StoreError(f"{path}: the folder {path.parent} does not exist; create it")
            return
        if not path.is_file():
            raise StoreError(f"{path}: is not a regular file; choose another path with --db")
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; choose another path with --db") from error
    if not start and not create:
        raise NotFound(f"{path}: is an empty file; fill it with kb build")
    if start not in (b"", _MAGIC):
        raise StoreError(f"{path}: is not an SQLite database; choose another path with --db")


def check_program(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file of another program, and one of a newer kb."""
    mark = marks.application_id(connection)
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if mark != marks.APPLICATION_ID and not (empty and mark == 0):
        raise StoreError(
            f"{path}: is a database of another program and stays as it is; "
            "choose another path with --db"
        )
    if marks.version(connection) > marks.VERSION:
        raise StoreError(
            f"{path}: was written by a newer kb (schema {marks.version(connection)}, this kb "
            f"has {marks.VERSION}); upgrade kb"
        )
