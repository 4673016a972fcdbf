"""Reads a few invented sentences through extraction and linking, and says what backs what."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from kb.extraction import extract
from kb.linking import link
from kb.reading import read
from kb.records import Article, Findings, SourceMention


def article_of(text: str, language: str, suffix: str = ".txt") -> Article:
    """The text, read from a file of its own, in the language given."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"article{suffix}"
        file.write_text(text, encoding="utf-8")
        return replace(read(file, root=Path(folder)), language=language)


def findings_of(text: str, language: str, suffix: str = ".txt") -> Findings:
    """What kb finds in the text, without a name model: rules alone must do."""
    article = article_of(text, language, suffix)
    return link(article, extract(article, None))


def called(findings: Findings, work: int) -> str:
    """All that the article says of a work, in one string."""
    said: list[str] = []
    for source in findings.mentions.sources:
        if source.work == work:
            said += [x for x in _fields(source) if x]
            said.append(findings.article.text[source.start : source.end])
    return " | ".join(said)


def backing(findings: Findings, words: str) -> list[str]:
    """The sources of the claim that holds these words."""
    return [called(findings, c.work) for c in _citations(findings, words)]


def relays(findings: Findings, words: str) -> list[str]:
    """What the claim's sources came through."""
    return [called(findings, c.via) for c in _citations(findings, words) if c.via is not None]


def rules(findings: Findings, words: str) -> list[str]:
    return [c.rule for c in _citations(findings, words)]


def support(findings: Findings, words: str) -> str | None:
    """sourced, attributed, none; None where no claim holds the words."""
    number = _claim(findings, words)
    return None if number is None else findings.claims[number].support


def _claim(findings: Findings, words: str) -> int | None:
    text = findings.article.text
    assert words in text, words
    at = text.index(words)
    held = (n for n, c in enumerate(findings.claims) if c.start <= at < c.end)
    return next(held, None)


def _citations(findings: Findings, words: str) -> list:
    number = _claim(findings, words)
    return [c for c in findings.citations if c.claim == number and number is not None]


def _fields(source: SourceMention) -> tuple[str | None, ...]:
    return source.title, source.author, source.publisher, source.container, source.url
