"""Which mentions of sources are one work."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kb.linking.identity import Cluster, Profile, Tier, Unit, best, unite, words
from kb.linking.identity_decisions import NOTHING, Decided
from kb.linking.identity_makers import exact_keys, is_generic, maker, rough_keys, same_maker
from kb.linking.identity_titles import is_telling, same_title, title_keys


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
    # What else the article calls its makers (« INCL »), and the figures it gives by it:
    # "% 64" and the like. Each one on a line.
    also: str | None = None
    figures: str | None = None


# -- what speaks against -------------------------------------------------------------------


def _apart(name: str, one: Profile, other: Profile) -> bool:
    return bool(one[name] and other[name]) and not one[name] & other[name]


def _other_year(one: Profile, other: Profile) -> bool:
    return _apart("year", one, other)


def _other_work(one: Profile, other: Profile) -> bool:
    """Another year or another title speaks against one work; so does another DOI or kind."""
    return (
        _apart("year", one, other)
        or _apart("doi", one, other)
        or _other_kind(one, other)
        or _other_title(one, other)
    )


def _other_kind(one: Profile, other: Profile) -> bool:
    """A survey may be called a study, and so may a report; but neither of them the other."""
    return _apart("family", one, other) or (
        one["kind"] <= _PARTICULAR and other["kind"] <= _PARTICULAR and _apart("kind", one, other)
    )


_PARTICULAR = frozenset({"survey", "report"})


def _other_document(one: Profile, other: Profile) -> bool:
    """Two documents of one site are two works, where nothing better says that they are one."""
    if not one["page"] or not other["page"] or one["page"] & other["page"]:
        return _other_work(one, other)
    hosts = [{page.split("/")[0] for page in p["page"]} for p in (one, other)]
    return bool(hosts[0] & hosts[1]) or _other_work(one, other)


def _other_title(one: Profile, other: Profile) -> bool:
    if not one["title"] or not other["title"]:
        return False
    return not any(same_title(a, b) for a, b in product(one["title"], other["title"]))


def _other_page(one: Profile, other: Profile) -> bool:
    """What is at one address is one, whatever it is called, unless the years say otherwise."""
    return _other_year(one, other) or _apart("doi", one, other)


def _other_work_or_maker(one: Profile, other: Profile) -> bool:
    return _other_work(one, other) or (
        bool(one["maker"] and other["maker"]) and not _by_one_maker(one, other)
    )


def _a_work_named(one: Profile, other: Profile) -> bool:
    """« l'Insee » may have been one with a work on better evidence: it leads to no other work."""
    return any(p["year"] or p["title"] or p["kind"] - {"article"} for p in (one, other))


# -- and for ---------------------------------------------------------------------------------


def _by_one_maker(one: Profile, other: Profile) -> bool:
    return any(
        same_maker(maker(a), maker(b)) or _surname(a, b)
        for a, b in product(one["maker"], other["maker"])
    )


def _surname(one: str, other: str) -> bool:
    """« Hill » may be « Ada Hill », as authors are named."""
    a, b = words(one), words(other)
    return bool(a and b) and (a == b[-1:] or b == a[-1:])


def _titled_alike(one: Profile, other: Profile) -> bool:
    return any(same_title(a, b) for a, b in product(one["title"], other["title"]))


def _titled_alike_by_one_maker(one: Profile, other: Profile) -> bool:
    return _titled_alike(one, other) and _by_one_maker(one, other)


TIERS = (
    Tier("same DOI", 1.0),
    Tier("same ISBN", 0.98),
    Tier("same address", 0.95, _other_page),
    Tier("same title and maker", 0.9, _other_work, _titled_alike_by_one_maker),
    Tier("same title", 0.8, _other_work_or_maker, _titled_alike),
    Tier("same title and year", 0.75, _other_work_or_maker, _titled_alike),
    Tier("same publisher, kind and date", 0.7, _other_document, _by_one_maker),
    Tier("same publisher and figure", 0.65, _other_document, _by_one_maker),
    Tier("same publisher and date", 0.6, _other_document, _by_one_maker),
    Tier("the same organisation, no work named", 0.7, _a_work_named, _by_one_maker),
)
(
    _DOI, _ISBN, _ADDRESS, _TITLE_AND_MAKER, _TITLE, _TITLE_AND_YEAR, _MAKER_KIND_DATE,
    _MAKER_AND_FIGURE, _MAKER_AND_DATE, _ORGANISATION,
) = range(10)  # fmt: skip

# Kinds that articles use for one another: « l'étude », « l'enquête », « le baromètre ».
_VAGUE = frozenset({"other", "web page"})
_FAMILIES = {
    "study": "research", "survey": "research", "report": "research", "article": "press",
    "post": "press", "book": "book", "speech": "speech", "social post": "social",
}  # fmt: skip


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
    for units, merges in unite(source_units(mentions, decided), TIERS, decided):
        members = tuple(sorted(member for unit in units for member in unit.members))
        fields = _fields([by_id[member] for member in members])
        found.append(Cluster(members, fields, tuple(merges)))
    return sorted(found, key=lambda cluster: cluster.id)


