"""Who said a quotation: the rules, each with the sentence it is for, tried in order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.extraction.names.verbs import Verb, verbs_in
from kb.extraction.quotations.clauses import (
    aside_before,
    begins_clause,
    characterises,
    clause_lead,
    last_clause,
    name_follows,
    verb_adjoins,
)
from kb.extraction.quotations.marks import Marked
from kb.extraction.quotations.phrases import HIDDEN
from kb.extraction.quotations.subjects import Speaker, Speakers
from kb.extraction.quotations.wording import Wording

__all__ = ["Cue", "Place", "find_cue"]

_BESIDE = 80  # characters between a name and the relative clause behind it
_PLACES = ("organisation", "body")
OPENING = frozenset('«“"„‘')
_COLON = re.compile(r":\s*(?:\(\d+\)|\[\d+\])?[\s–—-]*$")
_DASH = re.compile(r"\s*(?:[–—―~]|--?)\s*")
_BEHIND = re.compile(r"[\s,.;:!?…)\]»”\"’–—-]*(?:\[\d+\]|\(\d+\))?\s*")


@dataclass(frozen=True, slots=True)
class Cue:
    """A rule that found who speaks."""

    rule: str  # its readable name
    speaker: Speaker | None
    direct: bool  # the words stand right at the verb or colon
    confidence: float
    characterises: bool = False  # « parle d'un « … » »: the words say what something is like

    @property
    def sure(self) -> float:
        """That the speaker is right: the weaker of the rule's and the name's confidence."""
        return round(min(self.confidence, self.speaker.confidence) if self.speaker else 0.0, 2)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch between marks with its surroundings. Plain positions."""

    marked: Marked
    lead: int  # start of the words that lead to it: its sentence, or the one before with a colon
    led: int  # end of those words: the mark, or the colon over the list that it stands in
    tail: int  # end of the words behind it that may speak of it
    block: tuple[int, int]
    next_block: tuple[int, int] | None


def find_cue(place: Place, speakers: Speakers, wording: Wording) -> Cue | None:
    """The first rule that applies to the place, or None."""
    for rule in (_inserted, _agent, _behind, _led_by, _quoted_verb, _byline):
        cue = rule(place, speakers, wording)
        if cue is not None:
            return cue
    return None


# -- inside: « On ne soigne pas, sourit Aïcha Benkirane. On la soigne … » -----------


def _inserted(place: Place, speakers: Speakers, wording: Wording) -> Cue | None:
    text, marked = speakers.shown, place.marked
    for verb in verbs_in(text, marked.start, marked.end, wording.language):
        lead = clause_lead(text, marked.start, verb.start, wording)
        if not verb.saying or lead is None or text[lead - 1 : lead] not in set(",!?…—–."):
            continue
        stop = re.compile(r"[,.;!?–—]").search(text, verb.end, min(marked.end, verb.end + 160))
        if wording.claim_opener.match(text, verb.end, marked.end):
            continue  # "…, suggesting that current systems …"
        if lead <= marked.start or (not verb.pronoun and not name_follows(text, verb.end, wording)):
            continue
        end = stop.start() if stop else marked.end
        speaker = speakers.inverted(verb) or speakers.inside().after(verb.end, end)
        if speaker is not None and not speaker.known and text[end : end + 1] == ",":
            # « …, écrit son auteur, l'économiste Balthazar Quintrec, … »
            ahead = re.compile(r"[,.;!?]").search(text, end + 1, min(marked.end, end + 120))
            longer = speakers.inside().after(verb.end, ahead.start()) if ahead else None
            speaker = longer if longer and longer.known else speaker
        if speaker is not None:
            return Cue("inserted", speaker, True, 0.9)
    return None


# -- passive: the minister was accused of “…” by X, un plan qualifié d'« … » par X -------


def _agent(place: Place, speakers: Speakers, wording: Wording) -> Cue | None:
    hidden, marked = speakers.text, place.marked
    agent = wording.agent.match(hidden, marked.closed, place.tail)
    if agent is None:
        return None
    clause = last_clause(hidden, place.lead, place.led, wording)
    verbs = list(verbs_in(hidden, clause, place.led, wording.language))
    if not verbs or not wording.passive.match(hidden, verbs[-1].start, verbs[-1].end):
        return None
    if not characterises(hidden, verbs[-1], place.led, wording):
        return None
    speaker = speakers.after(agent.end(), place.tail)
    return Cue("verb before", speaker, True, 0.85, True) if speaker and speaker.known else None


# -- behind: « … », affirme X, responsable de Y. "…," said X. "…," X told us. --------


