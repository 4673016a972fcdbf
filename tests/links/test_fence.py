"""The fence: however a private address is named, no connection to it is ever begun."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from kb.links import Settings
from kb.links.checking import Checker
from kb.links.fence import Fence, Refused, parse, special, without_credentials
from kb.links.names import Names
from kb.links.verdicts import Verdict
from tests.links.gallery import Gallery

# Ways to write down, in an address, a place that is not of the public Internet.
WRITTEN = [
    "http://127.0.0.1/", "http://127.0.0.1./", "http://127.1/", "http://127.0.1/",
    "http://2130706433/", "http://0x7f000001/", "http://0x7f.0x0.0x0.0x1/", "http://0177.0.0.1/",
    "http://017700000001/", "http://0x7f.1/", "http://1２7.0.0.1/", "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/", "http://127%2E0%2E0%2E1/", "http://0/", "http://0.0.0.0/",
    "http://localhost/", "http://LOCALHOST./", "http://ｌｏｃａｌｈｏｓｔ/",
    "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::a00:1]/",
    "http://[2002:7f00:1::]/", "http://[2001:0:7f00:1::]/", "http://[fe80::1]/",
    "http://[fc00::1]/", "http://[fd00:ec2::254]/", "http://[ff02::1]/", "http://[2001:db8::1]/",
    "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/",
    "http://100.100.100.200/", "http://169.254.169.254/latest/meta-data/",
    "http://168.63.129.16/", "http://198.18.0.1/", "http://224.0.0.1/", "http://255.255.255.255/",
    "http://example.org@127.0.0.1/", "http://example.org:80@127.0.0.1/",
    "http://example.org%40127.0.0.1@127.0.0.1/", "http:\\\\127.0.0.1\\", "http:127.0.0.1/",
    "http://127.0.0.1#@example.org/", "http://127.0.0.1\\@example.org/",
    "http://private.test/", "http://mixed.test/", "http://mapped.test/", "http://six.test/",
    "http://rebinding.test/", "file:///etc/passwd", "gopher://127.0.0.1/", "http://user:pw@10.0.0.1/",
]  # fmt: skip
NAMES = {
    "private.test": ["10.1.2.3"],
    "mixed.test": ["93.184.216.34", "127.0.0.1"],
    "mapped.test": ["::ffff:127.0.0.1"],
    "six.test": ["fe80::1%eth0"],
    "localhost": ["127.0.0.1", "::1"],
}


@pytest.fixture
def trap(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Every address that a connection is begun to; none is made."""
    begun: list[object] = []

    def note(_: socket.socket, address: object) -> None:
        begun.append(address)
        raise OSError("trapped")

    async def note_for_loop(_loop: object, _sock: object, address: object) -> None:
        begun.append(address)
        raise OSError("trapped")

    monkeypatch.setattr(socket.socket, "connect", note)
    monkeypatch.setattr(socket.socket, "connect_ex", note)
    monkeypatch.setattr(
        asyncio.selector_events.BaseSelectorEventLoop, "sock_connect", note_for_loop
    )
    yield begun


def check(url: str, settings: Settings) -> Verdict:
    async def run() -> Verdict:
        async with Checker(settings) as checker:
            return await checker.check(url)

    return asyncio.run(run())


@pytest.mark.parametrize("url", WRITTEN)
def test_a_private_address_is_never_connected_to(url: str, trap: list[object]) -> None:
    answers = iter([["10.9.9.9"], ["127.0.0.1"]])

    def look_up(host: str) -> Sequence[str]:
        return next(answers) if host == "rebinding.test" else NAMES[host]

    found = check(url, Settings(archive_url=None, look_up=look_up, timeout=1))
    assert (found.verdict, trap) == ("skipped", []), found.evidence
    assert found.evidence


def test_there_are_forty_ways_to_name_a_private_address() -> None:
    assert len(set(WRITTEN)) >= 40


def test_a_public_address_passes_and_is_what_is_connected_to(trap: list[object]) -> None:
    settings = Settings(archive_url=None, look_up=lambda _: ["93.184.216.34"], timeout=1)
    assert check("http://example.org/", settings).verdict == "unreachable"
    assert set(trap) == {("93.184.216.34", 80)}


def test_a_name_is_asked_for_once_so_that_a_second_answer_changes_nothing(
    trap: list[object],
) -> None:
    asked: list[str] = []

    def look_up(host: str) -> Sequence[str]:
        asked.append(host)
        return ["93.184.216.34"] if len(asked) == 1 else ["127.0.0.1"]

    check("http://rebinding.test/", Settings(archive_url=None, look_up=look_up, timeout=1))
    assert asked == ["rebinding.test"]
    assert set(trap) == {("93.184.216.34", 80)}


