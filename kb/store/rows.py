"""One article's findings as rows of the tables, identities as far as the article itself goes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kb import addresses
from kb.linking.identity import Cluster, words
from kb.linking.identity_names import (
    OrganisationSeen,
    PersonSeen,
    organisation_clusters,
    person_clusters,
)
from kb.linking.identity_sources import SourceSeen, source_clusters
from kb.records import Article, Findings, LinkMention, Mentions
from kb.store.identities import IDENTITIES, identity_rows, key_rows
from kb.store.ids import Ids, digest, link_id

Row = dict[str, object]

# A claim of fewer words (« Oui, 60 %. ») may stand in two articles by chance.
_TELLING_CLAIM = 6


@dataclass
class Rows:
    """The rows of one article, by table, and the identities that they give rise to."""

    article_id: str
    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    clusters: dict[str, list[Cluster]] = field(default_factory=dict)


class _Span(Protocol):
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...


@dataclass(frozen=True)
class _Placed:
    """What the builders of rows need: the article, its id, and the ids of what is in already."""

    article: Article
    id: str
    rows: Rows

    def text(self, span: _Span) -> str:
        return "" if span.start is None else self.article.text[span.start : span.end]

    def ids(
        self, table: str, spans: Sequence[_Span], said: Sequence[str] | None = None
    ) -> list[str]:
        """An id for each span, numbered in the order of the text; `said` replaces their words."""
        ids = Ids(self.id, table)
        found = [""] * len(spans)
        for i in sorted(range(len(spans)), key=lambda i: (spans[i].start or 0, spans[i].end or 0)):
            found[i] = ids.next(said[i] if said else self.text(spans[i]))
        return found

    def base(self, new_id: str, span: _Span) -> Row:
        return {"id": new_id, "article_id": self.id, "start": span.start, "end": span.end}

    def add(self, table: str, row: Row) -> None:
        self.rows.tables[table].append(row)


@dataclass(frozen=True)
class Provenance:
    """What the build knows of an article beyond its findings."""

    metadata_sha256: str | None
    extractor: str
    added: str


def rows_of(findings: Findings, article_id: str, provenance: Provenance) -> Rows:
    """All rows of one article. The findings are in text positions."""
    rows = Rows(article_id)
    place = _Placed(findings.article, article_id, rows)
    mentions = findings.mentions
    _add_article(place, findings, provenance)
    _add_map(place)
    sections = _add_sections(place, findings)
    links = _add_links(place, mentions.links)
    claims = _add_claims(place, findings, sections)
    organisations = _add_organisations(place, mentions)
    people = _add_people(place, mentions, organisations)
    works = _add_sources(place, mentions, links)
    _add_statistics(place, findings, claims)
    _add_speech(place, findings, claims, people, organisations)
    _add_citations(place, findings, claims, works)
    _add_notes(place, mentions, works)
    return rows


# -- the article itself ---------------------------------------------------------------


def _add_article(place: _Placed, findings: Findings, provenance: Provenance) -> None:
    article = place.article
    place.add(
        "articles",
        {
            "id": place.id,
            "path": article.path,
            "title": article.title,
            "author": article.author,
            "site": article.site,
            "url": article.url,
            "published": article.published,
            "language": article.language,
            "format": article.format,
            "text": article.text,
            "words": len(article.plain.text.split()),
            "sha256": article.sha256,
            "metadata_sha256": provenance.metadata_sha256,
            "extractor": provenance.extractor,
            "warnings": "\n".join((*article.warnings, *findings.mentions.warnings)) or None,
            "added": provenance.added,
        },
    )


def _add_map(place: _Placed) -> None:
    article, to_text = place.article, place.article.plain.to_text
    sentences = [
        [*to_text(s.start, s.end), s.section, s.paragraph, s.kind] for s in article.sentences
    ]
    anchors = [[*(a.written or to_text(a.start, a.end)), a.url] for a in article.anchors]
    quotes = [[*to_text(q.start, q.end), q.cite] for q in article.blockquotes]
    place.add(
        "article_maps",
        {
            "article_id": place.id,
            "sentences": _json(sentences),
            "anchors": _json(anchors),
            "blockquotes": _json(quotes),
            "file_map": _json(article.file_map),
        },
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _add_sections(place: _Placed, findings: Findings) -> dict[int, str]:
    sections = findings.sections
    said = [" ".join(filter(None, (s.kind, s.title, s.author))) for s in sections]
    ids = place.ids("sections", sections, said)
    for new_id, section in zip(ids, sections, strict=True):
        place.add(
            "sections",
            {
                **place.base(new_id, section),
                "position": section.position,
                "kind": section.kind,
                "title": section.title,
                "author": section.author,
                "published": section.published,
            },
        )
    return {section.position: new_id for new_id, section in zip(ids, sections, strict=True)}


# -- links ----------------------------------------------------------------------------


def _add_links(place: _Placed, links: Sequence[LinkMention]) -> dict[str, str]:
    """The links and their mentions; the ids of the links by url."""
    ids = place.ids("link_mentions", links)
    known: dict[str, str] = {}
    for new_id, link in zip(ids, links, strict=True):
        place.add(
            "link_mentions",
            {
                **place.base(new_id, link),
                "link_id": _link(place, link.url, known),
                "written": link.written,
                "anchor_text": link.anchor_text,
                "repair": link.repair,
                "stripped": link.stripped,
            },
        )
        for rank, url in enumerate((link.url, *link.readings) if link.readings else ()):
            place.add(
                "link_readings",
                {
                    "link_mention_id": new_id,
                    "link_id": _link(place, url, known),
                    "rank": rank,
                    "chosen_by": "extraction" if rank == 0 else None,
                },
            )
    return known


def _link(place: _Placed, url: str, known: dict[str, str]) -> str:
    if url not in known:
        known[url] = link_id(url)
        place.add("links", link_row(url))
    return known[url]


def link_row(url: str) -> Row:
    """What the address alone says of a link."""
    return {
        "id": link_id(url),
        "url": url,
        "key": addresses.key(url),
        "host": addresses.host(url),
        "domain": addresses.domain(url),
        "is_shortened": int(addresses.is_shortened(url)),
        "confirmed": 0,
    }


# -- claims and what they carry ---------------------------------------------------------


def _add_claims(place: _Placed, findings: Findings, sections: Mapping[int, str]) -> list[str]:
    ids = place.ids("claims", findings.claims)
    for new_id, claim in zip(ids, findings.claims, strict=True):
        text = place.text(claim)
        place.add(
            "claims",
            {
                **place.base(new_id, claim),
                "section_id": sections.get(claim.section),
                "text": text,
                "support": claim.support,
                "group_key": group_key(text),
            },
        )
    return ids


def group_key(text: str) -> str | None:
    """What the same claim in another article has in common: its words. None for a short one."""
    said = words(text)
    return digest("claim", *said)[:16] if len(said) >= _TELLING_CLAIM else None


def _add_statistics(place: _Placed, findings: Findings, claims: Sequence[str]) -> None:
    statistics = findings.mentions.statistics
    ids = place.ids("statistics", statistics)
    for new_id, found, claim in zip(ids, statistics, findings.statistic_claims, strict=True):
        place.add(
            "statistics",
            {
                **place.base(new_id, found),
                "claim_id": claims[claim],
                "text": place.text(found),
                "kind": found.kind,
                "value": found.value,
                "value_high": found.value_high,
                "unit": found.unit,
                "qualifier": found.qualifier,
                "subject": found.subject,
                "period": found.period,
            },
        )


def _add_speech(
    place: _Placed,
    findings: Findings,
    claims: Sequence[str],
    people: _Named,
    organisations: _Named,
) -> None:
    def speaker(person: str | None, organisation: str | None) -> Row:
        person_mention = people.mention.get(person or "")
        organisation_mention = organisations.mention.get(organisation or "")
        return {
            "person_id": people.identity.get(person_mention or ""),
            "organisation_id": organisations.identity.get(organisation_mention or ""),
            "person_mention_id": person_mention,
            "organisation_mention_id": organisation_mention,
        }

    quotations = findings.mentions.quotations
    ids = place.ids("quotations", quotations)
    for new_id, said, claim in zip(ids, quotations, findings.quotation_claims, strict=True):
        place.add(
            "quotations",
            {
                **place.base(new_id, said),
                **speaker(said.person, said.organisation),
                "claim_id": claims[claim],
                "text": place.text(said),
                "speaker": said.speaker,
                "cue": said.cue,
                "confidence": said.confidence,
                "speaker_confidence": said.speaker_confidence,
            },
        )
    attributions = findings.mentions.attributions
    ids = place.ids("attributions", attributions)
    for new_id, given, claim in zip(ids, attributions, findings.attribution_claims, strict=True):
        place.add(
            "attributions",
            {
                **place.base(new_id, given),
                **speaker(given.person, given.organisation),
                "claim_id": claims[claim],
                "text": place.text(given),
                "cue": given.cue,
                "confidence": given.confidence,
            },
        )


# -- mentions of people, organisations and sources -----------------------------------------


@dataclass(frozen=True)
class _Named:
    """Where an article's names lead: the first mention by each name, each mention's identity."""

    mention: dict[str, str]
    identity: dict[str, str]


def _keep_identities(place: _Placed, kind: str, clusters: list[Cluster]) -> dict[str, str]:
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


def _add_organisations(place: _Placed, mentions: Mentions) -> _Named:
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
    return _Named(_first_by_name(names), identity)


def _add_people(place: _Placed, mentions: Mentions, organisations: _Named) -> _Named:
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
    return _Named(_first_by_name(names), identity)


@dataclass(frozen=True)
class _Work:
    """One of the article's works: its first mention and its identity."""

    mention: str
    source: str


