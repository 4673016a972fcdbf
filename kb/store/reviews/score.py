"""How right the machine was on what people judged: reviewed rows are gold for free."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from math import sqrt

from kb.store.reviews import asking
from kb.store.reviews.decisions import Review

_Z = 1.96  # of a 95 % interval


@dataclass(frozen=True)
class Score:
    """Of one kind of row: how many of those judged were right, and how many were missed."""

    about: str
    judged: int
    right: int
    precision: float | None  # None where nothing was judged
    low: float | None  # of Wilson's 95 % interval
    high: float | None
    missed: int  # added by a person


def score(connection: sqlite3.Connection) -> list[Score]:
    """The precision of what the machine extracted, by kind, on what people judged.

    A row is right when the newest judgement of it and of each of its fields confirms it. Of
    sources, people and organisations only their fields are judged, not which are one.
    """
    latest: dict[tuple[str, str], dict[str | None, Review]] = {}
    added: set[tuple[str, str]] = set()
    for review in reversed(asking.history(connection)):
        row = review.about, review.about_id
        if review.decision == "added":
            added.add(row)
        elif review.decision in ("confirmed", "rejected", "changed"):
            judgements = latest.setdefault(row, {})
            if review.decision == "confirmed" and review.field is None:
                judgements.clear()
            judgements[review.field] = review
    found: dict[str, list[bool]] = {about: [] for about, _ in sorted({*latest, *added})}
    for row, judgements in latest.items():
        if row not in added:
            right = all(one.decision == "confirmed" for one in judgements.values())
            found[row[0]].append(right)
    return [
        _score(about, found[about], sum(1 for one, _ in added if one == about)) for about in found
    ]


def _score(about: str, judged: list[bool], missed: int) -> Score:
    n, right = len(judged), sum(judged)
    if not n:
        return Score(about, 0, 0, None, None, None, missed)
    share = right / n
    middle = share + _Z**2 / (2 * n)
    reach = _Z * sqrt((share * (1 - share) + _Z**2 / (4 * n)) / n)
    whole = 1 + _Z**2 / n
    low, high = (middle - reach) / whole, (middle + reach) / whole
    return Score(about, n, right, share, max(0.0, low), min(1.0, high), missed)
