"""Where quotation marks open and close, whatever their make and however badly they are set.

Works on one block (paragraph, list item, heading) after the other in one pass; a
mark left open at the end of a block may find its partner in the next ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

__all__ = ["MARKS", "Marked", "find_marked"]

MARKS = '«»“”„‟"″‘’‹›'
_DOUBLE = re.compile(r"[«»“”„‟\"″]")
_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(\[“\"«—–:])|^)[‘'](?=[^\W_])(?!\d\ds)", re.MULTILINE)
_SINGLE_CLOSE = re.compile(r"['’](?![^\W_])")
_FAMILY = {"«": "«", "»": "«", "„": "“", "“": "“", "”": "“", "‟": "“", '"': '"', "″": '"'}
_PARTNERS = {"«": "»", "“": "”", "„": "“”", "‘": "’", "»": "«»", "”": "”"}
_SPACE = " \t\n\r\u00a0\u202f"
_BEFORE_OPEN = _SPACE + "([{—–-'’_*«“„‘/"
_DEEPEST = 6  # marks open at once; nobody quotes deeper, and a hostile text costs no time
_LONGEST_CARRY = 4000  # characters that a quotation over several paragraphs may have


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between marks, without them. Plain positions."""

    start: int
    end: int
    opened: int  # position of the opening mark
    closed: int  # position behind the closing mark; end of the block when it never closes
    is_closed: bool = True
    nested: bool = False
    single: bool = False  # ‘ ’ or ' '


@dataclass(slots=True)
class _Open:
    mark: str
    at: int


def find_marked(text: str, blocks: Sequence[tuple[int, int]]) -> list[Marked]:
    """Every stretch between quotation marks, in order of its opening mark."""
    found: list[Marked] = []
    carried: _Open | None = None
    for number, (start, end) in enumerate(blocks):
        stack: list[_Open] = [] if carried is None else [carried]
        carried = None
        _read_block(text, start, end, stack, found)
        for depth, left in enumerate(stack):
            if depth == 0 and _closes_later(text, left, blocks[number + 1 : number + 4]):
                carried = left
            elif _believable(text, left, start):
                found.append(_stretch(text, left.at, end, end, is_closed=False, nested=depth > 0))
    if carried is not None:
        end = blocks[-1][1]
        found.append(_stretch(text, carried.at, end, end, is_closed=False, nested=False))
    doubles = [m for m in found if m.start < m.end]
    singles = _singles(text, blocks, use_straight=not doubles)
    everything = [*doubles, *(m for m in singles if m.start < m.end)]
    return _with_depth(sorted(everything, key=lambda m: (m.opened, -m.closed)))


def _read_block(text: str, start: int, end: int, stack: list[_Open], found: list[Marked]) -> None:
    """Adds what closes in the block to `found`; what stays open is left on the stack."""
    for match in _DOUBLE.finditer(text, start, end):
        mark, at = match[0], match.start()
        opening = _opener_for(mark, at, text, start, end, stack)
        if opening is not None:
            while len(stack) > opening + 1:  # an inner mark that never closed was none
                stack.pop()
            left = stack.pop()
            found.append(_stretch(text, left.at, at, at + 1, nested=bool(stack)))
        elif _opens(mark, at, text, start, end, stack):
            if stack and stack[-1].mark == mark == "«" and not _nests(text, stack[-1].at, end):
                # « one « two »: the first was never closed; it ends where its sentence does.
                left = stack.pop()
                stop = _sentence_end(text, left.at + 1, at)
                found.append(_stretch(text, left.at, stop, stop, is_closed=False, nested=False))
            stack.append(_Open(mark, at))
            del stack[:-_DEEPEST]


def _nests(text: str, at: int, end: int) -> bool:
    """« On m'a demandé : « Quand ? » »: every mark from `at` on finds its partner."""
    depth = 0
    marks = re.compile("[«»]").finditer(text, at, min(end, at + _LONGEST_CARRY))
    for mark in islice(marks, 4 * _DEEPEST):
        depth += 1 if mark[0] == "«" else -1
        if depth == 0:
            return True
    return False


def _opener_for(
    mark: str, at: int, text: str, start: int, end: int, stack: Sequence[_Open]
) -> int | None:
    """Which open mark this one closes, as a place on the stack; None when it closes none."""
    if not stack:
        return None
    before, after = _around(text, at, start, end)
    ends_here = after in _SPACE + ".,;:!?)]…—–-»”\"'’_*" or not after
    same = [n for n, left in enumerate(stack) if _FAMILY[left.mark] == _FAMILY[mark]]
    if mark in "«„‟":  # « typed as a closing mark: « ainsi « , dit-il »
        rest = text[at + 1 : min(end, at + 4)].lstrip(_SPACE)
        typed_wrong = mark == "«" and same and (not rest or rest[0] in ".,;")
        return same[-1] if typed_wrong else None
    if mark == "“":
        if same and stack[same[-1]].mark == "„":
            return same[-1]
        return same[-1] if same and ends_here and before not in _SPACE else None
    if mark in '"″':
        curly = [n for n, left in enumerate(stack) if left.mark in '“”„"″']
        return curly[-1] if curly and (ends_here or before not in _BEFORE_OPEN) else None
    if same:
        return same[-1]
    straight = [n for n, left in enumerate(stack) if left.mark in '"″']
    return straight[-1] if straight and mark == "”" else None


