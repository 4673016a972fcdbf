"""What one sentence names: works, organisations that speak, media, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kb.extraction.references.academic import find_narrative
from kb.extraction.references.brackets import find_in_brackets
from kb.extraction.references.capitals import Capitals
from kb.extraction.references.drafts import AUTHOR, GENERIC, NAMED, ORIGIN, SAYS, Draft
from kb.extraction.references.naming import (
    Name,
    is_known_medium,
    is_medium,
    medium_called,
)
from kb.extraction.references.origins import Origin, find_origins
from kb.extraction.references.people import Before, People, sign
from kb.extraction.references.phrases import Phrase, find_phrases
from kb.extraction.references.places import Cover, Places
from kb.extraction.references.quoted import find_dated_titles, find_posts, find_titles
from kb.extraction.references.relays import find_relays
from kb.extraction.references.words import flatten, words_of
from kb.languages import fold
from kb.records import Article, LinkMention

_APPEARS = 200  # characters between a study and « publiée dans »


class Sentences:
    """Reads the sentences of one article."""

    def __init__(
        self, article: Article, people: People, capitals: Capitals, links: Places[LinkMention]
    ) -> None:
        self._article, self._people, self._capitals, self._links = article, people, capitals, links
        self._text, self._code = article.plain.text, article.language
        self._flat = flatten(self._text)
        self._before = Before(article, people, capitals)

    def drafts(self, start: int, end: int) -> Iterator[Draft]:
        """The drafts of the sentence [start, end)."""
        text, code, people = self._text, self._code, self._people
        origins = find_origins(text, start, end, code)
        relays = list(find_relays(text, start, end, code))
        phrases = self._phrases(start, end, origins, relays)
        works = [_from_phrase(text, phrase, people, code) for phrase in phrases]
        sign(works, (start, end), self._before)
        yield from _passing_on(relays, works)
        yield from works
        yield from find_in_brackets(text, start, end, code, self._links, phrases)
        yield from find_narrative(text, start, end, code)
        yield from find_posts(text, self._flat, start, end, code, people.last_in)
        yield from find_dated_titles(text, start, end, code, people.last_in)
        yield from find_titles(text, self._flat, start, end, code, people.last_in)
        yield from self._origins(origins, phrases, relays)

    def _phrases(
        self, start: int, end: int, origins: list[Origin], relays: list[Draft]
    ) -> list[Phrase]:
        """The works named in words, without those that are part of a name.

        « a indiqué l'Observatoire des phares », « citée par La Tribune » name no work.
        """
        headed = Places(o.name for o in origins if o.name.head is not None)
        passing = Places(relays)
        found = find_phrases(self._text, start, end, self._code, self._capitals.can_name)
        return [
            phrase
            for phrase in found
            if phrase.makers
            or phrase.container
            or not (headed.holding(phrase.end - 1) or _stands_in(passing, phrase))
        ]

    def _origins(
        self, origins: list[Origin], phrases: list[Phrase], relays: list[Draft]
    ) -> Iterator[Draft]:
        """The organisations that speak; « selon l'étude de l'Insee » is of the study alone."""
        makers = [(m.start, m.end) for phrase in phrases for m in phrase.makers]
        works = Cover([*((p.start, p.end) for p in phrases), *makers])
        passing = Cover((r.start, r.end) for r in relays)
        for found in origins:
            origin = replace(found, name=self._people.cut_before_a_person(found.name))
            place = origin.name.start, origin.name.end
            # « …, révélé en mars par le site Lune, évaluait … »: not the site evaluates
            if works.touches(*place) or passing.touches(*place):
                continue
            if self._people.has(origin.name):
                if origin.rule in (ORIGIN, SAYS):
                    yield _from_author(origin)
            elif self._capitals.can_speak(origin.name) and not self._is_own(origin.name):
                yield _from_origin(origin, self._code, self._people)

    def _is_own(self, name: Name) -> bool:
        """The article's author or site is no origin outside the article.

        « told the Gazette », where no paper of a longer name is spoken of, is the paper itself.
        """
        own = {fold(self._article.author or ""), fold(self._article.site or "")}
        word = fold(name.text)
        if word in own:
            return True
        heads = words_of(self._code).folded("media_heads")
        if word not in heads or is_known_medium(name.text, self._code):
            return False
        return re.search(rf"[A-ZÀ-Þ]\w+\s{re.escape(name.text)}\b", self._text) is None


def _holds(text: str, phrase: Phrase, code: str, name: str) -> bool:
    """A word of the list stands in the phrase: "the new report", "an earlier poll"."""
    words = flatten(text[phrase.start : phrase.end])
    return words_of(code).compiled(name).search(words) is not None


def _stands_in(places: Places[Draft], phrase: Phrase) -> bool:
    """The phrase stands in one of the drafts."""
    holding = places.holding(phrase.start)
    return holding is not None and phrase.end <= holding.end


def _passing_on(relays: list[Draft], works: list[Draft]) -> Iterator[Draft]:
    """The relays, but for the journal in which a study appeared: that is where it stands."""
    studies = Places(work for work in works if work.kind in ("study", "article"))
    for relay in relays:
        before = studies.starting_in(relay.start - _APPEARS, relay.end)
        if not (relay.brings_out and before):
            yield relay
        elif before[-1].container is None:
            before[-1].container = relay.publisher


def _from_phrase(text: str, phrase: Phrase, people: People, code: str) -> Draft:
    authors = [m.text for m in phrase.makers if people.has(m)]
    publishers = [m.text for m in phrase.makers if not people.has(m)]
    container = medium_called(phrase.container, code) if phrase.container else None
    media = [p for p in publishers if is_medium(p, code)]
    if authors and media and not container:  # « Ana Brun, journaliste au Soir, a publié »
        container = media[0]
    return Draft(
        phrase.start,
        phrase.end,
        phrase.kind,
        NAMED,
        0.9 if phrase.named else (0.5 if phrase.weak else 0.7),
        determiner=phrase.determiner,
        cue=phrase.cue,
        title=phrase.title,
        author=", ".join(dict.fromkeys(authors)) or None,
        publisher=", ".join(dict.fromkeys(publishers)) or None,
        container=container,
        published=phrase.published,
        possessive=phrase.possessive,
        unsigned=phrase.unsigned and not phrase.neuter,
        nameless=phrase.neuter,
        same_as_before=not phrase.named and _only_describes(text, phrase, code),
        fresh=_holds(text, phrase, code, "fresh"),
        former=_holds(text, phrase, code, "former"),
        holds_results=not phrase.makers and _holds_results(text, phrase, code),
    )


def _only_describes(text: str, phrase: Phrase, code: str) -> bool:
    """« un rapport de Lune qui montre, à partir d'un sondage, … », « X est une étude »."""
    before = flatten(text[max(0, phrase.start - 25) : phrase.start])
    found = list(words_of(code).compiled("describes").finditer(before))
    return bool(found) and not before[found[-1].end() :].strip()


