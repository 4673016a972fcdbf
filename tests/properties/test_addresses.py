"""What holds for addresses whatever the text: no crash, exact places, stable keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.addresses import (
    domain,
    find_doi,
    find_isbn,
    find_written,
    host,
    is_share_button,
    is_shortened,
    key,
    repair,
    repair_href,
    stripped,
)
from kb.extraction.links import find_links
from kb.records import Anchor, Article, Plain

# Text made of what addresses are made of and broken by.
BITS = st.one_of(
    st.sampled_from(("http://", "https:", "//", "www.", "example.org", ".fr", "/", "-", "a-b-c")),
    st.sampled_from(("?x=1", "&amp;", "#", "%C3%A9", "é", "This", "Caption 12x-y-z", ".html")),
    st.sampled_from(("doi:", "10.1000/", "978030640615", "7", "@", ":", "\\", "[::1]")),
    st.sampled_from(tuple("()[]«»’– \n\u00ad\u00a0\x00")),
)
TEXT = st.one_of(st.text(max_size=60), st.lists(BITS, max_size=14).map("".join))


@given(TEXT)
def test_no_text_upsets_the_functions(text: str) -> None:
    for function in (key, host, domain, stripped, is_shortened, is_share_button):
        function(text)
    for function in (repair, repair_href, find_doi, find_isbn):
        function(text)


@given(TEXT)
def test_found_addresses_lie_in_the_text_in_order(text: str) -> None:
    at = 0
    for start, end in find_written(text):
        assert at <= start < end <= len(text)
        assert not text[start:end][0].isspace() and not text[start:end][-1].isspace()
        at = end


@given(TEXT)
def test_repair_is_done_after_one_pass(text: str) -> None:
    for start, end in find_written(text):
        once = repair(text[start:end])
        assert once.url not in once.readings
        assert (once.url == text[start:end]) == (not once.repair)


@given(TEXT)
def test_a_key_depends_on_identity_alone(text: str) -> None:
    for start, end in find_written(text):
        url = repair(text[start:end]).url
        if not host(url):
            continue
        assert key(url) == key(" " + url + " ")
        assert key("http://" + key(url)) == key(url)


@given(TEXT, st.integers(0, 20), TEXT)
def test_links_of_any_article_have_places(text: str, length: int, href: str) -> None:
    anchor = Anchor(0, min(length, len(text)), href)
    read = Article("a.html", text, Plain(text), "", "html", anchors=(anchor,))
    for mention in find_links(read):
        assert 0 <= mention.start <= mention.end <= len(text)
        assert mention.url.lower().startswith(("http://", "https://"))
        if mention.anchor_text is None and mention.start < mention.end and mention.written != href:
            assert text[mention.start : mention.end] == mention.written


@pytest.mark.parametrize(
    "bait",
    [
        *("a", "/", "-", ".", "%", "(", "[1]", "http", "http://", "https;", "www.", "www.a."),
        *("http://www ", "http://a.b/c-dE 4", "http://a.b/c-\n", "'http://a.b/", "&amp;", "\u00ad"),
        *("10.1234/", "doi:", "978-", "ISBN "),
    ],
)
def test_long_hostile_text_takes_time_in_proportion(bait: str) -> None:
    """A pattern that runs away would not come back from 100,000 characters."""
    for text in (bait * (100_000 // len(bait)), "http://a.b/" + bait * (100_000 // len(bait))):
        for start, end in find_written(text):
            repair(text[start:end])
        for function in (repair, repair_href, key, stripped, find_doi, find_isbn):
            function(text)
