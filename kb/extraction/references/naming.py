"""Where a name begins and ends, told by its capitals and by the words of institutions.

The model knows names too, but a source is often an institution that it does not know, or
one written small: « l'université de Caen », « le cabinet Lune », "the Ministry of Health".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kb.extraction.references.words import flatten, words_of
from kb.languages import alternation, fold, load

# One word of a name: « Insee », « L’Oréal », « 20minutes », "U.S.", « Ifop-Fiducial ».
_WORD = (
    r"(?:(?:[A-ZÀ-ÖØ-Þ]\.){2,6}|[A-ZÀ-ÖØ-Þ][^\W_]{0,40}(?:[-&’'.@][^\W_]{1,40}){0,6}"
    r"|\d{1,4}[A-Za-zÀ-ÿ][^\W_]{0,40})"
)
_GENITIVE = re.compile(r"['’]s?$")
_FIRST = re.compile(r"[^\W\d_][\w’']*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: positions in that text."""

    start: int
    end: int
    text: str
    head: str | None = None  # « université » of « l'université de Caen », folded


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """(a name, an institution written small, the words that follow an institution's head)."""
    table = load(code).table("references")
    joins = _either_case(table["joins"])
    purposes = _either_case([*table["joins"], *table["purposes"]])
    heads = _either_case(table["heads"])
    adjectives = _either_case(table["head_adjectives"])
    sequence = rf"{_WORD}(?:\s{{1,2}}(?:{joins}\s{{0,2}}){{0,2}}{_WORD}|\s\d{{1,2}}\b){{0,7}}"
    small = (
        rf"(?P<head>{heads})(?:\s{{1,2}}{adjectives}(?!\w)){{0,3}}"
        rf"(?:\s{{1,2}}(?:{joins}\s{{0,2}}){{0,2}})"
    )
    tail = (
        rf"(?:\s{{1,2}}{adjectives}(?!\w)){{0,3}}"
        rf"(?:\s{{1,2}}(?:{purposes}\s{{0,2}}){{1,2}}[^\W\d_][\w’'-]{{2,30}}(?:\s{{1,2}}{adjectives}(?!\w))?){{0,3}}"
    )
    return re.compile(sequence), re.compile(small), re.compile(rf"(?P<head>{heads})(?!\w){tail}")


def _either_case(words: list[str]) -> str:
    return "(?i:" + alternation(words) + ")"


def name_at(text: str, position: int, code: str) -> Name | None:
    """The name that begins at the position, an article before it passed over."""
    article = _article(code).match(text, position)
    if article and not re.match(r"[A-ZÀ-Þ]\w", text[position : position + 2]):
        position = article.end()
    sequence, small, institution = _patterns(code)
    if article and position < article.end():
        # « Le Conseil des marées »: the article's capital is the sentence's
        headed = institution.match(text, article.end())
        position = article.end() if headed and " " in headed.group() else position
    start = position
    begun = small.match(text, position)
    medium = _media(code).match(text, begun.end()) if begun else None
    if begun and medium:  # « le magazine 60 Millions de consommateurs »
        return _name(text, start, medium.end(), fold(begun["head"]), code)
    if begun and sequence.match(text, begun.end()):
        # « le cabinet Lune », « l'université de Caen »
        found = sequence.match(text, begun.end())
        assert found is not None
        return _name(text, start, found.end(), fold(begun["head"]), code)
    found = institution.match(text, position)
    if found and (" " in found.group() or fold(found["head"]) in _alone(code)):
        # « la Cour des comptes », « l'Observatoire des inégalités », « la préfecture »
        longer = sequence.match(text, position)
        end = max(found.end(), longer.end() if longer else 0)
        return _name(text, start, end, fold(found["head"]), code)
    medium = _media(code).match(text, position)
    if medium:  # « à l'AFP Paul Lune »: the medium ends where its name ends
        return _name(text, start, medium.end(), None, code)
    plain = sequence.match(text, position)
    if plain is None:
        return None
    small_end = _small_end(code).match(text, plain.end())
    if small_end and " " not in plain.group():  # « la Sécurité routière »
        return _name(text, start, small_end.end(), None, code)
    return _name(text, start, plain.end(), None, code)


