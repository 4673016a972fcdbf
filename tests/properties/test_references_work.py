"""Finding and linking sources takes work in proportion to the text, however often it repeats."""

from __future__ import annotations

import re
import sys

import pytest

from kb.extraction.names import Names
from kb.extraction.references import find_references
from kb.linking import link
from kb.records import (
    Article,
    Mentions,
    PersonMention,
    Plain,
    Quotation,
    Section,
    Sentence,
    Statistic,
)

REPEATED = [
    ("fr", "selon l'Ibis, 12 % lisent, "),
    ("fr", "Une étude de l'Ibis montre que 12 % lisent. "),
    ("fr", "Une étude de Lune montre 12 %, "),
    ("fr", "le collectif Lune dit, "),
    ("fr", "relayée par Le Soir, "),
    ("fr", "Ada Brun dit « oui » à Reuters. "),
    ("fr", "12 % lisent (3). "),
    ("en", "according to Orbis, 12% read, "),
    ("en", "the Orbis report said 12%, "),
    ("en", "a survey by Orbis found 12%, "),
    ("en", "Ada Brun said “oui,” she told Reuters, "),
    ("en", "First, 12%. (Orbis, 2016) "),
]
ENTRIES = "\n\nSources\n\n(3) – Ada Brun – « Les marées » – Le Courrier – 26 mai 2013\n"


def read(text: str, language: str) -> Article:
    """One paragraph of sentences, without the reader: whatever a sentence is, it ends."""
    sentences = tuple(Sentence(m.start(), m.end(), 0, 0) for m in re.finditer(r"[^\n.]+\.?", text))
    return Article(
        path="a",
        text=text,
        plain=Plain(text),
        sha256="0",
        format="text",
        language=language,
        sections=(Section(0, "body", 0, len(text)),),
        sentences=sentences,
    )


def calls(text: str, language: str) -> int:
    """How many functions are called to find and link the sources of the text."""
    article = read(text, language)
    people = tuple(
        PersonMention(m.start(), m.end(), m.group(), m.group(), "directrice", "Lune")
        for m in re.finditer("Ada Brun", text)
    )
    statistics = tuple(
        Statistic(m.start(), m.end(), "share", 12.0, unit="%") for m in re.finditer(r"12 ?%", text)
    )
    quotations = tuple(
        Quotation(m.start(), m.end(), "Ada Brun", "Ada Brun") for m in re.finditer("oui", text)
    )
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        sources, notes = find_references(article, (), Names(people=people))
        link(
            article,
            Mentions(
                statistics=statistics,
                quotations=quotations,
                people=people,
                sources=sources,
                notes=notes,
            ),
        )
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(("language", "sentence"), REPEATED)
def test_four_times_the_text_is_no_more_than_about_four_times_the_work(
    language: str, sentence: str
) -> None:
    calls(sentence + ENTRIES, language)  # patterns are made once
    once, four = 300, 1200
    small = calls(sentence * once + ENTRIES, language)
    large = calls(sentence * four + ENTRIES, language)
    assert large < 6 * small
