"""Which claims form a group, and where a group's claims come from in the end.

« Une étude de X, relayée par Y » in one article and « selon Y » in another: where both tell the
same figure, the second one has it from X as well, in one step more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

_LONGEST_CHAIN = 12  # steps: what is longer goes in a circle


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Two claims that say one thing; one < other."""

    one: str
    other: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim's source, and the nearest relay it was had through."""

    source: str
    via: str | None = None
    claims: tuple[str, ...] = ()  # where the source is an article: what that says of it


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a claim comes from: steps from the claim to it, 1 where the article cites it."""

    source: str
    steps: int
    inferred: bool  # another article of the group says so


def groups(
    claims: Sequence[str], ties: Iterable[Tie], opposed: Collection[tuple[str, str]]
) -> list[list[str]]:
    """The claims that say one thing, group by group; each in the order given.

    Two claims whose figures contradict each other are in no group together: where « plus de
    60 % » could go with 64 % and with 68 %, it goes with what it is surer to be.
    """
    place = {claim: n for n, claim in enumerate(claims)}
    members = {claim: [claim] for claim in claims}
    root = {claim: claim for claim in claims}
    against: dict[str, set[str]] = defaultdict(set)
    for one, other in opposed:
        against[one].add(other)
        against[other].add(one)
    for tie in sorted(ties, key=lambda e: (-e.confidence, e.one, e.other)):
        one, other = root[tie.one], root[tie.other]
        if one == other:
            continue
        if any(against[claim] & set(members[other]) for claim in members[one] if against[claim]):
            continue
        if len(members[one]) < len(members[other]):
            one, other = other, one
        for claim in members[other]:
            root[claim] = one
        members[one] += members.pop(other)
    return [sorted(together, key=place.__getitem__) for together in members.values()]


def origins(
    cited: Mapping[str, Sequence[Cited]], relays: Mapping[str, Collection[tuple[str, str]]]
) -> dict[str, list[Origin]]:
    """The origins of each claim of a group.

    `cited` are the claims' own citations, `relays` what the article of each says of relays:
    (what relays, what is relayed).
    """
    behind: dict[str, set[str]] = defaultdict(set)  # of the whole group
    sources = {c.source for those in cited.values() for c in those}
    for those in cited.values():
        for c in those:
            if c.via is not None and c.via != c.source:
                behind[c.via].add(c.source)
            # The source is an article of which the group has the claim: what that rests on.
            said = [other for claim in c.claims for other in cited.get(claim, ())]
            behind[c.source] |= {other.source for other in said} - {c.source}
    for pairs in relays.values():
        for via, source in pairs:
            if source in sources and via != source:
                behind[via].add(source)
    found = {}
    for claim, those in cited.items():
        best: dict[str, Origin] = {}
        own = _own_steps(relays.get(claim, ()))
        for c in those:
            steps = 1 if c.via is None else 1 + own.get((c.via, c.source), 1)
            for origin in _walk(c.source, steps, behind):
                known = best.get(origin.source)
                if known is None or (origin.steps, origin.inferred) < (known.steps, known.inferred):
                    best[origin.source] = origin
        found[claim] = sorted(best.values(), key=lambda o: o.source)
    return found


def _own_steps(relays: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """How many relays lie between what relays and what is relayed, as one article tells."""
    next_of: dict[str, set[str]] = defaultdict(set)
    for via, source in relays:
        next_of[via].add(source)
    found: dict[tuple[str, str], int] = {}
    rounds = min(_LONGEST_CHAIN, len(next_of))
    for first in next_of:
        steps = {first: 0}
        for _ in range(rounds):
            for via in list(steps):
                for source in next_of.get(via, ()):
                    if source != first and steps[via] < rounds:
                        # The longest way is the whole story: study, release, newspaper.
                        steps[source] = max(steps.get(source, 0), steps[via] + 1)
        found |= {(first, source): n for source, n in steps.items() if source != first}
    return found


def _walk(source: str, steps: int, behind: Mapping[str, set[str]]) -> list[Origin]:
    """What lies at the end of all ways from a source, or the source itself."""
    ends: list[Origin] = []
    near, seen, inferred = {source}, {source}, False
    for _ in range(_LONGEST_CHAIN):
        further = set()
        for one in sorted(near):
            beyond = behind.get(one, set()) - seen
            if not beyond:
                ends.append(Origin(one, steps, inferred))
            further |= beyond
        if not further:
            break
        seen |= further
        near, steps, inferred = further, steps + 1, True
    return ends
