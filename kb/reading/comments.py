"""The comments under an article: where they begin, and who wrote each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kb.languages import fold, load
from kb.reading.blocks import Block
from kb.reading.dates import find_dates

_LONGEST_LINE = 120
_NAME = r"@?\w[^\n.!?:;,«»“”\"|()\[\]]{0,48}?"


@dataclass(frozen=True)
class Byline:
    """The line above a comment."""

    author: str
    published: str | None


@dataclass(frozen=True)
class _Patterns:
    heading: re.Pattern[str]
    byline: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = load(language)
    comments = words.pattern("reading", "comments")
    about = words.pattern("reading", "about")
    says = words.pattern("reading", "says")
    reply = words.pattern("reading", "reply")
    return _Patterns(
        # « 17 commentaires sur … », « Commentaires (3) », "3 responses to …"
        heading=re.compile(
            rf"^(?:\d{{1,5}}\s+{comments}(?:\s+{about}\b.*)?|{comments}\s*(?:\(\d{{1,5}}\))?)"
            r"\s*:?$",
            re.IGNORECASE,
        ),
        # « Jeanne dit : », "Jane says on May 3, 2014", « Jeanne, le 3 mai 2014 | Répondre »
        byline=re.compile(
            rf"^(?:{words.pattern('reading', 'by')}\s+)?(?P<name>{_NAME})"
            rf"(?:\s+(?P<says>{says})\b|\s*[,|·•–—-]|\s+(?={words.pattern('reading', 'on')}\b))"
            rf"(?P<rest>.{{0,60}}?)(?:\s*[|·•–—-]?\s*{reply})?\s*:?$",
            re.IGNORECASE,
        ),
    )


def is_heading(line: str, language: str) -> bool:
    """Whether the line is the heading over comments."""
    return len(line) <= 2 * _LONGEST_LINE and bool(_patterns(language).heading.match(line))


def byline(line: str, bullet: str, language: str) -> Byline | None:
    """The author above a comment, where the line is no more than that."""
    if len(line) > _LONGEST_LINE:
        return None
    if bullet and bullet[0].isdigit() and (only := re.fullmatch(rf"({_NAME})\s*[-–—]", line)):
        return Byline(only[1].strip(), None)
    found = _patterns(language).byline.match(line)
    if found is None or len(found["name"].split()) > 6:
        return None
    rest = (found["rest"] or "").strip()
    dates = find_dates(rest, language)
    published = dates[0][2] if dates else None
    if published is None and not (found["says"] and not rest.strip(" :-–—")):
        return None
    return Byline(found["name"].strip(), published)


def find_comments(
    text: str, blocks: Sequence[Block], language: str
) -> tuple[int, dict[int, Byline]] | None:
    """The first block of the comments, and the by-lines by their block; None without any.

    A heading alone makes no comments: a menu above the article may count them too. Either
    by-lines follow, or it stands in the last half of the page.
    """
    lines = [" ".join(text[block.start : block.end].split()) for block in blocks]
    headings = [index for index, line in enumerate(lines) if is_heading(line, language)]
    if not headings:
        return None
    bylines = {
        index: found
        for index in range(headings[0] + 1, len(blocks))
        if (found := byline(lines[index], blocks[index].bullet, language))
    }
    for heading in headings:
        is_late = heading + 1 < len(blocks) and blocks[heading].start > len(text) / 2
        if is_late or any(heading + step in bylines for step in (1, 2, 3)):
            return heading, {at: found for at, found in bylines.items() if at > heading}
    return None


def answering_author(authors: Sequence[str]) -> str | None:
    """Who writes every other comment of a long thread: the author of the article, who answers."""
    counts: dict[str, int] = {}
    for author in authors:
        counts[author] = counts.get(author, 0) + 1
    best = max(counts, key=lambda author: counts[author], default=None)
    if best is None or counts[best] < 3 or counts[best] < 0.4 * len(authors):
        return None
    others = [count for author, count in counts.items() if fold(author) != fold(best)]
    return best if others and max(others) <= counts[best] / 2 else None
