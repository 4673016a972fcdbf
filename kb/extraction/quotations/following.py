"""Who said a quotation that no verb or colon speaks of: the one before, or who is in view."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.extraction.quotations.speakers import Cue, Place
from kb.extraction.quotations.subjects import Speaker, Speakers
from kb.records import Quotation

__all__ = ["follow"]

_ONE = ("person", "pronoun")
_SENTENCE = 6  # words of a quotation that is a sentence of its own
_FAR = 2500  # characters over which whoever spoke last still has the word
_NEAR = 250  # characters between two quotations of one speaker in one breath


def follow(place: Place, speakers: Speakers, quotations: Sequence[Quotation]) -> Cue | None:
    """The rule for a quotation without a cue of its own, or None."""
    before = quotations[-1] if quotations else None
    start = place.block[0]
    if before is not None and before.start >= start:
        if not before.speaker:
            fresh = _in_view(place, speakers, before.end)
            if fresh is not None:
                return fresh
        elif not _someone_new(before, place, speakers):
            # « … », affirme X. « … »
            near = place.marked.opened - before.end < _NEAR
            return Cue("continued", _again(before), near, 0.9 if near else 0.7)
        start = before.end
    in_view = _in_view(place, speakers, start)
    if in_view is not None:
        return in_view
    if before is not None and before.speaker:
        if _whole_block(place, speakers.shown):
            return Cue("continued", _again(before), False, 0.55)
        if before.person and _alone(before, place, speakers):
            return Cue("continued", _again(before), False, 0.5)
    return None


def _alone(before: Quotation, place: Place, speakers: Speakers) -> bool:
    """« L'équipe suit ces écarts chaque semaine. « Nous voulons … » »: nobody else since.

    A whole sentence between the marks, which nothing leads to, of whoever has the word.
    """
    text = speakers.shown
    words = text[place.marked.start : place.marked.end].split()
    whole = len(words) >= _SENTENCE and words[0][0].isupper() and words[-1][-1] in ".!?…"
    if not whole or re.search(r"[^\W_]", text[place.lead : place.led]):
        return False
    if not 0 < place.marked.opened - before.end < _FAR:
        return False
    spoke = {speaker.person for _, speaker in speakers.last}
    start = place.block[0] if spoke == {before.person} else before.end  # who alone speaks at all
    between = speakers.phrases.within(start, place.marked.opened)
    return not any(p.kind == "person" and p.named != before.person for p in between)


def _again(before: Quotation) -> Speaker:
    return Speaker(before.speaker, before.person, before.organisation, before.speaker_confidence)


def _someone_new(before: Quotation, place: Place, speakers: Speakers) -> bool:
    """Whether somebody else comes up in a new sentence between two quotations."""
    between = speakers.text[before.end : place.marked.opened]
    stop = re.search(r"[.!?…]\s+", between)
    if stop is None:
        return False
    found = speakers.phrases.within(before.end + stop.end(), place.marked.opened)
    return any(
        p.named not in (before.person, before.organisation)
        for p in found
        if p.kind in ("person", "organisation") and not p.governed
    )


def _in_view(place: Place, speakers: Speakers, since: int) -> Cue | None:
    """Yann Cadiou n'y croit pas. « C'est fini. » / « J'ai eu honte. » Malik Diarra se souvient."""
    start = max(since, place.marked.opened - 400)
    phrases = speakers.phrases.within(start, place.marked.opened)
    free = [p for p in phrases if not p.governed]
    people = [p for p in free if p.kind in ("person", "role", "pronoun")]
    if people:
        speaker = speakers.resolve(people[-1])
        return Cue("named before", speaker, False, 0.7) if speaker.known else None
    behind = speakers.phrases.within(place.marked.closed, place.tail)
    letter = re.compile(r"[^\W_]").search(speakers.text, place.marked.closed)
    # « J'ai eu honte. » Malik Diarra se souvient. / « On verra. » Elle se lève.
    first = next((p for p in behind if p.kind in _ONE and not p.governed), None)
    if first and letter and first.start - letter.start() < 4:
        speaker = speakers.resolve(first)
        if speaker.person:
            return Cue("named behind", speaker, False, 0.75)
    # « Arrêtez ! » Le cri du cœur d'Anne Roux a été applaudi.
    anyone = next((p for p in behind if p.kind == "person"), None)
    if anyone and letter and not phrases and anyone.start - letter.start() < 40:
        return Cue("named behind", speakers.resolve(anyone), False, 0.55)
    group = next((p for p in reversed(free) if p.kind in ("group", "organisation")), None)
    if group and group.kind == "group":  # « Les auteurs restent prudents. « … » »
        speaker = speakers.resolve(group)
        if speaker.people:
            return Cue("named before", speaker, False, 0.6)
    for found, kind in ((free, "organisation"), (phrases, "person"), (phrases, "organisation")):
        fitting = [p for p in found if p.kind == kind]
        if fitting:
            return Cue("named before", speakers.resolve(fitting[-1]), False, 0.5)
    return None


def _whole_block(place: Place, text: str) -> bool:
    """The quotation is its whole paragraph, so that it goes on from the one above."""
    letter = re.compile(r"[^\W_]")
    before = letter.search(text, place.block[0], place.marked.opened)
    return before is None and letter.search(text, place.marked.closed, place.block[1]) is None
