"""Linking: mentions become claims, and each claim gets the sources that it rests on."""

from __future__ import annotations

from dataclasses import replace

from kb.linking.claims import Unit, find_units, unit_index
from kb.linking.evidence import Direct
from kb.linking.frames import Frames
from kb.linking.positions import mentions_in_text, moved, sections_in_text
from kb.linking.scope import Scope
from kb.linking.second_hand import SecondHand, find_relays
from kb.records import Article, Citation, Claim, Findings, Mentions

__all__ = ["link"]


def link(article: Article, mentions: Mentions) -> Findings:
    """The claims of the article with their citations and relays.

    Takes plain positions and gives text positions: everything in the `Findings`,
    `sections` included, stands in `article.text`. Sources that back nothing, relay
    nothing and stand in no note are left out.
    """
    units = find_units(article, mentions)
    frames = Frames(article.plain.text, article.language)
    Direct(article, mentions, frames).add(units)
    second_hand = SecondHand(mentions, frames, article.language)
    second_hand.within_sentences(units)
    Scope(article, mentions, frames).carry(units)
    second_hand.by_the_note_behind(units)
    second_hand.spread(units)
    kept = [unit for unit in units if unit.tells or unit.evidence]
    mentions = _with_used_sources(mentions, kept)
    claims = tuple(Claim(u.start, u.end, u.section, _support(u)) for u in kept)
    citations = tuple(
        Citation(number, e.work, e.via, e.start, e.end, e.rule, e.confidence)
        for number, unit in enumerate(kept)
        for e in unit.evidence
    )
    return Findings(
        article=article,
        mentions=mentions_in_text(article, mentions),
        claims=moved(article.plain, claims),
        citations=moved(article.plain, citations),
        relays=moved(article.plain, find_relays(kept)),
        statistic_claims=tuple(unit_index(kept, s.start) for s in mentions.statistics),
        quotation_claims=tuple(unit_index(kept, q.start) for q in mentions.quotations),
        attribution_claims=tuple(unit_index(kept, a.start) for a in mentions.attributions),
        sections=sections_in_text(article),
    )


def _support(unit: Unit) -> str:
    """Sourced wins over attributed; only the rest is without support."""
    if unit.evidence:
        return "sourced"
    spoken = any(q.person or q.organisation or q.speaker for q in unit.quotations)
    return "attributed" if spoken or unit.attributions else "none"


def _with_used_sources(mentions: Mentions, kept: list[Unit]) -> Mentions:
    used = {e.work for unit in kept for e in unit.evidence}
    used |= {e.via for unit in kept for e in unit.evidence if e.via is not None}
    used |= {work for note in mentions.notes for work in note.works}
    return replace(mentions, sources=tuple(s for s in mentions.sources if s.work in used))
