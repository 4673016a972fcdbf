"""One key for all spellings of an address."""

import socket

import pytest

from kb.addresses import domain, host, key, stripped


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a", "https://www.example.org/a/"),
        ("http://example.org", "https://example.org:443/"),
        ("http://EXAMPLE.org:80/a", "http://example.org./a"),
        ("http://example.org/a/../b", "http://example.org/./b"),
        ("http://example.org/%7Euser", "http://example.org/~user"),
        ("http://example.org/%c3%a9t%c3%a9", "http://example.org/été"),
        ("http://example.org/e\u0301te\u0301", "http://example.org/été"),
        ("http://example.org/a b", "http://example.org/a%20b"),
        ("https://bücher.example/", "https://xn--bcher-kva.example"),
        ("http://example.org/a?x=1&y=2", "http://example.org/a?y=2&x=1"),
        ("http://example.org/a?q=un+mot", "http://example.org/a?q=un%20mot"),
        ("http://example.org/a?utm_source=x&fbclid=y", "http://example.org/a"),
        ("http://example.org/?utm_source=x&p=1", "http://example.org?p=1"),
        ("http://example.org/a#xtor=RSS-3208", "http://example.org/a"),
        ("http://example.org/a#:~:text=mot", "http://example.org/a"),
        ("https://twitter.com/ada/status/1?s=20", "https://twitter.com/ada/status/1"),
        ("http://ada:secret@example.org/a", "http://example.org/a"),
        ("http://dx.doi.org/10.1000/ABC", "https://doi.org/10.1000/abc"),
    ],
)
def test_spellings_of_one_address_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a", "http://example.org/A"),
        ("http://example.org/a", "http://example.org/b"),
        ("http://example.org/a?p=1", "http://example.org/a?p=2"),
        ("http://example.org/a", "http://example.org/a#part"),
        ("http://example.org/a%2Fb", "http://example.org/a/b"),
        ("http://example.org/a%26b", "http://example.org/a&b"),
        ("http://example.org/a", "http://example.org:8080/a"),
        ("http://example.org/a?s=20", "http://example.org/a"),
        ("http://example.org/a", "ftp://example.org/a"),
        ("http://example.org/a--b", "http://example.org/a-b"),
    ],
)
def test_different_addresses_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_what_cannot_be_parsed_is_its_own_key() -> None:
    assert key("http://exa mple.org/") == "http://exa mple.org/"
    assert host("http://exa mple.org/") == domain("http://exa mple.org/") == ""
    assert stripped("http://exa mple.org/?utm_source=a") == ""


def test_stripped_names_what_the_key_leaves_out() -> None:
    assert stripped("http://example.org/a?utm_source=x&p=1&xtor=AL-6") == "utm_source=x&xtor=AL-6"
    assert stripped("http://example.org/a?p=1#xtor=RSS-1") == "#xtor=RSS-1"
    assert stripped("http://example.org/a#part:~:text=mot") == "#:~:text=mot"
    assert stripped("http://example.org/a?p=1#part") == ""


@pytest.mark.parametrize(
    ("url", "expected_host", "expected_domain"),
    [
        ("https://www.Example.co.uk:8080/a", "www.example.co.uk", "example.co.uk"),
        ("https://ada.blogspot.com/a", "ada.blogspot.com", "ada.blogspot.com"),
        ("https://ville.gouv.fr/", "ville.gouv.fr", "ville.gouv.fr"),
        ("http://127.0.0.1/a", "127.0.0.1", "127.0.0.1"),
        ("http://2130706433/", "127.0.0.1", "127.0.0.1"),
        ("http://localhost/a", "localhost", "localhost"),
        ("https://bücher.example/", "xn--bcher-kva.example", "xn--bcher-kva.example"),
    ],
)
def test_host_and_domain(url: str, expected_host: str, expected_domain: str) -> None:
    assert (host(url), domain(url)) == (expected_host, expected_domain)


def test_nothing_is_asked_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a network connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert domain("https://a.example.co.jp/") == "example.co.jp"
