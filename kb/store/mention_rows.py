"""One article's mentions of organisations, people and sources as rows, with their identities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb import addresses
from kb.linking.identity import Cluster, words
from kb.linking.identity_names import (
    OrganisationSeen,
    PersonSeen,
    organisation_clusters,
    person_clusters,
)
from kb.linking.identity_sources import SourceSeen, source_clusters
from kb.records import Mentions
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
        OrganisationSeen(new_id, place.id, m.name or m.written, m.kind)
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


def add_sources(place: Placed, mentions: Mentions, links: dict[str, str]) -> dict[int, Work]:
    found = mentions.sources
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
        )
        for new_id, m, link in zip(ids, found, link_ids, strict=True)
    ]
    identity = _keep_identities(place, "sources", source_clusters(seen))
    for new_id, mention, link in zip(ids, found, link_ids, strict=True):
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
                "link_id": link,
                "doi": mention.doi,
                "isbn": mention.isbn,
                "rule": mention.rule,
                "confidence": mention.confidence,
            },
        )
    place.rows.tables["identity_keys"] += key_rows(IDENTITIES["sources"], seen)
    works: dict[int, Work] = {}
    for _, new_id, work in sorted((m.start, i, m.work) for i, m in zip(ids, found, strict=True)):
        works.setdefault(work, Work(new_id, identity[new_id]))
    return works
