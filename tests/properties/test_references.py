# ruff: noqa: E501 - one invented sentence a line reads best
"""Whatever the text, finding and linking sources ends, and every span is one of the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.extraction.names import Names
from kb.extraction.references import find_references
from kb.linking import link
from kb.records import Article, Mentions, Plain, Section, Sentence, Statistic

PIECES = st.sampled_from(
    ["étude ", "survey ", "selon ", "according to ", "Orbis ", "l'Ibis ", "(", ")", "[1]", "(2)", "« ",
     " »", "“", "”", ". ", "\n", "\n\n", "Sources\n", "Ibid.", "40 % ", "de ", "by ", "http://a.example/b ",
     "2012", "et al., ", ": ", "- ", "relayée par ", "told ", "Reuters ", "C'est ce que ", "’s "]
)  # fmt: skip


def article(text: str, language: str) -> Article:
    sentences = tuple(
        Sentence(m.start(), m.end(), 0, number // 3)
        for number, m in enumerate(re.finditer(r"[^\n.]+\.?", text))
    )
    sections = (Section(0, "body", 0, len(text)),)
    return Article(
        "a",
        text,
        Plain(text),
        "0",
        "text",
        None,
        None,
        None,
        None,
        None,
        language,
        sections,
        sentences,
    )


def check(text: str, language: str) -> None:
    one = article(text, language)
    sources, notes = find_references(one, (), Names())
    statistics = tuple(
        Statistic(m.start(), m.end(), "share", 40.0, unit="%") for m in re.finditer("40 %", text)
    )
    found = link(one, Mentions(statistics=statistics, sources=sources, notes=notes))
    for span in (*sources, *found.claims, *found.citations, *found.relays, *found.mentions.sources):
        assert 0 <= span.start <= span.end <= len(text)
    works = {source.work for source in sources}
    assert {c.work for c in found.citations} <= works
    assert {c.via for c in found.citations if c.via is not None} <= works
    assert len(found.statistic_claims) == len(statistics)
    for number, statistic in zip(found.statistic_claims, statistics, strict=True):
        claim = found.claims[number]
        assert claim.start <= statistic.start < claim.end


@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["fr", "en"]))
def test_any_mixture_of_words(text: str, language: str) -> None:
    check(text, language)


@given(st.text(max_size=300), st.sampled_from(["fr", "en"]))
def test_any_text(text: str, language: str) -> None:
    check(text, language)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "bait",
    ["A", "(", "« ", "étude ", "study by the ", "Lune de la ", "(Abc, 2012) ", "[1] ", "selon Lune, ",
     "Lune-Mars’Vent&Mer ", "étude, a", "Institut de de ", "- Ab, dit\n", "M. ", "\"a\" "],
)  # fmt: skip
def test_hostile_repetition(bait: str, language: str) -> None:
    check(bait * (100_000 // len(bait)), language)
