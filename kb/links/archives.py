"""Copies in a web archive: the one nearest to the article's own date.

Asked first is the archive's dated redirect, which takes eight questions a second; its index
(CDX), which takes 0.4, only where the redirect says nothing or leads to a copy of an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from kb.links.fetch import Answer
from kb.links.services import Service, as_json

ARCHIVE = "https://web.archive.org"
PACE, INDEX_PACE = 0.125, 2.5  # seconds between two questions
_COPY = re.compile(r"/web/(\d{4,14})(?:[a-z]{2}_)?/")
_MOST_STEPS = 3  # a copy may be one of a redirect


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy in an archive and its date."""

    url: str
    archived: str  # ISO


class NoAnswer(Exception):
    """The archive said nothing: neither that it has a copy nor that it has none."""


class Archive:
    """Asks one archive for copies."""

    def __init__(self, redirects: Service, index: Service, base: str) -> None:
        self._redirects = redirects
        self._index = index
        self._base = re.sub(r"/web/?$", "", base.rstrip("/"))

    @property
    def is_down(self) -> bool:
        return self._redirects.is_down and self._index.is_down

    async def nearest(self, url: str, date: str) -> Copy | None:
        """The copy nearest to an ISO date of any precision; None when there is none.

        Raises NoAnswer.
        """
        wanted = re.sub(r"\D", "", date)[:14]
        answer = await self._redirects.ask(f"{self._base}/web/{wanted}/{_quoted(url)}")
        if answer is not None and answer.status == 404:
            return None
        led_to = self._copy(answer)
        if led_to is not None and await self._is_good(led_to):
            return led_to
        indexed, is_known = await self._by_index(url, wanted)
        if not is_known and led_to is None:
            raise NoAnswer
        return indexed if is_known else led_to

    def _copy(self, answer: Answer | None) -> Copy | None:
        """The copy that an answer redirects to, or is."""
        if answer is None:
            return None
        where = answer.header("Location") if 300 <= answer.status < 400 else ""
        if not where and answer.status != 200:
            return None
        address = urljoin(answer.url, where or answer.header("Content-Location") or answer.url)
        found = _COPY.search(address)
        return Copy(address, iso(found[1])) if found else None

    async def _is_good(self, copy: Copy) -> bool:
        """Whether the copy shows a page: errors and redirects are archived as well."""
        address = copy.url
        for _ in range(_MOST_STEPS):
            if not address.startswith(self._base + "/"):
                return True  # of another archive: not ours to ask
            answer = await self._redirects.ask(address)
            if answer is None:
                return False
            if not 300 <= answer.status < 400:
                return answer.status == 200
            address = urljoin(address, answer.header("Location"))
        return False

    async def _by_index(self, url: str, wanted: str) -> tuple[Copy | None, bool]:
        """The nearest good copy that the index knows, and whether it answered at all."""
        answer = await self._index.ask(
            f"{self._base}/cdx/search/cdx?url={quote(url, safe='')}&output=json"
            f"&filter=statuscode:200&closest={wanted}&sort=closest&limit=1&fl=timestamp,original"
        )
        found = as_json(answer) if answer is not None and answer.status == 200 else None
        if not isinstance(found, list):
            return None, False
        for row in found[1:]:  # the first names the columns
            if isinstance(row, list) and len(row) == 2 and str(row[0]).isdigit():
                stamp, original = str(row[0]), str(row[1])
                return Copy(f"{self._base}/web/{stamp}/{original}", iso(stamp)), True
        return None, True


def iso(stamp: str) -> str:
    """« 20130624101500 » is 2013-06-24."""
    return "-".join(part for part in (stamp[:4], stamp[4:6], stamp[6:8]) if part)


def _quoted(url: str) -> str:
    # As archives have it: the address as it is, but for what would end it.
    return quote(url, safe=":/?&=%;,+!*'()@$~[]")
