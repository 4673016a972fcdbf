"""Which mentions are one organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from kb.linking.identity import Cluster, Profile, Tier, Unit, best, name_key, unite
from kb.linking.identity_decisions import NOTHING, Decided
from kb.linking.identity_makers import exact_keys, is_generic, maker, rough_keys, same_maker


@dataclass(frozen=True, slots=True)
class OrganisationSeen:
    """A mention of an organisation; `name` is the fullest name the article gives."""

    id: str
    article_id: str
    name: str
    kind: str | None = None
    written: str | None = None


def _alike(one: Profile, other: Profile) -> bool:
    return any(same_maker(maker(a), maker(b)) for a, b in product(one["names"], other["names"]))


def _against(one: Profile, other: Profile) -> bool:
    """Two long names of one acronym are two organisations: none of the names fits."""
    long = [[n for n in p["names"] if not maker(n).is_short] for p in (one, other)]
    if not long[0] or not long[1]:
        return False
    return not any(same_maker(maker(a), maker(b)) for a, b in product(*long))


TIERS = (
    Tier("same name", 0.9),
    Tier("an article gives the long name with the short one", 0.85, _against),
    Tier("same name but for the word for its kind", 0.75, _against, _alike),
    Tier("its letters begin the words of the name", 0.7, _against, _alike),
    Tier("same name but for a slip", 0.65, _against, _alike),
)
_NAME, _GIVEN, _CORE, _LETTERS, _SLIP = range(5)


def organisation_units(
    mentions: Iterable[OrganisationSeen], decided: Decided = NOTHING
) -> list[Unit]:
    """The mentions by one name in one article are a unit."""
    organisations: dict[tuple[str, str], list[OrganisationSeen]] = defaultdict(list)
    for mention in mentions:
        organisations[mention.article_id, name_key(mention.name) or mention.name].append(mention)
    return [_unit(part) for together in organisations.values() for part in decided.parts(together)]


def organisation_clusters(
    mentions: Sequence[OrganisationSeen], decided: Decided = NOTHING
) -> list[Cluster]:
    """One cluster for each organisation, by ascending id."""
    by_id = {mention.id: mention for mention in mentions}
    found = []
    for together, merges in unite(organisation_units(mentions, decided), TIERS, decided):
        members = tuple(sorted(member for unit in together for member in unit.members))
        seen = [by_id[member] for member in members]
        fields = {"name": _fullest(seen), "kind": best(m.kind for m in seen)}
        found.append(Cluster(members, fields, tuple(merges)))
    return sorted(found, key=lambda cluster: cluster.id)


def _unit(mentions: list[OrganisationSeen]) -> Unit:
    names = {m.name for m in mentions} | {m.written for m in mentions if m.written}
    # « la Fondation », which is short for many, says nothing of which one it is; nor does
    # « la communauté de communes ».
    names = {name for name in names if not is_generic(name) and not _is_common(name)}
    return Unit(
        members=tuple(sorted(m.id for m in mentions)),
        articles=frozenset(m.article_id for m in mentions),
        profile={"names": frozenset(names)},
        keys=frozenset(_keys({m.name for m in mentions} & names, names)),
    )


def _is_common(name: str) -> bool:
    """Whether a name is several common nouns: "city council", « agence de l'eau »."""
    return name.islower() and " " in name


def _keys(given: set[str], names: set[str]) -> Iterator[tuple[int, str]]:
    yield from ((_NAME, name_key(name) or name) for name in given)
    # « Institut des phares (IDP) … l'IDP »: the article says that both are one.
    yield from ((_GIVEN, name_key(name)) for name in names if name_key(name))
    for name in names:
        said = maker(name)
        for key in exact_keys(said):
            yield (_LETTERS if key.startswith("letters ") else _CORE), key
        yield from ((_SLIP, key) for key in rough_keys(said) if key.startswith("slip "))


def _fullest(mentions: Sequence[OrganisationSeen]) -> str | None:
    """The name given most often; a long one rather than its letters."""
    spelt_out = [m.name for m in mentions if not maker(m.name).is_short]
    return best(spelt_out) or best(m.name for m in mentions)
