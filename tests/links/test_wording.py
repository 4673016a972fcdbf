"""The words by which pages tell what they are: read alone, and the same as the language's."""

from __future__ import annotations

import pytest

from kb.languages import codes, load, table
from kb.links.wording import wording


@pytest.mark.parametrize("code", codes())
def test_a_table_alone_is_that_of_the_whole_file(code: str) -> None:
    assert table(code, "links") == load(code).table("links")


def test_a_table_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError):
        table("fr", "no such table")


@pytest.mark.parametrize(
    "said",
    [
        "cette photo a ete effacee",
        "le blog a ete ferme",
        "contenu depublie",
        "ce produit n'est plus commercialise",
        "this page has been withdrawn",
        "invalid thread specified",
        "no such user",
    ],
)
def test_what_is_missing_is_said_in_many_ways(said: str) -> None:
    assert wording().missing.search(said)


@pytest.mark.parametrize(
    "said",
    ["the page of the week", "un produit de la vallee", "no such luck with this old product"],
)
def test_what_is_there_is_not_missing(said: str) -> None:
    assert wording().missing.search(said) is None


@pytest.mark.parametrize("bait", ["page ", "no such ", "n'avons pas trouve ", "this page of "])
def test_long_bait_is_gone_through(bait: str) -> None:
    assert wording().missing.search(bait * (100_000 // len(bait))) is None
