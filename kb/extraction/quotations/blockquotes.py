"""Block quotations without marks whose last line names their author: embedded posts, mostly."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.extraction.quotations.subjects import Speakers
from kb.records import Article, Quotation

__all__ = ["find_blockquotes"]

# « — Simple Nomad (@simplenomad) December 3, 2012 »
_BYLINE = re.compile(r"(?:^|\s)[—–]\s?(?=[^\W_])")
_TRAILING_ADDRESS = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/)\S+)+\s*$")


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
        said = _TRAILING_ADDRESS.sub("", text[start:end])
        start += len(said) - len(said.lstrip())
        end = start + len(said.strip())
        if end - start < 3:
            continue
        who = speakers.resolve(named[0])
        found.append(
            Quotation(start, end, who.written, who.person, who.organisation, "byline", 0.8, 0.9)
        )
    return found
