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
    # Parts that the markup tells, in order and apart from each other: (start, end, part).
    parts: tuple[tuple[int, int, Part], ...] = ()
    warnings: tuple[str, ...] = ()
