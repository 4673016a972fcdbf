"""The figures last recorded, and the floors under which a change may not fall.

`record.json` holds, for each corpus, the floors (F1 over all its articles) and
the figures of the last `scripts/evaluate --record`.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from pathlib import Path

from scoring.counts import Counts

# A floor stands a little under the figure that set it: one item more or less in a
# kind with few of them is chance, not progress.
MARGIN = 0.01

Figures = dict[str, dict[str, dict[str, float]]]  # group -> kind -> precision, recall, f1, items


@dataclass
class Record:
    """What is on record of one corpus."""

    floors: dict[str, float] = field(default_factory=dict)
    figures: Figures = field(default_factory=dict)


def load(path: Path) -> dict[str, Record]:
    if not path.exists():
        return {}
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {name: Record(**entry) for name, entry in stored.items()}


def save(records: dict[str, Record], path: Path) -> None:
    stored = {name: vars(record) for name, record in sorted(records.items())}
    path.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def figures(totals: dict[str, Counts]) -> Figures:
    """The counts as figures, rounded; a kind of which nothing is marked or found is left out."""
    return {
        group: {
            kind: {
                "precision": round(count.precision, 3),
                "recall": round(count.recall, 3),
                "f1": round(count.f1, 3),
                "items": count.right + len(count.missed),
            }
            for kind, count in counts.items()
            if count.right or count.missed or count.extra
        }
        for group, counts in sorted(totals.items())  # "all" comes first
    }


def below_floor(record: Record, now: Figures) -> list[str]:
    """One line for each kind that has fallen under its floor."""
    return [
        f"{kind}: F1 {now['all'].get(kind, {}).get('f1', 0.0):.3f} is below its floor {floor:.2f}"
        for kind, floor in record.floors.items()
        if now["all"].get(kind, {}).get("f1", 0.0) < floor
    ]


def raised(record: Record, now: Figures, *, lower: bool) -> Record:
    """The record with these figures, and floors raised to them (or lowered, when asked)."""
    floors = dict(record.floors)
    for kind, figure in now["all"].items():
        floor = max(0.0, math.floor((figure["f1"] - MARGIN) * 100) / 100)
        floors[kind] = floor if lower else max(floor, floors.get(kind, 0.0))
    return Record(floors=floors, figures=now)
