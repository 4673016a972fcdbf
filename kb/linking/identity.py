"""Which mentions are one and the same: a pure function of all mentions, whatever their order.

What one article takes for one (all mentions of a work; all mentions by one name) is a
*unit*, and a unit is never split. Units that share a *key* may be one; a key belongs to a
*tier*, a kind of evidence, and tiers are gone through from the strongest to the weakest.
Evidence against forbids a merge, and where a unit could be one with either of two that
cannot be one with each other, it stays by itself. What a person decided goes before all
evidence, for and against, and may even part what an article takes for one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from kb.languages import alternation, codes, fold, load
from kb.linking.identity_decisions import NOTHING, Decided, leaves, opposed

# What is known of a unit: the values of each attribute that could speak against a merge.
Profile = Mapping[str, frozenset[str]]


Pair = Callable[[Profile, Profile], bool]


def _never(_one: Profile, _other: Profile) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Tier:
    """A kind of evidence that two units are one.

    Units that share a key are looked at; `alike` has the last word where the key is no more
    than a hint, and `against` says what speaks against.
    """

    rule: str
    confidence: float
    against: Pair = _never
    alike: Pair | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """What one article takes for one. `keys` are (number of the tier, value)."""

    members: tuple[str, ...]  # mention ids, ascending
    articles: frozenset[str]
    profile: Profile
    keys: frozenset[tuple[int, str]]

    @property
    def id(self) -> str:
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two mentions are one; one_id < other_id."""

    one_id: str
    other_id: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """One identity: its id is its smallest mention id, its fields the best of its mentions."""

    members: tuple[str, ...]
    fields: Mapping[str, str | None]
    merges: tuple[Merge, ...]

    @property
    def id(self) -> str:
        return self.members[0]


SAME_UNIT = Tier("the article names it again", 1.0)
DECIDED = Tier("a person's decision", 1.0)


def unite(
    units: Sequence[Unit], tiers: Sequence[Tier], decided: Decided = NOTHING
) -> list[tuple[list[Unit], list[Merge]]]:
    """The units that are one, group by group, with the reasons; groups by ascending id.

    Decisions on mentions of no unit are passed over.
    """
    groups = [_Group([unit], unit.profile) for unit in _by_id(_with_sides(units, decided))]
    merges: dict[str, list[Merge]] = defaultdict(list)

    def join(joined: Iterable[list[_Group]], tier: Tier) -> list[_Group]:
        absorbed: set[str] = set()
        for together in joined:
            first, *others = sorted(together, key=lambda group: group.id)
            for other in others:
                merges[first.id].append(Merge(first.id, other.id, tier.rule, tier.confidence))
                merges[first.id] += merges.pop(other.id, [])
                absorbed.add(other.id)
            first.absorb(others)
        return [group for group in groups if group.id not in absorbed]

    groups = join(_decided_one(groups, decided), DECIDED)
    for number, tier in enumerate(tiers):
        groups = join(_joined_by(number, tier, groups), tier)
    found = []
    for group in groups:
        reasons = merges[group.id] + [
            Merge(unit.id, other, SAME_UNIT.rule, SAME_UNIT.confidence)
            for unit in group.units
            for other in unit.members[1:]
        ]
        found.append((group.units, sorted(reasons, key=lambda m: (m.one_id, m.other_id))))
    return found


@dataclass(eq=False, slots=True)
class _Group:
    """Units united so far."""

    units: list[Unit]
    profile: Profile

    @property
    def id(self) -> str:
        return self.units[0].id

    def absorb(self, others: Sequence[_Group]) -> None:
        # All at once: a study may be named in a hundred thousand articles.
        groups = (self, *others)
        self.units = _by_id(unit for group in groups for unit in group.units)
        self.profile = merged(*(group.profile for group in groups))


_SIDES = "sides"  # the attribute that says which decisions a unit stands in


def _with_sides(units: Sequence[Unit], decided: Decided) -> list[Unit]:
    """The units as decisions leave them: one that left another has nothing in common with it."""
    if not decided.apart:
        return list(units)
    sides = {unit.id: decided.sides(unit.members) for unit in units}
    in_question = [unit for unit in units if sides[unit.id]]
    found = []
    for unit in units:
        lost: set[tuple[int, str]] = set()
        for other in in_question if sides[unit.id] else ():
            if leaves(sides[unit.id], sides[other.id]):
                lost |= other.keys
        profile = {**unit.profile, _SIDES: sides[unit.id]} if sides[unit.id] else unit.profile
        found.append(replace(unit, profile=profile, keys=unit.keys - lost))
    return found


def _decided_one(groups: Sequence[_Group], decided: Decided) -> list[list[_Group]]:
    """The sets of groups that a person made one."""
    of = {member: group for group in groups for unit in group.units for member in unit.members}
    pairs = [
        (of[one.mention], of[one.other])
        for one in decided.together
        if one.mention in of and one.other in of
    ]
    return [part for part in _connected(pairs) if len(part) > 1]


def _kept_apart(one: Profile, other: Profile) -> bool:
    """Whether a person said that these are two."""
    nothing: frozenset[str] = frozenset()
    return opposed(one.get(_SIDES, nothing), other.get(_SIDES, nothing))


