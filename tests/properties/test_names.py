"""Names of any text: exact places, and a look-up that finds every name again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extraction.names.articles import names_of

WORDS = """
Jean Anne Roux Le La de du van der M. Mme Dr Sen. Jr J. (AB) (CJR) Columbia Review Institut
université Trust l' d’ directeur de, maire president of the , . ( ) « » : – @jean 34 ans is est
"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=50).map(" ".join))


@pytest.mark.parametrize("language", ["fr", "en"])
@given(text=TEXTS)
def test_any_text_gives_exact_places(language: str, text: str) -> None:
    names = names_of(text, language)
    for mentions in (names.people, names.organisations):
        last = 0
        for mention in mentions:
            assert last <= mention.start < mention.end <= len(text)
            last = mention.end
            assert " ".join(text[mention.start : mention.end].split()) == mention.written
            assert mention.name.strip()
    for person in names.people:
        assert names.person(person.name) is not None
    for organisation in names.organisations:
        assert names.organisation(organisation.written) is not None
