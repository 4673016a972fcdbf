"""The year of a work where it stands around the name: « le baromètre 2015 de X », « …, publiée
en 2014 », "a survey by X (2013)"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kb.extraction.references.drafts import AGAIN, BRACKETS, LISTED, NAMED, NOTE, Draft
from kb.extraction.references.words import flatten, words_of
from kb.languages import load
from kb.languages.patterns import alternation

_YEAR = r"(?<![\w.,/-])(?P<year>(?:19|20)\d\d)(?![\w%/]|[.,]\d|\s?[-–]\s?\d)"
_INSIDE = re.compile(_YEAR)
_NEAR = 60  # characters behind the name


def add_years(drafts: Iterable[Draft], text: str, code: str) -> None:
    """Date the works named in words that have no date yet by the year that stands by them."""
    for draft in drafts:
        if draft.rule in (NOTE, LISTED) and _INSIDE.fullmatch(draft.title or ""):
            # « Institut Lune, 2015, https://… »: the year is no title
            draft.published, draft.title = draft.published or draft.title, None
        if draft.published is None and draft.rule in (NOTE, LISTED):
            draft.published = _last_part(draft, text)
        if draft.published is None and draft.rule in (NAMED, AGAIN, BRACKETS):
            draft.published = _inside(draft, text) or _behind(draft, text, code)


def _inside(draft: Draft, text: str) -> str | None:
    """The one year between the words; that of a title may be what it is about."""
    words = text[draft.start : draft.end].replace(draft.title or "\0", " ")
    found = {match["year"] for match in _INSIDE.finditer(words)}
    return found.pop() if len(found) == 1 else None


def _last_part(draft: Draft, text: str) -> str | None:
    """« Institut Lune, « Les phares », 2015 »: of an entry, the year that stands by itself."""
    parts = re.split(r"[,;()]", text[draft.start : draft.end].replace(draft.title or "\0", " "))
    years = [match["year"] for part in parts if (match := _INSIDE.fullmatch(part.strip(" .")))]
    return years[-1] if years else None


def _behind(draft: Draft, text: str, code: str) -> str | None:
    found = _dated(code).match(flatten(text[draft.end : draft.end + _NEAR]))
    return found["year"] or found["bare"] if found else None


@cache
def _dated(code: str) -> re.Pattern[str]:
    """« …, publiée en mars 2014 », « … (2013) », « … de 2010 »."""
    words = words_of(code)
    made = "|".join(sorted(map(flatten, words.language.words("references", "made"))))
    endings = "|".join(words.language.words("references", "endings"))
    names = [flatten(name) for month in load(code).table("dates")["months"] for name in month]
    months = alternation(names)
    when = rf"{words.pattern('on')}\s?(?:{months}\.?\s)?{_YEAR}"
    bare = rf"(?:{months}\.?\s)?{_YEAR.replace('year', 'bare')}(?=\s?[,;:.)]|$)"
    return re.compile(
        rf"[»”\"]?,?\s{{0,2}}(?:\(\s?)?(?:(?:{made})(?:{endings})?\s)?(?:{when}|{bare})"
    )
