"""DOIs and ISBNs in running text and in addresses."""

import pytest

from kb.addresses import doi_url, find_doi, find_isbn


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("doi:10.1000/xyz-1.", "10.1000/xyz-1"),
        ("(DOI: 10.1000/Xyz)", "10.1000/xyz"),
        ("doi 10.1000/5", "10.1000/5"),
        ("10.1000/journal.abc.0115253, 2014", "10.1000/journal.abc.0115253"),
        ("doi:10.1002/(SICI)1097-4636(199823)43:4", "10.1002/(sici)1097-4636(199823)43:4"),
        ("https://doi.org/10.1000/ABC?x=1", "10.1000/abc"),
        ("https://doi.org/10.1000%2FABC", "10.1000/abc"),
        ("https://example.org/doi/full/10.1000/abc/full", "10.1000/abc"),
        ("https://example.org/doi/10.1000/abc.pdf", "10.1000/abc"),
        ("doi.org/10.1000/abc", "10.1000/abc"),
    ],
)
def test_dois(text: str, doi: str) -> None:
    assert find_doi(text) == doi


@pytest.mark.parametrize(
    "text",
    [
        "10.2000/5 des cas",
        "le 10.12/2014",
        "110.1000/abc.d",
        "https://example.org/a",
        "10.1000/",
        "",
    ],
)
def test_what_is_no_doi(text: str) -> None:
    assert find_doi(text) is None


def test_the_address_of_a_doi_escapes_what_an_address_cannot_hold() -> None:
    assert doi_url("10.1000/abc") == "https://doi.org/10.1000/abc"
    assert doi_url("10.1002/a<b>#2") == "https://doi.org/10.1002/a%3Cb%3E%232"


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("ISBN 978-0-306-40615-7", "9780306406157"),
        ("ISBN-13 : 978 0 306 40615 7", "9780306406157"),
        ("9780306406157", "9780306406157"),
        ("ISBN 0-306-40615-2", "9780306406157"),
        ("ISBN: 0-8044-2957-X", "9780804429573"),
        ("tél. 0612345678, ISBN 0306406152", "9780306406157"),
    ],
)
def test_isbns(text: str, isbn: str) -> None:
    assert find_isbn(text) == isbn


@pytest.mark.parametrize(
    "text", ["978-0-306-40615-8", "ISBN 0-306-40615-3", "0306406152", "1234567890123", ""]
)
def test_what_is_no_isbn(text: str) -> None:
    assert find_isbn(text) is None
