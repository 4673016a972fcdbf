"""Who said a quotation that no verb or colon speaks of: the one before, or who is in view."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.extraction.names.verbs import verbs_in
from kb.extraction.quotations.phrases import Speaker, Speakers
from kb.extraction.quotations.speakers import Cue, Place
from kb.extraction.quotations.wording import Wording
from kb.records import Quotation

__all__ = ["follow"]


def follow(
    text: str,
    place: Place,
    speakers: Speakers,
    quotations: Sequence[Quotation],
    wording: Wording,
) -> Cue | None:
    """The rule for a quotation without a cue of its own, or None."""
    opened = place.marked.opened
    before = quotations[-1] if quotations else None
    same_block = before is not None and before.start >= place.block[0]
    if before is not None and same_block:
        between = speakers.text[before.end : opened]
        if before.speaker and not _someone_new(before, place, speakers, wording):
            speaker = Speaker(before.speaker, before.person, before.organisation, before.speaker_confidence)
            near = len(between) < 250
            return Cue("continued", speaker, near, 0.9 if near else 0.7)
    subject = _subject_in_view(place, speakers)
    if subject is not None:
        return subject
    if before is not None and before.speaker and _only_block(text, place):
        speaker = Speaker(before.speaker, before.person, before.organisation, before.speaker_confidence)
        return Cue("continued", speaker, False, 0.55)
    return None


def _someone_new(
    before: Quotation, place: Place, speakers: Speakers, wording: Wording
) -> bool:
    """Whether somebody else comes up in a new sentence between two quotations."""
    between = speakers.text[before.end : place.marked.opened]
    stop = re.search(r"[.!?…]\s+", between)
    if stop is None:
        return False
    start = before.end + stop.end()
    found = [
        p
        for p in speakers.phrases(start, place.marked.opened)
        if p.kind in ("person", "organisation") and not p.governed
    ]
    return any(p.named not in (before.person, before.organisation) for p in found)


def _subject_in_view(place: Place, speakers: Speakers) -> Cue | None:
    """« J'ai honte. » Malik Diarra se souvient. / Yann Cadiou n'y croit pas. « C'est fini. »"""
    start = max(place.block[0], place.marked.opened - 400)
    phrases = [p for p in speakers.phrases(start, place.marked.opened) if not p.governed]
    people = [p for p in phrases if p.kind in ("person", "role", "pronoun")]
    if people:
        speaker = speakers.resolve(people[-1])
        return Cue("named before", speaker, False, 0.7) if speaker.known else None
    behind = [
        p
        for p in speakers.phrases(place.marked.closed, place.tail)
        if p.kind == "person" and not p.governed
    ]
    letter = re.compile(r"[^\W_]").search(speakers.text, place.marked.closed)
    if behind and letter and behind[0].start - letter.start() < 4:
        return Cue("named behind", speakers.resolve(behind[0]), False, 0.75)
    bodies = [p for p in phrases if p.kind == "organisation"]
    if bodies:
        return Cue("named before", speakers.resolve(bodies[-1]), False, 0.6)
    return None


def _only_block(text: str, place: Place) -> bool:
    """The quotation is its whole paragraph, so that it goes on from the one above."""
    rest = text[place.block[0] : place.marked.opened] + text[place.marked.closed : place.block[1]]
    return not re.search(r"[^\W_]", rest)
