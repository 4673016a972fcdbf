"""Which addresses hide where they lead."""

import re

import pytest

from kb.addresses import is_share_button, is_shortened
from kb.addresses.canonical import host
from kb.addresses.shorteners import shortener_hosts


@pytest.mark.parametrize(
    "url",
    [
        "http://tinyurl.com/abc",
        "https://bit.ly/abc",
        "http://www.bit.ly/abc",
        "http://t.co/abc",
        "https://lemde.fr/abc",
        "https://nyti.ms/abc",
        "https://reut.rs/abc",
        "https://huit.re/abc",
        "https://frama.link/abc",
        "https://youtu.be/abc",
        "HTTPS://BIT.LY/abc",
    ],
)
def test_shorteners(url: str) -> None:
    assert is_shortened(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://doi.org/10.1000/1",
        "https://hdl.handle.net/1000/1",
        "https://perma.cc/ABCD-1234",
        "https://archive.ph/abcde",
        "https://web.archive.org/web/2012/http://bit.ly/abc",
        "https://example.org/bit.ly/abc",
        "https://bit.ly.example.org/abc",
        "https://bit.ly/",
        "https://t.me/example",
        "https://notbit.ly.example/abc",
    ],
)
def test_what_is_no_shortener(url: str) -> None:
    assert not is_shortened(url)


def test_every_line_of_the_lists_is_a_host() -> None:
    assert len(shortener_hosts()) > 300
    for name in shortener_hosts():
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", name), name
        assert host(f"http://{name}/a") == name


def test_sharing_buttons() -> None:
    assert is_share_button("https://www.facebook.com/sharer/sharer.php?u=https://example.org/")
    assert is_share_button("https://twitter.com/intent/tweet?url=https://example.org/")
    assert not is_share_button("https://twitter.com/ada/status/1")
    assert not is_share_button("https://www.facebook.com/ada")
