"""Hyperlinks of the markup: a linked phrase inside a statement makes the linked page its source."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from kb.addresses import domain, host, repair_href
from kb.extraction.references.drafts import EMBED, HYPERLINK, Draft
from kb.extraction.references.naming import name_at
from kb.extraction.references.places import Places
from kb.records import Anchor, Article, LinkMention

_SOCIAL = {
    "twitter.com",
    "x.com",
    "facebook.com",
    "instagram.com",
    "linkedin.com",
    "youtube.com",
    "t.co",
    "mastodon.social",
    "bsky.app",
    "pinterest.com",
    "tiktok.com",
}
_STATUS = re.compile(r"/(?:status|statuses|posts|p|post)/[\w-]+")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|csv|ods|odt|pptx?|zip)$", re.I)
_MENU = 12  # a sentence with more hyperlinks than this is a menu or a list of links
_HANDLE = re.compile(r"[@#]\w+$")
_SIGNED = re.compile(r"[—–-]\s{0,2}(?P<name>[^@()\n]{2,60}?)\s{0,2}\(@(?P<handle>\w{1,30})\)")


def find_hyperlinks(article: Article, links: Places[LinkMention]) -> list[Draft]:
    """A draft for each hyperlink in a sentence that can be what the sentence rests on."""
    home = _home(article)
    sentences = Places(s for s in article.sentences if s.kind != "heading")
    holding = [sentences.holding(anchor.start) for anchor in article.anchors]
    links_in = Counter(sentence.start for sentence in holding if sentence is not None)
    found = []
    for anchor, sentence in zip(article.anchors, holding, strict=True):
        words = article.plain.text[anchor.start : anchor.end]
        if not _may_be_a_source(anchor, words, home):
            continue
        if sentence is None or links_in[sentence.start] > _MENU:
            continue
        if _is_whole(anchor, sentence.start, sentence.end):
            continue
        found.append(
            Draft(
                anchor.start,
                anchor.end,
                "web page",
                HYPERLINK,
                0.8,
                title=_title(words),
                publisher=_maker(words, article.language),
                url=_url(anchor, links),
            )
        )
    return found


_MARKS = " «»“”\"'‘’*_"


def _title(words: str) -> str | None:
    """The anchor's words where they are a title: « Les phares en 2015 », not « un sondage ».

    A title has a capital and three words or more; one in quotation marks may have fewer.
    """
    bare = words.strip(_MARKS)
    quoted = words.strip()[:1] in {"«", "“", '"'}
    if not bare[:1].isupper() or len(bare.split()) < (1 if quoted else 3):
        return None
    return bare


def _maker(words: str, code: str) -> str | None:
    """The name that the anchor's words are: « La Gazette du littoral », "TideWatch"."""
    bare = words.strip(_MARKS)
    name = name_at(bare, 0, code) if bare[:1].isupper() else None
    return name.text if name is not None and name.end == len(bare) else None


def find_embedded(article: Article, links: Places[LinkMention]) -> list[Draft]:
    """Posts of social networks shown in the article.

    « Le phare est rallumé. — Ana Brun (@anabrun) 3 mai 2017 », linked to the post.
    """
    found = []
    anchors = Places(article.anchors)
    for block in article.blockquotes:
        inside = anchors.starting_in(block.start, block.end + 1)
        post = next((a for a in reversed(inside) if _STATUS.search(a.url)), None)
        signatures = list(_SIGNED.finditer(article.plain.text, block.start, block.end))
        if post is None or not signatures:
            continue
        signed = signatures[-1]
        start, end = signed.start(), max(signed.end(), post.end)
        draft = Draft(
            start,
            end,
            "social post",
            EMBED,
            0.9,
            author=signed["name"].strip(),
            url=_url(post, links),
            aliases=(signed["handle"],),
        )
        found.append(draft)
    return found


def _url(anchor: Anchor, links: Places[LinkMention]) -> str:
    for link in links.starting_in(anchor.start, anchor.start + 1):
        if link.end == anchor.end:
            return link.url
    return repair_href(anchor.url).url


def _home(article: Article) -> str | None:
    """The domain that the article stands on."""
    address = article.url or (
        f"https://{article.site}" if article.site and "." in article.site else ""
    )
    try:
        return domain(address) or None
    except ValueError:
        return None


def _may_be_a_source(anchor: Anchor, words: str, home: str | None) -> bool:
    try:
        parts = urlsplit(anchor.url.strip())
        where = domain(anchor.url)
    except ValueError:
        return False
    if parts.scheme not in ("http", "https", "") or not parts.netloc:
        return False
    if _HANDLE.match(words.strip()) or re.fullmatch(r"pic\.\S+|https?://\S+", words.strip()):
        return False
    if where in _SOCIAL and not _STATUS.search(parts.path):
        return False
    if re.search(
        r"/(?:tag|tags|category|categories|author|hashtag|search|share|sharer)(?:/|$|\?)",
        parts.path,
    ):
        return False
    if home and (where == home or host(anchor.url) == home):
        return bool(_FILE.search(parts.path))  # of its own site only what can be fetched
    # A home page is where an organisation lives; a page of it can say something.
    return len(parts.path.strip("/")) > 0 or bool(parts.query)


def _is_whole(anchor: Anchor, start: int, end: int) -> bool:
    """A line that is nothing but a link is a menu entry or further reading."""
    return anchor.start <= start + 2 and anchor.end >= end - 2
