"""One article's mentions of organisations, people and sources as rows, with their identities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kb import addresses
from kb.linking.identity import Cluster, name_key, words
from kb.linking.identity_organisations import OrganisationSeen, organisation_clusters
from kb.linking.identity_people import PersonSeen, person_clusters
from kb.linking.identity_sources import SourceSeen, source_clusters
from kb.records import Findings, Mentions
from kb.store.identities import IDENTITIES, identity_rows, key_rows
from kb.store.placing import Placed, link_to


@dataclass(frozen=True)
class Named:
    """Where an article's names lead: the first mention by each name, each mention's identity."""

    mention: dict[str, str]
    identity: dict[str, str]


def _keep_identities(place: Placed, kind: str, clusters: list[Cluster]) -> dict[str, str]:
    """The identities' own rows; {mention id: identity id}."""
    place.rows.clusters[kind] = clusters
    place.rows.tables[kind] += identity_rows(IDENTITIES[kind], clusters)
    return {member: cluster.id for cluster in clusters for member in cluster.members}


def _first_by_name(names: Iterable[tuple[str, int, str]]) -> dict[str, str]:
    """{name: mention id} of the mention that comes first, from (name, start, mention id)."""
    first: dict[str, str] = {}
    for name, _, mention in sorted(names, key=lambda n: (n[1], n[2])):
        first.setdefault(name, mention)
    return first


def add_organisations(place: Placed, mentions: Mentions) -> Named:
    found = mentions.organisations
    ids = place.ids("organisation_mentions", found)
    seen = [
        OrganisationSeen(new_id, place.id, m.name or m.written, m.kind, m.written)
        for new_id, m in zip(ids, found, strict=True)
    ]
    identity = _keep_identities(place, "organisations", organisation_clusters(seen))
    for new_id, mention in zip(ids, found, strict=True):
        place.add(
            "organisation_mentions",
            {
                **place.base(new_id, mention),
                "organisation_id": identity[new_id],
                "written": mention.written,
                "name": mention.name or mention.written,
                "kind": mention.kind,
            },
        )
    place.rows.tables["identity_keys"] += key_rows(IDENTITIES["organisations"], seen)
    names = [(m.name, m.start, i) for i, m in zip(ids, found, strict=True)]
    return Named(_first_by_name(names), identity)


def add_people(place: Placed, mentions: Mentions, organisations: Named) -> Named:
    found = mentions.people
    ids = place.ids("person_mentions", found)
    employer = {" ".join(words(name)): mention for name, mention in organisations.mention.items()}
    employers = [employer.get(" ".join(words(m.organisation))) for m in found]
    seen = [
        PersonSeen(i, place.id, m.name or m.written, m.role, m.organisation, at, m.handle)
        for i, m, at in zip(ids, found, employers, strict=True)
    ]
    clusters = person_clusters(seen)
    identity = _keep_identities(place, "people", clusters)
    for row in place.rows.tables["people"]:
        row["organisation_id"] = organisations.identity.get(str(row.pop("organisation_mention_id")))
    for new_id, mention, at in zip(ids, found, employers, strict=True):
        place.add(
            "person_mentions",
            {
                **place.base(new_id, mention),
                "person_id": identity[new_id],
                "written": mention.written,
                "name": mention.name or mention.written,
                "role": mention.role,
                "organisation": mention.organisation,
                "organisation_mention_id": at,
                "handle": mention.handle,
            },
        )
    place.rows.tables["identity_keys"] += key_rows(IDENTITIES["people"], seen)
    names = [(m.name, m.start, i) for i, m in zip(ids, found, strict=True)]
    return Named(_first_by_name(names), identity)


@dataclass(frozen=True)
class Work:
    """One of the article's works: its first mention and its identity."""

    mention: str
    source: str


def add_sources(place: Placed, findings: Findings, links: dict[str, str]) -> dict[int, Work]:
    found = findings.mentions.sources
    figures = _figures_by_work(findings)
    called = _other_names(findings.mentions)
    ids = place.ids("source_mentions", found)
    link_ids = [link_to(place, m.url, links) if m.url else None for m in found]
    seen = [
        SourceSeen(
            id=new_id,
            article_id=place.id,
            work=m.work,
            kind=m.kind,
            title=m.title,
            author=m.author,
            publisher=m.publisher,
            container=m.container,
            published=m.published,
            link_id=link,
            link_key=addresses.key(m.url) if m.url else None,
            doi=m.doi,
            isbn=m.isbn,
            also=_lines(n for maker in (m.author, m.publisher) for n in called[name_key(maker)]),
            figures=_lines(figures[m.work]),
        )
        for new_id, m, link in zip(ids, found, link_ids, strict=True)
    ]
    identity = _keep_identities(place, "sources", source_clusters(seen))
    for known, mention in zip(seen, found, strict=True):
        new_id = known.id
        place.add(
            "source_mentions",
            {
                **place.base(new_id, mention),
                "source_id": identity[new_id],
                "work": mention.work,
                "written": place.text(mention),
                "kind": mention.kind,
                "title": mention.title,
                "author": mention.author,
                "publisher": mention.publisher,
                "container": mention.container,
                "published": mention.published,
                "link_id": known.link_id,
                "doi": mention.doi,
                "isbn": mention.isbn,
                "also": known.also,
                "figures": known.figures,
                "rule": mention.rule,
                "confidence": mention.confidence,
            },
        )
    place.rows.tables["identity_keys"] += key_rows(IDENTITIES["sources"], seen)
    works: dict[int, Work] = {}
    for _, new_id, work in sorted((m.start, i, m.work) for i, m in zip(ids, found, strict=True)):
        works.setdefault(work, Work(new_id, identity[new_id]))
    return works


def _figures_by_work(findings: Findings) -> dict[int, set[str]]:
    """The exact figures that the article gives by each work: « % 64 »."""
    in_claim: dict[int, set[str]] = defaultdict(set)
    statistics = zip(findings.mentions.statistics, findings.statistic_claims, strict=True)
    for statistic, claim in statistics:
        written = findings.article.text[statistic.start : statistic.end]
        if not statistic.qualifier and any(c.isdigit() for c in written):
            in_claim[claim].add(f"{statistic.kind} {statistic.value:g}")
    found: dict[int, set[str]] = defaultdict(set)
    for citation in findings.citations:
        found[citation.work] |= in_claim[citation.claim]
    return found


def _other_names(mentions: Mentions) -> dict[str, set[str]]:
    """What else the article calls an organisation: by « INCL » its long name, by that « INCL »."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention in mentions.organisations:
        names = {mention.name or mention.written, mention.written}
        for name in names:
            found[name_key(name)] |= names - {name}
    return found


def _lines(words: Iterable[str]) -> str | None:
    return "\n".join(sorted(set(words))) or None
