"""Asking a site for a page that cannot exist, to see how it says so.

The method of Bar-Yossef, Broder, Kumar and Tomkins (2004): a site that answers a made-up
address with an error can be believed when it shows a page; one that shows the same page for
both cannot. One question per host and folder, remembered.
"""

from __future__ import annotations

import asyncio
import random
import re
import string
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from kb.links.chain import Chain
from kb.links.likeness import Sketch, sketch
from kb.links.page import page_of

_MOST_ANSWERS = 2_000  # remembered at a time, so that memory stays flat


@dataclass(frozen=True, slots=True)
class Probe:
    """What a site answers for a page that cannot exist."""

    hard: bool  # with an error, as it should
    sketch: Sketch | None = None  # of the page that it shows instead
    redirected_to: str = ""  # where it sends on to


class Prober:
    """Probes each host and folder once."""

    def __init__(self, walk: Callable[[str], Awaitable[Chain]]) -> None:
        self._walk = walk
        self._known: OrderedDict[str, asyncio.Task[Probe | None]] = OrderedDict()

    async def of(self, url: str) -> Probe | None:
        """The probe for pages like this one; None when the site gave no usable answer."""
        like, place = _place(url)
        known = self._known.get(place)
        if known is None:
            known = asyncio.create_task(self._ask(like))
            self._known[place] = known
            if len(self._known) > _MOST_ANSWERS:
                self._known.popitem(last=False)
        return await asyncio.shield(known)

    async def _ask(self, url: str) -> Probe | None:
        chain = await self._walk(url)
        answer = chain.answer
        if answer is None:
            # A redirect into the void is an error too.
            return Probe(hard=True) if chain.hops else None
        if answer.status in (401, 403, 407, 408, 429, 451, 999) or answer.status >= 500:
            return None
        if answer.status >= 400:
            return Probe(hard=True)
        page = page_of(answer)
        return Probe(
            hard=False,
            sketch=sketch(page, url, chain.final_url) if page else None,
            redirected_to=chain.final_url if chain.hops else "",
        )


def _place(url: str) -> tuple[str, str]:
    """A made-up address beside this one, and what the two have in common.

    The last segment is made up, its extension kept; in « /article.php?id=12 » the value is,
    but not in « /2012/the-ferry?from=12 », which names its page before.
    """
    parts = urlsplit(url)
    folder, _, last = parts.path.rstrip("/").rpartition("/")
    stem, dot, extension = last.rpartition(".")
    if "=" in parts.query and not _names_a_page(stem if dot else last, extension if dot else ""):
        pairs = parts.query.split("&")
        names = "&".join(pair.partition("=")[0] for pair in pairs)
        longest = max(range(len(pairs)), key=lambda i: len(pairs[i].partition("=")[2]))
        name, equals, value = pairs[longest].partition("=")
        pairs[longest] = f"{name}{equals}{_made_up(value)}"
        made = urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(pairs), ""))
        return made, f"{parts.scheme}://{parts.netloc}{parts.path}?{names}"
    ending = f".{extension}" if dot and len(extension) <= 5 else ""
    slash = "/" if parts.path.endswith("/") else ""
    made_up = f"{folder}/{_made_up(stem if ending else last)}{ending}{slash}"
    made = urlunsplit((parts.scheme, parts.netloc, made_up, "", ""))
    return made, f"{parts.scheme}://{parts.netloc}{folder}/*{ending}{slash}"


def _names_a_page(stem: str, extension: str) -> bool:
    """« the-ferry », « ferry_7.html »; not « article.php », « watch », « the-ferry.asp »."""
    static = extension.lower() in ("", "htm", "html", "shtml", "xhtml", "pdf")
    return static and re.search(r"[-_\d]", stem) is not None


def _made_up(like: str) -> str:
    """What nobody has called a page; digits where the model is a number."""
    if like.isdigit():
        return "9" + "".join(random.choices(string.digits, k=max(8, len(like) - 1)))
    return "".join(random.choices(string.ascii_lowercase, k=18))
