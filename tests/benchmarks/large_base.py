"""A large base of invented articles: for measuring pages, and a build on top of it.

It is what `kb build` would make of these articles, but put in by the million: rows first,
indexes, ready-made tables, counts, triggers and search last. A test settles it again. What
claims of different articles come to is left out, but for those in the same words.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from kb import versions
from kb.store import article_standings, catalogue, counted, derived, open_kb, pending
from kb.store.clusters import settle
from kb.store.identities import IDENTITIES
from kb.store.placing import Row
from kb.store.rows import Provenance, rows_of
from kb.store.schema import SEARCHED
from kb.store.standings import standing
from kb.store.writer import insert
from tests.benchmarks.invented import CLAIMS_EACH, Invented, article

_BATCH = 1000  # articles that are put in at a time
_PROVENANCE = Provenance(None, "invented", "2026-01-01T00:00:00Z")
_READY_MADE = ("figures", "claim_sources", "link_standings", "counts")
_VERDICTS = (None, "ok", "ok", "ok", "redirected", "gone", "soft-404", "blocked", "error")

# Of the mentions of a person's organisation beside the person, the first one stands for it.
_EMPLOYERS = """
    update people set organisation_mention_id =
        (select min(organisation_mention_id) from person_mentions where person_id = people.id)"""

# Where a row names an identity, by the kind; and the rule by which its mentions are one.
_NAMING = {
    "source_id": "sources", "via_source_id": "sources", "person_id": "people",
    "organisation_id": "organisations",
}  # fmt: skip
_SAME = {
    "address": ("same address", 0.95),
    "title": ("same title and maker", 0.9),
    "newspaper": ("the same organisation, no work named", 0.7),
    "people": ("same full name", 0.85),
    "organisations": ("same name", 0.9),
}


def make(path: Path, claims: int, seed: int, told: Callable[[str], None] = print) -> None:
    """Make the base at `path`, which must not be there."""
    invented = Invented(claims, seed)
    db = open_kb(path, create=True)
    catalogue.follow_identity_rules(db, versions.identity())
    with _in_bulk(db, told):
        kept = _Kept(seed)
        articles = max(1, claims // CLAIMS_EACH)
        for first in range(0, articles, _BATCH):
            for number in range(first, min(first + _BATCH, articles)):
                kept.add(invented, number)
            kept.put_in(db)
            told(f"{min(claims, (first + _BATCH) * CLAIMS_EACH):,} of {claims:,} claims")
    _group_claims(db)
    db.close()


@contextmanager
def _in_bulk(db: Database, told: Callable[[str], None]) -> Iterator[None]:
    """Without indexes and triggers meanwhile; they are made, and what they keep filled, after."""
    made = db.execute(
        "select type, name, tbl_name, sql from sqlite_master"
        " where type in ('index', 'trigger') and sql is not null"
    ).fetchall()
    for kind, name, _, _ in made:
        db.execute(f'drop {kind} "{name}"')
    # A cut-short run leaves nothing worth keeping.
    for setting in (
        "journal_mode = DELETE", "journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF",
        "cache_size = -1500000", "temp_store = MEMORY",
    ):  # fmt: skip
        db.execute(f"PRAGMA {setting}")
    yield
    told("indexes")
    for kind, _, table, sql in made:
        if kind == "index" and table not in _READY_MADE:
            db.execute(sql)
    db.execute(_EMPLOYERS)
    told("what is put together ahead of time")
    with db.atomic():
        derived.refresh(db, (one for (one,) in db.execute("select id from claims").fetchall()))
    for kind, _, table, sql in made:
        if kind == "index" and table in _READY_MADE:
            db.execute(sql)
    with db.atomic():
        db.execute(f"insert into link_standings {standing()}")
        db.execute(f"insert into article_standings {article_standings.standing()}")
        for count in counted.COUNTS:
            db.execute(f"insert into counts {counted.counted(count)}")
    told("search")
    for kind, _, _, sql in made:
        if kind == "trigger":
            db.execute(sql)
    with db.atomic():
        for table in SEARCHED:
            db.execute(f"insert into {table}_fts ({table}_fts) values ('rebuild')")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA journal_mode = WAL")


class _Kept:
    """Rows of some articles, as `write_article` and `settle` would leave them."""

    def __init__(self, seed: int) -> None:
        self._tables: dict[str, list[Row]] = defaultdict(list)
        self._known: set[str] = set()  # links and identities that are in
        self._random = random.Random(seed)

    def add(self, invented: Invented, number: int) -> None:
        new_id = f"articles-{number}-txt"
        rows = rows_of(article(invented, number), new_id, _PROVENANCE)
        identities = {kind: self._identities(kind, rows.tables) for kind in IDENTITIES}
        renamed = self._renamed(identities)
        for kind, clusters in rows.clusters.items():
            for cluster in clusters:
                first, *others = sorted(renamed[member] for member in cluster.members)
                rows.tables["merges"] += [
                    _merge(kind, first, other, "the article names it again", 1.0)
                    for other in others
                ]
                identity = identities[kind][cluster.id]
                if first != identity:
                    why = _SAME[_likeness(kind, cluster.fields)]
                    rows.tables["merges"].append(_merge(kind, identity, first, *why))
        for table, found in rows.tables.items():
            for row in found:
                _rename(row, table, identities, renamed)
            if table in (*IDENTITIES, "links"):
                self._tables[table] += [row for row in found if row["id"] not in self._known]
                self._known.update(str(row["id"]) for row in found)
            else:
                self._tables[table] += found

    def _identities(self, kind: str, tables: dict[str, list[Row]]) -> dict[str, str]:
        """{id within the article: id of the identity in the whole base}."""
        named = ((str(row["id"]), row.get("label") or row["name"]) for row in tables[kind])
        return {old: "0" + hashlib.sha256(f"{kind} {name}".encode()).hexdigest()[:15]
                for old, name in named}  # fmt: skip

    def _renamed(self, identities: dict[str, dict[str, str]]) -> _Renamed:
        """Ids of mentions. An identity's id is its smallest mention's: the first one gets that."""
        first = {
            old: new
            for by_id in identities.values()
            for old, new in by_id.items()
            if new not in self._known
        }
        return _Renamed(first)

    def put_in(self, db: Database) -> None:
        for link in self._tables["links"]:
            link["verdict"] = self._random.choice(_VERDICTS)
            link["confirmed"] = int(link["verdict"] == "error" and self._random.random() < 0.5)
        with db.atomic():
            for table, rows in self._tables.items():
                if rows:
                    insert(db, table, rows)
        self._tables.clear()


class _Renamed(dict[str, str]):
    """New ids of mentions: those not listed come after all that begin with 0, in their order."""

    def __missing__(self, old: str) -> str:
        return "f" + old[:-1]


def _rename(row: Row, table: str, identities: dict[str, dict[str, str]], renamed: _Renamed) -> None:
    if table in IDENTITIES:
        row["id"] = identities[table][str(row["id"])]
    elif table in ("source_mentions", "person_mentions", "organisation_mentions"):
        row["id"] = renamed[str(row["id"])]
    for column, value in row.items():
        if value is None:
            continue
        if column in _NAMING:
            row[column] = identities[_NAMING[column]][str(value)]
        elif column.endswith("mention_id") and column != "link_mention_id":
            row[column] = renamed[str(value)]
        elif column == "key" and table == "identity_keys" and str(value).startswith("unit "):
            row[column] = f"unit {renamed[str(value)[5:]]}"


def _likeness(kind: str, fields: object) -> str:
    assert isinstance(fields, dict)
    if kind != "sources":
        return kind
    return "address" if fields["link_id"] else "title" if fields["title"] else "newspaper"


def _merge(kind: str, one: str, other: str, rule: str, confidence: float) -> Row:
    return {"kind": kind, "one_id": one, "other_id": other, "rule": rule, "confidence": confidence}


def _group_claims(db: Database) -> None:
    """What a build does last: claims that say the same are told so."""
    keys = db.execute(
        "select group_key from claims where group_key is not null"
        " group by group_key having count(*) > 1"
    ).fetchall()
    with db.atomic():
        pending.add(db, pending.CLAIMS, (key for (key,) in keys), "new claims")
    settle(db)
