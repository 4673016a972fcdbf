"""What people decided on mentions, for the settling of identities: which are one, which are two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlite_utils import Database

from kb.linking.identity_decisions import Decision

# Mention ids are unique over all kinds, so that the decision alone tells what it is about.
# The mentions are those that stand where the decision was taken, by whatever id now.
_DECISIONS = """
    select d.one_id, d.other_id, d.same from identity_decisions d
    join reviews r on r.id = d.review_id order by r.created, r.id, d.one_id
"""


class Decisions:
    """All decisions on mentions, the oldest first."""

    def __init__(self, db: Database) -> None:
        self._of: dict[str, list[int]] = defaultdict(list)
        self._all: list[Decision] = []
        for number, (mention, other, same) in enumerate(db.execute(_DECISIONS).fetchall()):
            self._all.append(Decision(mention, other, bool(same)))
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