@pytest.mark.parametrize(
    "where",
    [
        "http://127.0.0.1:{http}/private", "http://0x7f.1:{http}/private",
        "//127.1:{http}/private", "http://[::ffff:127.0.0.1]:{http}/private",
        "http://inside.test:{http}/private", "http://plain.example@127.0.0.1:{http}/private",
    ],
)  # fmt: skip
def test_a_redirect_does_not_lead_through_the_fence(
    where: str, gallery: Gallery, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gallery passes for a public place; what it redirects to does not."""
    real = special

    def is_special(address: str) -> str:
        return "" if address == "127.0.0.53" else real(address)

    monkeypatch.setattr("kb.links.fence.special", is_special)
    settings = replace(
        settings,
        allow_private=False,
        look_up=lambda host: ["127.0.0.53"] if host == "leads.example" else ["127.0.0.1"],
    )
    target = (
        where.replace("{http}", str(gallery.ports["http"])).replace("/", "%2F").replace("@", "%40")
    )
    gallery.asked.clear()
    found = check(gallery.url(f"http://leads.example/to?{target}"), settings)
    assert found.verdict == "skipped", found.evidence
    assert [place for place in gallery.asked if "private" in place.partition("?")[0]] == []
    assert [hop.status for hop in found.hops] == [302]


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.216.34", True), ("8.8.8.8", True), ("2606:4700::1111", True),
        ("172.15.255.255", True), ("172.32.0.0", True), ("100.128.0.0", True),
        ("127.255.255.254", False), ("172.31.255.255", False), ("192.0.0.8", False),
        ("240.0.0.1", False), ("::ffff:8.8.8.8", False), ("64:ff9b::808:808", False),
        ("2001:4860:4860::8888", True), ("2001:1ff::1", False), ("3fff::1", False),
        ("fe80::1%lo", False), ("5f00::1", False), ("nonsense", False),
    ],
)  # fmt: skip
def test_the_table_of_special_addresses(address: str, is_public: bool) -> None:
    assert (special(address) == "") is is_public


def test_only_the_usual_ports_are_asked_and_those_allowed() -> None:
    for port in (80, 443, 8080, 8443):
        assert Fence().target(f"http://example.org:{port}/").port == port
    with pytest.raises(Refused, match="port 22"):
        Fence().target("http://example.org:22/")
    assert Fence(allow_ports=frozenset({22})).target("http://example.org:22/").port == 22


def test_an_address_is_asked_for_in_the_form_of_browsers() -> None:
    found = parse("HTTPS://user:pw@Exämple.org.:443/a b/../é?q=1#part")
    assert found.url == "https://xn--exmple-cua.org/%C3%A9?q=1"
    assert (found.host, found.port) == ("xn--exmple-cua.org", 443)


def test_credentials_are_neither_sent_nor_shown(gallery: Gallery, settings: Settings) -> None:
    url = gallery.url("http://plain.example/harvest-festival").replace("//", "//ada:secret@")
    found = check(url, settings)
    assert found.verdict == "ok"
    assert "secret" not in repr(found)
    [asked] = [
        h for place, h in gallery.headers.items() if place == "plain.example/harvest-festival"
    ]
    assert "Authorization" not in asked
    assert without_credentials("http://ada:secret@a.org/x@y") == "http://a.org/x@y"


def test_a_translated_address_beside_a_proper_one_is_passed_over() -> None:
    """Networks that translate between IPv4 and IPv6 add one to every name."""
    fence = Fence()
    both = ["93.184.216.34", "64:ff9b::5db8:d822"]
    assert fence.usable(both) == ["93.184.216.34"]
    with pytest.raises(Refused):
        fence.usable(both[1:])


async def test_names_are_told_apart() -> None:
    from tests.links.conftest import look_up

    names = Names(Fence(allow_private=True), {"given.test": ["127.0.0.9"]}, look_up)
    [found] = await names.resolve("given.test", 80)
    assert (found["host"], found["port"]) == ("127.0.0.9", 80)
    with pytest.raises(OSError, match=r"no host nowhere\.invalid"):
        await names.resolve("nowhere.invalid")
    with pytest.raises(OSError, match="no answer"):
        await names.resolve("trouble.nameserver")
    with pytest.raises(OSError, match="cannot be the name"):
        await names.resolve("a" * 70 + "é.org")
    await names.close()
