"""An article of a few invented sentences, for the tests on numbers."""

from __future__ import annotations

import re
from itertools import pairwise

from kb.extraction.numbers import find_statistics
from kb.records import Article, Plain, Section, Sentence, Statistic

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«“\d])")


def written(text: str, language: str = "fr", kind: str = "body") -> Article:
    """One section; each line is a paragraph, cut into sentences."""
    sentences: list[Sentence] = []
    for paragraph, line in enumerate(re.finditer(r"[^\n]+", text)):
        cuts = [m.end() for m in SENTENCE_END.finditer(line[0])]
        edges = [0, *cuts, len(line[0])]
        for start, end in pairwise(edges):
            length = len(line[0][start:end].rstrip())
            at = line.start() + start
            sentences.append(Sentence(at, at + length, 0, paragraph))
    return Article(
        path="invented.txt",
        text=text,
        plain=Plain(text),
        sha256="",
        format="text",
        language=language,
        sections=(Section(0, kind, 0, len(text)),),
        sentences=tuple(sentences),
    )


def statistics(text: str, language: str = "fr") -> list[tuple[str, Statistic]]:
    """Each statistic with its words."""
    found = find_statistics(written(text, language))
    return [(text[s.start : s.end], s) for s in found]


def figures(text: str, language: str = "fr") -> list[tuple[str, str, float, str]]:
    """(words, kind, value, unit) of each statistic."""
    return [(words, s.kind, s.value, s.unit) for words, s in statistics(text, language)]


def only(text: str, language: str = "fr") -> Statistic:
    """The one statistic of a text."""
    found = statistics(text, language)
    assert len(found) == 1, [words for words, _ in found]
    return found[0][1]
