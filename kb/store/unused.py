"""Identities that no mention belongs to any more."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from kb.store.identities import Identity


def drop_identities(db: Database, identity: Identity, candidates: Iterable[str]) -> None:
    """Delete those of these identities that no mention belongs to any more."""
    db.conn.executemany(
        f"delete from {identity.table} where id = :id and not exists"
        f" (select 1 from {identity.mentions} where {identity.column} = :id)",
        [{"id": one} for one in sorted(candidates)],
    )
