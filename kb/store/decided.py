"""What people decided on mentions, for the settling of identities: which are one, which are two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlite_utils import Database

from kb.linking.identity_decisions import Decision
from kb.store import pending
from kb.store.identities import IDENTITIES

# Mention ids are unique over all kinds, so that the decision alone tells what it is about.
_DECISIONS = """
    select about_id, value, decision from reviews
    where decision in ('merged', 'split') and value is not null order by created, id
"""


class Decisions:
    """All decisions on mentions, the oldest first."""

    def __init__(self, db: Database) -> None:
        self._of: dict[str, list[int]] = defaultdict(list)
        self._all: list[Decision] = []
        for number, (mention, other, decision) in enumerate(db.execute(_DECISIONS).fetchall()):
            self._all.append(Decision(mention, other, decision == "merged"))
            self._of[mention].append(number)
            self._of[other].append(number)

    def beside(self, mentions: Iterable[str]) -> set[str]:
        """The other mentions of the decisions that these are part of."""
        found = self.about(mentions)
        return {one for decision in found for one in (decision.mention, decision.other)}

    def about(self, mentions: Iterable[str]) -> list[Decision]:
        """The decisions that these mentions are part of, the oldest first."""
        numbers = {n for mention in mentions for n in self._of.get(mention, ())}
        return [self._all[n] for n in sorted(numbers)]


def decide(db: Database, mentions: Iterable[str]) -> None:
    """Note that decisions on these mentions came or went, within the caller's transaction.

    `clusters.settle` then puts their identities together anew.
    """
    for mention in sorted(set(mentions)):
        for kind, identity in IDENTITIES.items():
            found = db.execute(
                f"select {identity.column} from {identity.mentions} where id = ?", [mention]
            ).fetchall()
            pending.add(db, kind, (one for (one,) in found), "a decision")
