"""Every address of an article is one mention, at its place."""

import json
from array import array
from pathlib import Path

import pytest

from kb.extraction.links import find_links
from kb.records import Anchor, Article, LinkMention, Plain, Section

SHARED = Path(__file__).parents[2].parent / "shared"


def article(text: str, plain: Plain | None = None, **fields: object) -> Article:
    return Article("a.md", text, plain or Plain(text), "", "markdown", **fields)  # type: ignore[arg-type]


def urls(found: tuple[LinkMention, ...]) -> list[str]:
    return [mention.url for mention in found]


def page(*pieces: str | tuple[str, str], **fields: object) -> Article:
    """An article as read from HTML: pieces of text, and links as (words, address)."""
    text, anchors = "", []
    for piece in pieces:
        words, href = piece if isinstance(piece, tuple) else (piece, None)
        if href is not None:
            anchors.append(Anchor(len(text), len(text) + len(words), href))
        text += words
    return article(text, anchors=tuple(anchors), **fields)


def test_a_written_address_says_where_it_stands_and_what_was_mended() -> None:
    text = "Voir http//example.org/a&amp;b=1."
    (found,) = find_links(article(text))
    assert text[found.start : found.end] == found.written == "http//example.org/a&amp;b=1"
    assert found.url == "http://example.org/a&b=1"
    assert found.repair == "entities decoded; scheme mended"
    assert found.anchor_text is None


def test_a_soft_hyphen_that_reading_left_out_counts_as_mended() -> None:
    text = "http://exam\u00adple.org/a"
    plain = text.replace("\u00ad", "")
    at = [i for i, c in enumerate(text) if c != "\u00ad"]
    read = Plain(plain, array("i", at), array("i", [i + 1 for i in at]))
    (found,) = find_links(article(text, read))
    assert found.written == text
    assert found.url == plain
    assert found.repair == "invisible characters removed"


def test_a_link_of_a_page_keeps_its_words_and_its_tracking_parameters() -> None:
    (found,) = find_links(page("Lire ", ("l'enquête", "https://example.org/a?utm_source=b"), "."))
    assert (found.start, found.end) == (5, 14)
    assert found.anchor_text == "l'enquête"
    assert found.url == "https://example.org/a?utm_source=b"
    assert found.stripped == "utm_source=b"
    assert found.written_at is None


@pytest.mark.parametrize(
    "words",
    [
        "https://example.org/un-long-titre",
        "http://www.example.org/un-long-titre/",
        "https://example.org/un-lo…",
        "www.example.org/un-lo...",
    ],
)
def test_a_link_that_shows_its_own_address_is_one_place(words: str) -> None:
    found = find_links(page("Voir ", (words, "https://example.org/un-long-titre"), " là"))
    assert urls(found) == ["https://example.org/un-long-titre"]


def test_a_link_that_shows_another_address_is_two() -> None:
    found = find_links(page(("http://example.org/a", "http://example.com/b")))
    assert sorted(urls(found)) == ["http://example.com/b", "http://example.org/a"]


def test_a_link_ends_where_its_markup_says() -> None:
    found = find_links(page(("http://example.org/a", "http://example.org/a"), "Cette page"))
    assert urls(found) == ["http://example.org/a"]
    found = find_links(page("http://example.org/", ("Lire la suite", "http://example.org/b")))
    assert urls(found) == ["http://example.org/", "http://example.org/b"]


def test_markdown_gives_the_place_of_the_address_itself() -> None:
    text = "[ici](http://example.org/a) fin"
    read = Plain(
        "ici fin", array("i", [1, 2, 3, 27, 28, 29, 30]), array("i", [2, 3, 4, 28, 29, 30, 31])
    )
    anchor = Anchor(0, 3, "http://example.org/a", (6, 26))
    (found,) = find_links(article(text, read, anchors=(anchor,)))
    assert text[slice(*found.written_at or ())] == found.written == "http://example.org/a"
    assert (found.start, found.end, found.anchor_text) == (0, 3, "ici")


def test_a_bare_address_that_markdown_made_a_link_is_one_place() -> None:
    text = "http://example.org/a"
    found = find_links(article(text, anchors=(Anchor(0, 20, text, (0, 20)),)))
    assert urls(found) == [text]


@pytest.mark.parametrize(
    "href",
    [
        "#note3",
        "",
        "mailto:ada@example.org",
        "javascript:void(0)",
        "tel:+33100000000",
        "data:text/plain,a",
        "https://example.org/page#note3",
        "https://twitter.com/intent/tweet?url=https://example.org/page",
        "http://",
        "http://[",
    ],
)
def test_what_is_no_link_to_the_web(href: str) -> None:
    assert find_links(page(("mot", href), url="https://example.org/page")) == ()


def test_a_relative_link_needs_the_address_of_its_page() -> None:
    assert find_links(page(("mot", "../b?c=1"))) == ()
    (found,) = find_links(page(("mot", "../b?c=1"), url="https://example.org/x/y/z"))
    assert found.url == "https://example.org/x/b?c=1"
    assert found.written == "../b?c=1"
    assert found.repair == "resolved against the page's address"


def test_links_of_menus_are_passed_over_but_not_written_addresses() -> None:
    menu = (Section(0, "navigation", 0, 40),)
    found = find_links(
        page(("Accueil", "http://example.org/"), " http://example.org/b", sections=menu)
    )
    assert urls(found) == ["http://example.org/b"]


def test_front_matter_that_is_not_read_still_holds_addresses() -> None:
    text = "---\nid: https://example.org/?p=8\nimage: /a.jpg\n---\nTexte http://example.org/b\n"
    at = range(text.index("Texte"), len(text))
    read = Plain(text[at[0] :], array("i", at), array("i", [i + 1 for i in at]))
    first, second = find_links(article(text, read))
    assert first.url == first.written == "https://example.org/?p=8"
    assert text[slice(*first.written_at or ())] == first.written
    assert second.url == "http://example.org/b"
    assert len(find_links(article(text))) == 2


def test_bare_dois_are_addresses_once() -> None:
    text = "Voir doi:10.1000/Abc.d. Et https://doi.org/10.1000/e.f aussi."
    assert urls(find_links(article(text))) == [
        "https://doi.org/10.1000/Abc.d",
        "https://doi.org/10.1000/e.f",
    ]
    linked = page(("doi:10.1000/abc.d", "https://doi.org/10.1000/abc.d"))
    assert urls(find_links(linked)) == ["https://doi.org/10.1000/abc.d"]


def test_the_words_of_the_article_help_to_mend() -> None:
    text = "La replution. http://example.org/la-grande-reMusée Laloplution-verte-2014 fin"
    (found,) = find_links(article(text))
    assert found.url == "http://example.org/la-grande-replution-verte-2014"


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the marked articles in ../shared")
@pytest.mark.parametrize("gold", sorted((SHARED / "gold").glob("*.json")), ids=lambda p: p.stem)
def test_marked_articles(gold: Path) -> None:
    """Every marked address of a text is found with its repaired form."""
    marked = json.loads(gold.read_text(encoding="utf-8"))
    (file,) = (SHARED / "articles").glob(f"*/{marked['article']}.*")
    text = file.read_bytes().decode("utf-8")
    assert sorted(urls(find_links(article(text)))) == sorted(u["url"] for u in marked["urls"])
