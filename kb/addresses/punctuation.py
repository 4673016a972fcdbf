"""Which characters around an address belong to the sentence and not to the address."""

from __future__ import annotations

import re
import unicodedata

# Final marks of a sentence, of a display cut short, of a footnote; an address may hold
# them, but rarely ends with them.
_FINAL = frozenset(".,;:!?…'’‘‛`*~·•–—¹²³⁴⁵⁶⁷⁸⁹⁰")
# « example.org's figures », « example.org/a[2] » with the marker of a note.
_GLUED = re.compile(r"(?:['’]s|\[\d{1,3}\])$")
_CLOSING = {")": "(", "]": "[", "}": "{"}
_BEFORE = " \t\r\n([{<«‹“”„\"'’‘`*_~·•-–—"
_ALWAYS_OUTSIDE = frozenset(' \t\r\n«»‹›“”„"<>|')


def trim(address: str) -> tuple[int, int]:
    """Start and end of an address without the punctuation around it."""
    start = 0
    while start < len(address) and address[start] in _BEFORE:
        start += 1
    end = start + first_unbalanced(address[start:])
    opened_by = address[start - 1] if start else ""
    while end > start:
        if _is_outside(address[end - 1], opened_by):
            end -= 1
        elif glued := _GLUED.search(address, max(start, end - 5), end):
            end = glued.start()
        else:
            break
    return start, end


def first_unbalanced(text: str) -> int:
    """Where the first bracket closes that nothing opened; the length when there is none."""
    open_brackets: list[str] = []
    for i, c in enumerate(text):
        if c in "([{":
            open_brackets.append(c)
        elif c in _CLOSING and (not open_brackets or open_brackets.pop() != _CLOSING[c]):
            return i
    return len(text)


def _is_outside(last: str, opened_by: str) -> bool:
    if last == "_":  # an underscore closes emphasis only if one opened it
        return opened_by == "_"
    if last in _FINAL or last in _ALWAYS_OUTSIDE or last in _CLOSING.values():
        return True
    return unicodedata.category(last) == "So" or "\u2190" <= last <= "\u21ff"  # pictures, arrows
