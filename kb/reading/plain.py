"""Builds the readable text of an article together with the way back to the stored text."""

from __future__ import annotations

import re
from array import array

from kb.records import Plain

# Characters that a reader does not see: they go (zero width, soft hyphen, marks of direction).
_UNSEEN = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_CONTROLS = "".join(map(chr, [*range(9), 9, 11, *range(14, 32), 127]))
_LINES = "\f\x85\u2028\u2029"
_AS_SEEN = str.maketrans(
    dict.fromkeys(_SPACES + _CONTROLS, " ") | dict.fromkeys(_LINES, "\n"),
)
# Lengths change only here; everything between two of these is copied as one run.
_CHANGES = re.compile(rf"\r\n?|[{_UNSEEN}]+")


class PlainBuilder:
    """Takes pieces of the stored text in order and gives the `Plain` made of them."""

    def __init__(self, stored: str) -> None:
        self._stored = stored
        self._pieces: list[str] = []
        self._starts = array("i")
        self._ends = array("i")
        self._one_to_one = True  # so far, character for character
        self.in_line = False  # the last line has something in it

    def __len__(self) -> int:
        """How many plain characters there are so far."""
        return len(self._starts)

    def copy(self, start: int, end: int) -> None:
        """Append stored[start:end] as a reader sees it: spaces are spaces, unseen marks go."""
        at = start
        for change in _CHANGES.finditer(self._stored, start, end):
            self._run(at, change.start())
            if change[0][0] == "\r":
                self.put("\n", change.start(), change.end())
            at = change.end()
        self._run(at, end)

    def put(self, text: str, start: int, end: int) -> None:
        """Append characters that each stand for stored[start:end] as a whole (an entity)."""
        self._one_to_one &= start == len(self) and end == start + 1 and len(text) == 1
        self._append(text)
        self._starts.extend([start] * len(text))
        self._ends.extend([end] * len(text))

    def build(self) -> Plain:
        text = "".join(self._pieces)
        if self._one_to_one and len(text) == len(self._stored):
            return Plain(text)
        return Plain(text, self._starts, self._ends)

    def _run(self, start: int, end: int) -> None:
        if start < end:
            self._one_to_one &= start == len(self)
            self._append(self._stored[start:end].translate(_AS_SEEN))
            self._starts.extend(range(start, end))
            self._ends.extend(range(start + 1, end + 1))

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        _, newline, last = piece.rpartition("\n")
        self.in_line = bool(last.strip()) or (self.in_line and not newline)


def plain_of(stored: str) -> Plain:
    """The plain text of a stored text that has no markup."""
    builder = PlainBuilder(stored)
    builder.copy(0, len(stored))
    return builder.build()
