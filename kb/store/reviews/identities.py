"""What people said a source, person or organisation is, in place of what its mentions say."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlite_utils import Database

from kb.linking.identity import Cluster
from kb.linking.identity_sources import source_label
from kb.store.asking import Row
from kb.store.identities import Identity
from kb.store.reviews import kept
from kb.store.reviews.fields import parse
from kb.store.reviews.standing import in_force

_AT_A_TIME = 500


def follow_decisions(
    db: Database, identity: Identity, rows: list[Row], clusters: Sequence[Cluster]
) -> None:
    """Have these identities' rows say what was decided on any of their mentions.

    What the machine says instead is kept. Within the caller's transaction.
    """
    any_review = "select 1 from reviews where about = ? limit 1"
    if db.execute(any_review, [identity.table]).fetchone() is None:
        return
    of_member = {member: cluster.id for cluster in clusters for member in cluster.members}
    members = sorted(of_member)
    _forget(db, identity, members)
    placed = []
    for first in range(0, len(members), _AT_A_TIME):
        batch = members[first : first + _AT_A_TIME]
        placed += kept.placed_on(db, identity.table, batch)
    if not placed:
        return
    placed.sort(key=lambda one: (one[1].created, one[1].id))
    standings = in_force((of_member[row], review) for row, review in placed)
    for row in rows:
        standing = standings.get(str(row["id"]))
        for name, review in sorted(standing.changes.items()) if standing else ():
            value = parse(
                identity.table, name, review.value if review.decision == "changed" else None
            )
            _set(db, identity, row, name, value)
            if identity.table == "people" and name == "organisation":
                _set(db, identity, row, "organisation_mention_id", None)
        if standing and standing.changes and identity.table == "sources":
            _set(db, identity, row, "label", source_label(row, _address(db, row["link_id"])))


def _set(db: Database, identity: Identity, row: Row, name: str, value: object) -> None:
    if row[name] == value:
        return
    db.execute(
        "insert into machine_values (about, about_id, field, value, article_id)"
        f" select ?, ?, ?, ?, article_id from {identity.mentions} where id = ?",
        [identity.table, row["id"], name, json.dumps(row[name], ensure_ascii=False), row["id"]],
    )
    row[name] = value


def _forget(db: Database, identity: Identity, members: Sequence[str]) -> None:
    db.conn.executemany(
        "delete from machine_values where about = ? and about_id = ?",
        [(identity.table, member) for member in members],
    )


def _address(db: Database, link: str | None) -> str | None:
    found = db.execute(
        "select coalesce(x.key, l.key) from links l left join expansions x on x.link_id = l.id"
        " where l.id = ?",
        [link],
    ).fetchone()
    return found and str(found[0])
