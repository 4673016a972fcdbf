"""Which blocks of a page are the article, where the page's markup or trafilatura tell."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kb.reading.blocks import Block
from kb.reading.page import Page
from kb.reading.sections import NAVIGATION, Part

_KEY = 48  # letters by which a line is known again
_LONG = 80  # characters; a menu has no lines of this length


@dataclass(frozen=True)
class Judgement:
    """What is known of the blocks before their words are looked at."""

    first: int  # the block with which the article begins
    parts: tuple[Part | None, ...]  # what a block is for sure
    doubtful: frozenset[int]  # blocks that are navigation unless their words say otherwise


def line_key(words: str) -> str:
    """What a line is known by: its first letters and digits, whatever is between them."""
    bare = unicodedata.normalize("NFKC", words[: 4 * _KEY]).casefold()
    return "".join(character for character in bare if character.isalnum())[:_KEY]


def judge(page: Page, blocks: Sequence[Block]) -> Judgement:
    """What the page's markup and `Page.article_lines` say of its blocks."""
    if not page.parts and not page.article_lines:
        return Judgement(0, (None,) * len(blocks), frozenset())
    text = page.plain.text
    keys = [line_key(text[block.start : block.end]) for block in blocks]
    kept = [key in page.article_lines for key in keys]
    starts = [marked.start for marked in page.parts]
    parts: list[Part | None] = []
    for index, block in enumerate(blocks):
        at = bisect_right(starts, block.start) - 1
        marked = page.parts[at] if at >= 0 and block.start < page.parts[at].end else None
        # A class may be called « share » for other reasons; a long line of the article wins.
        is_wrong = (
            marked is not None
            and not marked.sure
            and kept[index]
            and block.end - block.start >= _LONG
        )
        parts.append(marked.part if marked and not is_wrong else None)
    known = [index for index, part in enumerate(parts) if part is None and kept[index]]
    if not known:
        return Judgement(0, tuple(parts), frozenset())
    first = _title(page, blocks, keys, parts, known[0])
    linked = _linked_whole(page, blocks)
    doubtful = {
        index
        for index in range(len(blocks))
        if not kept[index] and (index > known[-1] or index in linked)
    }
    for index in range(first):
        parts[index] = parts[index] or NAVIGATION
    return Judgement(first, tuple(parts), frozenset(doubtful - {first}))


def _title(
    page: Page,
    blocks: Sequence[Block],
    keys: Sequence[str],
    parts: Sequence[Part | None],
    first: int,
) -> int:
    """The block of the title, where it stands above what is known to be the article."""
    title = line_key(page.declared.title or "")
    for index in range(first):
        if (
            parts[index] is None
            and blocks[index].kind == "heading"
            and title.startswith(keys[index])
        ):
            return index
    return first


def _linked_whole(page: Page, blocks: Sequence[Block]) -> set[int]:
    """The blocks that are a link and nothing else: « Lire aussi », the entries of a menu."""
    anchors = sorted((anchor.start, anchor.end) for anchor in page.anchors)
    starts = [start for start, _ in anchors]
    found = set()
    for index, block in enumerate(blocks):
        at = bisect_right(starts, block.start) - 1
        if at >= 0 and anchors[at][1] >= block.end:
            found.add(index)
    return found
