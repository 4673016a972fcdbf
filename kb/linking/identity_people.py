"""Which mentions are one person.

A name alone is little: « Martin » is many people, and « Jean Martin » may be two. So what an
article says of somebody counts too: an organisation, a role, a handle.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kb.languages import alternation, codes, fold, load
from kb.linking.identity import Cluster, Profile, Tier, Unit, best, unite, words
from kb.linking.identity_decisions import NOTHING, Decided
from kb.linking.identity_makers import maker, same_maker
from kb.linking.identity_spelling import misspelt, slip_keys


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """A mention of a person; `name` is the fullest name the article gives."""

    id: str
    article_id: str
    name: str
    role: str | None = None
    organisation: str | None = None
    organisation_mention_id: str | None = None
    handle: str | None = None


# -- what speaks for and against ---------------------------------------------------------


def _against(one: Profile, other: Profile) -> bool:
    return _other_name(one, other) or _other_field(one, other)


def _other_name(one: Profile, other: Profile) -> bool:
    """Zoé is not Zara, and Z. may be either; who is called two ways may be called a third."""
    return _differ(one["first"], other["first"]) or _differ(one["last"], other["last"])


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    mine, theirs = _spelt_out(one), _spelt_out(other)
    return bool(mine and theirs) and not any(_may_be(a, b) for a in mine for b in theirs)


def _may_be(one: str, other: str) -> bool:
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return misspelt(one, other)


def _spelt_out(names: frozenset[str]) -> frozenset[str]:
    """First names, without initials where there is more."""
    return frozenset(name for name in names if len(name) > 1) or names


def _other_field(one: Profile, other: Profile) -> bool:
    """The mayor is not the coach of the same name, unless one house or one role has both."""
    if not one["role"] or not other["role"] or one["role"] & other["role"]:
        return False
    if one["field"] and other["field"]:
        return not one["field"] & other["field"] and not _same_house(one, other)
    return _other_house(one, other)


def _other_house(one: Profile, other: Profile) -> bool:
    known = bool(one["house"] and other["house"])
    return known and not _same_house(one, other)


def _same_house(one: Profile, other: Profile) -> bool:
    return any(
        same_maker(maker(a), maker(b)) or a in b.split() or b in a.split()
        for a in one["house"]
        for b in other["house"]
    )


def _against_a_hint(one: Profile, other: Profile) -> bool:
    """An initial is little evidence: another house or field is enough against it."""
    return _against(one, other) or _other_house(one, other)


def _slip_alike(one: Profile, other: Profile) -> bool:
    """A letter more or less in the first name or the surname, the other one as it is."""
    if one["first"] & other["first"]:
        return any(misspelt(a, b) for a in one["last"] for b in other["last"])
    if one["last"] & other["last"]:
        return any(
            misspelt(a, b) or _run_together(a) == _run_together(b)
            for a in one["first"]
            for b in other["first"]
        )
    return False


def _slip_in_a_long_name(one: Profile, other: Profile) -> bool:
    """« Durand » and « Durant » are two names; of longer ones hardly two are so near."""
    short = any(len(name) < _LONG_NAME for name in one["last"] | other["last"])
    return not short and _slip_alike(one, other)


_LONG_NAME = 7  # letters


def _run_together(name: str) -> str:
    return name.replace(" ", "")


def _surname_alike(one: Profile, other: Profile) -> bool:
    """« Zoé Brémme … Brème … »: where the surname stands alone, in the same article."""
    return not (one["first"] and other["first"]) and any(
        misspelt(a, b) for a in one["last"] for b in other["last"]
    )


def _beside_alike(one: Profile, other: Profile) -> bool:
    return _same_house(one, other) or bool(one["role"] & other["role"])


TIERS = (
    Tier("same handle", 0.95, _other_name),
    Tier("same full name", 0.85, _against),
    Tier("same name but for a slip, same role or organisation", 0.8, _against, _slip_alike),
    Tier("initial and surname, same role or organisation", 0.75, _against, _beside_alike),
    Tier("surname, same role or organisation", 0.7, _against, _beside_alike),
    Tier("surname in one article", 0.7, _against_a_hint, _surname_alike),
    Tier("same name but for a slip", 0.65, _against_a_hint, _slip_in_a_long_name),
    Tier("the handle is made of the name", 0.65, _against_a_hint),
    Tier("initial and surname", 0.6, _against_a_hint),
)
(
    _HANDLE, _FULL_NAME, _SLIP_BESIDE, _INITIAL_BESIDE, _SURNAME_BESIDE, _IN_ARTICLE, _SLIP, _MADE,
    _INITIAL,
) = range(9)  # fmt: skip


def person_units(mentions: Iterable[PersonSeen], decided: Decided = NOTHING) -> list[Unit]:
    """The mentions by one name in one article are a unit."""
    people: dict[tuple[str, str], list[PersonSeen]] = defaultdict(list)
    for mention in mentions:
        people[mention.article_id, " ".join(words(mention.name))].append(mention)
    return [_unit(part) for together in people.values() for part in decided.parts(together)]


def person_clusters(mentions: Sequence[PersonSeen], decided: Decided = NOTHING) -> list[Cluster]:
    """One cluster for each person, by ascending id."""
    by_id = {mention.id: mention for mention in mentions}
    found = []
    for units, merges in unite(person_units(mentions, decided), TIERS, decided):
        members = tuple(sorted(member for unit in units for member in unit.members))
        fields = _fields([by_id[member] for member in members])
        found.append(Cluster(members, fields, tuple(merges)))
    return sorted(found, key=lambda cluster: cluster.id)


# -- what is known of one in an article ----------------------------------------------------


def _unit(mentions: list[PersonSeen]) -> Unit:
    names = {taken_apart(m.name) for m in mentions}
    houses = {house for m in mentions for house in _houses(m)}
    roles = {_role_words(m.role) for m in mentions} - {""}
    fields = {field for m in mentions for field in _fields_of(m.role)}
    profile = {
        "first": frozenset(first for first, _ in names if first),
        "last": frozenset(last for _, last in names if last),
        "house": frozenset(houses),
        "role": frozenset(roles),
        "field": frozenset(fields),
    }
    return Unit(
        members=tuple(sorted(m.id for m in mentions)),
        articles=frozenset(m.article_id for m in mentions),
        profile=profile,
        keys=frozenset(_keys(mentions, names, houses, roles)),
    )


def _keys(
    mentions: list[PersonSeen], names: set[tuple[str, str]], houses: set[str], roles: set[str]
) -> Iterator[tuple[int, str]]:
    handles = {_letters(m.handle) for m in mentions if m.handle}
    handles |= {_letters(m.name) for m in mentions if m.name.startswith("@")}
    yield from ((_HANDLE, handle) for handle in handles)
    yield from ((_MADE, handle) for handle in handles if len(handle) > 5)
    beside = [*(f"role {role}" for role in roles), *(f"at {core}" for core in _cores(houses))]
    for first, last in names:
        if not last:
            continue
        yield from ((_SURNAME_BESIDE, f"{last}|{what}") for what in beside)
        for article in {m.article_id for m in mentions}:
            yield from ((_IN_ARTICLE, f"{key}|{article}") for key in (last, *slip_keys((last,))))
        if not first:
            continue
        yield from ((_INITIAL_BESIDE, f"{first[0]} {last}|{what}") for what in beside)
        yield _INITIAL, f"{first[0]} {last}"
        if len(first) == 1:
            continue
        yield _FULL_NAME, f"{first} {last}"
        for key in slip_keys((first, last)):
            yield _SLIP, key
            yield from ((_SLIP_BESIDE, f"{key}|{what}") for what in beside)
        yield from ((_MADE, made) for made in _handles_of(first, last))


def _handles_of(first: str, last: str) -> set[str]:
    """What somebody of this name may call himself: @ahill, @adahill, @hillada."""
    a, b = _letters(first), _letters(last)
    return {h for h in (a + b, b + a, a[:1] + b, b + a[:1], a + b[:1]) if len(h) > 5}


def _letters(name: str | None) -> str:
    return re.sub(r"[\W_]", "", fold(name or ""))


@lru_cache(maxsize=20_000)
def taken_apart(name: str) -> tuple[str, str]:
    """First name and surname, folded; « M. Hill » and « Hill » have no first name."""
    said = list(words(_titles().sub(" ", name)))
    if not said or name.startswith("@"):
        return "", ""
    if len(said) == 1:
        return "", said[0]
    # « Jean-Marc Hill » is written with two first names, « Ada de la Tour » with one.
    first = 2 if "-" in name.split(maxsplit=1)[0] and len(said) > 2 else 1
    return " ".join(said[:first]), " ".join(said[first:])


@cache
def _titles() -> re.Pattern[str]:
    listed = {
        word.rstrip(".")
        for code in codes()
        for table in ("titles", "titles_masculine", "titles_feminine")
        for word in load(code).words("names", table)
    }
    return re.compile(rf"^\s*{alternation(listed)}\.?\s+(?=\S)", re.IGNORECASE)


# -- where somebody is, and what he does ----------------------------------------------------


def _houses(mention: PersonSeen) -> Iterator[str]:
    """The organisations of a mention, by name; a role may hold one: « directrice chez Orbis »."""
    if mention.organisation:
        yield mention.organisation
    role = mention.role or ""
    at = re.search(r"(?<=\s)(?:l['’]|d['’])?[A-ZÀ-Þ].*$", role)
    if at:
        yield re.split(r"[,;(]", at.group())[0].strip()


def _cores(houses: Iterable[str]) -> set[str]:
    found = set()
    for house in houses:
        said = maker(house)
        found.add(" ".join(said.core))
        found |= {f"letters {letters}" for letters in said.initials}
        if said.is_short:
            found.add(f"letters {said.key}")
    return found


@lru_cache(maxsize=20_000)
def _role_words(role: str | None) -> str:
    """The words for what somebody does, without where."""
    return " ".join(w for w in words(re.sub(r"\s[A-ZÀ-Þ].*$", "", role or "")) if len(w) > 2)


@lru_cache(maxsize=20_000)
def _fields_of(role: str | None) -> frozenset[str]:
    """The fields that a role belongs to: « maire » is politics, « entraîneur » sport."""
    said = " ".join(words(role))
    return frozenset(field for field, listed in _field_words().items() if listed.search(said))


@cache
def _field_words() -> dict[str, re.Pattern[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code in codes():
        for field, listed in load(code).table("identity", "fields").items():
            found[field].update(" ".join(words(word)) for word in listed)
    return {field: re.compile(rf"\b{alternation(listed)}\b") for field, listed in found.items()}


def _fields(mentions: list[PersonSeen]) -> dict[str, str | None]:
    longest = max(len(words(m.name)) for m in mentions)
    organisation = best(m.organisation for m in mentions)
    return {
        "name": best(m.name for m in mentions if len(words(m.name)) == longest),
        "role": best(m.role for m in mentions),
        "organisation": organisation,
        "organisation_mention_id": min(
            (
                m.organisation_mention_id
                for m in mentions
                if m.organisation == organisation and m.organisation_mention_id
            ),
            default=None,
        ),
        "handle": best(m.handle for m in mentions),
    }
