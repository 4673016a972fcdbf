"""Cuts plain text into blocks: paragraphs, headings, list items, lines of a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

# « • », « - », « 1. », « a) ». A number in brackets or "[1]" is a note's label, and stays.
BULLET = re.compile(
    r"[ \t]*(?:(?P<mark>[-*+•◦▪■●○‣⁃·–—])|(?P<number>\d{1,3}[.)]|[a-zA-Z]\)))[ \t]+(?=\S)"
)
_LABEL = re.compile(r"[ \t]*(?:\(\d{1,3}\)|\[\d{1,3}\])[ \t]*\S")
_STOPPED = re.compile(r"[.;:,…!?]['\"’”»)\]]*(?:\s?»)?(?:\s*[\[(]\d{1,3}[\])])*$")
_LONGEST_HEADING = 110


@dataclass(frozen=True)
class Block:
    """Lines that belong together. The span has no outer white space and no bullet."""

    start: int
    end: int
    line: int  # where its first line begins, the bullet included
    kind: str = "sentence"  # sentence, item, heading, quote: the kind of its sentences
    group: int = 0  # of the paragraph; the items of a list share one


@dataclass(frozen=True)
class _Line:
    start: int
    end: int  # without the line break

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def find_blocks(text: str, kinds: Mapping[int, str] | None = None) -> list[Block]:
    """The blocks of a plain text. `kinds` gives the kind of lines that the markup tells, by
    where the line begins."""
    told = kinds or {}
    blocks: list[Block] = []
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    group = -1
    bullet = None  # the bullet of the list we are in
    index = 0
    while index < len(lines):
        line = lines[index]
        content = line.of(text)
        if not content.strip():
            index += 1
            continue
        last = index
        while last + 1 < len(lines) and _continues(text, lines[last], lines[last + 1], width, told):
            last += 1
        kind, start = _kind(text, lines, index, last, told)
        mark = _bullet(content) if kind == "item" else None
        if mark is None or mark != bullet:
            group += 1
        bullet = mark
        stripped = text[start : lines[last].end].rstrip()
        blocks.append(Block(start, start + len(stripped), line.start, kind, group))
        index = last + 1
    return blocks


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        yield _Line(start, end)
        start = end + 1


def _kind(
    text: str, lines: list[_Line], first: int, last: int, told: Mapping[int, str]
) -> tuple[str, int]:
    line = lines[first]
    content = line.of(text)
    start = line.start + len(content) - len(content.lstrip())
    known = told.get(line.start)
    if found := BULLET.match(content):
        return (known or "item"), line.start + found.end()
    if known:
        return known, start
    if _LABEL.match(content):
        return "item", start
    alone = (first == 0 or not lines[first - 1].of(text).strip()) and (
        last + 1 >= len(lines) or not lines[last + 1].of(text).strip()
    )
    if alone and first == last and _is_headline(text, lines, first):
        return "heading", start
    return "sentence", start


def _bullet(content: str) -> str:
    found = BULLET.match(content)
    if found is None:
        return "label"
    return found["mark"] or "number"


def _is_headline(text: str, lines: list[_Line], index: int) -> bool:
    """Whether a line that stands alone is a heading: short, no final stop, something follows."""
    words = lines[index].of(text).strip()
    if len(words) > _LONGEST_HEADING or "://" in words or not any(c.isalpha() for c in words):
        return False
    if words[0].islower() or words[0] in '(«“"[':
        return False
    if _STOPPED.search(words) and not re.search(r"[^.!?][!?]$", words):
        return False
    before = next((ln for ln in reversed(lines[:index]) if ln.of(text).strip()), None)
    if before is not None and before.of(text).rstrip().endswith(":"):
        return False
    return any(ln.of(text).strip() for ln in lines[index + 1 :])


def _continues(
    text: str, line: _Line, following: _Line, width: int | None, told: Mapping[int, str]
) -> bool:
    """Whether a line break only wraps the text: the next line's first word did not fit."""
    content, after = line.of(text), following.of(text)
    if not after.strip() or following.start in told or told.get(line.start) == "heading":
        return False
    if BULLET.match(after) or _LABEL.match(after):
        return False
    return width is not None and len(content.rstrip()) + 1 + len(after.split()[0]) > width


def _wrap_width(text: str, lines: list[_Line]) -> int | None:
    """The column at which a hard-wrapped text breaks its lines; None when it does not."""
    pairs = [
        (len(one.of(text).rstrip()), len(two.of(text).split()[0]))
        for one, two in pairwise(lines)
        if one.of(text).strip() and two.of(text).strip() and not BULLET.match(two.of(text))
    ]
    if len(pairs) < 3:
        return None
    width = sorted(length for length, _ in pairs)[len(pairs) * 9 // 10]
    full = sum(length + 1 + word > width for length, word in pairs)
    if 40 <= width <= 120 and full >= 0.7 * len(pairs):
        return width
    return None
