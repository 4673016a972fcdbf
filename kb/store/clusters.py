"""Putting mentions of different articles together into identities, where work is pending."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from kb.linking.identity import Cluster
from kb.linking.identity_decisions import Decided
from kb.store import copies, derived, lineage, pending
from kb.store.batches import by_ids
from kb.store.comparing import compare_articles, in_articles
from kb.store.decided import Decisions
from kb.store.identities import IDENTITIES, Identity, identity_rows
from kb.store.reviews.identities import follow_decisions
from kb.store.unused import drop_identities

# About as many mentions are settled in one transaction; a cut-short run loses no more.
_BATCH = 2000
_ARTICLES = 50


def settle(db: Database) -> None:
    """Recompute all clusters that are pending; when it returns, none is."""
    # People name organisations, so these come first.
    for kind in ("organisations", "people", "sources"):
        while waiting := pending.of_kind(db, kind, _BATCH):
            with db.atomic():
                _settle_batch(db, IDENTITIES[kind], waiting, Decisions(db))
    while keys := pending.of_kind(db, pending.CLAIMS, _BATCH):
        with db.atomic():
            found = by_ids(db, "select id from claims where group_key in", keys)
            pending.add(db, pending.GROUPS, (claim for (claim,) in found), "repeated")
            pending.done(db, pending.CLAIMS, keys)
    while articles := pending.of_kind(db, pending.COPIES, _ARTICLES):
        with db.atomic():
            copies.find(db, articles)
            pending.done(db, pending.COPIES, articles)
    while articles := pending.of_kind(db, pending.COMPARING, _ARTICLES):
        with db.atomic():
            compare_articles(db, articles)
            pending.done(db, pending.COMPARING, articles)
    while claims := pending.of_kind(db, pending.GROUPS, _BATCH):
        with db.atomic():
            pending.done(db, pending.GROUPS, lineage.group(db, claims))
    while links := pending.of_kind(db, pending.LINKS, _BATCH):
        with db.atomic():
            _drop_unused(db, links)
            pending.done(db, pending.LINKS, links)


def _settle_batch(
    db: Database, identity: Identity, waiting: Sequence[str], decisions: Decisions
) -> None:
    """Settle some of the identities that wait, with everything that has to do with them."""
    todo, settled = list(waiting), 0
    while todo and settled < _BATCH:
        first = todo.pop()
        members = _component(db, identity, first, decisions)
        touched = _settle(db, identity, members, decisions) | {first}
        pending.done(db, identity.table, touched)
        settled += len(members) + 1
        todo = [one for one in todo if one not in touched]


def _component(db: Database, identity: Identity, first: str, decisions: Decisions) -> set[str]:
    """All mentions that keys or decisions connect, in any number of steps, with one identity's."""
    found: set[str] = set()
    gone_through: set[str] = set()
    start = db.execute(
        f"select id from {identity.mentions} where {identity.column} = ?", [first]
    ).fetchall()
    reached = {mention for (mention,) in start}
    while reached:
        found |= reached
        # Each key once, and not for each of the very many mentions that may have it. By the
        # mention (+kind): the planner, which has no statistics, would go through all keys.
        theirs = f"from identity_keys where +kind = '{identity.table}' and mention_id in"
        keys = {key for (key,) in by_ids(db, f"select distinct key {theirs}", reached)}
        theirs = f"from identity_keys where kind = '{identity.table}' and key in"
        neighbours = by_ids(db, f"select mention_id {theirs}", keys - gone_through)
        gone_through |= keys
        decided_on = decisions.beside(reached)
        if decided_on:
            sql = f"select id from {identity.mentions} where id in"
            decided_on = {mention for (mention,) in by_ids(db, sql, decided_on)}
        reached = ({mention for (mention,) in neighbours} | decided_on) - found
    return found