def _behind(place: Place, speakers: Speakers, wording: Wording) -> Cue | None:
    start, end, hidden = place.marked.closed, place.tail, speakers.text
    if not place.marked.is_closed or start >= end:
        return None
    opening = _BEHIND.match(hidden, start, end)
    begin = opening.end() if opening else start
    phrase = wording.phrase_of.match(hidden, begin, end)
    if phrase:  # « … » : la phrase est de Rachid Belhadj.
        speaker = speakers.after(phrase.end(), end)
        return Cue("author named behind", speaker, True, 0.9) if speaker else None
    if ":" in hidden[start:begin]:  # « Un scandale » : Fabienne Roques n'a pas de mots assez durs.
        named = speakers.phrases.within(begin, end)[:1]
        if named and named[0].kind == "person" and named[0].start - begin < 4:
            return Cue("verb after", speakers.resolve(named[0]), True, 0.85)
    according = wording.according.match(hidden, begin, end)
    if according and not _new_sentence(place, begin, hidden):
        speaker = speakers.according(according.end(), end)
        if speaker:
            return Cue("according to", speaker, True, 0.9)
    perhaps = wording.perhaps_according.match(hidden, begin, end)
    if perhaps:  # « Un non-sens », pour la députée Anne Roux.
        people = [p for p in speakers.phrases.within(perhaps.end(), end) if p.kind == "person"]
        if people and people[0].start - perhaps.end() < 30:
            return Cue("according to", speakers.resolve(people[0]), True, 0.8)
    for verb in verbs_in(hidden, begin, min(end, begin + 200), wording.language):
        cue = _said_behind(begin, verb, place, speakers, wording)
        if cue is not None:
            return cue
    return _in_brackets(place, speakers)


def _said_behind(
    begin: int, verb: Verb, place: Place, speakers: Speakers, wording: Wording
) -> Cue | None:
    hidden, text = speakers.text, speakers.shown
    ends = text[place.marked.end - 1]
    capital = hidden[begin : begin + 1].isupper()
    if _new_sentence(place, begin, text):
        return None
    if capital and ends in "!?" and text[place.tail - 1] in OPENING:
        return None  # a new sentence that leads to a quotation of its own
    lead = clause_lead(hidden, begin, verb.start, wording)
    if lead is not None and lead <= begin:
        if not verb.saying:
            return None
        speaker = speakers.inverted(verb) or speakers.after(verb.end, place.tail)
        # "…," said another, who did not want to be named.
        unnamed = re.compile(r"\s*([^,.;:\n\x00]{2,60})").match(hidden, verb.end, place.tail)
        written = unnamed[1].strip() if unnamed else None
        speaker = speaker or Speaker(written, confidence=0.6)
        return Cue("verb after", speaker, True, 0.95)
    if not verb.saying:
        return None
    if ends != "." and HIDDEN not in hidden[begin : verb.start]:
        cue = _subject_then_verb(begin, verb, speakers, wording)
        if cue is not None:
            return cue
    behind_comma = lead is not None and hidden[lead - 1 : lead] == ","
    if behind_comma and (verb.pronoun or name_follows(hidden, verb.end, wording)):
        # « L'État « n'a rien fait » depuis, explique Paul Roux. »
        speaker = speakers.inverted(verb) or speakers.after(verb.end, place.tail)
        return Cue("verb at the end", speaker, False, 0.85) if speaker else None
    # "It is the “main factor” behind the rise, the agency says."
    aside = aside_before(hidden, place.marked.closed, verb, wording)
    if aside is None or HIDDEN in hidden[aside : verb.start]:
        return None
    speaker = speakers.before(aside, verb.start)
    return Cue("verb at the end", speaker, False, 0.85) if speaker else None


def _subject_then_verb(begin: int, verb: Verb, speakers: Speakers, wording: Wording) -> Cue | None:
    """ "…," Grace Adeyemi told me. "…," the senator said. « … », elle ajoute."""
    hidden = speakers.text
    phrases = speakers.phrases.within(begin, verb.start)
    first = re.compile(r"[^\W_]+").match(hidden, begin)
    somebody = first and first[0].casefold() in wording.indefinites | wording.plurals
    named = any(p.kind in ("person", "someone", "work") or p.end + 1 == verb.start for p in phrases)
    if somebody and not named:
        # "…," one of them, a former signal engineer, told the researchers.
        written = hidden[begin : verb.start].strip(" ,")
        return Cue("verb after", Speaker(written, confidence=0.8), True, 0.85)
    if not phrases or not begins_clause(hidden, begin, phrases[0].start, wording):
        return None
    person = phrases[0] if phrases[0].kind == "person" else None
    speaker = speakers.resolve(person) if person else speakers.before(begin, verb.start)
    return Cue("verb after", speaker, True, 0.93) if speaker else None


