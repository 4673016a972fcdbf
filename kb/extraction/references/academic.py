"""Studies named by author and year: "(Brun et al., 2014)", "Brun and Roy (2012) found that …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kb.extraction.references.drafts import ACADEMIC, Draft
from kb.extraction.references.words import words_of
from kb.languages import alternation, codes

_SURNAME = r"[A-ZÀ-Þ][\w’'-]{1,30}"
_INITIALS = r"(?:\s(?:[A-ZÀ-Þ]\.\s?){1,3})?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)[a-z]?"
_PAGES = r"(?:[,:]\s?(?:pp?\.\s?)?\d{1,4}(?:[–-]\d{1,4})?)?"


def find_cited(text: str, inside: tuple[int, int], code: str) -> Iterator[Draft]:
    """One study for each name and year of « Brun et al., 2014; Roy and Petit, 2012 ».

    `inside` is what stands in the brackets, its opener ("e.g.") left out. A single name with
    a year may be an organisation's and is left alone.
    """
    parts = list(re.finditer(r"[^;]+", text[inside[0] : inside[1]]))
    read = [_author_and_year(code).fullmatch(part.group().strip(" ,.")) for part in parts]
    if not read or not all(read):
        return
    if len(read) == 1 and not any(m and (m["more"] or m["second"]) for m in read):
        return
    for part, match in zip(parts, read, strict=True):
        assert match is not None
        lead = len(part.group()) - len(part.group().lstrip(" ,."))
        start = inside[0] + part.start() + lead
        yield _draft(start, start + match.end(), match, 0.9)


def find_narrative(text: str, start: int, end: int, code: str) -> Iterator[Draft]:
    """ "Brun et al. (2014) found that …": author and year in the sentence itself."""
    for match in _narrative(code).finditer(text, start, end):
        yield _draft(*match.span(), match, 0.85)


def _draft(start: int, end: int, match: re.Match[str], confidence: float) -> Draft:
    return Draft(
        start,
        end,
        kind="study",
        rule=ACADEMIC,
        confidence=confidence,
        author=match["author"],
        published=match["year"],
    )


@cache
def _author_and_year(code: str) -> re.Pattern[str]:
    surname = _SURNAME + _INITIALS
    return re.compile(
        rf"(?P<author>{surname}(?:,\s{surname}){{0,4}}(?P<second>,?\s{_and()}\s{surname})?"
        rf"(?P<more>\s{_and_others(code)})?),?\s\(?{_YEAR}\)?{_PAGES}"
    )


@cache
def _narrative(code: str) -> re.Pattern[str]:
    several = rf"{_SURNAME}(?:\s{_and_others(code)}|,?\s{_and()}\s{_SURNAME})"
    return re.compile(rf"(?P<author>{several})\s\({_YEAR}\)")


def _and_others(code: str) -> str:
    return alternation(words_of(code).language.words("references", "et_al"))


@cache
def _and() -> str:
    """ "and" of every language: a study keeps its authors' language."""
    return alternation(
        w for code in codes() for w in words_of(code).language.words("references", "and")
    )
