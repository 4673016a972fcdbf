"""What a build needs to know of what is in already, and what it writes down for the next one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from kb.store import pending
from kb.store.identities import IDENTITIES, key_rows
from kb.store.writer import insert

ROOT = "root"
_IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Known:
    """An article that is in the database, and from what it was made."""

    id: str
    sha256: str
    metadata_sha256: str | None
    extractor: str
    added: str


def articles(db: Database) -> dict[str, Known]:
    """All articles that are in, by path below the root."""
    found = db.execute(
        "select path, id, sha256, metadata_sha256, extractor, added from articles"
    ).fetchall()
    return {path: Known(*rest) for path, *rest in found}


def setting(db: Database, name: str) -> str | None:
    """What a build wrote down under this name."""
    found = db.execute("select value from settings where name = ?", [name]).fetchone()
    return found and str(found[0])


def remember(db: Database, name: str, value: str) -> None:
    """Write something down for the next build."""
    with db.atomic():
        db.execute(
            "insert into settings values (?, ?) on conflict (name) do update"
            " set value = excluded.value where value is not excluded.value",
            [name, value],
        )


def follow_identity_rules(db: Database, version: str) -> None:
    """Have all clusters settled anew when the rules of identity are not those of last time."""
    if setting(db, _IDENTITY) == version:
        return
    with db.atomic():
        db.execute("delete from identity_keys")
        for kind, identity in IDENTITIES.items():
            seen = [identity.seen(*row) for row in db.execute(identity.select).fetchall()]
            keys = key_rows(identity, seen)
            if keys:
                insert(db, "identity_keys", keys)
            ids = db.execute(f"select id from {identity.table}").fetchall()
            pending.add(db, kind, (one for (one,) in ids), "new rules")
        found = db.execute("select id from articles").fetchall()
        for kind in (pending.COMPARING, pending.COPIES):
            pending.add(db, kind, (one for (one,) in found), "new rules")
        remember(db, _IDENTITY, version)


def plan(db: Database, reasons: dict[str, str], instead_of: list[str]) -> None:
    """Note the articles to be read, path by path with the reason.

    `instead_of` are paths that an earlier run may have noted and that this one settles.
    """
    with db.atomic():
        pending.done(db, pending.ARTICLES, instead_of)
        for path, reason in reasons.items():
            pending.add(db, pending.ARTICLES, [path], reason)


def plan_done(db: Database, path: str) -> None:
    """Strike an article that could not be read off the list: no other run would fare better."""
    with db.atomic():
        pending.done(db, pending.ARTICLES, [path])
