"""Who the words around a reporting verb speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.extraction.names.verbs import Verb
from kb.extraction.quotations.antecedents import Antecedents, Speaker
from kb.extraction.quotations.phrases import Phrase
from kb.languages import fold

__all__ = ["Speaker", "Speakers"]

_PRESENTED = ("person", "role", "organisation", "pronoun", "body", "work")
_STOP = re.compile(r"[;:\n\x00]|[.!?…](?=\s+[A-ZÀ-Þ«“\"])")


@dataclass
class Speakers(Antecedents):
    """Reads one article for speakers beside verbs, cues and colons."""

    def inside(self) -> Speakers:
        """The same names, read in the text with its quotations: for what stands inside one."""
        phrases = replace(self.phrases, text=self.shown)
        return Speakers(phrases, self.shown, self.floors, self.last)

    # -- beside a verb ---------------------------------------------------------------

    def before(self, start: int, verb: int) -> Speaker | None:
        """The subject of a verb at `verb`, among the words from `start` up to it."""
        phrases = self.phrases.within(start, verb)
        near = [p for p in phrases if p.kind == "pronoun" and self._adjoins(p.end, verb)]
        if near:
            return self.resolve(near[-1])
        antecedent = self._antecedent(phrases, verb)
        if antecedent:
            return self.resolve(antecedent)
        free = [p for p in phrases if not p.governed and p.kind != "pronoun"]
        people = [p for p in free if p.kind == "person"]
        # "Ann Roe said it was “a con”, while the Harbour Trust warned of “a lost year”."
        last = free[-1] if free else None
        beside = last is not None and self._adjoins(last.end, verb)
        if (
            last
            and last.kind == "organisation"
            and beside
            and "," not in self.text[last.end : verb]
        ):
            return self.resolve(last)
        if people:
            return self.resolve(people[-1])
        return self.with_work(free[-1], phrases) if free else None

    def _antecedent(self, phrases: Sequence[Phrase], verb: int) -> Phrase | None:
        """« contestée par sa collègue Judith Amsellem, qui y voit « … » »: Judith Amsellem."""
        for phrase in reversed(phrases):
            if phrase.kind in ("person", "organisation", "role"):
                behind = re.compile(r",?\s([^\W_]+)\s").match(self.text, phrase.end)
                relative = behind and behind[1].casefold() in self.phrases.wording.relatives
                return phrase if behind and relative and self._adjoins(behind.end(), verb) else None
        return None

    def after(self, verb: int, end: int) -> Speaker | None:
        """The subject behind a verb that ends at `verb`: « explique X », "said the mayor"."""
        phrases = self.phrases.within(verb, self.clause_end(verb, end))
        free = [p for p in phrases if not p.governed]
        people = [p for p in free if p.kind == "person"]
        if people and not self._clause_between(free[0], people[0].start):
            return self.resolve(people[0])
        return self.with_work(free[0], phrases) if free else self._another_name(verb, end)

    def _another_name(self, verb: int, end: int) -> Speaker | None:
        """« …, a confié l'édile. »: a definite noun that no list holds, for the last person."""
        wording = self.phrases.wording
        # "grins the 74-year-old."
        noun = re.compile(r"\s(?:([^\W_]+)\s|([^\W_]+)['’])([\w-]+)(?=[.,;\n]|$)").match(
            self.text, verb, end
        )
        article = (noun[1] or noun[2]).casefold() if noun else ""
        if noun is None or article not in wording.definites or noun[3] != noun[3].lower():
            return None
        if noun[3] in wording.works or article in wording.plurals:
            return None
        person = self._recent_person(verb, "") or self._ahead(noun.end(), "")
        return Speaker(noun[0].strip(), person=person, confidence=0.6) if person else None

    def inverted(self, verb: Verb) -> Speaker | None:
        """« dit-elle », « a-t-il lancé »: the pronoun hangs on the verb or on its helper."""
        pronoun, at = verb.pronoun, verb.end
        if pronoun is None:  # « peut-on lire »: it hangs on the verb's own helper
            own = re.match(r"[^\W_]+-([^\W_]+)\s", self.shown[verb.start : verb.end])
            pronoun = own and own[1] if own and own[1] in self.phrases.wording.impersonal else None
        if pronoun is None:
            before = self.shown[max(0, verb.start - 30) : verb.start]
            helper = self.phrases.wording.hangs.search(before)
            if helper is None:
                return None
            pronoun = re.split(r"[-'’\s]", helper["pronoun"])[-1]
            at = verb.start
        if pronoun in self.phrases.wording.impersonal:
            # « indique-t-on à la préfecture », « dit-on chez Mareva »
            # « lit-on sur le site de la Ligue »
            near = self.phrases.within(verb.end, self.clause_end(verb.end, verb.end + 90))
            places = [p for p in near if p.kind in ("organisation", "body")]
            if places:
                return self.resolve(places[0])
            return Speaker(pronoun, confidence=0.8)
        gender = self.phrases.wording.names.pronouns.get(pronoun)
        return self.pronoun(pronoun, gender, at) if gender else Speaker(pronoun, confidence=0.8)

    def according(self, start: int, end: int) -> Speaker | None:
        """Who stands behind « selon »: « selon elle » too."""
        first = re.compile(r"\s*([^\W_]+)").match(self.text, start, end)
        gender = first and self.phrases.wording.names.object_pronouns.get(first[1].casefold())
        if first and gender:
            return self.pronoun(first[1], gender, start)
        return self.after(start, end)

    def anyone(self, start: int, end: int) -> Speaker | None:
        """Whoever is named in a presentation that ends with a colon.

        « L'équipe de chercheurs répond à Jean Roux : « … » »: who is no object comes first.
        """
        phrases = self.phrases.within(start, end)
        free = [p for p in phrases if not p.governed]
        for kind in (*_PRESENTED, "someone"):
            fitting = [p for p in free if p.kind == kind]
            if fitting:
                return self.with_work(fitting[-1], phrases)
        groups = [self.resolve(p) for p in free if p.kind == "group"]
        if groups and groups[-1].people:
            return groups[-1]
        for kind in _PRESENTED:
            fitting = [p for p in phrases if p.kind == kind]
            if fitting:
                return self.resolve(fitting[-1])
        return groups[-1] if groups else None

    def clause_end(self, start: int, end: int) -> int:
        """Where the clause from `start` ends; the stop of « M. Roux » ends nothing."""
        stop = _STOP.search(self.text, start + 3, end)
        while stop and stop[0] == ".":
            word = self.text[max(start, stop.start() - 5) : stop.end()].split(" ")[-1]
            initial = re.fullmatch(r"[^\W\d_]\.", word)
            if fold(word) not in self.phrases.wording.names.titles and not initial:
                break
            stop = _STOP.search(self.text, stop.end(), end)
        return stop.start() if stop else end

    def _clause_between(self, first: Phrase, person: int) -> bool:
        """« explique le maire, qui a reçu Jean Roux »: the person stands in a clause of its own."""
        between = re.findall(r"[^\W_]+", self.text[first.end : person])
        return any(word.casefold() in self.phrases.wording.relatives for word in between)

    def _adjoins(self, pronoun: int, verb: int) -> bool:
        """Only helpers stand between: « elle nous a dit », "she later said"."""
        between = self.text[pronoun:verb]
        if len(between) > 40 or re.search(r"[^\w\s'’,-]", between):
            return False
        helpers = self.phrases.wording.helpers
        return all(word.casefold() in helpers for word in re.findall(r"[^\W_]+", between))
