"""Writing one article: all of its rows, or none."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from kb.records import Findings
from kb.store import checked, copies, derived, pending
from kb.store.comparing import partners
from kb.store.identities import IDENTITIES, Identity
from kb.store.known_articles import citing
from kb.store.placing import Row, Rows
from kb.store.reviews import applying
from kb.store.rows import Provenance, rows_of
from kb.store.unused import drop_identities

# Tables in the order in which rows can be put in: what a row refers to is there before it.
_ORDER = (
    "articles", "sections", "article_maps", "links", "link_mentions", "link_readings",
    "organisations", "people", "sources", "organisation_mentions", "person_mentions",
    "source_mentions", "claims", "statistics", "quotations", "attributions", "citations",
    "relays", "notes", "note_markers", "note_sources", "identity_keys",
)  # fmt: skip

# What other articles may have put in already. A link's own columns follow the rules for
# addresses; what checks found of it stays.
_SHARED = {
    "links": "on conflict (id) do update set key = excluded.key, host = excluded.host,"
    " domain = excluded.domain, is_shortened = excluded.is_shortened"
    " where (key, host, domain, is_shortened) is not"
    " (excluded.key, excluded.host, excluded.domain, excluded.is_shortened)",
    **dict.fromkeys(IDENTITIES, "on conflict (id) do nothing"),
}


def write_article(
    db: Database, findings: Findings, article_id: str, provenance: Provenance
) -> None:
    """Put an article in, in place of what was there of it before. One transaction.

    Its mentions form identities by themselves at first; that they may be one with those of
    other articles is noted as pending, for `clusters.settle`.
    """
    rows = rows_of(findings, article_id, provenance)
    with db.atomic():
        before = _take_out(db, article_id)
        _insert(db, rows)
        checked.apply_to(db, article_id)
        applying.apply_to(db, article_id)
        for kind, clusters in rows.clusters.items():
            pending.add(db, kind, (c.id for c in clusters), "new mentions")
        claims = db.execute(
            "select id, group_key from claims where article_id = ?", [article_id]
        ).fetchall()
        pending.add(db, pending.COMPARING, [article_id, *citing(db, article_id)], "new claims")
        pending.add(db, pending.COPIES, [article_id], "new text")
        derived.refresh(db, (claim for claim, _ in claims))
        for kind, identity in IDENTITIES.items():
            drop_identities(db, identity, before[kind])
        pending.done(db, pending.ARTICLES, [findings.article.path])


def remove_article(db: Database, article_id: str) -> None:
    """Take an article out with all of its rows. One transaction."""
    with db.atomic():
        before = _take_out(db, article_id)
        applying.displace(db, article_id)
        for kind, identity in IDENTITIES.items():
            drop_identities(db, identity, before[kind])


def _insert(db: Database, rows: Rows) -> None:
    for table in _ORDER:
        if rows.tables[table]:
            insert(db, table, rows.tables[table], _SHARED.get(table, ""))


def insert(db: Database, table: str, rows: Sequence[Row], conflict: str = "") -> None:
    """Rows of one table, all with the same columns, within the caller's transaction."""
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    db.conn.executemany(
        f"insert into {table} ({columns}) values ({marks}) {conflict}",
        [[row[name] for name in names] for row in rows],
    )


def _take_out(db: Database, article_id: str) -> dict[str, set[str]]:
    """Delete an article's rows; the identities that may be unused without it, by table."""
    pending.add(db, pending.LINKS, _links_of(db, article_id), "may be unused")
    shared = {}
    for kind, identity in IDENTITIES.items():
        beside = _identities_beside(db, identity, article_id)
        pending.add(db, kind, beside, "lost a mention")
        shared[kind] = beside
    claims = db.execute("select id from claims where article_id = ?", [article_id]).fetchall()
    grouped = partners(db, (claim for (claim,) in claims))
    pending.add(db, pending.GROUPS, grouped, "lost a claim")
    pending.done(db, pending.GROUPS, (claim for (claim,) in claims))
    pending.add(db, pending.COMPARING, citing(db, article_id), "lost a source")
    pending.done(db, pending.COMPARING, [article_id])
    pending.add(db, pending.COPIES, copies.beside(db, article_id), "lost an article")
    pending.done(db, pending.COPIES, [article_id])
    _drop_merges(db, article_id)
    db.execute("delete from articles where id = ?", [article_id])
    return shared


def _links_of(db: Database, article_id: str) -> set[str]:
    found = db.execute(
        "select link_id from link_mentions where article_id = :id"
        " union select link_id from source_mentions where article_id = :id"
        " union select r.link_id from link_readings r"
        " join link_mentions m on m.id = r.link_mention_id where m.article_id = :id",
        {"id": article_id},
    )
    return {link for (link,) in found.fetchall() if link is not None}


def _identities_beside(db: Database, identity: Identity, article_id: str) -> set[str]:
    """The identities of an article's mentions and of all that share a key with them.

    A mention that leaves may have joined others, or have stood between two that fit.
    """
    found = db.execute(
        f"""
        select distinct m.{identity.column}
        from identity_keys mine
        cross join identity_keys theirs on theirs.kind = mine.kind and theirs.key = mine.key
        cross join {identity.mentions} m on m.id = theirs.mention_id
        where +mine.kind = ? and mine.article_id = ?
        """,
        [identity.table, article_id],
    )
    return {one for (one,) in found.fetchall()}


def _drop_merges(db: Database, article_id: str) -> None:
    # No two mentions share an id, of whatever kind they are.
    for identity in IDENTITIES.values():
        for column in ("one_id", "other_id"):
            db.execute(
                f"delete from merges where {column} in"
                f" (select id from {identity.mentions} where article_id = ?)",
                [article_id],
            )
