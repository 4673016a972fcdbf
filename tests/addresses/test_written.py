"""Where addresses stand in running text, and where they end."""

import pytest

from kb.addresses import find_written


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find_written(text)]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("Voir http://example.org/a.", ["http://example.org/a"]),
        ("(voir https://example.org/a)", ["https://example.org/a"]),
        ("https://example.org/Moon_(film), 2009", ["https://example.org/Moon_(film)"]),
        (
            "« http://example.org/a » et “www.example.com”",
            ["http://example.org/a", "www.example.com"],
        ),
        ("‘http://example.org/a’ dit-elle", ["http://example.org/a"]),
        ("'http://example.org/a'", ["http://example.org/a"]),
        (
            '<a href="http://example.org/a">http://example.org/b</a>',
            ["http://example.org/a", "http://example.org/b"],
        ),
        (
            "[ici](http://example.org/a)[là](http://example.org/b),",
            ["http://example.org/a", "http://example.org/b"],
        ),
        (
            "**www.example.org** et _http://example.org/a_",
            ["www.example.org", "http://example.org/a"],
        ),
        ("http://example.org/a_ est une adresse", ["http://example.org/a_"]),
        (
            "http://example.org/0,14-0@2-3214,36.html ?",
            ["http://example.org/0,14-0@2-3214,36.html"],
        ),
        (
            "http://example.org/a,http://example.com/b",
            ["http://example.org/a", "http://example.com/b"],
        ),
        ("http://example.orghttp://example.com/b", ["http://example.org", "http://example.com/b"]),
        (
            "https://web.example.org/web/2012/http://example.com/b puis",
            ["https://web.example.org/web/2012/http://example.com/b"],
        ),
        (
            "https://example.org/r?url=https://example.com/b",
            ["https://example.org/r?url=https://example.com/b"],
        ),
        ("http://example.org/a…", ["http://example.org/a"]),
        (
            "http://example.org/a👍 http://example.org/b →",
            ["http://example.org/a", "http://example.org/b"],
        ),
        ("www.example.org's figures", ["www.example.org"]),
        (
            "http://example.org/a[2] http://example.org/b²",
            ["http://example.org/a", "http://example.org/b"],
        ),
        ("http://example.org/?a[]=1&b[0]=2", ["http://example.org/?a[]=1&b[0]=2"]),
        ("Site:www.example.org", ["www.example.org"]),
        ("Source:http://example.org/a", ["http://example.org/a"]),
        ("http//example.org/a et http:/example.com", ["http//example.org/a", "http:/example.com"]),
        ("http ://example.org/a", ["http ://example.org/a"]),
        ("http://localhost:8000/a http://[::1]/b", ["http://localhost:8000/a", "http://[::1]/b"]),
        ("https://bücher.example/straße", ["https://bücher.example/straße"]),
        ("https://example.org/This post", ["https://example.org/This"]),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(text: str, addresses: list[str]) -> None:
    assert found(text) == addresses


@pytest.mark.parametrize(
    "text",
    [
        "boncoin.example et example.org",
        "ada@www.example.org",
        "les adresses en http:// ou en www. sont rares",
        "www.exemple",
        "http://monsite",
        "une phrase : http",
        "@example",
    ],
)
def test_names_handles_and_mail_are_no_addresses(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "address",
    [
        "http:// www.example.org/a",
        "http://www. example.org/a",
        "http://www.example .org/a",
        "http://example.org/un-long-titre-\nsur-les-arbres.html",
        "http://example.org/rapports/ etude-des-arbres-2014.pdf",
        "http://example.org/liste?page=1& tri=2",
        "http://example.org/la-joPhoto : Ada Lune 12urnee-des-arbres-4512",
        "http://example.org/une-grande-joSalle B12urnee-bleue",
        "www.deux-arbres.example/guide",
    ],
)
def test_a_broken_address_goes_on_where_the_evidence_is_strong(address: str) -> None:
    assert found(f"Voir {address} et la suite.") == [address]


@pytest.mark.parametrize(
    "text",
    [
        "http://example.org/a je-ne-sais-quoi",
        "http://example.org/ c'est-à-dire partout",
        "http://example.org/a- celui-ci",
        "http://example.org/\n- un-point-de-liste",
        "http://example.org/page.html un-titre-en-cinq-mots-collés",
        "http://example.org/wiki/ParisPhoto de Ada est-ce-que-la-mer-monte",
        "http://example.org/a\n\nun-autre-titre-dans-un-paragraphe.html",
        "http://example.org/a http://example.org/b",
        "http://example.org/a www.example.org",
    ],
)
def test_words_behind_an_address_are_not_drawn_in(text: str) -> None:
    assert found(text)[0].split()[0] == found(text)[0]
