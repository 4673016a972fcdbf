"""What the mentions of an article may share with others, made anew."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from kb.store import pending
from kb.store.identities import IDENTITIES, key_rows


def rekey(db: Database, kind: str, articles: Iterable[str], reason: str) -> None:
    """Make anew what mentions of one kind in these articles may share, and note the work.

    Within the caller's transaction; `clusters.settle` does the work.
    """
    identity = IDENTITIES[kind]
    for article in articles:
        found = db.execute(f"{identity.select} where m.article_id = ?", [article]).fetchall()
        rows = key_rows(identity, [identity.seen(*row) for row in found])
        _note_neighbours(db, kind, article, reason)  # those that shared what is not shared now
        db.execute("delete from identity_keys where kind = ? and article_id = ?", [kind, article])
        db.conn.executemany(
            "insert into identity_keys (kind, key, mention_id, article_id)"
            " values (:kind, :key, :mention_id, :article_id)",
            rows,
        )
        _note_neighbours(db, kind, article, reason)


def _note_neighbours(db: Database, kind: str, article: str, reason: str) -> None:
    identity = IDENTITIES[kind]
    found = db.execute(
        f"select distinct m.{identity.column} from identity_keys mine"
        " cross join identity_keys theirs on theirs.kind = mine.kind and theirs.key = mine.key"
        f" cross join {identity.mentions} m on m.id = theirs.mention_id"
        " where +mine.kind = ? and mine.article_id = ?",
        [kind, article],
    ).fetchall()
    pending.add(db, kind, (one for (one,) in found), reason)
