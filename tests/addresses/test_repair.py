"""Addresses as they stand in articles, and what their authors meant."""

import pytest

from kb.addresses import repair, repair_href


@pytest.mark.parametrize(
    ("written", "url", "mends"),
    [
        ("https://example.org/a?b=1#c", "https://example.org/a?b=1#c", ""),
        ("www.example.org/a", "http://www.example.org/a", "scheme added"),
        ("http//www.example.org/a", "http://www.example.org/a", "scheme mended"),
        ("http:/example.org/a", "http://example.org/a", "scheme mended"),
        ("http:///example.org/a", "http://example.org/a", "scheme mended"),
        ("http ://example.org/a", "http://example.org/a", "scheme mended"),
        ("https: //example.org/a", "https://example.org/a", "scheme mended"),
        ("https;//example.org/a", "https://example.org/a", "scheme mended"),
        (r"http:\\example.org", "http://example.org", "scheme mended"),
        ("ttps://example.org/a", "https://example.org/a", "scheme mended"),
        ("HTTP://example.org/A", "HTTP://example.org/A", ""),
        ("http://https://example.org/a", "https://example.org/a", "scheme repeated"),
        ("« http://example.org/a ».", "http://example.org/a", "punctuation removed"),
        (
            "(http://example.org/Moon_(film))",
            "http://example.org/Moon_(film)",
            "punctuation removed",
        ),
        ("http://example.org/a)", "http://example.org/a", "punctuation removed"),
        (
            "http://example.org/a&amp;b=1&copy=2",
            "http://example.org/a&b=1&copy=2",
            "entities decoded",
        ),
        ("http://example.org/a&nbsp;suite", "http://example.org/a", "entities decoded"),
        ("http://example.org/a&gt;suite", "http://example.org/a", "entities decoded"),
        (
            "http://exam\u00adple.org/\u200ba",
            "http://example.org/a",
            "invisible characters removed",
        ),
        ("http://example.org/a \u00ad", "http://example.org/a", "invisible characters removed"),
        (r"http://example.org/un\_mot", "http://example.org/un_mot", "escapes removed"),
        (
            "http://example.org/un-ti\ntre-long",
            "http://example.org/un-titre-long",
            "line break removed",
        ),
        ("http://example.org/\u00a0a-b", "http://example.org/a-b", "white space removed"),
        ("http://example.org/a–b-c", "http://example.org/a--b-c", "typography undone"),
        (
            "http://example.org/a–b.html?c=1",
            "http://example.org/a--b.html?c=1",
            "typography undone",
        ),
        ("http://example.org/l’arbre", "http://example.org/l'arbre", "typography undone"),
        (
            "http://example.org/photo-300×200",
            "http://example.org/photo-300x200",
            "typography undone",
        ),
        ("https://example.org/This", "https://example.org/", "trailing word cut"),
        ("https://example.orgVoir", "https://example.org", "trailing word cut"),
        ("https://example.org.Le", "https://example.org", "trailing word cut"),
        (
            "https://example.org/page.htmlDupont",
            "https://example.org/page.html",
            "trailing word cut",
        ),
        (
            "https://example.org/un-titre-12Cette",
            "https://example.org/un-titre-12",
            "trailing word cut",
        ),
        ("https://example.org/un-titre.Les", "https://example.org/un-titre", "trailing word cut"),
        (
            "www.example.org/a&amp;b=1",
            "http://www.example.org/a&b=1",
            "entities decoded; scheme added",
        ),
    ],
)
def test_each_mend_has_its_name(written: str, url: str, mends: str) -> None:
    repaired = repair(written)
    assert (repaired.url, repaired.repair) == (url, mends)


@pytest.mark.parametrize(
    "written",
    [
        "https://fr.example.org/wiki/%C3%89rable",
        "https://bücher.example/straße",
        "https://example.org/wiki/Lune–Terre",  # a dash in a name that no hyphens join
        "https://example.org/Paris",  # a capital alone proves nothing
        "https://example.org/watch?v=abThe",
        "https://web.example.org/2012/http://other.example/a",
        "https://example.org/%7Euser/a%20b",
    ],
)
def test_what_is_whole_is_left_alone(written: str) -> None:
    repaired = repair(written)
    assert (repaired.url, repaired.repair) == (written, "")


def test_a_caption_pasted_into_a_word_is_taken_out() -> None:
    repaired = repair("http://example.org/la-joPhoto : Ada Lune 12urnee-des-arbres-4512")
    assert repaired.url == "http://example.org/la-journee-des-arbres-4512"
    assert repaired.repair == "caption removed"
    assert "http://example.org/la-jo12urnee-des-arbres-4512" in repaired.readings


def test_the_words_of_the_article_say_where_a_caption_ends() -> None:
    written = "http://example.org/une-grande-reMusée Laloplution-verte-2014"
    repaired = repair(written, {"replution", "verte"})
    assert repaired.url == "http://example.org/une-grande-replution-verte-2014"


def test_a_dash_has_three_readings() -> None:
    repaired = repair("http://example.org/vie-privee–un-droit")
    assert repaired.url == "http://example.org/vie-privee--un-droit"
    assert repaired.readings == (
        "http://example.org/vie-privee-un-droit",
        "http://example.org/vie-privee–un-droit",
    )


def test_a_cut_word_stays_as_a_reading() -> None:
    assert repair("https://example.org/This").readings == ("https://example.org/This",)


def test_the_markup_of_a_link_is_believed() -> None:
    for href in ("https://example.org/This", "https://example.org/a–b-c", "https://example.org/a)"):
        assert repair_href(href).url == href
    assert repair_href(" https://example.org/\na\tb ").url == "https://example.org/ab"
    spaced = repair_href("https://example.org/un rapport.pdf")
    assert spaced.url == "https://example.org/un%20rapport.pdf"
    assert spaced.repair == "white space encoded"
    assert repair_href("//example.org/a").url == "http://example.org/a"
