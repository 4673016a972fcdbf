"""Quotations of a few invented sentences."""

from __future__ import annotations

from kb.extraction.names import Models, find_names
from kb.extraction.quotations import find_quotations
from kb.records import Attribution, BlockQuote, Quotation
from tests.extraction.names.articles import article

Found = tuple[tuple[Quotation, ...], tuple[Attribution, ...]]


def found_in(
    text: str, language: str = "fr", *, kind: str = "body", blockquotes: tuple[BlockQuote, ...] = ()
) -> Found:
    read = article(text, language, kind=kind, blockquotes=blockquotes)
    return find_quotations(read, find_names(read, Models(enabled=False)))


def quoted(text: str, language: str = "fr", kind: str = "body") -> list[str]:
    """The quoted words, in order."""
    return [text[q.start : q.end] for q in found_in(text, language, kind=kind)[0]]


def said(text: str, language: str = "fr") -> list[tuple[str, str | None]]:
    """Each quotation's first word with who said it."""
    quotations, _ = found_in(text, language)
    return [
        (text[q.start : q.end].split(maxsplit=1)[0], q.person or q.organisation) for q in quotations
    ]