_ROLE = re.compile(r"\s?(?:[a-zà-ÿ]{1,3}[\s’'])?(?:[a-zà-ÿ-]{3,20}\s){1,3}")


def name_after_role(text: str, position: int, code: str) -> Name | None:
    """« l’économiste Jean-Michel Lune »: a role, then a first and a last name."""
    role = _ROLE.match(text, position)
    name = name_at(text, role.end(), code) if role else None
    return name if name and name.head is None and " " in name.text else None


def names_in(text: str, code: str) -> list[Name]:
    """Every name of a stretch of text, from left to right; without overlaps."""
    found: list[Name] = []
    sequence = _patterns(code)[0]
    position = 0
    while match := sequence.search(text, position):
        name = name_at(text, match.start(), code)
        position = max(match.end(), name.end if name else 0)
        if name:
            found.append(name)
    return found


def _name(text: str, start: int, end: int, head: str | None, code: str) -> Name | None:
    first = _FIRST.match(text, start, end)
    while first and fold(first.group()) in _no_names(code):
        start = first.end()
        while start < end and text[start] in " ,":
            start += 1
        first = _FIRST.match(text, start, end)
    written = _GENITIVE.sub("", text[start:end].rstrip(" .,;:-–’'&"))
    if len(written) < 2 or _article(code).fullmatch(written + " "):
        return None
    return Name(start, start + len(written), written, head)


@cache
def _small_end(code: str) -> re.Pattern[str]:
    endings = load(code).words("references", "adjective_endings")
    return re.compile(rf"\s\w{{0,14}}{alternation(endings)}(?!\w)" if endings else r"(?!)")


def institutions_in(text: str, code: str) -> list[Name]:
    """Institutions written small, behind an article: « la préfecture », « l'institut Lune »."""
    found = []
    for article in _article(code).finditer(text):
        small = text[article.end() : article.end() + 1].islower()
        name = name_at(text, article.end(), code) if small else None
        if name and name.head is not None:
            found.append(name)
    return found


@cache
def _no_names(code: str) -> frozenset[str]:
    """Words that begin no name: function words, months, days of the week, respondents."""
    dates = load(code).table("dates")
    calendar = {fold(word) for names in (*dates["months"], *dates["weekdays"]) for word in names}
    words = words_of(code)
    people = words.folded("respondents") | words.folded("teams")
    return words.folded("no_names") | calendar | people


@cache
def _alone(code: str) -> frozenset[str]:
    return words_of(code).folded("alone")


@cache
def _media(code: str) -> re.Pattern[str]:
    return re.compile(alternation(load(code).words("references", "media")) + r"(?!\w)")


@cache
def _media_words(code: str) -> tuple[frozenset[str], re.Pattern[str]]:
    table = load(code).table("references")
    known = frozenset(_bare(word, code) for word in table["media"])
    return known, re.compile(
        rf"\b{alternation([flatten(word) for word in table['media_heads']])}\b"
    )


def is_medium(name: str, code: str) -> bool:
    """« Radio Lune », « le quotidien Le Soir », "The Moon Gazette": somebody can speak to it."""
    known, heads = _media_words(code)
    return _bare(name, code) in known or bool(heads.search(fold(name)))


def _bare(name: str, code: str) -> str:
    """Without its article: « Le Monde » is known in « journaliste au Monde » too."""
    return _article(code).sub("", fold(name), count=1)


@cache
def _article(code: str) -> re.Pattern[str]:
    words = load(code).words("references", "articles")
    elided = alternation(word for word in words if word.endswith("'"))
    whole = alternation(word for word in words if not word.endswith("'"))
    either = rf"{whole}\s+" + (rf"|{elided}\s?" if any(w.endswith("'") for w in words) else "")
    return re.compile(rf"(?<![\w’'])(?i:{either})")
