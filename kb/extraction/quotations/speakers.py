"""Who said a quotation: the rules, each with the sentence it is for, tried in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.extraction.names.verbs import Verb, verbs_in
from kb.extraction.quotations.marks import Marked
from kb.extraction.quotations.phrases import HIDDEN, Speaker, Speakers
from kb.extraction.quotations.wording import Wording

__all__ = ["Cue", "Place", "find_cue"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A rule that found who speaks."""

    rule: str  # its readable name
    speaker: Speaker | None
    direct: bool  # the words stand right at the verb or colon
    confidence: float

    @property
    def sure(self) -> float:
        """That the speaker is right: the rule's confidence and the name's, together."""
        return round(min(self.confidence, self.speaker.confidence) if self.speaker else 0.0, 2)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch between marks with its surroundings. Plain positions."""

    marked: Marked
    lead: int  # start of the words that lead to it: its sentence, or the one before with a colon
    tail: int  # end of the words behind it that may speak of it
    block: tuple[int, int]
    next_block: tuple[int, int] | None


def find_cue(
    text: str, place: Place, speakers: Speakers, wording: Wording
) -> Cue | None:
    """The first rule that applies to the place, or None."""
    rules = (_inserted, _behind, _led_by, _byline)
    for rule in rules:
        cue = rule(text, place, speakers, wording)
        if cue is not None:
            return cue
    return None


# -- inside: « On ne soigne pas, sourit Aïcha Benkirane. On la soigne … » -----------


def _inserted(
    text: str, place: Place, speakers: Speakers, wording: Wording
) -> Cue | None:
    marked = place.marked
    for verb in verbs_in(text, marked.start, marked.end, wording.language):
        lead = _lead_of_clause(text, marked.start, verb.start, wording)
        if not verb.saying or lead is None or verb.start - marked.start < 3:
            continue
        if text[lead - 1 : lead] not in (",", "!", "?", "…", "—", "–", "."):
            continue
        stop = re.compile(r"[,.;!?–—]").search(text, verb.end, min(marked.end, verb.end + 160))
        if verb.pronoun is None and not _name_follows(text, verb.end, wording):
            continue
        speaker = _inverted(verb, text, speakers, wording) or _bare(speakers).after(
            verb.end, stop.start() if stop else marked.end
        )
        if speaker is not None:
            return Cue("inserted", speaker, True, 0.9)
    return None


def _bare(speakers: Speakers) -> Speakers:
    """The same names, read in the text with its quotations: for what stands inside one."""
    return replace(speakers, text=speakers.shown)


def _lead_of_clause(text: str, start: int, verb: int, wording: Wording) -> int | None:
    """Where the clause of an inverted verb begins: behind punctuation, over helpers; or None."""
    at = verb
    for _ in range(4):
        before = re.search(r"([^\W_]+['’]?)(?:[\s-]+)?$", text[max(start, at - 25) : at])
        if before is None:
            break
        if before[1].casefold().rstrip("'’") not in wording.helpers:
            return None
        at -= len(before[0])
    lead = text[start:at].rstrip()
    return start + len(lead) if lead or at == start else None


def _name_follows(text: str, at: int, wording: Wording) -> bool:
    """A capital or an article right behind the verb: « sourit Aïcha », « lâche le maire »."""
    following = re.compile(r"\s+(?:[^\W_]+['’])?([^\W_]+)").match(text, at)
    if following is None:
        return False
    first = re.split(r"['’]", following[0].strip())[0].casefold()
    return following[1][0].isupper() or first in wording.definites | wording.indefinites | wording.plurals


# -- behind: « … », affirme X, responsable de Y. "…," said X. "…," X told us. --------


def _behind(text: str, place: Place, speakers: Speakers, wording: Wording) -> Cue | None:
    start, end = place.marked.closed, place.tail
    if not place.marked.is_closed or start >= end:
        return None
    hidden = speakers.text
    opening = re.compile(r"[\s,.;:!?…)\]»”\"’–—-]*(?:\[\d+\]|\(\d+\))?\s*").match(hidden, start, end)
    begin = opening.end() if opening else start
    phrase = wording.phrase_of.search(hidden, start, min(end, begin + 60))
    if phrase and phrase.start() - begin < 4:
        speaker = speakers.after(phrase.end(), end)
        return Cue("author named behind", speaker, True, 0.9) if speaker else None
    said_so = wording.according.match(hidden, begin, end)
    if said_so:
        speaker = speakers.after(said_so.end(), end)
        if speaker:
            return Cue("according to", speaker, True, 0.9)
    for verb in verbs_in(hidden, begin, end, wording.language):
        if verb.start - begin > 160:
            break
        cue = _said_behind(text, begin, verb, place, speakers, wording)
        if cue is not None:
            return cue
    return _bracketed(text, start, end, speakers)


def _said_behind(
    text: str, begin: int, verb: Verb, place: Place, speakers: Speakers, wording: Wording
) -> Cue | None:
    lead = _lead_of_clause(speakers.text, begin, verb.start, wording)
    gap = speakers.text[begin : verb.start]
    ends = text[place.marked.end - 1]
    if lead is not None and lead <= begin and not _new_sentence(text, place, begin):
        speaker = _inverted(verb, text, speakers, wording)
        speaker = speaker or speakers.after(verb.end, place.tail)
        return Cue("verb after", speaker, True, 0.95) if speaker and verb.saying else None
    inserted_clause = lead is not None and speakers.text[lead - 1 : lead] == ","
    if inserted_clause and verb.saying and (verb.pronoun or _name_follows(text, verb.end, wording)):
        # « L'État "n'a rien fait" depuis, explique Paul Roux. »
        speaker = _inverted(verb, text, speakers, wording) or speakers.after(verb.end, place.tail)
        return Cue("verb at the end", speaker, False, 0.85) if speaker else None
    if ends == "." or _new_sentence(text, place, begin) or HIDDEN in gap or not verb.saying:
        return None
    phrases = speakers.phrases(begin, verb.start)
    if not phrases or not _begins_with(speakers.text, begin, phrases[0].start, wording):
        return None
    speaker = speakers.before(begin, verb.start)
    return Cue("verb after", speaker, True, 0.93) if speaker else None


def _begins_with(text: str, begin: int, phrase: int, wording: Wording) -> bool:
    """Nothing but an article or a title before the phrase: "the senator said", "Dr. Feld said"."""
    gap = text[begin:phrase]
    return len(gap) < 25 and not re.search(r"[,;:]", gap) and all(
        word.casefold() in wording.definites | wording.indefinites | wording.plurals
        or word.casefold() in wording.names.titles
        or word.casefold() + "." in wording.names.titles
        for word in re.findall(r"[^\W_]+", gap)
    )


def _new_sentence(text: str, place: Place, begin: int) -> bool:
    """The quotation ended its sentence, and a capital begins the next one."""
    between = text[place.marked.closed : begin]
    inner = text[place.marked.end - 1]
    stopped = "." in between or (inner in ".…" and "," not in between)
    return stopped and text[begin : begin + 1].isupper()


def _inverted(verb: Verb, text: str, speakers: Speakers, wording: Wording) -> Speaker | None:
    """« dit-elle », « a-t-il lancé »: the pronoun hangs on the verb or its helper."""
    pronoun = verb.pronoun
    at = verb.end
    if pronoun is None:
        helper = re.search(r"-(?:t-)?(il|elle|on|ils|elles)\s+(?:[^\W_]+\s+){0,2}$", text[max(0, verb.start - 30) : verb.start])
        if helper is None:
            return None
        pronoun, at = helper[1], verb.start
    kind = wording.names.pronouns.get(pronoun)
    if kind is None or f"-{pronoun}" in wording.inverted_plural:
        return Speaker(pronoun, confidence=0.8)
    return speakers.pronoun(pronoun, kind, at)


def _bracketed(text: str, start: int, end: int, speakers: Speakers) -> Cue | None:
    """« … » (Antonio Grigolini): the author in brackets or behind a dash."""
    opening = re.compile(r"\s*[.,]?\s*(?:\(|[–—]\s?)").match(text, start, end)
    if opening is None:
        return None
    phrases = speakers.phrases(opening.end(), min(end, opening.end() + 80))
    named = [p for p in phrases if p.kind in ("person", "organisation")]
    if named and named[0].start - opening.end() <= 2:
        return Cue("author in brackets", speakers.resolve(named[0]), False, 0.7)
    return None


# -- before: X affirme que « … », X : « … », selon X, « … » --------------------------


def _led_by(text: str, place: Place, speakers: Speakers, wording: Wording) -> Cue | None:
    start, end = place.lead, place.marked.opened
    hidden = speakers.text
    if not hidden[start:end].strip():
        return None
    colon = re.search(r":\s*(?:\(\d+\)|\[\d+\])?[\s–—-]*$", hidden[start:end])
    clause = _last_clause(hidden, start, end)
    for found in reversed(list(wording.according.finditer(hidden, clause, end))):
        speaker = speakers.after(found.end(), _comma_end(hidden, found.end(), end))
        if speaker:
            return Cue("according to", speaker, True, 0.9)
    perhaps = wording.perhaps_according.match(hidden, _first_letter(hidden, clause), end)
    if perhaps and "," in hidden[perhaps.end() : end]:
        stop = hidden.index(",", perhaps.end())
        speaker = speakers.after(perhaps.end(), stop)
        rest = hidden[stop + 1 : end].strip()
        if speaker and speaker.known and not rest:
            return Cue("according to", speaker, True, 0.85)
    verbs = list(verbs_in(hidden, clause, end, wording.language))
    for verb in reversed(verbs):
        speaker = _inverted(verb, hidden, speakers, wording) or speakers.before(clause, verb.start)
        if speaker is None:
            speaker = speakers.after(verb.end, end)
        if speaker is not None:
            direct = bool(colon) or _adjoins(hidden, verb.end, end, wording)
            rule = "colon" if colon else "verb before"
            return Cue(rule, speaker, direct, 0.93 if direct else 0.85)
    if colon:
        speaker = speakers.anyone(clause, end)
        return Cue("colon", speaker, True, 0.85 if speaker else 0.0)
    return None


def _adjoins(hidden: str, verb: int, end: int, wording: Wording) -> bool:
    """At most a few small words between verb and mark: « assure que « », "told us: “"."""
    return len(re.findall(r"[^\W_]+", hidden[verb:end])) <= 2 and "." not in hidden[verb:end]


def _last_clause(hidden: str, start: int, end: int) -> int:
    """Behind the last semicolon or full stop before the mark."""
    stops = [m.end() for m in re.finditer(r";\s|[.!?…]\s+(?=[A-ZÀ-Þ])", hidden[start:end])]
    usable = [stop for stop in stops if hidden[start + stop : end].strip()]
    abbreviation = re.compile(r"\b(?:M|Mr|Mrs|Ms|Dr|Me|Sen|Rep|Gov|Prof|St|[A-Z])\.\s+$")
    for stop in reversed(usable):
        if not abbreviation.search(hidden[start : start + stop]):
            return start + stop
    return start


def _comma_end(hidden: str, start: int, end: int) -> int:
    """The end of « selon X, directeur de Y, »: where the leading phrase stops."""
    return end if "\n" not in hidden[start:end] else start + hidden[start:end].index("\n")


def _first_letter(hidden: str, start: int) -> int:
    match = re.compile(r"[^\W_]").search(hidden, start)
    return match.start() if match else start


# -- a line of its own: “…”  – Mark Wafer, Ontario Disability Network ------------------


def _byline(text: str, place: Place, speakers: Speakers, _wording: Wording) -> Cue | None:
    """The author behind a dash, on the quotation's line or on the next one."""
    marked = place.marked
    ends_block = not text[marked.closed : place.block[1]].strip(" .\t")
    spans: Iterator[tuple[int, int]] | Sequence[tuple[int, int]] = []
    if ends_block and place.next_block:
        spans = [place.next_block]
    elif not ends_block:
        spans = [(marked.closed, place.block[1])]
    for start, end in spans:
        dash = re.compile(r"\s*(?:[–—―~]|--?)\s*").match(text, start, end)
        if dash is None or end - dash.end() > 160:
            continue
        phrases = speakers.phrases(dash.end(), end)
        named = [p for p in phrases if p.kind in ("person", "organisation")]
        if named and named[0].start - dash.end() <= 6:
            return Cue("byline", speakers.resolve(named[0]), True, 0.93)
    return None
