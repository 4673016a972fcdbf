"""Which mentions of sources are one work."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.linking.identity import Cluster, Profile, Tier, Unit, best, name_key, unite, words
from kb.linking.identity_decisions import NOTHING, Decided


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """A mention of a source, with the key of its address."""

    id: str
    article_id: str
    work: int  # the article's own number for the work
    kind: str = "other"
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    container: str | None = None
    published: str | None = None
    link_id: str | None = None
    link_key: str | None = None
    doi: str | None = None
    isbn: str | None = None


TIERS = (
    Tier("same DOI", 1.0, decisive=True),
    Tier("same ISBN", 0.98, decisive=True),
    Tier("same address", 0.95),
    Tier("same title and maker", 0.9),
    Tier("same title", 0.8),
    Tier("same publisher, kind and date", 0.7, across=True),
    Tier("the same organisation, no work named", 0.7, across=True),
)
_DOI, _ISBN, _ADDRESS, _TITLE_AND_MAKER, _TITLE, _PUBLISHER_KIND_DATE, _ORGANISATION = range(7)

# « Rapport annuel » and the like name many works; four words in a row hardly do.
_TELLING_TITLE = 4


def source_units(mentions: Iterable[SourceSeen], decided: Decided = NOTHING) -> list[Unit]:
    """The mentions of one work in one article are a unit."""
    works: dict[tuple[str, int], list[SourceSeen]] = defaultdict(list)
    for mention in mentions:
        works[mention.article_id, mention.work].append(mention)
    return [_unit(part) for together in works.values() for part in decided.parts(together)]


def source_clusters(mentions: Sequence[SourceSeen], decided: Decided = NOTHING) -> list[Cluster]:
    """One cluster for each source, by ascending id."""
    by_id = {mention.id: mention for mention in mentions}
    found = []
    units_of = source_units(mentions, decided)
    for units, merges in unite(units_of, TIERS, _contradict, decided):
        members = tuple(sorted(member for unit in units for member in unit.members))
        fields = _fields([by_id[member] for member in members])
        found.append(Cluster(members, fields, tuple(merges)))
    return sorted(found, key=lambda cluster: cluster.id)


def _unit(mentions: list[SourceSeen]) -> Unit:
    titles = {" ".join(words(m.title)) for m in mentions if words(m.title)}
    profile = {
        "title": frozenset(titles),
        "year": frozenset(m.published[:4] for m in mentions if m.published),
        "doi": frozenset(m.doi.lower() for m in mentions if m.doi),
    }
    return Unit(
        members=tuple(sorted(m.id for m in mentions)),
        articles=frozenset(m.article_id for m in mentions),
        profile=profile,
        keys=frozenset(_keys(mentions, titles)),
    )


def _keys(mentions: list[SourceSeen], titles: set[str]) -> Iterable[tuple[int, str]]:
    makers = {name_key(name) for m in mentions for name in (m.author, m.publisher)} - {""}
    publishers = {name_key(m.publisher) for m in mentions} - {""}
    dates = {m.published for m in mentions if m.published}
    kinds = {m.kind for m in mentions if m.kind != "other"}
    addresses = {m.link_key for m in mentions if m.link_key}
    yield from ((_DOI, m.doi.lower()) for m in mentions if m.doi)
    yield from ((_ISBN, m.isbn) for m in mentions if m.isbn)
    for address in addresses:
        if not _is_home_page(address):
            yield _ADDRESS, address
        else:  # the front page of an institute is cited for all its studies
            yield from ((_ADDRESS, f"{address} {title}") for title in titles or {""})
    for title in titles:
        yield from ((_TITLE_AND_MAKER, f"{title}|{maker}") for maker in makers)
        if len(title.split()) >= _TELLING_TITLE:
            yield _TITLE, title
    for publisher in publishers:
        yield from (
            (_PUBLISHER_KIND_DATE, f"{publisher}|{kind}|{date}") for kind in kinds for date in dates
        )
    # « selon l'Insee » in two articles: the same office, though not the same work.
    if publishers and not (titles or dates or kinds or addresses):
        yield from ((_ORGANISATION, publisher) for publisher in publishers)


def _is_home_page(address: str) -> bool:
    """Whether the key of an address has a host and nothing else."""
    return re.search(r"[/?#].", re.sub(r"^\w+://", "", address)) is None


def _contradict(one: Profile, other: Profile) -> bool:
    """Another year or another title speaks against one work; so does another DOI."""
    for name in ("year", "doi"):
        if one[name] and other[name] and not one[name] & other[name]:
            return True
    if not one["title"] or not other["title"]:
        return False
    return not any(_alike(a, b) for a in one["title"] for b in other["title"])


def _alike(one: str, other: str) -> bool:
    """Whether two titles may be of one work.

    « Baromètre du numérique » and « Le baromètre du numérique : rapport » may: most words
    of the shorter one stand in the longer one. Those of 2012 and of 2013 may not.
    """
    a, b = set(one.split()), set(other.split())
    numbers_a, numbers_b = ({w for w in s if w.isdigit()} for s in (a, b))
    if numbers_a and numbers_b and not numbers_a & numbers_b:
        return False
    return len(a & b) >= 0.6 * min(len(a), len(b))


def _fields(mentions: list[SourceSeen]) -> dict[str, str | None]:
    kind = best(m.kind for m in mentions if m.kind != "other") or "other"
    precise = max((len(m.published) for m in mentions if m.published), default=0)
    fields = {
        "kind": kind,
        "title": _best_title(mentions),
        "author": best(m.author for m in mentions),
        "publisher": best(m.publisher for m in mentions),
        "container": best(m.container for m in mentions),
        "published": best(m.published for m in mentions if len(m.published or "") == precise),
        "link_id": _best_link(mentions),
        "doi": best(m.doi for m in mentions),
        "isbn": best(m.isbn for m in mentions),
    }
    addresses = {m.link_id: m.link_key for m in mentions if m.link_id}
    return {**fields, "label": source_label(fields, addresses.get(fields["link_id"] or ""))}


def _best_title(mentions: list[SourceSeen]) -> str | None:
    """The title given most often; words rather than « doi:10.5555/12 », the text of a hyperlink."""
    return best(m.title for m in mentions if " " in (m.title or "")) or best(
        m.title for m in mentions
    )


def _best_link(mentions: list[SourceSeen]) -> str | None:
    """The address given most often; a page rather than a front page."""
    pages = [m.link_id for m in mentions if m.link_key and not _is_home_page(m.link_key)]
    return best(pages) or best(m.link_id for m in mentions)


def source_label(fields: Mapping[str, str | None], address: str | None) -> str:
    """What a reader is shown for the source: its title, else who made it and when, else where.

    Without words of any one language: what kind it is, pages say in the reader's. Empty where
    the article says nothing but the kind.
    """
    if fields["title"]:
        return fields["title"]
    makers = [name for name in (fields["author"], fields["publisher"]) if name]
    where = fields["container"] or re.sub(r"^\w+://", "", address or "")
    names = makers or [where]
    return ", ".join(part for part in (*names, fields["published"]) if part)
