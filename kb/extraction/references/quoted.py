"""What somebody is quoted from: a post on a network, a book, the signature under a quotation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from kb.extraction.references.drafts import LINE, MEDIUM, NAMED, Draft
from kb.extraction.references.words import words_of
from kb.languages import alternation
from kb.records import Article, PersonMention

People = Callable[[int, int], "PersonMention | None"]

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
# « — Ada Brun, Le Phare oublié, 2018 » on a line of its own
_SIGNATURE = re.compile(
    r"(?m)^[ \t>]{0,4}[—–-]{1,2}[ \t]?"
    r"(?P<name>[A-ZÀ-Þ][\w’'.-]{0,30}(?:[ ][\w’'.-]{1,30}){1,4}),[ \t]"
    rf"(?P<title>[A-ZÀ-Þ«“\"][^\n,]{{2,120}}),[ \t]{_YEAR}[ \t.]{{0,3}}$"
)
_MARKS = ' «»“”"*_'


def find_posts(
    text: str, flat: str, start: int, end: int, code: str, last_person: People
) -> Iterator[Draft]:
    """« …, a promis sur Twitter la ministre, Ada Brun »: her post. `flat` is of the whole text."""
    for cue in _post(code).finditer(flat, start, end):
        said = words_of(code).compiled("posting").search(flat, cue.end(), min(end, cue.end() + 90))
        if cue["first"] is not None and said is None:
            continue  # « Sur Facebook, vous êtes locataire »
        person = last_person(cue.end(), end) or last_person(start, cue.start())
        yield Draft(
            cue.start(),
            cue.end(),
            kind="social post",
            rule=MEDIUM,
            confidence=0.85,
            author=person.name if person else None,
            publisher=_network(text, cue),
        )


def _network(text: str, cue: re.Match[str]) -> str:
    name = "network" if cue["network"] is not None else "first"
    return text[cue.start(name) : cue.end(name)]


def find_dated_titles(
    text: str, start: int, end: int, code: str, last_person: People
) -> Iterator[Draft]:
    """« La romancière Ada Brun notait déjà, dans Le Phare oublié (1934), que … »: her book."""
    for found in _dated_title(code).finditer(text, start, end):
        person = last_person(start, found.start())
        if person is not None:
            yield Draft(
                *found.span("title"),
                kind="book",
                rule=NAMED,
                confidence=0.85,
                title=found["title"],
                author=person.name,
                published=found["year"],
            )


def find_titles(
    text: str, flat: str, start: int, end: int, code: str, last_person: People
) -> Iterator[Draft]:
    """« Dans « La Mer immobile », Paul Lune montre que … »: a work by its title alone."""
    for found in _titled(code).finditer(text, start, end):
        behind = flat[found.end() : min(end, found.end() + 90)]
        person = last_person(found.end(), min(end, found.end() + 60))
        if person is not None and _tells(code).search(behind):
            yield Draft(
                *found.span("title"),
                kind="book",
                rule=NAMED,
                confidence=0.8,
                title=found["title"].strip(_MARKS + ",."),
                author=person.name,
            )


@cache
def _dated_title(code: str) -> re.Pattern[str]:
    """« notait déjà, dans Le Phare oublié (1934), que »."""
    title = r"(?P<title>[A-ZÀ-Þ][\w’'-]{0,30}(?:\s[\w’'-]{1,30}){1,8})"
    return re.compile(rf"{_in(code)}\s{title}\s\({_YEAR}\)")


@cache
def _titled(code: str) -> re.Pattern[str]:
    """« Dans « La Mer immobile », »."""
    title = r"(?P<title>[A-ZÀ-Þ][^«»“”\"]{2,90}?)"
    return re.compile(rf"{_in(code)}\s[«“\"]\s?{title}\s?[»”\"],?")


def _in(code: str) -> str:
    words = alternation(words_of(code).language.words("references", "titles_in"))
    return rf"(?<!\w)(?i:{words})"


@cache
def _tells(code: str) -> re.Pattern[str]:
    words = words_of(code)
    lists = ("finds", "says", "found", "said", "wrote")
    return re.compile("|".join(words.pattern(name) for name in lists))


def find_signatures(article: Article) -> Iterator[Draft]:
    """« … » — Ada Brun, Le Phare oublié, 2018: where the quotation above is from."""
    text = article.plain.text
    for found in _SIGNATURE.finditer(text):
        above = text[max(0, found.start() - 6) : found.start()].strip()
        quoted = above[-1:] in {"»", "”", '"'} or any(
            block.start <= found.start() <= block.end + 3 for block in article.blockquotes
        )
        if quoted:
            yield Draft(
                found.start("name"),
                found.end(),
                kind="book",
                rule=LINE,
                confidence=0.85,
                title=found["title"].strip(_MARKS),
                author=found["name"],
                published=found["year"],
            )


@cache
def _post(code: str) -> re.Pattern[str]:
    words = words_of(code)
    networks = words.pattern("networks")
    behind = (
        rf"{words.pattern('posting')}(?:\s[\w'-]{{2,15}}){{0,2}}?\s{words.pattern('posted')}\s"
        rf"(?P<network>{networks})"
    )
    # « Sur Twitter, la ministre a dénoncé »
    at_the_head = rf"{words.pattern('posted')}\s(?P<first>{networks})(?=,\s)"
    return re.compile(rf"{behind}|{at_the_head}")
