"""Cookies within one chain of redirects: walls of them lead back to the page they guard."""

from __future__ import annotations

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie

import aiohttp
from yarl import URL


class Cookies:
    """The cookies of one chain; forgotten with it."""

    def __init__(self) -> None:
        # On an IP address too: the chain is all they live for.
        self._jar = aiohttp.CookieJar(unsafe=True)

    def keep(self, url: str, lines: Iterable[str]) -> None:
        """Keep what the lines of `Set-Cookie` set."""
        for line in lines:
            try:
                self._jar.update_cookies(SimpleCookie(line), URL(url, encoded=True))
            except CookieError:
                continue

    def header(self, url: str) -> str:
        """The `Cookie` header for an address; empty when there is none."""
        found = self._jar.filter_cookies(URL(url, encoded=True))
        return "; ".join(f"{name}={cookie.coded_value}" for name, cookie in found.items())
