"""Quotations of any text: exact places, no marks at their ends, known speakers, no runaway time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.extraction.names import Models, find_names
from kb.extraction.quotations import find_quotations
from tests.extraction.names.articles import article

WORDS = """
« » “ ” " „ ‘ ’ ' , . : ; ! ? … – — ( ) @ Jean Roux Anne M. Dr dit affirme said told explique
selon according to le maire the mayor elle she il he -t-il que that qui who Institut Insee
livre titled une un l' d' nous we est is ministre, professeur of de du
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "« Oui », dit Jean Roux.", "“No,” said Ann Roe."])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=50).map(" ".join))


@pytest.mark.parametrize("language", ["fr", "en"])
@given(text=TEXTS)
def test_any_text_gives_exact_places_and_known_speakers(language: str, text: str) -> None:
    read = article(text, language)
    names = find_names(read, Models(enabled=False))
    people = {mention.name for mention in names.people}
    organisations = {mention.name for mention in names.organisations}
    quotations, attributions = find_quotations(read, names)
    for found in quotations:
        assert 0 <= found.start < found.end <= len(text)
        words = text[found.start : found.end]
        assert words == words.strip()
        assert words[0] not in "»«" or words[0] in words[1:] or len(set(words) & set("«»")) > 1
        assert found.person is None or found.organisation is None
        assert found.person is None or found.person in people
        assert found.organisation is None or found.organisation in organisations
        assert 0 <= found.confidence <= 1
        assert 0 <= found.speaker_confidence <= 1
    for claim in attributions:
        assert 0 <= claim.start < claim.end <= len(text)
        # « selon le maire » without a name is still somebody's word
        assert claim.person is None or claim.organisation is None
        assert claim.person is None or claim.person in people
        assert claim.organisation is None or claim.organisation in organisations
        assert claim.cue


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "bait",
    [
        "« ",
        "» ",
        '" ',
        "“a ” ",
        "A",
        "Jean Roux ",
        "dit ",
        "dit-il, ",
        "selon ",
        "A.",
        "( ",
        "de la ",
        "« Oui », dit Jean Roux. ",
        "Jean Roux, maire de Lyon, ",
        "@a ",
        "l'",
        "Institut de la ",
    ],
)
def test_hostile_strings_end(language: str, bait: str) -> None:
    text = bait * (100_000 // len(bait))
    read = article(text, language)
    find_quotations(read, find_names(read, Models(enabled=False)))