def _add_sources(place: _Placed, mentions: Mentions, links: dict[str, str]) -> dict[int, _Work]:
    found = mentions.sources
    ids = place.ids("source_mentions", found)
    link_ids = [_link(place, m.url, links) if m.url else None for m in found]
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
    works: dict[int, _Work] = {}
    for _, new_id, work in sorted((m.start, i, m.work) for i, m in zip(ids, found, strict=True)):
        works.setdefault(work, _Work(new_id, identity[new_id]))
    return works


# -- what rests on what ---------------------------------------------------------------------


def _add_citations(
    place: _Placed, findings: Findings, claims: Sequence[str], works: Mapping[int, _Work]
) -> None:
    citations = [c for c in findings.citations if c.work in works]
    said = [f"{claims[c.claim]} {works[c.work].mention} {place.text(c)}" for c in citations]
    ids = place.ids("citations", citations, said)
    for new_id, cited in zip(ids, citations, strict=True):
        via = works.get(cited.via) if cited.via is not None else None
        place.add(
            "citations",
            {
                **place.base(new_id, cited),
                "claim_id": claims[cited.claim],
                "source_id": works[cited.work].source,
                "source_mention_id": works[cited.work].mention,
                "via_source_id": via and via.source,
                "via_mention_id": via and via.mention,
                "marker": place.text(cited),
                "rule": cited.rule,
                "confidence": cited.confidence,
            },
        )
    relays = [r for r in findings.relays if r.work in works and r.via in works]
    said = [f"{works[r.work].mention} {works[r.via].mention} {place.text(r)}" for r in relays]
    ids = place.ids("relays", relays, said)
    for new_id, relay in zip(ids, relays, strict=True):
        place.add(
            "relays",
            {
                **place.base(new_id, relay),
                "source_id": works[relay.work].source,
                "source_mention_id": works[relay.work].mention,
                "via_source_id": works[relay.via].source,
                "via_mention_id": works[relay.via].mention,
                "rule": relay.rule,
                "confidence": relay.confidence,
            },
        )


def _add_notes(place: _Placed, mentions: Mentions, works: Mapping[int, _Work]) -> None:
    said = [place.text(note) or note.label for note in mentions.notes]
    ids = place.ids("notes", mentions.notes, said)
    for new_id, note in zip(ids, mentions.notes, strict=True):
        text = place.text(note) or None
        place.add("notes", {**place.base(new_id, note), "label": note.label, "text": text})
        for start, end in sorted({marker.start: marker.end for marker in note.markers}.items()):
            place.add("note_markers", {"note_id": new_id, "start": start, "end": end})
        for work in _known(note.works, works):
            place.add(
                "note_sources",
                {
                    "note_id": new_id,
                    "source_id": works[work].source,
                    "source_mention_id": works[work].mention,
                },
            )


def _known(numbers: Iterable[int], works: Mapping[int, _Work]) -> Iterator[int]:
    return (number for number in dict.fromkeys(numbers) if number in works)
