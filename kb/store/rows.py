"""One article's findings as rows of the tables, identities as far as the article itself goes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.linking.identity import words
from kb.records import Findings, LinkMention, Mentions
from kb.store.ids import digest, readable_name
from kb.store.mention_rows import Named, Work, add_organisations, add_people, add_sources
from kb.store.placing import Placed, Row, Rows, link_to

# A claim of fewer words (« Oui, 60 %. ») may stand in two articles by chance.
_TELLING_CLAIM = 6


@dataclass(frozen=True)
class Provenance:
    """What the build knows of an article beyond its findings."""

    metadata_sha256: str | None
    extractor: str
    added: str


def rows_of(findings: Findings, article_id: str, provenance: Provenance) -> Rows:
    """All rows of one article. The findings are in text positions."""
    rows = Rows(article_id)
    place = Placed(findings.article, article_id, rows)
    mentions = findings.mentions
    _add_article(place, findings, provenance)
    _add_map(place)
    sections = _add_sections(place, findings)
    links = _add_links(place, mentions.links)
    claims = _add_claims(place, findings, sections)
    organisations = add_organisations(place, mentions)
    people = add_people(place, mentions, organisations)
    works = add_sources(place, findings, links)
    _add_statistics(place, findings, claims)
    _add_speech(place, findings, claims, people, organisations)
    _add_citations(place, findings, claims, works)
    _add_notes(place, mentions, works)
    return rows


# -- the article itself ---------------------------------------------------------------


def _add_article(place: Placed, findings: Findings, provenance: Provenance) -> None:
    article = place.article
    place.add(
        "articles",
        {
            "id": place.id,
            "path": article.path,
            "title": article.title,
            "label": article.title or readable_name(article.path),
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


def _add_map(place: Placed) -> None:
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


def _add_sections(place: Placed, findings: Findings) -> dict[int, str]:
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


def _add_links(place: Placed, links: Sequence[LinkMention]) -> dict[str, str]:
    """The links and their mentions; the ids of the links by url."""
    ids = place.ids("link_mentions", links)
    known: dict[str, str] = {}
    for new_id, link in zip(ids, links, strict=True):
        place.add(
            "link_mentions",
            {
                **place.base(new_id, link),
                "link_id": link_to(place, link.url, known),
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
                    "link_id": link_to(place, url, known),
                    "rank": rank,
                    "chosen_by": "extraction" if rank == 0 else None,
                },
            )
    return known


# -- claims and what they carry ---------------------------------------------------------


def _add_claims(place: Placed, findings: Findings, sections: Mapping[int, str]) -> list[str]:
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


def _add_statistics(place: Placed, findings: Findings, claims: Sequence[str]) -> None:
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
    place: Placed,
    findings: Findings,
    claims: Sequence[str],
    people: Named,
    organisations: Named,
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


# -- what rests on what ---------------------------------------------------------------------


def _add_citations(
    place: Placed, findings: Findings, claims: Sequence[str], works: Mapping[int, Work]
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


def _add_notes(place: Placed, mentions: Mentions, works: Mapping[int, Work]) -> None:
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


def _known(numbers: Iterable[int], works: Mapping[int, Work]) -> Iterator[int]:
    return (number for number in dict.fromkeys(numbers) if number in works)
