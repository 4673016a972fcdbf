"""How a text falls into blocks and paragraphs on the page. Nothing is added or left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.languages import fold

_WRAPPED = 100  # characters; text that is wrapped by hand has shorter lines


@dataclass(frozen=True, slots=True)
class Block:
    """A section of the article as the page shows it. Text positions."""

    start: int
    end: int
    kind: str = "body"
    author: str | None = None
    published: str | None = None  # as readers are to see it


def blocks(length: int, sections: Iterable[Block]) -> list[Block]:
    """Sections in reading order that cover a text of this length exactly once.

    What no section covers becomes a body block; an overlap belongs to the earlier section.
    """
    covered: list[Block] = []
    at = 0
    for section in sorted(sections, key=lambda one: (one.start, one.end)):
        start, end = max(section.start, at), min(section.end, length)
        if start >= end:
            continue
        if start > at:
            covered.append(Block(at, start))
        covered.append(Block(start, end, section.kind, section.author, section.published))
        at = end
    if at < length:
        covered.append(Block(at, length))
    return covered


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """(start, end, is_paragraph) for each paragraph and each gap between them, in order.

    Paragraphs end at blank lines. Where a block has none, or where its lines are longer
    than anyone wraps them, as when the text was copied out of a browser, each line is one.
    """
    lines = list(_lines(text, start, end))
    lengths = sorted(words - line for line, words, _ in lines if words > line)
    per_line = not any(words == line for line, words, _ in lines[1:-1]) or (
        lengths[len(lengths) // 2] > _WRAPPED if lengths else False
    )
    at = gap = start  # where the paragraph at hand begins, and where its last words end
    for line, words, _ in lines:
        blank = line == words
        if gap > at and (blank or per_line):
            yield at, gap, True
            at = gap
        if blank:
            continue
        if gap == at and line > at:
            yield at, line, False
            at = line
        gap = words
    if gap > at:
        yield at, gap, True
    if gap < end:
        yield gap, end, False


def is_byline(line: str, *known: str | None) -> bool:
    """Whether a line below the title says who wrote the article, where it appeared or when.

    « Par Maëlle Corvisart, le 14 mars 2022 » does, where the author or the date is known;
    of a date the year is enough.
    """
    said = fold(line)
    return any(fold(one) in said for one in known if one)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(start, end of the words, end with the line feed) of each line; a blank one has no words."""
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop + 1
        yield at, at + len(text[at:stop].rstrip()), stop
        at = stop