def _new_sentence(place: Place, begin: int, text: str) -> bool:
    """The quotation ended its sentence, and a capital begins the next one."""
    between = text[place.marked.closed : begin]
    stopped = "." in between or (text[place.marked.end - 1] in ".…" and "," not in between)
    return stopped and text[begin : begin + 1].isupper()


def _in_brackets(place: Place, speakers: Speakers) -> Cue | None:
    """« … » (Antonio Grigolini): the author in brackets or behind a dash."""
    opening = re.compile(r"\s*[.,]?\s*(?:\(|[–—]\s?)").match(
        speakers.text, place.marked.closed, place.tail
    )
    if opening is None:
        return None
    phrases = speakers.phrases.within(opening.end(), min(place.tail, opening.end() + 80))
    named = [p for p in phrases if p.kind in ("person", "organisation")]
    if named and named[0].start - opening.end() <= 2:
        return Cue("author in brackets", speakers.resolve(named[0]), False, 0.7)
    return None


# -- before: X affirme que « … », X : « … », selon X, « … » --------------------------


def _led_by(place: Place, speakers: Speakers, wording: Wording) -> Cue | None:
    hidden, end = speakers.text, place.led
    if not hidden[place.lead : end].strip():
        return None
    clause = last_clause(hidden, place.lead, end, wording)
    colon = bool(_COLON.search(hidden[place.lead : end]))
    verbs = list(verbs_in(hidden, clause, end, wording.language))
    direct = bool(verbs) and (
        verb_adjoins(hidden, verbs[-1].end, end, wording)
        or characterises(hidden, verbs[-1], end, wording)
    )
    if direct and not _between_commas(hidden, clause, verbs[-1], wording):
        # « Selon X, les jeunes se disent « prêts à partir » »: the verb's subject speaks.
        free = [p for p in speakers.phrases.within(clause, verbs[-1].start) if not p.governed]
        if free and all(phrase.kind == "group" for phrase in free):
            return Cue("verb before", speakers.resolve(free[-1]), True, 0.8)
    cue = _according(place, clause, speakers, wording)
    if cue is not None:
        return cue
    for number in range(len(verbs) - 1, -1, -1):
        verb = verbs[number]
        if number and _within_claim(hidden, verbs[number - 1], verb, wording):
            continue  # "The lawyer said they wanted “the truth”": the lawyer's words
        speaker = speakers.inverted(verb)
        if speaker is None and verb.saying and _between_commas(hidden, clause, verb, wording):
            speaker = speakers.after(verb.end, end)  # "The main reason, writes Roe, is “…”."
        speaker = speaker or speakers.before(clause, verb.start)
        if not wording.claim_opener.match(hidden, verb.end, end):
            speaker = speaker or speakers.after(verb.end, end)
        if speaker is not None:
            likens = characterises(hidden, verb, end, wording)
            direct = colon or likens or verb_adjoins(hidden, verb.end, end, wording)
            rule = "colon" if colon else "verb before"
            return Cue(rule, speaker, direct, 0.93 if direct else 0.85, likens)
    if colon:
        speaker = speakers.anyone(clause, end) or speakers.anyone(place.lead, end)
        return Cue("colon", speaker, True, 0.85 if speaker else 0.0)
    if verbs and verbs[-1].saying:
        # "The farmers next door insist that “…”": somebody whom no rule can name.
        said = hidden[clause : verbs[0].start].strip(" ,\n")
        own = {word.casefold() for word in re.findall(r"[^\W_]+", said)}
        places = [p for p in speakers.phrases.within(clause, verbs[0].start) if p.kind in _PLACES]
        if own & wording.impersonal and places:  # « À la CFDT, on se dit « vigilants » »
            return Cue("verb before", speakers.resolve(places[-1]), direct, 0.8)
        written = None if own & wording.names.first_person else said[:80] or None
        return Cue("verb before", Speaker(written, confidence=0.5), direct, 0.5)
    return None


def _within_claim(hidden: str, saying: Verb, verb: Verb, wording: Wording) -> bool:
    """Whether a plural or neuter pronoun right behind a verb of speech is the subject of `verb`."""
    between = re.findall(r"[^\W_]+", hidden[saying.end : verb.start].casefold())
    genders = wording.names.pronouns
    if between[:1] and between[0] in wording.claim_words and between[0] not in genders:
        between = between[1:]
    subject = genders.get(between[0], "") if between else ""
    return saying.saying and len(between) <= 3 and subject in ("plural", "neuter")