def _holds_results(text: str, phrase: Phrase, code: str) -> bool:
    """ "Their findings are published in a report": the work whose findings they are."""
    before = flatten(text[max(0, phrase.start - 120) : phrase.start])
    if _published_in(code).search(before[-60:]):
        return True
    theirs = phrase.determiner == "indefinite" and not phrase.named
    return theirs and _carried_out(code).search(before) is not None


@cache
def _carried_out(code: str) -> re.Pattern[str]:
    """ "The researchers carried out a literature review, interviews and": their study's parts."""
    words = words_of(code)
    who = rf"(?:{words.pattern('findings')}|{words.pattern('definite')}\s{words.pattern('teams')})"
    return re.compile(
        rf"{who}(?:\s\w{{2,10}}){{0,1}}\s{words.pattern('publishes')}\s[^.;:!?]{{0,90}}$"
    )


@cache
def _published_in(code: str) -> re.Pattern[str]:
    words = words_of(code)
    helpers = (
        rf"(?:\s{words.pattern('auxiliaries')}|\s(?:are|were|was|been|sont|ete|etaient)){{0,3}}"
    )
    return re.compile(
        rf"{words.pattern('findings')}{helpers}(?:\s[\w']{{2,12}})?\s{words.pattern('brought_out')}"
        rf"(?:\s[\w'-]{{2,12}}){{0,2}}?\s{words.pattern('within')}\s$"
    )


def _from_origin(origin: Origin, code: str, people: People) -> Draft:
    publisher: str | None = medium_called(origin.name.text, code)
    word = ""
    if origin.rule == GENERIC:
        word = fold(origin.name.text).replace("'", " ").split()[-1]
        publisher = people.organisation_called(word, origin.name.start)
    return Draft(
        origin.name.start,
        origin.name.end,
        _kind(origin, code),
        origin.rule,
        {SAYS: 0.6}.get(origin.rule, 0.85),
        cue=word,
        publisher=publisher,
        aliases=(origin.alias,) if origin.alias else (),
    )


def _kind(origin: Origin, code: str) -> str:
    if origin.finds:
        return "study"  # "Scientists at Moonville followed 900 people"
    return "article" if origin.rule == ORIGIN and is_medium(origin.name.text, code) else "other"


def _from_author(origin: Origin) -> Draft:
    """« Ana Brun montre que … »: a mention of the work she wrote, if one is named before."""
    name = origin.name
    return Draft(name.start, name.end, "other", AUTHOR, 0.85, author=name.text)
