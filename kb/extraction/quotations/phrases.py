"""Who a stretch of words around a reporting verb speaks of: names, roles, pronouns, groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kb.extraction.names import Names
from kb.extraction.names.capitals import Word, words
from kb.extraction.names.roles import role_at
from kb.extraction.quotations.wording import Wording
from kb.languages import fold
from kb.records import OrganisationMention, PersonMention

__all__ = ["HIDDEN", "Phrase", "Speaker", "Speakers"]

HIDDEN = "\x00"  # stands for every character of a quotation while its surroundings are read
Mention = TypeVar("Mention", PersonMention, OrganisationMention)
_NEAR = 3000  # how far back a pronoun or « l'universitaire » may look


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: at most one of person and organisation; neither for groups and unnamed ones."""

    written: str | None
    person: str | None = None
    organisation: str | None = None
    confidence: float = 0.9  # that these words name this speaker

    @property
    def known(self) -> bool:
        return bool(self.person or self.organisation)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that may stand for a speaker."""

    start: int
    end: int
    kind: str  # person, organisation, pronoun, role, someone, body, work, group
    noun: str = ""
    gender: str = ""
    named: str = ""  # the full name, for person and organisation
    governed: bool = False  # behind a preposition: « à l'AFP »


@dataclass
class Speakers:
    """Reads one article's words for speakers; remembers who spoke last."""

    text: str  # plain text with the quotations hidden
    shown: str  # plain text
    names: Names
    wording: Wording
    last: list[tuple[int, Speaker]] = field(default_factory=list)  # who spoke where

    # -- phrases ------------------------------------------------------------------

    def phrases(self, start: int, end: int) -> list[Phrase]:
        """Every phrase in text[start:end] that may name a speaker, in order."""
        found = [
            Phrase(m.start, m.end, "person", named=m.name, governed=self._governed(m.start, start))
            for m in self._shown(self.names.people_in(start, end))
        ]
        found += [
            Phrase(
                m.start, m.end, "organisation", named=m.name, governed=self._governed(m.start, start)
            )
            for m in self._shown(self.names.organisations_in(start, end))
        ]
        taken = [(p.start, p.end) for p in found]
        found += [
            p for p in self._common(start, end) if not any(a < p.end and p.start < b for a, b in taken)
        ]
        return sorted(found, key=lambda p: p.start)

    def _shown(self, mentions: Sequence[Mention]) -> list[Mention]:
        return [m for m in mentions if self.text[m.start] != HIDDEN]

    def _governed(self, at: int, start: int) -> bool:
        """Whether the name is the object of a preposition, articles in between passed over."""
        before = words(self.text[max(start, at - 40) : at], self.wording.names)
        offset = max(start, at - 40)
        behind = at
        for word in reversed(before[-3:]):
            gap = self.text[offset + word.end : behind]
            if "," in gap or "." in gap.replace(word.text, ""):
                return False
            folded = word.text.casefold()
            elided = re.search(r"\b(?:d|qu)['’]\s*$", gap, re.IGNORECASE)
            if folded in self.wording.prepositions or elided:
                return True
            if folded not in self.wording.definites and fold(word.text) not in (
                self.wording.names.titles
            ):
                return False
            behind = offset + word.start
        tail = self.text[max(start, at - 3) : at]
        return bool(re.search(r"(?:^|\W)d['’]$", tail, re.IGNORECASE))

    def _common(self, start: int, end: int) -> Iterator[Phrase]:
        """Pronouns and common nouns: « elle », « l'universitaire », "the company", « les élus »."""
        found = words(self.text[start:end], self.wording.names)
        for number, word in enumerate(found):
            folded = word.text.casefold()
            a, b = start + word.start, start + word.end
            kind = self.wording.names.pronouns.get(fold(word.text))
            if kind and folded not in self.wording.definites:
                yield Phrase(a, b, "pronoun", folded, kind, governed=self._governed(a, start))
                continue
            determiner = self._determiner(found, number)
            if determiner is None:
                continue
            length = role_at(found, number, self.wording.names)
            noun = fold(" ".join(w.text for w in found[number : number + max(1, length)]))
            first = a - len(determiner) - len(word.before)
            governed = self._governed(max(first, start), start)
            plain = noun if length or not noun.endswith("s") else noun.rstrip("s")
            if folded in self.wording.works and determiner not in self.wording.plurals:
                yield Phrase(a, b, "work", noun, governed=governed)
            elif determiner in self.wording.plurals:
                yield Phrase(a, b, "group", noun, governed=governed)
            elif length:
                last = start + found[number + length - 1].end
                gender = self.wording.names.roles.get(noun, "")
                some = determiner in self.wording.indefinites
                yield Phrase(a, last, "someone" if some else "role", noun, gender, governed=governed)
            elif plain in self.wording.organisation_nouns:
                yield Phrase(a, b, "body", plain, governed=governed)

    def _determiner(self, found: Sequence[Word], number: int) -> str | None:
        """The article before the noun, over one adjective (« le jeune chercheur »); "" at none."""
        word = found[number]
        elided = re.search(r"(l|cet)['’]$", word.before, re.IGNORECASE)
        if elided:
            return "l"
        for back in (1, 2, 3):
            if number < back or (back > 1 and found[number - back + 1].before != " "):
                return None
            if not word.before == " ":
                return None
            folded = found[number - back].text.casefold()
            if folded in self.wording.definites | self.wording.indefinites | self.wording.plurals:
                return folded
            if folded in self.wording.prepositions or not found[number - back].text.islower():
                return None
        return None

    # -- subjects -------------------------------------------------------------------

    def before(self, start: int, verb: int) -> Speaker | None:
        """The subject of a verb at `verb`, among the words from `start` up to it."""
        phrases = self.phrases(start, verb)
        near = [p for p in phrases if p.kind == "pronoun" and self._adjoins(p.end, verb)]
        if near:
            return self.resolve(near[-1])
        free = [p for p in phrases if not p.governed]
        people = [p for p in free if p.kind == "person"]
        if people:
            return self.resolve(people[-1])
        for phrase in reversed(free):
            if phrase.kind == "work" or phrase.kind == "someone":
                inner = [p for p in phrases if p.start > phrase.end and p.kind == "organisation"]
                if phrase.noun in self.wording.works or phrase.kind == "work":
                    return self._of_work(phrase, inner)
            if phrase.kind != "pronoun":
                return self.resolve(phrase)
        return None

    def after(self, verb: int, end: int) -> Speaker | None:
        """The subject behind a verb that ends at `verb`: « explique X », "said the mayor"."""
        phrases = self.phrases(verb, self._clause_end(verb, end))
        free = [p for p in phrases if not p.governed]
        people = [p for p in free if p.kind == "person"]
        if people and not self._other_subject(verb, people[0].start, free[0]):
            return self.resolve(people[0])
        for phrase in free:
            if phrase.kind == "work":
                inner = [p for p in phrases if p.start > phrase.end and p.kind == "organisation"]
                return self._of_work(phrase, inner)
            return self.resolve(phrase)
        return None

    def _other_subject(self, verb: int, person: int, first: Phrase) -> bool:
        """« explique le maire, qui a reçu Jean Roux »: the person stands in a clause of its own."""
        if first.start >= person:
            return False
        between = words(self.text[first.end : person], self.wording.names)
        return any(word.text.casefold() in self.wording.relatives for word in between)

    def _clause_end(self, start: int, end: int) -> int:
        stop = re.compile(r"[;:\n\x00]|[.!?…](?=\s+[A-ZÀ-Þ«“\"])").search(self.text, start + 3, end)
        # « M. Roux », "Dr. Feld": the stop of a title ends nothing.
        while stop and fold(self.text[max(start, stop.start() - 4) : stop.end()].split(" ")[-1]) in (
            self.wording.names.titles
        ):
            stop = re.compile(r"[;:\n\x00]|[.!?…](?=\s+[A-ZÀ-Þ«“\"])").search(
                self.text, stop.end(), end
            )
        return stop.start() if stop else end

    def _adjoins(self, pronoun: int, verb: int) -> bool:
        """Only helpers stand between: « elle nous a dit », "she later said"."""
        if verb - pronoun > 40:
            return False
        between = self.text[pronoun:verb]
        if re.search(r"[^\w\s'’,-]", between):
            return False
        inner = re.findall(r"[^\W_]+", between)
        return all(word.casefold() in self.wording.helpers for word in inner)

    def anyone(self, start: int, end: int) -> Speaker | None:
        """Whoever is named in a presentation that ends with a colon."""
        phrases = self.phrases(start, end)
        for kinds in (("person",), ("role",), ("organisation",), ("pronoun",), ("body",), ("work",)):
            fitting = [p for p in phrases if p.kind in kinds]
            free = [p for p in fitting if not p.governed]
            if free or fitting:
                return self.resolve((free or fitting)[-1])
        groups = [p for p in phrases if p.kind in ("group", "someone")]
        return self.resolve(groups[-1]) if groups else None

    # -- from phrase to speaker -----------------------------------------------------

    def resolve(self, phrase: Phrase) -> Speaker:
        """Who the phrase stands for in this article."""
        written = self.text[phrase.start : phrase.end]
        if phrase.kind == "person":
            return Speaker(written, person=phrase.named, confidence=0.95)
        if phrase.kind == "organisation":
            return Speaker(written, organisation=phrase.named, confidence=0.9)
        if phrase.kind == "pronoun":
            return self._pronoun(phrase, written)
        if phrase.kind == "role":
            return self._role(phrase, written)
        if phrase.kind == "body":
            return self._body(phrase, written)
        return Speaker(written, confidence=0.8)

    def pronoun(self, written: str, gender: str, at: int) -> Speaker:
        """Who « elle » at a position is."""
        return self._pronoun(Phrase(at, at, "pronoun", written, gender), written)

    def _pronoun(self, phrase: Phrase, written: str) -> Speaker:
        if phrase.gender == "plural":
            return Speaker(written, confidence=0.8)
        person = self._recent_person(phrase.start, phrase.gender)
        if person:
            return Speaker(written, person=person, confidence=0.85)
        organisation = self._recent_organisation(phrase.start, "")
        return Speaker(written, organisation=organisation, confidence=0.6)

    def _role(self, phrase: Phrase, written: str) -> Speaker:
        """« l'universitaire »: who has that role, else the last person it can be."""
        known = self.names.with_role(phrase.noun, phrase.start, self.wording.names)
        if known:
            return Speaker(written, person=known, confidence=0.88)
        complement = re.match(r"\s+(?:d[eu]s?\b|d['’]|of\b|for\b|at\b)", self.text[phrase.end : phrase.end + 8])
        if complement:  # « le maire de Lyon » whom nobody names
            return Speaker(written, confidence=0.6)
        person = self._recent_person(phrase.start, phrase.gender if phrase.gender == "feminine" else "")
        return Speaker(written, person=person, confidence=0.8 if person else 0.6)

    def _body(self, phrase: Phrase, written: str) -> Speaker:
        organisation = self._recent_organisation(phrase.start, phrase.noun)
        return Speaker(written, organisation=organisation, confidence=0.75 if organisation else 0.5)

    def _of_work(self, phrase: Phrase, inner: Sequence[Phrase]) -> Speaker:
        """« l'article du CJR », "the report": who made it."""
        written = self.text[phrase.start : phrase.end]
        if inner:
            return Speaker(written, organisation=inner[0].named, confidence=0.85)
        organisation = self._recent_organisation(phrase.start, "")
        return Speaker(written, organisation=organisation, confidence=0.6 if organisation else 0.4)

    def _recent_person(self, at: int, gender: str) -> str | None:
        """The person last spoken of before a position that a pronoun of this gender can mean."""
        spoke = next(
            (s for where, s in reversed(self.last) if where < at and s.person and self._fits(s.person, gender)),
            None,
        )
        spoke_at = next((where for where, s in reversed(self.last) if s is spoke), -1) if spoke else -1
        nearby = self._shown(self.names.people_in(max(0, at - _NEAR), at))
        fitting = [m for m in nearby if self._fits(m.name, gender)]
        free = [m for m in fitting if not self._governed(m.start, 0)]
        best = (free or fitting)[-1] if fitting else None
        if spoke and (best is None or spoke_at > best.start):
            return spoke.person
        return best.name if best else (spoke.person if spoke else None)

    def _fits(self, name: str, gender: str) -> bool:
        known = self.names.gender(name)
        return not gender or not known or known == gender

    def _recent_organisation(self, at: int, noun: str) -> str | None:
        """The organisation last named before, preferring one whose kind the noun names."""
        nearby = self._shown(self.names.organisations_in(max(0, at - _NEAR), at))
        kind = self.wording.names.organisation_words.get(noun)
        same = [m for m in nearby if kind and m.kind == kind]
        for mentions in (same, nearby):
            free = [m for m in mentions if not self._governed(m.start, 0)]
            if free or mentions:
                return (free or mentions)[-1].name
        ahead = self._shown(self.names.organisations_in(at, at + 400))
        return ahead[0].name if ahead and noun else None
