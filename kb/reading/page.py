"""What each format's reader hands over: the text of a page and what its markup said."""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.reading.sections import Part
from kb.records import Anchor, BlockQuote, Plain


@dataclass(frozen=True)
class Declared:
    """What the file says of itself outside its text. Dates and languages as written."""

    title: str | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class MarkedPart:
    """A stretch of the page with a part that its markup tells. Plain positions."""

    start: int
    end: int
    part: Part
    sure: bool = True  # False where only the name of a class tells it


@dataclass(frozen=True)
class Page:
    """A file's text, stored and plain, before it is cut into sections. Plain positions."""

    text: str
    plain: Plain
    kinds: dict[int, str] = field(default_factory=dict)  # of lines, by where they begin
    anchors: tuple[Anchor, ...] = ()
    blockquotes: tuple[BlockQuote, ...] = ()
    file_map: tuple[tuple[int, int, int], ...] = ()
    declared: Declared = Declared()
    # Where the article itself begins, and what before it is prose all the same.
    body: int = 0
    prose: tuple[tuple[int, int], ...] = ()
    # What the elements of an HTML page say of their parts, in order and apart from each other.
    parts: tuple[MarkedPart, ...] = ()
    # `line_key` of the lines that somebody who judges whole pages takes for the article's.
    article_lines: frozenset[str] = frozenset()
    warnings: tuple[str, ...] = ()
