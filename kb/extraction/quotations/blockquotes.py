"""Block quotations without marks whose last line names their author: embedded posts, mostly."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.extraction.quotations.subjects import Speakers
from kb.records import Article, Quotation

__all__ = ["find_blockquotes"]

# « — Simple Nomad (@simplenomad) December 3, 2012 »
_BYLINE = re.compile(r"(?:^|\s)[—–]\s?(?=[^\W_])")
_ADDRESS = ("http://", "https://", "pic.twitter.com/", "www.")


def find_blockquotes(
    article: Article, speakers: Speakers, quotations: Sequence[Quotation]
) -> list[Quotation]:
    """One quotation for each block with an author's line and no quotation inside."""
    text = article.plain.text
    found = []
    for block in article.blockquotes:
        if any(q.start < block.end and block.start < q.end for q in quotations):
            continue
        lines = list(_BYLINE.finditer(text, block.start, block.end))
        if not lines:
            continue
        start, end = block.start, lines[-1].start()
        named = [
            p
            for p in speakers.phrases.within(lines[-1].end(), block.end)
            if p.kind in ("person", "organisation")
        ]
        if not named or named[0].start - lines[-1].end() > 4:
            continue
        start, end = _without_addresses(text, start, end)
        if end - start < 3:
            continue
        who = speakers.resolve(named[0])
        found.append(
            Quotation(start, end, who.written, who.person, who.organisation, "byline", 0.8, 0.9)
        )
    return found


def _without_addresses(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space around and the addresses that a post ends with."""
    while True:
        end = start + len(text[start:end].rstrip())
        last = max(text.rfind(" ", start, end), text.rfind("\n", start, end)) + 1
        if last <= start or not text.startswith(_ADDRESS, last):
            return end - len(text[start:end].lstrip()), end
        end = last
