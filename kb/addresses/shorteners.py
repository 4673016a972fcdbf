"""Which addresses are those of a link shortener."""

from __future__ import annotations

from functools import cache
from importlib import resources

from kb.addresses.canonical import host

_LISTS = ("shorteners.txt", "shorteners-misp.txt")


def is_shortened(url: str) -> bool:
    """Whether the host is a link shortener's: what the address shows is not where it leads.

    The front page of a shortener is no shortened address.
    """
    name = host(url).removeprefix("www.")
    if name not in shortener_hosts():
        return False
    _, _, path = url.partition("://")[2].partition("/")
    return bool(path.strip("/"))


@cache
def shortener_hosts() -> frozenset[str]:
    """The hosts of the lists that kb ships (data/README.md says whose), without `www.`."""
    folder = resources.files("kb.addresses").joinpath("data")
    texts = (folder.joinpath(name).read_text(encoding="utf-8") for name in _LISTS)
    lines = (line.partition("#")[0].strip() for text in texts for line in text.splitlines())
    return frozenset(filter(None, lines))
