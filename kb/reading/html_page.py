"""Reads an HTML page: its text with all that stands in it, and which of it is the article.

A walk over the whole page gives the text, so that nothing is lost: reference lists, captions
and the names of commenters are what extractors of articles like to drop. trafilatura then says
which lines are the article's; what it passes over is kept, as navigation, unless it is known
to be something else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from trafilatura import extract

from kb.languages import codes, load
from kb.reading.dates import parse_date
from kb.reading.errors import ReadingError
from kb.reading.html_metadata import find_declared
from kb.reading.html_roles import Comment, Role
from kb.reading.html_walk import Rendered, walk
from kb.reading.judging import line_key
from kb.reading.page import MarkedPart, Page
from kb.reading.plain import plain_of
from kb.reading.sections import NAVIGATION, Part
from kb.records import Anchor, BlockQuote

# trafilatura needs seconds for a megabyte, and no article is as long as this.
_LARGEST_JUDGED = 3_000_000  # characters
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""")


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its first lines."""
    found = _CHARSET.search(data, 0, 4096)
    return found[1].decode("ascii") if found else None


def read_html(source: str, path: Path) -> Page:
    """A page as a browser shows it. ReadingError when there is nothing to read on it."""
    rendered = walk(source)
    if not any(character.isalnum() for character in rendered.text):
        raise ReadingError(
            path,
            "there is no text on this page",
            "save it from a browser once it is loaded: a script may fill it in",
        )
    lines, warning = _judged(source)
    declared = find_declared(source, extensive=not warning)
    plain = plain_of(rendered.text)
    starts = plain.starts

    def at(position: int | None) -> int:
        if starts is None or position is None:
            return position or 0
        return bisect_left(starts, position)

    base = _joined(declared.url, rendered.base) if rendered.base else None
    return Page(
        rendered.text,
        plain,
        {at(start): kind for start, kind in _kinds(rendered).items()},
        tuple(
            Anchor(at(span.start), at(span.end), _joined(base, span.url))
            for span in rendered.anchors
        ),
        tuple(
            BlockQuote(at(span.start), at(span.end), span.url or None)
            for span in rendered.quotes
            if span.start is not None and span.start < span.end
        ),
        tuple(rendered.file_map),
        declared,
        parts=_parts(rendered, at),
        article_lines=lines,
        warnings=(warning,) if warning else (),
    )


def _judged(source: str) -> tuple[frozenset[str], str | None]:
    """The keys of the lines that trafilatura takes for the article and its comments."""
    if len(source) > _LARGEST_JUDGED:
        return frozenset(), "the page is too long to tell its article from its menus"
    try:
        text = extract(source, include_comments=True, include_tables=True, favor_recall=True)
    except Exception as error:  # trafilatura and lxml break in many ways over broken pages
        return frozenset(), f"its article could not be told from its menus ({type(error).__name__})"
    lines = (text or "").split("\n")
    return frozenset(key for line in lines if (key := line_key(line.lstrip("-– ")))), None


def _kinds(rendered: Rendered) -> dict[int, str]:
    """What the lines are; a line of a quotation is that and nothing else."""
    kinds = dict(rendered.kinds)
    line = 0
    for start, end in sorted((span.start or 0, span.end) for span in rendered.quotes):
        # What an outer quotation has covered is not gone over again for an inner one.
        line = max(line, rendered.text.rfind("\n", 0, start) + 1)
        while line < end:
            kinds[line] = "quote"
            line = rendered.text.find("\n", line, end) + 1 or end
    return kinds


def _parts(rendered: Rendered, at: Callable[[int | None], int]) -> tuple[MarkedPart, ...]:
    """The parts that the elements of the page tell, in plain positions."""
    ends = [start for start, _ in rendered.roles[1:]] + [len(rendered.text)]
    parts = []
    numbers: dict[int, int] = {}
    for (start, role), end in zip(rendered.roles, ends, strict=True):
        if isinstance(role, Comment):
            number = numbers.setdefault(id(role), len(numbers) + 1)
            published = parse_date(role.published, codes()[0]) if role.published else None
            author = role.author
            part = Part("comment", None, _name(author) if author else None, published, number)
        elif role is Role.COMMENTS:
            part = Part("comment")
        elif role in (Role.CHROME, Role.CHROME_BY_NAME):
            part = NAVIGATION
        else:
            continue
        parts.append(MarkedPart(at(start), at(end), part, role is not Role.CHROME_BY_NAME))
    return tuple(parts)


def _name(words: str) -> str:
    """The name in « Jeanne dit : »."""
    for code in codes():
        says = load(code).pattern("reading", "says")
        words = re.sub(rf"\s+{says}\s*:?$", "", words, flags=re.IGNORECASE)
    return words


def _joined(base: str | None, url: str) -> str:
    if not base or url.startswith("#"):
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return url
