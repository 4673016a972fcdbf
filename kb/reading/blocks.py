"""Cuts plain text into blocks: paragraphs, headings, list items, lines of a quotation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

# « • », « - », « 1. », « a) ». A number in brackets or "[1]" is a note's label, and stays.
BULLET = re.compile(
    r"[ \t]*(?:(?P<mark>[-*+•◦▪■●○‣⁃·–—])|(?P<number>\d{1,3}[.)]|[a-zA-Z]\)))[ \t]+(?=\S)"
)
LABEL = re.compile(r"[ \t]*(?:\(\d{1,3}\)|\[\d{1,3}\])[ \t]*(?=\S)")
_STOPPED = re.compile(r"[.;:,…!?]['\"’”»)\]]*(?:\s?»)?(?:\s*[\[(]\d{1,3}[\])])*$")
_OPEN_END = re.compile(r"[«“(\[]$")
_LONGEST_HEADING = 110
_NOT_A_HEADING = re.compile(r"://|^[(«“\"\[]|^\W*$|^[a-zà-ÿ]")
_RESTED = re.compile(r"[.!?…:;»”\"’)\]]$")
_SHORT_LINE = 40  # a line this short was broken on purpose
_LONG_LINE = 60


@dataclass(frozen=True)
class Line:
    """A line with something in it. `start` and `end` leave outer white space out."""

    begin: int  # of the line itself
    start: int
    end: int
    content: str
    apart: bool  # a blank line stands before it, or nothing
    kind: str | None  # what the markup says it is

    @property
    def bullet(self) -> re.Match[str] | None:
        return BULLET.match(self.content)


@dataclass(frozen=True)
class Block:
    """Lines that belong together. The span has no outer white space and no bullet."""

    start: int
    end: int
    line: int  # where its first line begins, the bullet included
    kind: str  # sentence, item, heading, quote, caption
    group: int  # number of the paragraph; the items of a list share one
    apart: bool  # a blank line stands before it
    bullet: str = ""  # as it is written


def find_blocks(
    text: str,
    kinds: Mapping[int, str] | None = None,
    *,
    markdown: bool = False,
    start: int = 0,
    end: int | None = None,
) -> list[Block]:
    """The blocks of text[start:end], in order.

    `kinds` gives what the markup says of a line, by where the line begins; in `markdown` a
    single line break does not end a paragraph.
    """
    lines = _lines(text[start:end], start, kinds or {})
    width = _wrap_width(lines)
    # Where the markup has headings, a short line without a mark is none.
    told = any(line.kind == "heading" for line in lines)
    blocks: list[Block] = []
    first = 0
    while first < len(lines):
        last = first
        while last + 1 < len(lines) and _continues(lines[last], lines[last + 1], width, markdown):
            last += 1
        blocks.append(_block(lines, first, last, guess=first == 0 or not told))
        first = last + 1
    return _grouped(blocks)


def _lines(text: str, begin: int, kinds: Mapping[int, str]) -> list[Line]:
    found = []
    apart = True
    for raw in text.split("\n"):
        content = raw.strip()
        if content:
            start = begin + len(raw) - len(raw.lstrip())
            end = start + len(content)
            found.append(Line(begin, start, end, content, apart, kinds.get(begin)))
        apart = not content
        begin += len(raw) + 1
    return found


def _block(lines: list[Line], first: int, last: int, *, guess: bool) -> Block:
    line = lines[first]
    bullet = line.bullet
    kind = line.kind
    if kind is None and (bullet or LABEL.match(line.content)):
        kind = "item"
    if kind == "heading" and first < last:
        kind = "sentence"
    if kind is None:
        kind = "heading" if guess and first == last and _is_headline(lines, first) else "sentence"
    start = line.start + (bullet.end() if bullet else 0)
    mark = bullet[0].strip() if bullet else ""
    return Block(start, lines[last].end, line.begin, kind, 0, line.apart, mark)


def _grouped(blocks: list[Block]) -> list[Block]:
    """Number the paragraphs: the items of one list, with bullets of one kind, share a number."""
    group = -1
    list_of = ""
    numbered = []
    for block in blocks:
        mark = re.sub(r"\w+", "1", block.bullet) or "label" if block.kind == "item" else ""
        if not mark or mark != list_of:
            group += 1
        list_of = mark
        numbered.append(replace(block, group=group))
    return numbered


def _is_headline(lines: list[Line], index: int) -> bool:
    """Whether a line that stands alone is a heading: short, no final stop, something follows."""
    line = lines[index]
    if not line.apart or index + 1 >= len(lines) or not lines[index + 1].apart:
        return False
    if len(line.content) > _LONGEST_HEADING or _NOT_A_HEADING.search(line.content):
        return False
    # « Comment s'y prendre ? » is a heading, « Voilà. » is not.
    if _STOPPED.search(line.content) and not re.search(r"[^.!?…][!?]$", line.content):
        return False
    return index == 0 or not lines[index - 1].content.endswith(":")


def _continues(line: Line, following: Line, width: int | None, markdown: bool) -> bool:
    """Whether the text of a line goes on in the next one."""
    if following.bullet or LABEL.match(following.content):
        return False
    resumes_low = following.content[0].islower()
    if line.kind == "heading":
        # « ## Le titre Cet article répond avec » and then « le mémoire »: a converter has
        # glued the heading to its paragraph.
        return following.kind is None and resumes_low and len(line.content) >= _LONG_LINE
    if line.kind == "caption" or following.kind in ("heading", "caption", "item"):
        return False
    if (line.kind == "quote") != (following.kind == "quote"):
        return False
    if following.apart:
        # No text ends on an opening mark, and a long line without a stop goes on in small
        # letters: somebody's editor has put a blank line there.
        return line.kind is None and (
            _OPEN_END.search(line.content) is not None
            or (
                resumes_low
                and line.bullet is None
                and len(line.content) >= _LONG_LINE
                and (line.content[-1].isalpha() or line.content[-1] == ",")
            )
        )
    if width is not None and len(line.content) + 1 + _first_word(following) > width:
        return True
    if _RESTED.search(line.content):
        return False
    if resumes_low:
        return markdown or len(line.content) >= _SHORT_LINE
    return markdown and len(line.content) >= _SHORT_LINE


def _wrap_width(lines: list[Line]) -> int | None:
    """The column at which a hard-wrapped text breaks its lines; None when it does not.

    A text is wrapped when nearly every line that another follows is so full that the first
    word of the next one did not fit.
    """
    pairs = [
        (len(line.content), _first_word(following))
        for line, following in pairwise(lines)
        if not following.apart and not following.bullet and line.kind != "heading"
    ]
    if len(pairs) < 3:
        return None
    width = sorted(length for length, _ in pairs)[len(pairs) * 9 // 10]
    full = sum(length + 1 + word > width for length, word in pairs)
    return width if 40 <= width <= 120 and full >= 0.7 * len(pairs) else None


def _first_word(line: Line) -> int:
    return len(line.content.split(None, 1)[0])
