"""Statistics of any text: exact places, finite values, no crash, no runaway time."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.extraction.numbers import find_statistics
from tests.extraction.numbers.written import written

KINDS = {"share", "count", "money", "duration", "rank", "change", "multiple", "other"}
QUALIFIERS = {"", "more than", "less than", "about", "at least", "at most", "nearly", "only"}
# Pieces that the rules look for, in any order.
WORDS = """
1 12 2013 1,5 1.200 3/4 % € $ £ - – ( ) , ; : . de d' à and to of in sur fois plus times
million milliards deux trois three half moitié ans years euros points x x2 entre between
en contre dont baisse up les des la people personnes 5ème 2nd
"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join))


@pytest.mark.parametrize("language", ["fr", "en"])
@given(text=TEXTS)
def test_any_text_gives_exact_places_and_finite_values(language: str, text: str) -> None:
    last = 0
    for found in find_statistics(written(text, language)):
        assert last <= found.start < found.end <= len(text)
        last = found.end
        words = text[found.start : found.end]
        assert words == words.strip()
        assert math.isfinite(found.value)
        assert found.value_high is None or math.isfinite(found.value_high)
        assert found.kind in KINDS
        assert found.qualifier in QUALIFIERS
        assert found.subject is None or (found.subject.strip() and found.subject in text)


HOSTILE = ["1", "1 ", "1.", "1-", "1/2 ", "sur ", "deux ", "de 3 à ", "a", "a@", "(", "2013 1 % "]


@pytest.mark.parametrize("bait", HOSTILE)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_text_makes_the_rules_run_away(language: str, bait: str) -> None:
    # A pattern that backtracks without end would never come back from this.
    find_statistics(written(bait * (20_000 // len(bait)), language))
