"""Which mentions are one person, and which are one organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.linking.identity import Cluster, Profile, Tier, Unit, best, name_key, unite, words
from kb.linking.identity_decisions import NOTHING, Decided


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


@dataclass(frozen=True, slots=True)
class OrganisationSeen:
    """A mention of an organisation; `name` is the fullest name the article gives."""

    id: str
    article_id: str
    name: str
    kind: str | None = None


PERSON_TIERS = (
    Tier("same handle", 0.95),
    Tier("same full name", 0.85),
    Tier("initial and surname, same organisation", 0.75),
)
_HANDLE, _FULL_NAME, _INITIAL = range(3)
ORGANISATION_TIERS = (Tier("same name", 0.9),)


def person_units(mentions: Iterable[PersonSeen], decided: Decided = NOTHING) -> list[Unit]:
    """The mentions by one name in one article are a unit."""
    people: dict[tuple[str, str], list[PersonSeen]] = defaultdict(list)
    for mention in mentions:
        people[mention.article_id, " ".join(words(mention.name))].append(mention)
    return [_person_unit(part) for together in people.values() for part in decided.parts(together)]


def person_clusters(mentions: Sequence[PersonSeen], decided: Decided = NOTHING) -> list[Cluster]:
    """One cluster for each person, by ascending id."""
    by_id = {mention.id: mention for mention in mentions}
    found = []
    all_units = person_units(mentions, decided)
    for units, merges in unite(all_units, PERSON_TIERS, _other_first_name, decided):
        members = tuple(sorted(member for unit in units for member in unit.members))
        fields = _person_fields([by_id[member] for member in members])
        found.append(Cluster(members, fields, tuple(merges)))
    return sorted(found, key=lambda cluster: cluster.id)


def _person_unit(mentions: list[PersonSeen]) -> Unit:
    # « O. Cimelière » and « Olivier Cimelière »: the first word decides, where there is one.
    names = {words(m.name) for m in mentions}
    full = {name for name in names if len(name) > 1}
    organisations = {name_key(m.organisation) for m in mentions} - {""}
    keys = {(_HANDLE, m.handle.lstrip("@").casefold()) for m in mentions if m.handle}
    keys |= {(_FULL_NAME, " ".join(name)) for name in full if len(name[0]) > 1}
    keys |= {
        (_INITIAL, f"{name[0][0]} {' '.join(name[1:])}|{organisation}")
        for name in full
        for organisation in organisations
    }
    return Unit(
        members=tuple(sorted(m.id for m in mentions)),
        articles=frozenset(m.article_id for m in mentions),
        profile={"first": frozenset(name[0] for name in full)},
        keys=frozenset(keys),
    )


def _other_first_name(one: Profile, other: Profile) -> bool:
    """Zoé is not Zara, and Z. may be either; who is called two ways may be called a third."""
    firsts = _spelt_out(one["first"]), _spelt_out(other["first"])
    return bool(firsts[0] and firsts[1]) and not any(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a in firsts[0] for b in firsts[1]
    )


def _spelt_out(names: frozenset[str]) -> frozenset[str]:
    """First names, without initials where there is more."""
    return frozenset(name for name in names if len(name) > 1) or names


def _person_fields(mentions: list[PersonSeen]) -> dict[str, str | None]:
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


def organisation_units(
    mentions: Iterable[OrganisationSeen], decided: Decided = NOTHING
) -> list[Unit]:
    """The mentions by one name in one article are a unit."""
    organisations: dict[tuple[str, str], list[OrganisationSeen]] = defaultdict(list)
    for mention in mentions:
        organisations[mention.article_id, _organisation_key(mention.name)].append(mention)
    return [
        Unit(
            members=tuple(sorted(m.id for m in part)),
            articles=frozenset({article}),
            profile={},
            keys=frozenset({(0, key)}),
        )
        for (article, key), together in organisations.items()
        for part in decided.parts(together)
    ]


def organisation_clusters(
    mentions: Sequence[OrganisationSeen], decided: Decided = NOTHING
) -> list[Cluster]:
    """One cluster for each organisation, by ascending id."""
    by_id = {mention.id: mention for mention in mentions}
    found = []
    units = organisation_units(mentions, decided)
    for together, merges in unite(units, ORGANISATION_TIERS, _nothing_against, decided):
        members = tuple(sorted(member for unit in together for member in unit.members))
        seen = [by_id[member] for member in members]
        fields = {"name": best(m.name for m in seen), "kind": best(m.kind for m in seen)}
        found.append(Cluster(members, fields, tuple(merges)))
    return sorted(found, key=lambda cluster: cluster.id)


def _nothing_against(_one: Profile, _other: Profile) -> bool:
    return False


def _organisation_key(name: str) -> str:
    return name_key(name) or name