def merged(*profiles: Profile) -> dict[str, frozenset[str]]:
    """What is known of several together."""
    values: defaultdict[str, set[str]] = defaultdict(set)
    for profile in profiles:
        for name, known in profile.items():
            values[name] |= known
    return {name: frozenset(known) for name, known in values.items()}


def _by_id(units: Iterable[Unit]) -> list[Unit]:
    return sorted(units, key=lambda unit: unit.id)


def _joined_by(number: int, tier: Tier, groups: Sequence[_Group]) -> list[list[_Group]]:
    """The sets of groups that the evidence of one tier makes one."""

    def against(one: Profile, other: Profile) -> bool:
        return _kept_apart(one, other) or tier.against(one, other)

    sharing: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        for key in sorted({value for u in group.units for n, value in u.keys if n == number}):
            sharing[key].append(group)
    parts = [
        part
        for key in sorted(sharing)
        if len(sharing[key]) > 1
        for candidates in _alike(sharing[key], tier)
        for part in _agreeing(candidates, against)
        if len(part) > 1
    ]
    joined = []
    for whole in _connected(_stars(parts)):
        agreeing = _agreeing(whole, against)
        if len(agreeing) == 1:
            joined.append(whole)
            continue
        # Each key's parts agree, but chains over several keys do not: what could be either
        # of two drops out, and what is left may still hang together.
        side = {group: n for n, together in enumerate(agreeing) for group in together}
        apart: dict[tuple[int, int], list[_Group]] = defaultdict(list)
        for n, part in enumerate(parts):
            for group in part:
                if group in side:
                    apart[n, side[group]].append(group)
        joined += _connected(_stars(apart.values()))
    return joined


def _stars(parts: Iterable[Sequence[_Group]]) -> list[tuple[_Group, _Group]]:
    return [(part[0], other) for part in parts for other in part[1:]]


def _alike(groups: Sequence[_Group], tier: Tier) -> list[list[_Group]]:
    """Groups that share a key, apart by whether they are indeed alike."""
    if tier.alike is None:
        return [list(groups)]
    kinds, kind_of = _kinds(groups)
    pairs = [
        (i, j)
        for i, one in enumerate(kinds)
        for j in range(i, len(kinds))
        if i == j or tier.alike(one, kinds[j])
    ]
    parts = []
    for part in _connected(pairs):
        members = set(part)
        parts.append([g for g, kind in zip(groups, kind_of, strict=True) if kind in members])
    return parts


def _kinds(groups: Sequence[_Group]) -> tuple[list[Profile], list[int]]:
    """The different profiles among the groups, and which one each group has."""
    number_of: dict[frozenset[tuple[str, frozenset[str]]], int] = {}
    profiles: list[Profile] = []
    kind_of = []
    for group in groups:
        signature = frozenset(group.profile.items())
        if signature not in number_of:
            number_of[signature] = len(profiles)
            profiles.append(group.profile)
        kind_of.append(number_of[signature])
    return profiles, kind_of


def _agreeing(groups: Sequence[_Group], against: Pair) -> list[list[_Group]]:
    """Groups apart by what they contradict: those that contradict the same others are together.

    Of a study of 2012, one of 2013 and one without a year, all by one institute, the third
    could be either, contradicts neither, and so is alone.
    """
    profiles, kind_of = _kinds(groups)
    opposed = [
        frozenset(j for j, other in enumerate(profiles) if against(profile, other))
        for profile in profiles
    ]
    parts: dict[frozenset[int], list[_Group]] = defaultdict(list)
    alone = []
    for group, kind in zip(groups, kind_of, strict=True):
        if kind in opposed[kind]:  # the like of it is joined by nothing
            alone.append([group])
        else:
            parts[opposed[kind]].append(group)
    return [*parts.values(), *alone]


T = TypeVar("T")


def _connected(pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    parent: dict[T, T] = {}

    def root(one: T) -> T:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for one, other in pairs:
        parent.setdefault(one, one)
        parent.setdefault(other, other)
        parent[root(other)] = root(one)
    parts: dict[T, list[T]] = defaultdict(list)
    for one in parent:
        parts[root(one)].append(one)
    return list(parts.values())


# -- what sources, people and organisations have in common ----------------------------


def best(values: Iterable[str | None]) -> str | None:
    """The value given most often; of those the longest, then the first of the alphabet."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda v: (-counts[v], -len(v), v), default=None)


def words(text: str | None) -> tuple[str, ...]:
    """The folded words of a text, without punctuation."""
    return tuple(re.findall(r"[^\W_]+", fold(text or "")))


def name_key(name: str | None) -> str:
    """« l'INSEE », « Insee » and "The Insee" have one key. Empty when nothing is left."""
    return " ".join(words(_leading_determiner().sub("", fold(name or ""))))


@cache
def _leading_determiner() -> re.Pattern[str]:
    listed = [word for code in codes() for word in load(code).words("identity", "determiners")]
    elided = alternation([word for word in listed if word.endswith("'")])
    whole = alternation([word for word in listed if not word.endswith("'")])
    return re.compile(rf"^(?:{elided}|{whole}\s)\s*", re.IGNORECASE)
