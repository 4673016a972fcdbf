"""Short addresses: where they lead, and which hosts make them without being on any list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb import addresses
from kb.addresses.canonical import domain
from kb.links.paths import split
from kb.links.verdicts import Verdict

_CODE = re.compile(r"/[A-Za-z0-9_-]{3,10}/?")
_SHORT_NAME = 7  # letters of a registered name that one would choose for being short
# Hosts that resolve lasting identifiers or keep copies: what they show is theirs.
_NEVER = frozenset(
    {
        "archive.is", "archive.org", "archive.ph", "archive.today", "ark.org", "doi.org",
        "handle.net", "n2t.net", "perma.cc", "purl.org", "webcitation.org",
    }
)  # fmt: skip


def target(url: str, verdict: Verdict, shorteners: frozenset[str]) -> str | None:
    """The long address behind a short one: the first on the way that is no short one itself.

    That holds whatever the long address turned out to be; None when nothing was led to.
    """
    way = [hop.url for hop in verdict.hops] + [verdict.final_url or ""]
    own = domain(url)
    for address in way[1:]:
        host = addresses.host(address)
        is_short = addresses.is_shortened(address) or host.removeprefix("www.") in shorteners
        if host and not is_short and domain(address) != own:
            return address
    return None


def is_short_form(url: str) -> bool:
    """Whether an address is a host and one short code, as shorteners make them."""
    parts = split(url)
    return bool(_CODE.fullmatch(parts.path)) and not parts.query and not parts.fragment


def looks_like_shortener(checked: Sequence[tuple[str, str | None]]) -> bool:
    """Whether a host only forwards, from its addresses and where each one led.

    Each of its addresses is a short code that leads to another domain, under another name;
    they lead to different domains, or the host's name is short and the code no word. A site
    that has moved leads to one domain, and keeps the names of its pages.
    """
    if not checked:
        return False
    leads_to, is_coded = set(), True
    for url, final in checked:
        if domain(url) in _NEVER or not is_short_form(url) or not final:
            return False
        code = split(url).path.strip("/")
        if domain(final) == domain(url) or code in split(final).path:
            return False
        if not split(final).path.strip("/"):
            return False
        leads_to.add(domain(final))
        is_coded = is_coded and bool(re.search(r"\d|[a-z].*[A-Z]|[A-Z].*[a-z]", code))
    name = domain(checked[0][0]).partition(".")[0]
    return len(leads_to) > 1 or (is_coded and len(name) <= _SHORT_NAME)
