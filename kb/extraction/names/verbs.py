"""Verbs that give somebody's words: who stands beside one of them is somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kb import languages
from kb.languages import alternation

__all__ = ["Verb", "verbs_in"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb in a text."""

    start: int
    end: int  # behind an inverted pronoun too: « dit-elle »
    saying: bool  # may stand in inversion; the others (« dénonce ») take an object
    pronoun: str | None = None  # the inverted one: il, elle, on, ils, elles


@cache
def _pattern(language: str) -> re.Pattern[str]:
    table = languages.load(language).table("quotations")
    endings = alternation(table["endings"])

    def verbs(kind: str) -> str:
        stems, forms = alternation(table[kind]["stems"]), alternation(table[kind]["forms"])
        return f"(?:{forms}|{stems}{endings})"

    inverted = f"(?P<inverted>{alternation(table['inverted'])})?" if table["inverted"] else ""
    return re.compile(
        # The look ahead spares the hundreds of verbs where no word begins.
        rf"(?<![^\W_])(?<!-)(?=[^\W\d_])"
        rf"(?:(?P<saying>{verbs('saying')})|{verbs('judging')}){inverted}"
        r"(?![^\W_]|-[^\W_])",
        re.IGNORECASE,
    )


@cache
def _noun_signs(language: str) -> frozenset[str]:
    return frozenset(languages.load(language).words("quotations", "noun_signs"))


@cache
def _links(language: str) -> frozenset[str]:
    words = languages.load(language).words("quotations", "prepositions")
    return frozenset(word.rstrip("'’") for word in words)


@cache
def _infinitives(language: str) -> tuple[str, ...]:
    return languages.load(language).words("quotations", "infinitives")


_WORD_BEFORE = re.compile(r"([^\W_]+)['’\s]*$")


@cache
def _as(language: str) -> re.Pattern[str]:
    openers = alternation(languages.load(language).words("quotations", "as_openers"))
    return re.compile(rf"(?<![^\W_]){openers}\s$", re.IGNORECASE)


def _behind_as(text: str, at: int, language: str) -> bool:
    """« comme l'écrivait Jean Roux », « comme le dit le maire »: there « le » is a pronoun."""
    return _as(language).search(text, max(0, at - 20), at) is not None


def verbs_in(text: str, start: int, end: int, language: str) -> Iterator[Verb]:
    """The reporting verbs in text[start:end], in order; « une annonce » is none."""
    signs = _noun_signs(language)
    for match in _pattern(language).finditer(text, start, end):
        before = _WORD_BEFORE.search(text, max(start, match.start() - 25), match.start())
        inverted = match.groupdict().get("inverted")
        noun = before and before[1].casefold() in signs and not inverted
        if noun and before and before[1].casefold() in _links(language):
            noun = not match[0].casefold().endswith(_infinitives(language))  # « aime à répéter »
        if before and noun and not _behind_as(text, before.start(), language):
            continue
        pronoun = re.split(r"[-'’\s]", inverted)[-1].casefold() if inverted else None
        yield Verb(match.start(), match.end(), match["saying"] is not None, pronoun)
