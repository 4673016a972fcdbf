"""Which of many decisions on one thing are in force: on each field, the newest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kb.store.reviews.decisions import Review


@dataclass
class Standing:
    """What is in force on one row."""

    added: Review | None = None
    rejected: Review | None = None
    changes: dict[str, Review] = field(default_factory=dict)  # by field, in order of their names

    def take(self, review: Review) -> None:
        """Let a newer decision have its effect."""
        if review.decision == "added":
            self.added, self.rejected = review, None
            self.changes.clear()
        elif review.field is not None:
            if review.decision == "confirmed":
                self.changes.pop(review.field, None)
            else:  # a field that is rejected is one without a value
                self.changes[review.field] = review
        elif review.decision == "confirmed":
            self.rejected = None
            if self.added is None:
                self.changes.clear()
        elif review.decision == "rejected":
            self.rejected = review


def in_force(placed: Iterable[tuple[str, Review]]) -> dict[str, Standing]:
    """{row id: what is in force on it}, of (row id, decision) from the oldest to the newest."""
    found: dict[str, Standing] = {}
    for row, review in placed:
        if review.decision in ("confirmed", "rejected", "changed", "added"):
            found.setdefault(row, Standing()).take(review)
    return found
