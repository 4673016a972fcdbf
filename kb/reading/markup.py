"""What a text file's markup says, and the readable text without it.

Markdown and HTML in a text file are read by a scanner of our own: markdown-it-py and HTML
parsers tell the line of a block, but not the columns of what stands in it, and every position
must be exact. The scanner is also shyer than Markdown: an asterisk inside a word, « a < b » or
« 5 * 3 » is text, since most text files are no Markdown.

A module that knows a kind of markup takes a `Draft` and notes in it what goes (`drop`), what
stands for something else (`replace`), and what it found. `finish` makes the plain text of it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from kb.reading.plain import PlainBuilder
from kb.records import Anchor, BlockQuote, Plain

LINE_BREAK = "\n"


@dataclass
class Draft:
    """The stored text with what was found in it so far. Text positions."""

    text: str
    markdown: bool = False  # the file says that it is Markdown
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    links: list[tuple[int, int, str, tuple[int, int] | None]] = field(default_factory=list)
    quotes: list[tuple[int, int, str | None]] = field(default_factory=list)
    kinds: dict[int, str] = field(default_factory=dict)  # of the line that holds the position
    taken: bytearray = field(default_factory=bytearray)  # 1 where markup has been recognised

    def __post_init__(self) -> None:
        self.taken = bytearray(len(self.text))

    def take(self, start: int, end: int) -> None:
        """Keep these characters as they are: no other markup is looked for in them."""
        self.taken[start:end] = b"\1" * (end - start)

    def drop(self, start: int, end: int) -> None:
        self.replace(start, end, "")

    def replace(self, start: int, end: int, by: str) -> None:
        """These characters stand for others; a LINE_BREAK is not repeated."""
        self.take(start, end)
        self.edits.append((start, end, by))


@dataclass(frozen=True)
class Markup:
    """A text without its markup, and what the markup said. Plain positions."""

    plain: Plain
    anchors: tuple[Anchor, ...] = ()
    blockquotes: tuple[BlockQuote, ...] = ()
    kinds: dict[int, str] = field(default_factory=dict)  # by the start of the line

    def position(self, stored: int) -> int:
        """The plain position of a text position."""
        starts = self.plain.starts
        return stored if starts is None else bisect_left(starts, stored)


def finish(draft: Draft) -> Markup:
    """The plain text of a draft, with everything found in it at its plain positions."""
    builder = PlainBuilder(draft.text)
    at = 0
    for start, end, by in sorted(draft.edits):
        if start < at:  # inside something dropped already
            continue
        builder.copy(at, start)
        if by == LINE_BREAK:
            if builder.in_line:
                builder.put(by, start, end)
        elif by:
            builder.put(by, start, end)
        at = end
    builder.copy(at, len(draft.text))
    plain = builder.build()
    position = Markup(plain).position
    anchors = []
    for start, end, url, written in draft.links:
        anchors.append(Anchor(*_trimmed(plain.text, position(start), position(end)), url, written))
    quotes = []
    kinds: dict[int, str] = {}
    line = 0
    for start, end, cite in sorted(draft.quotes, key=lambda quote: (quote[0], -quote[1])):
        span = _trimmed(plain.text, position(start), position(end))
        if span[0] < span[1]:
            quotes.append(BlockQuote(*span, cite))
        # What an outer quotation has covered is not gone over again for an inner one.
        line = max(line, plain.text.rfind("\n", 0, span[0]) + 1)
        while line < span[1]:
            kinds[line] = "quote"
            line = plain.text.find("\n", line, span[1]) + 1 or span[1]
    for stored, kind in draft.kinds.items():
        at, _ = _trimmed(plain.text, position(stored), len(plain.text))
        kinds[plain.text.rfind("\n", 0, at) + 1] = kind
    return Markup(
        plain,
        tuple(sorted(anchors, key=lambda a: (a.start, a.end))),
        tuple(sorted(quotes, key=lambda q: (q.start, -q.end))),
        kinds,
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
