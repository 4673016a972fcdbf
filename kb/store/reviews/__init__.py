"""What people decided on what was extracted: kept apart from it, and in force wherever it is shown.

`decide` takes a decision, within a write transaction; the others read on any connection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.store.reviews.asking import (
    about_of,
    added_by,
    history,
    machine_values,
    orphaned,
    places_of,
    reviews_of,
    set_aside_in,
)
from kb.store.reviews.decisions import Decision, Review, ReviewError
from kb.store.reviews.fields import FIELDS
from kb.store.reviews.score import Score, score

if TYPE_CHECKING:
    from kb.store.reviews.deciding import decide

__all__ = [
    "FIELDS",
    "Decision",
    "Review",
    "ReviewError",
    "Score",
    "about_of",
    "added_by",
    "decide",
    "history",
    "machine_values",
    "orphaned",
    "places_of",
    "reviews_of",
    "score",
    "set_aside_in",
]


def __getattr__(name: str) -> Any:
    # What writes imports sqlite-utils and the rules of identity: too much for a page.
    if name == "decide":
        from kb.store.reviews.deciding import decide

        return decide
    raise AttributeError(f"module 'kb.store.reviews' has no attribute {name!r}")
