"""What a person decided on mentions: these two are one, or these two are two.

A decision goes before all evidence. Where two are one by a chain of decisions that a newer
one breaks, the older ones of the chain give way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on two mentions: they are one, or they are two.

    Where they are two, it is `mention` that leaves: what was one with both stays with `other`.
    """

    mention: str
    other: str
    same: bool


class _Mention(Protocol):
    @property
    def id(self) -> str: ...


M = TypeVar("M", bound=_Mention)


class Decided:
    """The decisions that are in force, of those given from the oldest to the newest."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._parent: dict[str, str] = {}
        self.apart: list[Decision] = []
        together: list[Decision] = []
        for decision in reversed(list(decisions)):
            if decision.mention == decision.other:
                continue
            if decision.same:
                if not self._would_break(decision):
                    self._join(decision)
                    together.append(decision)
            elif self.root(decision.mention) != self.root(decision.other):
                self.apart.append(decision)
        self.apart.reverse()
        self.together: list[Decision] = together[::-1]

    def root(self, mention: str) -> str:
        """One mention for all that were decided to be one with this one."""
        while (parent := self._parent.get(mention, mention)) != mention:
            self._parent[mention] = self._parent.get(parent, parent)
            mention = parent
        return mention

    def _would_break(self, decision: Decision) -> bool:
        joined = {self.root(decision.mention), self.root(decision.other)}
        return len(joined) == 2 and any(
            {self.root(two.mention), self.root(two.other)} == joined for two in self.apart
        )

    def _join(self, decision: Decision) -> None:
        first, second = sorted((self.root(decision.mention), self.root(decision.other)))
        self._parent[second] = first

    def parts(self, mentions: Sequence[M]) -> list[list[M]]:
        """What an article takes for one, as decisions part it: mostly one part, all of it."""
        roots = {self.root(mention.id) for mention in mentions} if self.apart else set()
        leaving = {
            self.root(two.mention)
            for two in self.apart
            if self.root(two.mention) in roots and self.root(two.other) in roots
        }
        parts: dict[str, list[M]] = {}
        for mention in mentions:
            root = self.root(mention.id) if leaving else ""
            parts.setdefault(root if root in leaving else "", []).append(mention)
        return list(parts.values())

    def sides(self, members: Iterable[str]) -> frozenset[str]:
        """On which side of which decisions a unit with these mentions stands."""
        if not self.apart:
            return frozenset()
        roots = {self.root(member) for member in members}
        found = set()
        for number, two in enumerate(self.apart):
            if self.root(two.mention) in roots:
                found.add(f"{number} {_LEAVES}")
            if self.root(two.other) in roots:
                found.add(f"{number} {_STAYS}")
        return frozenset(found)


_LEAVES, _STAYS = "leaves", "stays"


def opposed(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a decision keeps apart what stands on these sides."""
    return any(_across(side) in other for side in one)


def leaves(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a decision has the one leave the other."""
    return any(side.endswith(_LEAVES) and _across(side) in other for side in one)


def _across(side: str) -> str:
    number, which = side.split()
    return f"{number} {_STAYS if which == _LEAVES else _LEAVES}"


NOTHING = Decided()
