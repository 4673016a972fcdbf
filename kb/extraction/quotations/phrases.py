"""Words that may stand for a speaker: names, roles, pronouns, bodies, works, groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kb.extraction.names import Names
from kb.extraction.names.capitals import Word, words
from kb.extraction.names.roles import role_at
from kb.extraction.quotations.wording import Wording
from kb.languages import fold
from kb.records import OrganisationMention, PersonMention

__all__ = ["HIDDEN", "Phrase", "Phrases"]

HIDDEN = "\x00"  # stands for every character of a quotation while its surroundings are read
Mention = TypeVar("Mention", PersonMention, OrganisationMention)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that may stand for a speaker. Plain positions."""

    start: int
    end: int
    kind: str  # person, organisation, pronoun, role, someone, body, work, group
    noun: str = ""
    gender: str = ""
    named: str = ""  # the full name, for person and organisation
    governed: bool = False  # behind a preposition: « à l'AFP »


@dataclass(frozen=True)
class Phrases:
    """Finds the phrases of one article; `text` is the plain text with the quotations hidden."""

    text: str
    names: Names
    wording: Wording

    def within(self, start: int, end: int) -> list[Phrase]:
        """Every phrase in text[start:end] that may name a speaker, in order."""
        named = [
            Phrase(m.start, m.end, kind, named=m.name, governed=self.governed(m.start, start))
            for kind, mentions in (
                ("person", self.shown(self.names.people_in(start, end))),
                ("organisation", self.shown(self.names.organisations_in(start, end))),
            )
            for m in mentions
        ]
        taken = {at for phrase in named for at in range(phrase.start, phrase.end)}
        common = [p for p in self._common(start, end) if p.start not in taken]
        return sorted([*named, *common], key=lambda p: p.start)

    def shown(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions that stand outside quotations."""
        return [m for m in mentions if self.text[m.start] != HIDDEN]

    def governed(self, at: int, start: int) -> bool:
        """Whether the name at `at` is the object of a preposition.

        Articles and titles in between are passed over (« à l'AFP »), and so is a role
        in apposition (« avec le journaliste d'investigation Jean Roux »).
        """
        offset = max(start, at - 60)
        before = words(self.text[offset:at], self.wording.names)
        if re.search(
            r"(?:^|[^\w])(?:de l|d|qu)['’]$|\($", self.text[max(start, at - 6) : at], re.I
        ):
            return True  # « d'Ipsos », "the makers of the Longest Test (LT)"
        behind = at
        for number in range(len(before) - 1, max(-1, len(before) - 4), -1):
            word = before[number]
            gap = self.text[offset + word.end : behind]
            if re.search(r"[,.;:!?()\n\x00–—]", gap):
                return False
            if word.text.casefold() in self.wording.prepositions:
                return True
            passed = word.text.casefold() in self.wording.definites
            if not passed and fold(word.text) not in self.wording.names.titles:
                return self._role_governed(before, number)
            behind = offset + word.start
        return False

    def _role_governed(self, before: Sequence[Word], last: int) -> bool:
        role = next(
            (n for n in range(last, -1, -1) if role_at(before, n, self.wording.names)), None
        )
        if role is None or any(re.search(r"[^\s'’\w]", w.before) for w in before[role + 1 :]):
            return False
        at = role - 1
        while at >= 0 and before[at].text.casefold() in self.wording.definites:
            at -= 1
        # « le président de la région Jean Roux » is no object of « de ».
        return at >= 0 and before[at].text.casefold() in self.wording.leading_prepositions

    def _common(self, start: int, end: int) -> Iterator[Phrase]:
        """Pronouns and common nouns: « elle », « l'universitaire », "the company", « les élus »."""
        found = words(self.text[start:end], self.wording.names)
        for number, word in enumerate(found):
            at = start + word.start
            pronoun = self._pronoun(found, number)
            if pronoun:
                governed = self.governed(at, start)
                yield Phrase(at, start + word.end, "pronoun", word.text, pronoun, "", governed)
                continue
            head = self._determiner(found, number)
            if head is not None:
                first = start + found[head[1]].start if head[1] < number else at
                # « le Défenseur des usages »: « des » hangs on the word before.
                hangs_on = head[0] in self.wording.prepositions and found[head[1]].before == " "
                governed = self.governed(first, start) or (hangs_on and head[1] > 0)
                phrase = self._noun(found, number, head[0], start, governed)
                if phrase:
                    yield phrase
            elif self.wording.bare_groups and fold(word.text) in self.wording.groups:
                governed = self.governed(at, start)  # "Officials say": no article
                noun = fold(word.text)
                yield Phrase(at, start + word.end, "group", noun, governed=governed)

    def _pronoun(self, found: Sequence[Word], number: int) -> str | None:
        """The gender of « elle », « cette dernière »; None when the word is no pronoun."""
        folded = found[number].text.casefold()
        behind = found[number + 1].before if number + 1 < len(found) else ""
        if found[number].before == ", " and behind.startswith(","):
            return None  # « La mairie, elle, ne décolère pas »
        if number and found[number].before == " ":
            pair = f"{found[number - 1].text.casefold()} {folded}"
            if pair in self.wording.names.pronouns:
                return self.wording.names.pronouns[pair]
        return self.wording.names.pronouns.get(folded)

    def _noun(
        self, found: Sequence[Word], number: int, determiner: str, start: int, governed: bool
    ) -> Phrase | None:
        word = found[number]
        length = role_at(found, number, self.wording.names)
        noun = fold(" ".join(w.text for w in found[number : number + max(1, length)]))
        a, b = start + word.start, start + found[number + max(1, length) - 1].end
        work = word.text.casefold() in self.wording.works
        plural = (not work and noun.endswith(("s", "x"))) or noun in self.wording.groups
        if determiner in self.wording.plurals and plural:
            return Phrase(a, b, "group", noun, governed=governed)
        if work:
            return Phrase(a, b, "work", noun, governed=governed)
        if length and noun not in self.wording.names.roles and noun.endswith("s"):
            return Phrase(a, b, "group", noun, governed=governed)  # "the researchers"
        if length:
            some = determiner in self.wording.indefinites
            gender = self.wording.names.roles.get(noun, "")
            return Phrase(a, b, "someone" if some else "role", noun, gender, "", governed)
        if word.text.casefold() in self.wording.organisation_nouns:
            return Phrase(a, b, "body", word.text.casefold(), governed=governed)
        return None

    def _before_noun(self, word: Word) -> bool:
        return fold(word.text) in self.wording.before_nouns or word.text.isdigit()

    def _determiner(self, found: Sequence[Word], number: int) -> tuple[str, int] | None:
        """The article of a noun and its word number, over one or two adjectives or a year.

        « le jeune chercheur », "a 2015 article"; an elided one has the noun's own number.
        """
        elided = re.search(r"(?:^|[^\w])(l|d)['’]$", found[number].before, re.IGNORECASE)
        if elided:
            return ("l", number) if elided[1].casefold() == "l" else None
        for back in range(1, 4):
            at = number - back
            if at < 0 or found[at + 1].before != " ":
                return None
            folded = found[at].text.casefold()
            if folded in self.wording.determiners:
                return folded, at
            if folded in self.wording.prepositions:
                return None  # capitals may stand between: "a December column"
            # « la crise financière », « le parti conservateur »: there the noun comes first.
            if self.wording.names.heads_lead and not self._before_noun(found[at]):
                return None
        return None
