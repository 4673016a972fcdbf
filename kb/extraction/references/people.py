"""Who is a person: somebody quoted is never a source, but may have made one."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.extraction.names import Names
from kb.extraction.names.vocabulary import vocabulary
from kb.extraction.references.capitals import Capitals
from kb.extraction.references.drafts import BRACKETS, RELAY, Draft
from kb.extraction.references.naming import Name, is_medium, name_at
from kb.extraction.references.places import Places
from kb.extraction.references.words import flatten, words_of
from kb.languages import alternation, fold, load
from kb.records import Article, PersonMention

_NEAR = 1500  # characters: further back « le collectif » is another


class People:
    """The people and organisations of one article."""

    def __init__(self, names: Names, code: str, text: str) -> None:
        self.words, self.code, self._text = vocabulary(code), code, text
        articles = alternation(load(code).words("references", "articles"))
        self._article = re.compile(rf"(?i)(?<!\w){articles}\s?$")
        kinds = words_of(code).folded("generic") | words_of(code).folded("heads")
        self._institution = re.compile(rf"(?<!\w){alternation(kinds)}\s$")
        self._organisations = Places(names.organisations)
        self.people = Places(names.people)
        self.full = {fold(p.name) for p in names.people} | {fold(p.written) for p in names.people}
        self.organisations = {fold(o.name) for o in names.organisations}
        self.organisations |= {fold(o.written) for o in names.organisations}

    def has(self, name: Name) -> bool:
        if name.head is not None:
            return False
        flat = fold(name.text)
        if flat in self.organisations or is_medium(name.text, self.code):
            return False
        first, _, rest = flat.partition(" ")
        if first in self.words.roles or (rest and first.rstrip(".") in self.words.titles):
            return True  # « le Ministre britannique », "Prof Ian Moon of King's College"
        if " " not in flat and self._article.search(self._text, max(0, name.start - 4), name.start):
            return False  # « l'Ibis »: a person has no article
        if self._institution.search(flatten(self._text[max(0, name.start - 25) : name.start])):
            return False  # "environmental group Blue Tide"
        if flat in self.full or self.people.holding(name.start):
            return True
        return bool(self.people.starting_in(name.start, min(name.end, name.start + 7)))

    def organisation_called(self, word: str, position: int) -> str | None:
        """« le collectif »: the organisation named before with that word in its name."""
        before = self._organisations.starting_in(position - _NEAR, position)
        for mention in reversed(before):
            name = name_at(self._text, mention.start, self.code)
            longest = max(mention.name, name.text if name else "", key=len)
            if word in fold(longest).split() and " " in longest:
                return longest
        return None

    def cut_before_a_person(self, name: Name) -> Name:
        """« a dit à l'agence Orbis Ada Lune »: two names side by side."""
        first = next(iter(self.people.starting_in(name.start + 3, name.end)), None)
        if first is None or " " not in first.written:
            return name
        text = name.text[: first.start - name.start].rstrip(" ,")
        role = fold(text).rpartition(" ")[2]
        if role in words_of(self.code).folded("joins"):
            return name  # "the Bureau of Tide Statistics"
        if role in self.words.roles:  # "Defence Minister Ada Moon said": she did
            return Name(first.start, first.end, first.written)
        if name.head is not None and fold(text) == name.head:
            return name  # « le syndicat Orbis Lune »: nobody is called by the word alone
        return replace(name, end=name.start + len(text), text=text) if text else name

    def named_in(self, start: int, end: int) -> bool:
        return bool(self.people.starting_in(start, end))

    def last_in(self, start: int, end: int) -> PersonMention | None:
        """The person named last in the stretch."""
        found = self.people.starting_in(start, end)
        return found[-1] if found else None

    def last_before(self, position: int) -> PersonMention | None:
        """The person named last before the position, if not far from it."""
        before = self.people.starting_in(position - 400, position)
        return before[-1] if before else None

    def is_full(self, written: str | None) -> bool:
        """A full name; one word alone (« (Forrester) ») is more likely an organisation here."""
        if written is None or " " not in written or is_medium(written, self.code):
            return False
        return fold(written) in self.full


class Before:
    """Who was named right before a sentence."""

    def __init__(self, article: Article, people: People, capitals: Capitals) -> None:
        self.people, self._capitals, self._article = people, capitals, article
        self._sentences = Places(article.sentences)

    def person(self, position: int) -> PersonMention | None:
        return self.people.last_before(position)

    def organisation(self, position: int) -> str | None:
        """The subject of the sentence before, if it is an organisation."""
        sentence = next(reversed(self._sentences.starting_in(position - 600, position)), None)
        if sentence is None:
            return None
        name = name_at(self._article.plain.text, sentence.start, self._article.language)
        if name is None or self.people.has(name):
            return None
        # "Solaris, the largest maker of panels, …": what is explained is a name.
        explained = self._article.plain.text[name.end : name.end + 1] == ","
        named = explained and self._capitals.can_speak(name)
        return name.text if named or self._capitals.can_name(name) else None


def sign(drafts: list[Draft], sentence: tuple[int, int], before: Before) -> None:
    """« Ana Brun, de l'Ined, … Dans une étude de 2018, elle montrait … »: who made it.

    Only for a work without a maker, said to be somebody's: whoever was named before it.
    """
    for draft in drafts:
        if draft.author or draft.publisher:
            continue
        if not (draft.unsigned or draft.possessive or draft.nameless):
            continue
        if before.people.named_in(*sentence):
            continue
        person, organisation = before.person(sentence[0]), before.organisation(sentence[0])
        if draft.unsigned and person is not None:
            draft.author, draft.publisher = person.name, person.organisation
        elif organisation is not None:
            draft.publisher = organisation
        if draft.named and draft.kind == "press release":
            draft.confidence = 0.9


def _is_bare(draft: Draft) -> bool:
    return draft.kind in ("other", "article") and not draft.url and not draft.published


def without_people(drafts: list[Draft], people: People) -> list[Draft]:
    """A person in brackets or after « via » is a source only with a work beside the name."""
    return [
        d
        for d in drafts
        if not (d.rule in (BRACKETS, RELAY) and _is_bare(d) and people.is_full(d.publisher))
    ]
