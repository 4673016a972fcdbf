"""Articles of a few invented sentences, as reading would give them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.extraction.names import Models, Names, find_names
from kb.reading.sentences import split
from kb.records import Article, BlockQuote, Plain, Section, Sentence


def article(
    text: str, language: str = "fr", *, kind: str = "body", blockquotes: tuple[BlockQuote, ...] = ()
) -> Article:
    """One section; every line is a paragraph."""
    return Article(
        path="invented.txt",
        text=text,
        plain=Plain(text),
        sha256="0",
        format="text",
        language=language,
        sections=(Section(0, kind, 0, len(text)),),
        sentences=tuple(_sentences(text, language)),
        blockquotes=blockquotes,
    )


def _sentences(text: str, language: str) -> Iterator[Sentence]:
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        for start, end in split(text, line.start(), line.end(), language):
            yield Sentence(start, end, 0, number)


def names_of(text: str, language: str = "fr") -> Names:
    """By rules alone, so that the tests say the same with and without a model."""
    return find_names(article(text, language), Models(enabled=False))


def people_of(text: str, language: str = "fr") -> list[str]:
    return [mention.name for mention in names_of(text, language).people]