def _opens(mark: str, at: int, text: str, start: int, end: int, stack: Sequence[_Open]) -> bool:
    before, after = _around(text, at, start, end)
    if mark in "«„“‟":
        return bool(after)
    if not after or after in ".,;:!?)]…":
        return False
    begins_word = not before or before in _BEFORE_OPEN
    if mark == "»":
        # « l' »intégration », « comme  » ultra! » »: an opening mark set as a closing one.
        if after not in _SPACE:
            return begins_word
        ahead = text[at + 1 : min(end, at + 300)]
        return before in _SPACE and 0 <= ahead.find("»") < (ahead.find("«") % 1000)
    if mark == "”":
        return begins_word and after not in _SPACE
    if after in _SPACE and not stack:
        return begins_word and _pairs_up(text, at, end)
    return begins_word and after not in _SPACE and not (stack and stack[-1].mark in '"″')


def _pairs_up(text: str, at: int, end: int) -> bool:
    """`" La question reste ouverte", dit-elle.`: set apart, a capital behind it, and a partner."""
    following = text[at + 1 : min(end, at + 4)].lstrip(_SPACE)
    return following[:1].isupper() and text.count('"', at, min(end, at + _LONGEST_CARRY)) % 2 == 0


def _around(text: str, at: int, start: int, end: int) -> tuple[str, str]:
    before = text[at - 1] if at > start else ""
    after = text[at + 1] if at + 1 < end else ""
    return before, after


def _sentence_end(text: str, start: int, limit: int) -> int:
    ends = [m.end() for m in re.finditer(r"[.!?…]+(?=\s)", text[start:limit])]
    return start + ends[-1] if ends else limit


def _believable(text: str, left: _Open, start: int) -> bool:
    """Whether a mark that never closes is one: `"` may be inches or a slip."""
    if left.mark in "«“„":
        return True
    before = text[start : left.at].rstrip()
    return not before or before[-1] in ":,"


def _closes_later(text: str, left: _Open, blocks: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the next blocks closes the mark before it opens another."""
    if left.mark not in "«“„":
        return False
    for start, end in blocks:
        if end - left.at > _LONGEST_CARRY:
            return False
        first = re.compile(r"[«»“”„]").search(text, start, end)
        if first is None:
            continue
        # A mark at the start of the next paragraph repeats the opening one.
        return (
            _FAMILY[first[0]] == _FAMILY[left.mark] and first[0] in "»”" and (first.start() > start)
        )
    return False


def _stretch(
    text: str, opened: int, end: int, closed: int, *, is_closed: bool = True, nested: bool
) -> Marked:
    start = opened + 1
    for _ in range(_DEEPEST):
        while start < end and (text[start] in _SPACE or text[start] in "_*"):
            start += 1
        while end > start and (text[end - 1] in _SPACE or text[end - 1] in ",_*"):
            end -= 1
        if start < end and _lone_mark(text, start, start + 1, end):
            start += 1
        elif start < end and _lone_mark(text, end - 1, start, end - 1):
            end -= 1
        else:
            break
    return Marked(start, end, opened, closed, is_closed, nested)


def _lone_mark(text: str, at: int, start: int, end: int) -> bool:
    """A mark at an end of the stretch whose partner is not inside it."""
    mark = text[at]
    if mark not in MARKS or (mark in "’‘" and end - start > 0 and text[at - 1].isalpha()):
        return False
    partners = _PARTNERS.get(mark, "«“„‘" if mark in "»”’" else mark)
    return not any(text.find(p, start, end) >= 0 for p in partners)


def _singles(text: str, blocks: Sequence[tuple[int, int]], *, use_straight: bool) -> list[Marked]:
    """‘ ’ as in the British press; straight ' ' only in a text without double marks.

    The closing mark is also an apostrophe, so one behind punctuation is believed
    first, then one that ends no plural (« the dogs’ tails »).
    """
    found = []
    for start, end in blocks:
        at = start
        while opening := _SINGLE_OPEN.search(text, at, end):
            if opening[0].endswith("'") and not use_straight:
                at = opening.end()
                continue
            opened = opening.end() - 1
            following = _SINGLE_OPEN.search(text, opened + 1, end)
            limit = following.start() if following else end
            closing = _closing_single(text, opened + 1, limit, straight=opening[0] == "'")
            if closing is None:
                at = opening.end()
                continue
            stretch = _stretch(text, opened, closing, closing + 1, nested=False)
            found.append(replace(stretch, single=True))
            at = closing + 1
    return found


def _closing_single(text: str, start: int, limit: int, *, straight: bool) -> int | None:
    candidates = [m.start() for m in _SINGLE_CLOSE.finditer(text, start, limit)]
    behind_stop = [at for at in candidates if text[at - 1] in ".,!?…;"]
    if behind_stop:
        return behind_stop[0]
    if straight:
        return None
    no_plural = [at for at in candidates if text[at - 1] != "s"]
    best = no_plural or candidates
    return best[0] if best else None


def _with_depth(found: list[Marked]) -> list[Marked]:
    """Says of each stretch whether it lies inside another; crossing ones are left out."""
    kept: list[Marked] = []
    outer: list[Marked] = []
    for marked in found:
        while outer and outer[-1].closed <= marked.opened:
            outer.pop()
        if outer and marked.closed > outer[-1].closed:
            continue
        kept.append(replace(marked, nested=bool(outer)))
        outer.append(marked)
    return kept
