"""Every address of an article: written out, behind a link, as a DOI, in front matter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urldefrag, urljoin

from kb.addresses import (
    Repaired,
    doi_url,
    find_written,
    host,
    is_share_button,
    key,
    repair,
    repair_href,
    stripped,
)
from kb.addresses.identifiers import doi_spans
from kb.languages import fold
from kb.records import Anchor, Article, LinkMention

_FRONT_MATTER = re.compile(
    r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(?s:.{0,20000}?)\n\1[ \t]*\r?(?:\n|\Z)"
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_HTTP = re.compile(r"h?t{2,3}p{1,2}s?\s?[:;/]", re.I)


def find_links(article: Article) -> tuple[LinkMention, ...]:
    """The mentions of addresses in the article, in order of place. One mention a place.

    A link whose visible words are its own address is one place where the stored text
    has them once (an HTML page, a bare address in Markdown), two where it has them twice.
    """
    anchors = _anchors(article)
    visible = _Visible(anchors)
    written = list(_written(article, visible))
    found = [mention for _, mention in anchors] + written
    found += _dois(article, visible, written)
    found += _front_matter(article)
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.written_at or (0, 0))))


# -- links of the markup -----------------------------------------------------------


def _anchors(article: Article) -> list[tuple[Anchor, LinkMention]]:
    """Every hyperlink that leads to the web and is no menu entry or sharing button, once."""
    menus = [(s.start, s.end) for s in article.sections if s.kind == "navigation"]
    found = {}
    for anchor in sorted(article.anchors, key=lambda a: (a.start, a.end)):
        if any(start <= anchor.start and anchor.end <= end for start, end in menus):
            continue
        repaired = _href(anchor.url, article.url)
        if repaired is None or is_share_button(repaired.url):
            continue
        words = " ".join(article.plain.text[anchor.start : anchor.end].split())
        mention = LinkMention(
            start=anchor.start,
            end=anchor.end,
            written=article.text[slice(*anchor.written)] if anchor.written else anchor.url,
            url=repaired.url,
            anchor_text=words or None,
            repair=repaired.repair,
            stripped=stripped(repaired.url),
            readings=repaired.readings,
            written_at=anchor.written,
        )
        found[anchor.start, anchor.end, anchor.url, anchor.written] = anchor, mention
    return list(found.values())


def _href(url: str, page: str | None) -> Repaired | None:
    """The address a link leads to; None for a place in the page itself and what is not the web."""
    url = url.strip()
    if not url or url.startswith("#"):
        return None
    if _HTTP.match(url) or url.lower().startswith("www."):
        repaired = repair_href(url)
    elif _SCHEME.match(url) and not re.match(r"[\w.-]+:\d", url):
        return None
    elif url.startswith("//"):
        repaired = repair_href(url)
    elif page:
        resolved = repair_href(_joined(page, url))
        repaired = replace(resolved, repair="resolved against the page's address")
    else:
        return None
    if not _is_web(repaired.url):
        return None
    target, fragment = urldefrag(repaired.url)
    return None if page and fragment and key(target) == key(urldefrag(page)[0]) else repaired


def _joined(page: str, url: str) -> str:
    try:
        return urljoin(page, url)
    except ValueError:  # brackets that are no IPv6 address
        return ""


def _is_web(url: str) -> bool:
    """Whether the address has a host that could be one: a dot in it, IPv6 or localhost."""
    name = host(url)
    return "." in name or ":" in name or name == "localhost"


class _Visible:
    """The visible words of the links, to look up which link a place lies in."""

    def __init__(self, anchors: list[tuple[Anchor, LinkMention]]) -> None:
        self._links = [(a, m) for a, m in anchors if a.start < a.end]
        self._starts = [a.start for a, _ in self._links]

    def at(self, position: int) -> tuple[Anchor, LinkMention] | None:
        """The link whose visible words hold the position."""
        i = bisect_right(self._starts, position) - 1
        if i >= 0 and position < self._links[i][0].end:
            return self._links[i]
        return None

    def next_start(self, position: int) -> int | None:
        """Where the next link's visible words start behind the position."""
        i = bisect_right(self._starts, position)
        return self._starts[i] if i < len(self._starts) else None


# -- addresses in the running text ----------------------------------------------------


def _written(article: Article, visible: _Visible) -> Iterator[LinkMention]:
    text = article.plain.text
    vocabulary: set[str] | None = None
    for start, end in find_written(text):
        link = visible.at(start)
        # The markup knows better than the text where an address ends.
        border = link[0].end if link else visible.next_start(start)
        stop = min(end, border) if border is not None else end
        as_read = text[start:stop].rstrip()
        if link and _is_said_by(link, article, start, as_read):
            continue
        if vocabulary is None and re.search(r"\s", as_read):
            vocabulary = {fold(word) for word in re.findall(r"[^\W_]+", text)}
        repaired = repair(as_read, vocabulary or frozenset())
        if _is_web(repaired.url):
            yield _mention(article, start, start + len(as_read), repaired)


def _is_said_by(
    link: tuple[Anchor, LinkMention], article: Article, start: int, as_read: str
) -> bool:
    """Whether a written address is no more than the visible side of the link around it."""
    anchor, mention = link
    at, _ = article.plain.to_text(start, start + 1)
    if anchor.written and anchor.written[0] <= at < anchor.written[1]:
        return True  # an address that is its own link: one place in the text
    shown, target = key(repair(as_read).url), key(mention.url)
    behind = article.plain.text[start + len(as_read) : anchor.end]
    is_shortened_display = behind.startswith(("…", "...")) or as_read.endswith(("…", "..."))
    if is_shortened_display and target.startswith(shown.rstrip(".…")):
        return True
    return anchor.written is None and shown == target


def _mention(article: Article, start: int, end: int, repaired: Repaired) -> LinkMention:
    """A mention at a plain place. Characters that reading left out count as a mend."""
    written = article.text[slice(*article.plain.to_text(start, end))]
    unseen = repair(written).repair.split("; ")[:1] == ["invisible characters removed"]
    mends = ["invisible characters removed"] if unseen else []
    return LinkMention(
        start=start,
        end=end,
        written=written,
        url=repaired.url,
        repair="; ".join([*mends, repaired.repair] if repaired.repair else mends),
        stripped=stripped(repaired.url),
        readings=repaired.readings,
    )


def _dois(article: Article, visible: _Visible, written: list[LinkMention]) -> Iterator[LinkMention]:
    """DOIs that stand for themselves: in no address, and under no link to the same DOI."""
    starts = [m.start for m in written]
    for start, end, doi in doi_spans(article.plain.text):
        i = bisect_right(starts, start) - 1
        if i >= 0 and start < written[i].end:
            continue
        link = visible.at(end - 1)
        if link and doi.casefold() in link[1].url.casefold():
            continue
        yield _mention(article, start, end, Repaired(doi_url(doi), "DOI resolver added"))


def _front_matter(article: Article) -> Iterator[LinkMention]:
    """Addresses in a front matter that reading left out of the readable text."""
    starts = article.plain.starts
    if starts is None or (front := _FRONT_MATTER.match(article.text)) is None:
        return
    readable_from = starts[0] if len(starts) else len(article.text)
    for start, end in find_written(article.text[: min(front.end(), readable_from)]):
        repaired = repair(article.text[start:end])
        if _is_web(repaired.url):
            yield LinkMention(
                start=0,
                end=0,
                written=article.text[start:end],
                url=repaired.url,
                repair=repaired.repair,
                stripped=stripped(repaired.url),
                readings=repaired.readings,
                written_at=(start, end),
            )
