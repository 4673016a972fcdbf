"""Findings made by hand, from words of the text: for tests of what comes after extraction.

made("a.txt", "Selon Orbis, 64 % des villes ...",
     sources=[Said("Orbis", kind="survey", publisher="Orbis")],
     claims=[Made("64 % des villes ...", statistics=["64 %"], rests_on="Orbis")])
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kb.records import (
    Article,
    Attribution,
    Citation,
    Claim,
    Findings,
    LinkMention,
    Mentions,
    Note,
    NoteMarker,
    OrganisationMention,
    PersonMention,
    Plain,
    Quotation,
    Relay,
    Section,
    Sentence,
    SourceMention,
    Statistic,
)


class Said:
    """A source mention, by the words it stands in. Equal `work`s are one work."""

    def __init__(self, words: str, **fields: Any) -> None:
        self.words, self.fields = words, fields


@dataclass
class Made:
    """A claim, by its words, and what it carries, by theirs."""

    words: str
    statistics: Sequence[str] = ()
    quotation: str | None = None
    speaker: str | None = None  # of the quotation, else of the claim
    rests_on: str | None = None  # words of a Said
    via: str | None = None
    values: dict[str, Any] = field(default_factory=dict)  # of its statistics


def made(
    path: str,
    text: str,
    *,
    claims: Sequence[Made] = (),
    sources: Sequence[Said] = (),
    people: Sequence[tuple[str, dict[str, Any]]] = (),
    organisations: Sequence[str] = (),
    links: Sequence[str] = (),
    note: tuple[str, str, str] | None = None,  # label, words of the entry, words of a Said
    **article: Any,
) -> Findings:
    """One article with its findings, in text positions."""

    def at(words: str, after: int = 0) -> tuple[int, int]:
        start = text.index(words, after)
        return start, start + len(words)

    works = {said.words: said.fields.pop("work", n) for n, said in enumerate(sources)}
    spans = [at(claim.words) for claim in claims]
    statistics, statistic_claims = [], []
    quotations, quotation_claims, attributions, attribution_claims = [], [], [], []
    citations, relays = [], []
    for n, (claim, (start, _)) in enumerate(zip(claims, spans, strict=True)):
        for words in claim.statistics:
            values = {"kind": "share", "value": 64.0, "unit": "%", **claim.values}
            statistics.append(Statistic(*at(words, start), **values))
            statistic_claims.append(n)
        if claim.quotation:
            span = at(claim.quotation, start)
            quotations.append(
                Quotation(*span, claim.speaker, claim.speaker, None, "said", 0.9, 0.9)
            )
            quotation_claims.append(n)
        elif claim.speaker:
            attributions.append(Attribution(*spans[n], claim.speaker, None, "said", 0.8))
            attribution_claims.append(n)
        if claim.rests_on:
            via = works[claim.via] if claim.via else None
            span = at(claim.rests_on)
            citations.append(Citation(n, works[claim.rests_on], via, *span, "named", 0.9))
            if via is not None:
                relays.append(Relay(works[claim.rests_on], via, *span, "relayed", 0.9))
    notes = ()
    if note is not None:
        label, words, cited = note
        marker = NoteMarker(label, *at(f"({label})"))
        notes = (Note(label, *at(words), (marker,), (works[cited],)),)
    support = ["sourced" if c.rests_on else "attributed" if c.speaker else "none" for c in claims]
    return Findings(
        article=Article(
            path=path,
            text=text,
            plain=Plain(text),
            sha256=hashlib.sha256(text.encode(errors="replace")).hexdigest(),
            format="text",
            sections=(Section(0, "body", 0, len(text)),),
            sentences=(Sentence(0, len(text), 0, 0),),
            **article,
        ),
        mentions=Mentions(
            links=tuple(LinkMention(*at(url), url, url) for url in links),
            statistics=tuple(statistics),
            quotations=tuple(quotations),
            attributions=tuple(attributions),
            people=tuple(
                PersonMention(*at(name), name, **{"name": name, **more}) for name, more in people
            ),
            organisations=tuple(OrganisationMention(*at(o), o, o) for o in organisations),
            sources=tuple(
                SourceMention(*at(said.words), work=works[said.words], rule="made", **said.fields)
                for said in sources
            ),
            notes=notes,
        ),
        claims=tuple(Claim(*span, 0, kind) for span, kind in zip(spans, support, strict=True)),
        citations=tuple(citations),
        relays=tuple(relays),
        statistic_claims=tuple(statistic_claims),
        quotation_claims=tuple(quotation_claims),
        attribution_claims=tuple(attribution_claims),
        sections=(Section(0, "body", 0, len(text)),),
    )
