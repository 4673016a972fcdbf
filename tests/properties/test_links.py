"""The checker meets what strangers send: no text, address or header may break or hang it."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.links import expansion, handles, paths
from kb.links.bodies import unpacked
from kb.links.chain import Chain, Hop
from kb.links.fence import Fence, Refused, without_credentials
from kb.links.fetch import Answer
from kb.links.judging import fragment, judge
from kb.links.likeness import alike, sketch
from kb.links.page import Page, onward, page_of
from kb.links.probe import Probe, _place
from kb.links.retrying import retry_after
from kb.links.verdicts import VERDICTS
from kb.links.wording import wording

text = st.text(max_size=200)
addresses = st.one_of(
    text,
    st.builds("http://{}/{}".format, st.text(max_size=30), text),
    st.builds("https://a.example/{}?{}#{}".format, text, text, text),
)
markup = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<title>", "</title>", "<h1>", "</h1>", "<p>", "<script>", "</script>", "<nav>",
                "<meta http-equiv=refresh content='0;url=", "<body>", "</html>", "<!--", "-->",
                "<input type=password>", "<a name=x>", "page introuvable", "404", "\x00", "&#0;",
            ]
        ),
        text,
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(addresses)
def test_an_address_is_refused_or_has_a_host_and_a_port(url: str) -> None:
    try:
        found = Fence(allow_private=True).target(url)
    except Refused as refused:
        assert str(refused)
        return
    assert found.host and 0 < found.port < 65_536
    assert "@" not in found.url.partition("://")[2].partition("/")[0]
    again = Fence(allow_private=True).target(found.url)
    assert again.url == found.url


@given(addresses)
def test_what_an_address_tells_is_found_without_fail(url: str) -> None:
    paths.words(url)
    paths.numbers(url)
    paths.is_front(url)
    paths.is_page(url)
    handles.handle_of(url)
    fragment(url)
    without_credentials(url)
    expansion.is_short_form(url)


@given(addresses)
def test_a_made_up_address_is_another_one_on_the_same_host(url: str) -> None:
    try:
        target = Fence(allow_private=True).target(url)
    except Refused:
        return
    made, place = _place(target.url)
    assert made != target.url
    assert Fence(allow_private=True).target(made).host == target.host
    assert place


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "gzip, gzip", ""]))
def test_any_body_is_unpacked_or_not(body: bytes, encoding: str) -> None:
    found = unpacked(body, encoding, 1000)
    assert found is None or len(found) <= 4000


@given(markup, st.sampled_from(["text/html", "text/plain", "", "text/html; charset=x", "a/xml"]))
def test_any_page_gets_a_verdict_with_its_evidence(body: str, kind: str) -> None:
    octets = body.encode("utf-8", "surrogatepass")
    answer = Answer("http://a.example/b/c", "a.example", 200, {"Content-Type": kind}, octets)
    onward(answer)
    page = page_of(answer, anchors=True)
    if page is not None:
        own = sketch(page, answer.url, answer.url)
        assert alike(own, own)

    async def probe(_: str) -> Probe:
        return Probe(hard=False, sketch=sketch(page or Page(), answer.url, answer.url))

    chain = Chain((Hop("http://a.example/x", 301),), answer.url, answer, None, 200)
    for shortened in (False, True):
        found = asyncio.run(judge("http://a.example/x", chain, is_shortened=shortened, probe=probe))
        assert found.verdict in VERDICTS and found.evidence


@given(text)
def test_any_header_that_asks_to_wait_is_seconds_or_nothing(written: str) -> None:
    found = retry_after(written)
    assert found is None or found >= 0


@pytest.mark.parametrize(
    "bait",
    [
        "a" * 100_000, "page " * 20_000, "page que vous " * 8_000, "' " * 50_000,
        "page" + " «" * 50_000,
        "cannot find " * 9_000, "404 " * 25_000, "<" * 100_000, "<p>" * 30_000, "&" * 100_000,
    ],
)  # fmt: skip
def test_long_hostile_text_is_gone_through(bait: str) -> None:
    """Quadratic patterns would take minutes here."""
    for pattern in (wording().missing, wording().parked, wording().walls, wording().sign_in):
        pattern.search(bait)
    answer = Answer(
        "http://a.example/b", "a.example", 200, {"Content-Type": "text/html"}, bait.encode()
    )
    assert page_of(answer) is not None