def _settle(db: Database, identity: Identity, members: set[str], decisions: Decisions) -> set[str]:
    """Make the tables say what these mentions, a whole component, come to. Old and new ids."""
    seen = [identity.seen(*row) for row in by_ids(db, f"{identity.select} where m.id in", members)]
    in_order = sorted(seen, key=lambda mention: str(mention.id))
    clusters = identity.clusters(in_order, Decided(decisions.about(members)))
    old: dict[str, str] = dict(
        by_ids(db, f"select id, {identity.column} from {identity.mentions} where id in", members)
    )
    new = {member: cluster.id for cluster in clusters for member in cluster.members}
    changed = _write_identities(db, identity, clusters)
    moved = [(new[m], m) for m in sorted(members) if new[m] != old[m]]
    for table, column, by in ((identity.mentions, identity.column, "id"), *identity.followers):
        db.conn.executemany(f"update {table} set {column} = ? where {by} = ?", moved)
    _write_merges(db, identity, clusters, members)
    moved_ids = {mention for _, mention in moved}
    derived.refresh(db, _claims_of(db, identity, changed, moved_ids))
    if identity.table == "sources":
        # What these rest on is another source now: they may say what others say.
        articles = in_articles(db, _claims_of(db, identity, set(), moved_ids))
        pending.add(db, pending.COMPARING, articles, "another source")
    drop_identities(db, identity, set(old.values()) - set(new.values()))
    return set(old.values()) | set(new.values())


def _write_identities(db: Database, identity: Identity, clusters: Sequence[Cluster]) -> set[str]:
    """Upsert the identities' own rows; the ids of those that are new or say something else."""
    rows = identity_rows(identity, clusters)
    follow_decisions(db, identity, rows, clusters)
    if identity.table == "people":
        for row in rows:
            at = row["organisation_mention_id"]
            row["organisation_id"] = at and _organisation_of(db, str(at))
    if not rows:
        return set()
    names = list(rows[0])
    stored = {
        row[0]: tuple(row)
        for row in by_ids(
            db,
            f"select {', '.join(names)} from {identity.table} where id in",
            {r["id"] for r in rows},
        )
    }
    changed = [row for row in rows if stored.get(str(row["id"])) != tuple(row.values())]
    settings = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    db.conn.executemany(
        f"insert into {identity.table} ({', '.join(names)})"
        f" values ({', '.join('?' for _ in names)}) on conflict (id) do update set {settings}",
        [list(row.values()) for row in changed],
    )
    return {str(row["id"]) for row in changed}


def _organisation_of(db: Database, mention: str) -> str | None:
    found = db.execute(
        "select organisation_id from organisation_mentions where id = ?", [mention]
    ).fetchone()
    return found and str(found[0])


def _write_merges(
    db: Database, identity: Identity, clusters: Sequence[Cluster], members: set[str]
) -> None:
    wanted = {
        (identity.table, merge.one_id, merge.other_id, merge.rule, merge.confidence)
        for cluster in clusters
        for merge in cluster.merges
    }
    stored = set(
        by_ids(
            db,
            "select kind, one_id, other_id, rule, confidence from merges"
            f" where kind = '{identity.table}' and one_id in",
            members,
        )
    )
    db.conn.executemany(
        "delete from merges where kind = ? and one_id = ? and other_id = ?",
        [merge[:3] for merge in sorted(stored - wanted)],
    )
    db.conn.executemany("insert into merges values (?, ?, ?, ?, ?)", sorted(wanted - stored))


def _claims_of(db: Database, identity: Identity, changed: set[str], moved: set[str]) -> set[str]:
    """The claims whose ready-made rows name a changed identity, or rest on a moved mention."""
    found = set()
    for table, column, by in identity.followers:
        if table in _OF_A_CLAIM:
            for named, ids in ((column, changed), (by, moved)):
                sql = f"select claim_id from {table} where {named} in"
                found |= {claim for (claim,) in by_ids(db, sql, ids)}
    return found


_OF_A_CLAIM = ("citations", "quotations", "attributions")


def _drop_unused(db: Database, links: Sequence[str]) -> None:
    """Delete those of these links that nothing names, and that no check knows."""
    db.conn.executemany(
        """
        delete from links where id = :id
        and not exists (select 1 from link_mentions where link_id = :id)
        and not exists (select 1 from link_readings where link_id = :id)
        and not exists (select 1 from link_checks where link_id = :id)
        and not exists (select 1 from source_mentions where link_id = :id)
        """,
        [{"id": link} for link in links],
    )
