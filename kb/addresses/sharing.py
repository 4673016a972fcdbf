"""Which addresses are buttons that share a page, rather than links to something."""

from __future__ import annotations

from functools import cache
from importlib import resources


def is_share_button(url: str) -> bool:
    """Whether the address hands a page to a service: « facebook.com/sharer.php?u=… »."""
    bare = url.partition("://")[2].casefold().removeprefix("www.")
    return bare.startswith(_beginnings())


@cache
def _beginnings() -> tuple[str, ...]:
    file = resources.files("kb.addresses").joinpath("data/sharing.txt")
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