# -- what is known of a work in an article -----------------------------------------------------


def _unit(mentions: list[SourceSeen]) -> Unit:
    titles = {" ".join(words(m.title)) for m in mentions if m.title} - {""}
    # Where the article names the work in full, it says who made it; « la recherche » further on
    # may have been taken for it wrongly.
    full = [m for m in mentions if m.title or m.published or m.link_key or m.doi or m.isbn]
    telling = [m for m in full if m.author or m.publisher] or mentions
    makers = {name for m in telling for name in (m.author, m.publisher) if name}
    # « Institut Lune, Fondation Brume »: each of the two may be named alone.
    makers |= {part.strip() for name in makers for part in name.split(", ")}
    makers |= {name for m in telling for name in (m.also or "").splitlines()}
    makers = {name for name in makers if not is_generic(name)}
    families = {_FAMILIES[m.kind] for m in mentions if m.kind in _FAMILIES}
    profile = {
        "title": frozenset(titles),
        "maker": frozenset(makers),
        "year": frozenset(m.published[:4] for m in mentions if m.published),
        "doi": frozenset(m.doi.lower() for m in mentions if m.doi),
        "family": frozenset(families if len(families) == 1 else ()),
        "kind": frozenset(m.kind for m in mentions if m.kind not in _VAGUE),
        "page": frozenset(
            _bare(m.link_key) for m in mentions if m.link_key and not _is_home_page(m.link_key)
        ),
    }
    return Unit(
        members=tuple(sorted(m.id for m in mentions)),
        articles=frozenset(m.article_id for m in mentions),
        profile=profile,
        keys=frozenset(_keys(mentions, profile)),
    )


def _keys(mentions: list[SourceSeen], profile: Profile) -> Iterator[tuple[int, str]]:
    titles, years = sorted(profile["title"]), sorted(profile["year"])
    addresses = {m.link_key for m in mentions if m.link_key}
    kinds = {m.kind for m in mentions if m.kind != "other"}
    makers = [maker(name) for name in sorted(profile["maker"])]
    yield from ((_DOI, m.doi.lower()) for m in mentions if m.doi)
    yield from ((_ISBN, m.isbn) for m in mentions if m.isbn)
    for address in addresses:
        if not _is_home_page(address):
            yield _ADDRESS, address
        else:  # the front page of an institute is cited for all its studies
            yield from ((_ADDRESS, f"{address} {title}") for title in titles or {""})
    for title in titles:
        for key in title_keys(title):
            if makers:
                yield _TITLE_AND_MAKER, key
            if is_telling(title):
                yield _TITLE, key
            yield from ((_TITLE_AND_YEAR, f"{key}|{year}") for year in years)
    rough = {key for one in makers for key in rough_keys(one)}
    surnames = {f"name {words(m.author)[-1]}" for m in mentions if words(m.author)}
    for key, year in product(rough | surnames, years):
        yield from ((_MAKER_KIND_DATE, f"{key}|{kind}|{year}") for kind in profile["kind"])
        # « (Orbis, 2014) » is a work of any kind, but « l'étude » and « l'enquête » of one year
        # may well be two.
        if not profile["kind"]:
            yield from ((_MAKER_AND_DATE, f"{key}|{kind}|{year}") for kind in _FAMILIES)
        yield from ((_MAKER_AND_DATE, f"{key}|{kind}|{year}") for kind in profile["kind"] or {""})
    exact = {key for one in makers for key in exact_keys(one)}
    for figure in {line for m in mentions for line in (m.figures or "").splitlines()}:
        yield from ((_MAKER_AND_FIGURE, f"{key}|{figure}") for key in exact)
    # « selon l'Insee » in two articles: the same office, though not the same work. A medium
    # that is named for what it passed on is one as well.
    if (
        makers
        and kinds <= {"article"}
        and not (titles or years or addresses or _authored(mentions))
    ):
        yield from ((_ORGANISATION, key) for key in rough)


def article_keys(title: str | None, address: str | None) -> Iterator[tuple[int, str]]:
    """The keys that a mention of this article as a source has, by its title or its address."""
    if address and not _is_home_page(address):
        yield _ADDRESS, address
    folded = " ".join(words(title))
    if is_telling(folded):
        yield _TITLE, folded


def _authored(mentions: list[SourceSeen]) -> bool:
    return any(m.kind == "article" and m.author for m in mentions)


def _is_home_page(address: str) -> bool:
    """Whether the key of an address has a host and nothing else."""
    return re.search(r"[/?#].", _bare(address)) is None


def _bare(address: str) -> str:
    return re.sub(r"^\w+://", "", address)


# -- what a source is called ---------------------------------------------------------------------


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
