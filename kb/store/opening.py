"""Opening a database: ours and of a version that this kb understands, or a clear refusal."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from kb.store import schema, search, views
from kb.store.errors import NotFound, StoreError, explained

_PATIENCE = 30.0  # seconds to wait for another writer
_MAGIC = b"SQLite format 3\x00"


def open_kb(path: str | Path, *, create: bool = False, read_only: bool = False) -> Database:
    """The knowledge base at `path`, upgraded to this kb's schema.

    `create` makes a new one where there is no file; `read_only` changes nothing, not even
    the schema of an older file (which is then refused). Raises StoreError, or NotFound
    where there is no file and none may be made.
    """
    path = Path(path)
    _check_file(path, create)
    with explained(path):
        if read_only:
            return _open_read_only(path)
        db = _connect(path)
        try:
            _check_program(db, path)
            _prepare(db)
        except BaseException:
            db.close()
            raise
        return db


def _check_file(path: Path, create: bool) -> None:
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
        if not start and not create:
            raise NotFound(f"{path}: is an empty file; fill it with kb build")
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; choose another path with --db") from error
    if start not in (b"", _MAGIC):
        raise StoreError(f"{path}: is not an SQLite database; choose another path with --db")


def _connect(path: Path) -> Database:
    db = Database(sqlite3.connect(path, timeout=_PATIENCE))
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _open_read_only(path: Path) -> Database:
    """A connection that cannot write, also to a file in a folder that nobody can write to."""
    address = f"file:{quote(str(path.resolve()))}"
    connection = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=_PATIENCE)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchall()
    except sqlite3.OperationalError:
        # In WAL mode even a reader needs to create a file beside the database.
        connection.close()
        connection = sqlite3.connect(f"{address}?immutable=1", uri=True)
    db = Database(connection)
    try:
        _check_program(db, path)
        if schema.applied(db) < schema.VERSION:
            raise StoreError(
                f"{path}: is of an older schema ({schema.applied(db)}, this kb has "
                f"{schema.VERSION}); upgrade it with kb build, where it can be written to"
            )
    except BaseException:
        db.close()
        raise
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _check_program(db: Database, path: Path) -> None:
    """Refuse a file of another program, and one of a newer kb."""
    mark = db.execute("PRAGMA application_id").fetchone()[0]
    empty = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if mark != schema.APPLICATION_ID and not (empty and mark == 0):
        raise StoreError(
            f"{path}: is a database of another program and stays as it is; "
            "choose another path with --db"
        )
    if schema.applied(db) > schema.VERSION:
        raise StoreError(
            f"{path}: was written by a newer kb (schema {schema.applied(db)}, this kb has "
            f"{schema.VERSION}); upgrade kb"
        )


def _prepare(db: Database) -> None:
    # Readers (kb serve) go on while a build writes; a power cut loses at most the last commits.
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    if schema.applied(db) < schema.VERSION:
        schema.upgrade(db)
    views.renew(db)
    search.mend(db)
