"""Walls: the page may well live, but not for us. A robot's challenge, a sign-in, a consent."""

from __future__ import annotations

import re
from urllib.parse import unquote

from kb import addresses
from kb.links import paths
from kb.links.fetch import Answer
from kb.links.page import Page
from kb.links.paths import split
from kb.links.wording import marks, wording

_STATUS = {
    401: "asks who is there",
    403: "forbids the access",
    407: "asks for a proxy's password",
    429: "says that it is asked too often",
    451: "withholds the page for legal reasons",
    999: "turns robots away",
}
# More words than a challenge page has.
_FEW = 120


def by_status(answer: Answer) -> str:
    """Why this answer is a wall, from status and headers alone; empty when it is none."""
    if by := _by_headers(answer):
        return by
    why = _STATUS.get(answer.status)
    return f"the server {why} ({answer.status})" if why else ""


def by_page(asked: str, answer: Answer, page: Page | None, *, moved: bool) -> str:
    """Why a page is a wall; empty when it is none. `asked` is where the chain began."""
    host = answer.host
    places = marks()["places"]
    if moved and _below(host, places["walls"]):
        return f"it redirects to {host}, which asks who is there first"
    if _below(host, places["silent"]) and answer.status < 300 and not paths.is_front(answer.url):
        return f"{host} shows pages only to those who sign in"
    if moved and _is_sign_in(asked, answer.url, host):
        return "it redirects to a page where one signs in"
    if moved and _is_a_door(asked, answer.url, host):
        return "it redirects to a page that asks for something first, and then sends on"
    if page is None:
        return ""
    return _by_words(page) or _by_form(page)


def _by_headers(answer: Answer) -> str:
    for name, values in marks()["headers"].items():
        given = answer.header(name).lower()
        for beginning, what in values.items():
            if given.startswith(beginning) and given:
                return f"the answer is {what}"
    return ""


def _is_sign_in(asked: str, final: str, host: str) -> bool:
    if paths.is_sign_in_place(asked):
        return False
    label = host.partition(".")[0]
    elsewhere = host != addresses.host(asked)
    return paths.is_sign_in_place(final) or (
        elsewhere and label in marks()["places"]["sign_in_labels"]
    )


def _is_a_door(asked: str, final: str, host: str) -> bool:
    """Whether a page of this name says where it will send its readers afterwards."""
    named = {host.partition(".")[0], *paths.segments(final)} & set(marks()["places"]["doors"])
    if not named or set(paths.segments(asked)) & named:
        return False
    path = split(asked).path
    return any(
        addresses.host(asked) in value or (len(path) > 1 and path in value)
        for value in map(unquote, re.split("[&=]", paths.query(final)[:4_000]))
    )


def _by_words(page: Page) -> str:
    """A challenge shows few words, and its source or its words tell it."""
    if page.all_words > _FEW:
        return ""
    source = page.markup.lower()
    said = wording().walls.search(f"{page.title} {page.headings} {page.everything}")
    for mark, what in marks()["sources"].items():
        # A form with a captcha stands on many a page; it is a wall where words say so.
        if mark in source and (said or "captcha" not in what or page.words < 10):
            return f"the page is {what}"
    titled = wording().walls.search(f"{page.title} {page.headings}")
    gate = wording().gates.search(f"{page.title} {page.headings}")
    if gate:
        return f"the page stands before another: « {gate[0]} »"
    if said and (titled or page.all_words <= _FEW // 2):
        return f"the page asks to prove something first: « {said[0]} »"
    return ""


def _by_form(page: Page) -> str:
    """Nothing but a form to sign in."""
    if not page.has_password or page.words > _FEW:
        return ""
    titled = wording().sign_in.search(f"{page.title} {page.headings}")
    return "the page is a form to sign in" if titled else ""


def _below(host: str, listed: list[str]) -> bool:
    return any(host == one or host.endswith("." + one) for one in listed)
