"""Who a phrase stands for in its article: pronouns, roles, bodies and works."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kb.extraction.names.verbs import verbs_in
from kb.extraction.quotations.phrases import Mention, Phrase, Phrases
from kb.languages import fold

__all__ = ["Antecedents", "Speaker"]

_NEAR = 3000  # how far back a pronoun or « l'universitaire » may look
_FAR = 500
_LINKED = 25
_SENTENCE = 200
_LAST = 20  # speakers that are remembered


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: at most one of person and organisation; neither for groups and unnamed ones."""

    written: str | None
    person: str | None = None
    organisation: str | None = None
    confidence: float = 0.9  # that these words name this speaker
    people: bool = False  # the words speak of one person or more, named or not: « les riverains »

    @property
    def known(self) -> bool:
        return bool(self.person or self.organisation)


@dataclass
class Antecedents:
    """Whom the words of one article stand for; remembers who spoke where."""

    phrases: Phrases
    shown: str  # plain text, quotations included
    floors: tuple[int, ...] = (0,)  # where a pronoun's look back ends: posts, comments, notes
    last: list[tuple[int, Speaker]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The plain text with the quotations hidden."""
        return self.phrases.text

    def _floor(self, at: int) -> int:
        number = bisect_right(self.floors, at) - 1
        return max(at - _NEAR, self.floors[number] if number >= 0 else 0, 0)

    # -- from phrase to speaker -------------------------------------------------------

    def resolve(self, phrase: Phrase) -> Speaker:
        """Who the phrase stands for in this article."""
        written = self.text[phrase.start : phrase.end]
        if phrase.kind == "person":
            return Speaker(written, person=phrase.named, confidence=0.95, people=True)
        if phrase.kind == "organisation":
            return Speaker(written, organisation=phrase.named, confidence=0.9)
        if phrase.kind == "pronoun":
            return self.pronoun(phrase.noun, phrase.gender, phrase.start)
        if phrase.kind == "role":
            return replace(self._role(phrase, written), people=True)
        if phrase.kind == "body":
            organisation = self._recent_organisation(phrase.start, phrase.noun)
            return Speaker(written, organisation=organisation, confidence=0.7)
        if phrase.kind == "work":
            return self._unowned(phrase, written, 0.55)
        people = phrase.kind == "someone" or self._are_people(phrase.noun)
        return Speaker(written, confidence=0.8, people=people)

    def _are_people(self, noun: str) -> bool:
        """« les riverains », « les économistes », « les syndicats »; not « les cas »."""
        wording = self.phrases.wording
        one = noun.removesuffix("s")
        roles = wording.names.roles
        return noun in wording.groups or one in roles or one in wording.organisation_nouns

    def pronoun(self, written: str, gender: str, at: int) -> Speaker:
        """Who « elle » at a position is: a person who can be, else an organisation."""
        if gender == "plural":
            return Speaker(written, confidence=0.8, people=True)
        person = self._recent_person(at, gender) if gender != "neuter" else None
        if person and not self._organisation_nearer(person, written, gender, at):
            return Speaker(written, person=person, confidence=0.85, people=True)
        neuter = written.casefold() in self.phrases.wording.names.neuter
        organisation = self._recent_organisation(at, "") if neuter else None  # no "she" is one
        people = gender != "neuter"
        if people and not organisation:
            # « …, a-t-elle répondu. Claire Vidal, députée, … »: the name comes with the next words
            ahead = self.phrases.shown(self.phrases.names.people_in(at, at + 250))
            named = [m for m in ahead if self._fits(m.name, gender)][:1]
            if named and not self.phrases.governed(named[0].start, at):
                return Speaker(written, person=named[0].name, confidence=0.65, people=True)
        return Speaker(written, organisation=organisation, confidence=0.6, people=people)

    def _organisation_nearer(self, person: str, written: str, gender: str, at: int) -> bool:
        """« L'IPJ veut mieux. Elle forme ses enseignants … » long after anybody was named."""
        names = self.phrases.names
        if written.casefold() not in self.phrases.wording.names.neuter:
            return False
        floor = self._floor(at)
        spoke = [where for where, who in self._spoke(floor, at) if who == person]
        named = [m.start for m in names.people_in(floor, at) if m.name == person]
        latest = max([*spoke, *named], default=floor)
        since = self.phrases.shown(names.organisations_in(latest, at))
        line = self.text.rfind("\n", 0, at) + 1
        if latest < line and any(self._opens(m.start, line) for m in since):
            return True  # « La communauté de communes veut aller vite. « … », promet-elle. »
        reach = 900 if names.gender(person) == gender else 300
        return at - latest > reach and any(not self.phrases.governed(m.start, 0) for m in since)

    def _opens(self, at: int, line: int) -> bool:
        """Whether the name at `at` is the first word of its line, but for its article."""
        before = re.findall(r"[^\W_]+", self.text[line:at][:20]) if line <= at < line + 20 else [""]
        return all(word.casefold() in self.phrases.wording.definites for word in before)

    def _ahead(self, end: int, gender: str) -> str | None:
        """« …, sourit ce père de famille. Yves Roux a … »: who opens the next sentence."""
        stop = re.compile(r"[.!?…]\s+(?=[^\W\d_])").search(self.text, end, end + 120)
        if stop is None:
            return None
        named = self.phrases.shown(self.phrases.names.people_in(stop.end(), stop.end() + 60))
        if not named or not self._fits(named[0].name, gender):
            return None
        titles = self.phrases.wording.names.titles
        between = re.findall(r"[^\W_]+", self.text[stop.end() : named[0].start].casefold())
        return named[0].name if all(word in titles for word in between) else None

    def _role(self, phrase: Phrase, written: str) -> Speaker:
        """« l'universitaire »: who has that role, else the last person it can be."""
        names, wording = self.phrases.names, self.phrases.wording
        known = names.with_role(phrase.noun, phrase.start, wording.names)
        if known:
            return Speaker(written, person=known, confidence=0.88)
        gender = phrase.gender if phrase.gender == "feminine" else ""
        person = self._recent_person(phrase.start, gender)
        unnamed = self._unnamed_since(person, phrase.start)
        if unnamed is not None:
            return replace(self.resolve(unnamed), written=written)
        if person is None:
            ahead = self._ahead(phrase.end, gender)
            return Speaker(written, person=ahead, confidence=0.65 if ahead else 0.6)
        following = re.match(r"\s+([^\W_]+)", self.text[phrase.end : phrase.end + 12])
        link = following[1].casefold() if following else ""
        if link in wording.names.role_links | {"d"}:
            # « le maire de Lyon »: another name for who was just spoken of, or nobody named.
            since = max(0, phrase.start - _FAR)
            mentioned = any(m.name == person for m in names.people_in(since, phrase.start))
            near = mentioned or any(p == person for _, p in self._spoke(since, phrase.start))
            return Speaker(written, person=person if near else None, confidence=0.65)
        return Speaker(written, person=person, confidence=0.8 if person else 0.6)

    def _unnamed_since(self, person: str | None, at: int) -> Phrase | None:
        """ "A Corvane spokesperson told us … . “We care,” the employee said.": the last speaker."""
        floor = max(self._floor(at), at - 2 * _FAR)
        named = [m.end for m in self.phrases.names.people_in(floor, at) if m.name == person]
        spoke = [where for where, who in self._spoke(floor, at) if who == person]
        since = max([*named, *spoke, floor])
        verbs = verbs_in(self.text, since, at, self.phrases.wording.language)
        told = {verb.start - 1 for verb in verbs} if at - since > 1 else set()
        for phrase in reversed(self.phrases.within(since, at)):
            people = phrase.kind == "someone" or (
                phrase.kind == "work" and self._are_people(phrase.noun)
            )
            if people and phrase.end in told and not phrase.governed:
                return phrase
        return None

    def _recent_person(self, at: int, gender: str) -> str | None:
        """The person last spoken of before a position that a pronoun of this gender can mean."""
        names = self.phrases.names
        spoken = [(w, p) for w, p in self._spoke(self._floor(at), at) if self._fits(p, gender)]
        nearby = self.phrases.shown(names.people_in(self._floor(at), at))
        fitting = [m for m in nearby if self._fits(m.name, gender)]
        nearest = self._main(fitting)
        candidates = sorted([*spoken, *((m.start, m.name) for m in nearest)])
        if not candidates:
            return None
        where, name = candidates[-1]
        # Somebody known as a man or a woman, when the last one named is far and untold.
        told = [c for c in candidates if gender and names.gender(c[1]) == gender]
        if told and at - where > _FAR and where - told[-1][0] < 2 * _FAR:
            return told[-1][1]
        return name

    def _main(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Of the mentions near the last one those that are no object or second of two.

        « J'ai vu Jean Roux. » is enough to speak of him; « Anne Roux a vu Jean Petit » is of her.
        """
        near = [m for m in mentions if m.start > mentions[-1].start - _SENTENCE]
        return [m for m in near if not self._secondary(m.start)] or near[-1:]

    def _secondary(self, at: int) -> bool:
        """Behind a preposition, or the second of two: « X et Y »."""
        before = re.search(r"([^\W_]+)\s+$", self.text[max(0, at - 20) : at])
        joined = before and before[1].casefold() in self.phrases.wording.genitives
        return bool(joined) or self.phrases.governed(at, 0)

    def _spoke(self, start: int, end: int) -> list[tuple[int, str]]:
        """Where which people spoke last between two positions, in order."""
        found: list[tuple[int, str]] = []
        for where, speaker in reversed(self.last):
            if where < start or len(found) == _LAST:
                break
            if where < end and speaker.person:
                found.append((where, speaker.person))
        return found[::-1]

    def _fits(self, name: str, gender: str) -> bool:
        known = self.phrases.names.gender(name)
        return not gender or not known or known == gender

    def _recent_organisation(self, at: int, noun: str) -> str | None:
        """The organisation last named before, preferring one whose kind the noun names."""
        names, wording = self.phrases.names, self.phrases.wording
        nearby = self.phrases.shown(names.organisations_in(self._floor(at), at))
        kind = wording.names.organisation_words.get(fold(noun))
        called = [m for m in nearby if noun and fold(noun) in fold(m.name).split()]
        same = called or [m for m in nearby if kind and m.kind == kind]
        if fold(noun) in wording.names.institutions:
            return called[-1].name if called else None  # « la mairie » is no company
        for mentions in (same, nearby):
            if mentions:
                return self._main(mentions)[-1].name
        ahead = self.phrases.shown(names.organisations_in(at, at + 400))
        return ahead[0].name if ahead and noun else None

    # -- works and who speaks through them --------------------------------------------

    def with_work(self, phrase: Phrase, phrases: Sequence[Phrase]) -> Speaker:
        """« l'article du CJR », "a spokeswoman for NHS England": whom the work speaks for."""
        if phrase.kind != "work":
            return self.resolve(phrase)
        written = self.text[phrase.start : phrase.end]
        owner = next((p for p in phrases if p.named and p.end + 1 == phrase.start), None)
        if owner and owner.kind == "organisation":  # "a Corvane spokesperson", "the NHS site"
            written = self.text[owner.start : phrase.end]
            return replace(self.resolve(owner), written=written, confidence=0.85)
        inner = [p for p in phrases if p.start > phrase.end]
        named = [p for p in inner if p.kind in ("organisation", "person")]
        if named and named[0].start - phrase.end < 60 and self._governs(phrase, named[0]):
            speaker = self.resolve(named[0])
            return replace(speaker, confidence=min(speaker.confidence, 0.85))
        bodies = [p for p in inner if p.kind == "body"]
        if bodies and bodies[0].governed and bodies[0].start - phrase.end < _LINKED:
            return self.resolve(bodies[0])
        return self._unowned(phrase, written, 0.6)

    def _unowned(self, phrase: Phrase, written: str, confidence: float) -> Speaker:
        """ "The report" is of the one named before, "a 2025 paper" of nobody in view."""
        people = self._are_people(phrase.noun)  # "a spokesman said"
        before = re.findall(r"[^\W_]+", self.text[max(0, phrase.start - 30) : phrase.start])[-3:]
        fresh = {word.casefold() for word in before} & self.phrases.wording.indefinites
        if fresh and not people:
            return Speaker(written, confidence=confidence)
        organisation = self._beside(phrase.start) or self._recent_organisation(phrase.start, "")
        return Speaker(written, organisation=organisation, confidence=confidence, people=people)

    def _governs(self, phrase: Phrase, named: Phrase) -> bool:
        """ "A team of researchers wrote in the Ledger" is not the Ledger's."""
        if not self._are_people(phrase.noun):
            return True
        between = re.findall(r"[^\W_]+", self.text[phrase.end : named.start].casefold())
        return len(between) <= 3 and bool(set(between[:1]) & self.phrases.wording.prepositions)

    def _beside(self, at: int) -> str | None:
        """ "… the Safety Committee's view there is “a risk”, according to the statement …"."""
        line = self.text[max(0, at - _FAR) : at]
        sentence = max(line.rfind(". "), line.rfind("\n"), 0) + max(0, at - _FAR)
        named = self.phrases.shown(self.phrases.names.organisations_in(sentence, at))
        return named[-1].name if named else None