def _between_commas(hidden: str, clause: int, verb: Verb, wording: Wording) -> bool:
    lead = clause_lead(hidden, clause, verb.start, wording)
    comma = lead is not None and hidden[lead - 1 : lead] == ","
    closed = re.compile(r"\s[^,.;:\n\x00]{2,60},").match(hidden, verb.end)
    return comma and closed is not None and name_follows(hidden, verb.end, wording)


def _according(place: Place, clause: int, speakers: Speakers, wording: Wording) -> Cue | None:
    """« Selon elle, « … » », "according to Maria Lindqvist, head of policy, cities are “…”"."""
    hidden, end = speakers.text, place.led
    for found in reversed(list(wording.according.finditer(hidden, clause, end))):
        speaker = _antecedent(found, clause, speakers, wording)
        speaker = speaker or speakers.according(found.end(), end)
        if speaker:
            return Cue("according to", speaker, True, 0.9)
    for found in wording.perhaps_according.finditer(hidden, clause, end):
        speaker = _antecedent(found, clause, speakers, wording)
        if speaker:  # « la directrice, Clara Roy, pour qui « … » »
            return Cue("according to", speaker, True, 0.85)
    letter = re.compile(r"[^\W_]").search(hidden, clause, end)
    perhaps = wording.perhaps_according.match(hidden, letter.start(), end) if letter else None
    if perhaps and "," in hidden[perhaps.end() : end]:  # « Pour Jean Roux, « … » »
        stop = hidden.index(",", perhaps.end())
        speaker = speakers.according(perhaps.end(), stop)
        told = speaker is not None and (speaker.known or speaker.people)
        if speaker and told and not verbs_after(hidden, stop, end, wording):
            return Cue("according to", speaker, True, 0.85)
    return None


def _antecedent(
    according: re.Match[str], clause: int, speakers: Speakers, wording: Wording
) -> Speaker | None:
    """« la directrice, Clara Roy, selon qui « … » »: the person right before."""
    following = re.compile(r"\s([^\W_]+)").match(speakers.text, according.end())
    if following is None or following[1].casefold() not in wording.relatives:
        return None
    start = max(clause, according.start() - _BESIDE)
    named = [p for p in speakers.phrases.within(start, according.start()) if p.kind == "person"]
    return speakers.resolve(named[-1]) if named else None


def verbs_after(hidden: str, start: int, end: int, wording: Wording) -> bool:
    """Whether another reporting verb follows, whose subject speaks instead."""
    return next(iter(verbs_in(hidden, start, end, wording.language)), None) is not None


def _quoted_verb(place: Place, speakers: Speakers, wording: Wording) -> Cue | None:
    """La direction de la SNCF « regrette une posture de blocage »: the verb is quoted too."""
    marked, text = place.marked, speakers.shown
    first = re.compile(r"(?:n['’]|s['’]|se |ne )?([^\W_]+)").match(text, marked.start, marked.end)
    before = speakers.text[place.lead : marked.opened].rstrip()
    if first is None or not first[0][0].islower() or not before[-1:].isalnum():
        return None
    verb = next(iter(verbs_in(text, marked.start, first.end(), wording.language)), None)
    if verb is None and first[1].casefold() not in wording.finite:
        return None
    last = re.findall(r"[^\W_]+", before)[-1].casefold()
    if last in wording.prepositions | wording.relatives:
        return None
    clause = last_clause(speakers.text, place.lead, marked.opened, wording)
    speaker = speakers.before(clause, marked.opened)
    return Cue("subject before", speaker, False, 0.8) if speaker and speaker.known else None


# -- a line of its own: “…”  – Mark Wafer, Ontario Disability Network ------------------


def _byline(place: Place, speakers: Speakers, _wording: Wording) -> Cue | None:
    """The author behind a dash, on the quotation's line or on the next one."""
    marked, hidden = place.marked, speakers.text
    rest = (marked.closed, place.block[1])
    if not hidden[rest[0] : min(rest[1], rest[0] + 200)].strip(" .\t\n"):
        if place.next_block is None:
            return None
        rest = place.next_block
    dash = _DASH.match(hidden, *rest)
    if dash is None or rest[1] - dash.end() > 160:
        return None
    phrases = speakers.phrases.within(dash.end(), rest[1])
    named = [p for p in phrases if p.kind in ("person", "organisation")]
    if named and named[0].start - dash.end() <= 6:
        return Cue("byline", speakers.resolve(named[0]), True, 0.93)
    return None
