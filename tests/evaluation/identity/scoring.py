"""How far a knowledge base agrees with truth.jsonl on what is one with what: pairwise F1."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

# kind -> rows (article path, start, end, row id, identity)
_ROWS = {
    "source": "select a.path, m.start, m.end, m.id, m.source_id from source_mentions m",
    "person": "select a.path, m.start, m.end, m.id, m.person_id from person_mentions m",
    "organisation": "select a.path, m.start, m.end, m.id, m.organisation_id"
    " from organisation_mentions m",
    "claim": "select a.path, m.start, m.end, m.id, coalesce(m.group_id, m.id) from claims m",
    "conflict": "select a.path, k.start, k.end, m.id, m.id from statistics m"
    " join claims k on k.id = m.claim_id",
}
KINDS = tuple(_ROWS)

Place = tuple[str, int, int]


@dataclass
class Score:
    right: int = 0
    wrong: list[tuple[Place, Place]] = field(default_factory=list)
    missed: list[tuple[Place, Place]] = field(default_factory=list)
    unseen: list[Place] = field(default_factory=list)  # mentions that no row overlaps

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong)) if self.right + len(self.wrong) else 1.0

    @property
    def recall(self) -> float:
        return (
            self.right / (self.right + len(self.missed)) if self.right + len(self.missed) else 1.0
        )

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def score(database: Path, truth: Path) -> dict[str, Score]:
    """A score for each kind. Raises FileNotFoundError or sqlite3.Error."""
    marked: dict[str, dict[Place, set[str]]] = {kind: defaultdict(set) for kind in KINDS}
    for line in truth.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        place = (one["article"], one["start"], one["end"])
        marked[one["kind"]][place].add(one["cluster"])
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        found = {kind: _score(db, kind, places) for kind, places in marked.items()}
    finally:
        db.close()
    return found


def _score(db: sqlite3.Connection, kind: str, places: dict[Place, set[str]]) -> Score:
    rows = _overlapping(db, kind, places)
    result = Score(unseen=[place for place in places if place not in rows])
    true = _pairs(places)
    if kind == "conflict":
        said = _conflicts(db, rows)
    else:
        of = {place: {identity for _, identity in found} for place, found in rows.items()}
        said = _pairs(of)
        # What the truth does not speak of is neither right nor wrong; all places are marked.
    for pair in true | said:
        if pair in true and pair in said:
            result.right += 1
        elif pair in true:
            result.missed.append(pair)
        else:
            result.wrong.append(pair)
    return result


def _pairs(places: dict[Place, set[str]]) -> set[tuple[Place, Place]]:
    together: dict[str, list[Place]] = defaultdict(list)
    for place, clusters in places.items():
        for cluster in clusters:
            together[cluster].append(place)
    return {pair for members in together.values() for pair in combinations(sorted(members), 2)}


def _overlapping(
    db: sqlite3.Connection, kind: str, places: Iterable[Place]
) -> dict[Place, list[tuple[str, str]]]:
    """For each place (row id, identity) of the row that overlaps most; all statistics of it."""
    by_path: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    for path, *rest in db.execute(f"{_ROWS[kind]} join articles a on a.id = m.article_id"):
        by_path[path].append(tuple(rest))
    found = {}
    for place in places:
        path, start, end = place
        overlaps = [
            (min(end, b) - max(start, a), -(b - a), row, identity)
            for a, b, row, identity in by_path[path]
            if min(end, b) > max(start, a)
        ]
        if overlaps:
            most = max(o[0] for o in overlaps)
            chosen = (
                [o for o in overlaps if o[0] == most] if kind == "conflict" else [max(overlaps)]
            )
            found[place] = [(row, identity) for _, _, row, identity in chosen]
    return found


def _conflicts(
    db: sqlite3.Connection, rows: dict[Place, list[tuple[str, str]]]
) -> set[tuple[Place, Place]]:
    place_of = {row: place for place, found in rows.items() for row, _ in found}
    said = set()
    elsewhere = db.execute(
        "select c.statistic_id, c.other_id, a.path, s.start, s.end, b.path, t.start, t.end"
        " from conflicts c join statistics s on s.id = c.statistic_id"
        " join statistics t on t.id = c.other_id join articles a on a.id = s.article_id"
        " join articles b on b.id = t.article_id"
    )
    for one, other, *spans in elsewhere:
        pair = (place_of.get(one, tuple(spans[:3])), place_of.get(other, tuple(spans[3:])))
        if pair[0] != pair[1]:
            said.add(tuple(sorted(pair)))
    return said
