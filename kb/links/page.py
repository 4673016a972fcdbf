"""What a page shows its readers: its title, headings and words, and what it says of itself."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice

from lxml import etree

from kb.languages import fold
from kb.links.fetch import Answer

# What stands around the words of a page, and is the same on all pages of a site.
_AROUND = ("nav", "header", "footer", "aside", "select", "button", "menu")
_NO_WORDS = ("script", "style", "template", "svg", "noscript", "iframe", "object", "head")
# What shows something without a word.
_SHOWN = re.compile(
    r"<(?:img|picture|i?frame|frameset|object|embed|video|audio|canvas|svg)\b", re.I
)
_MOST_WORDS = 4_000
BEGINNING = 60
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_REFRESH = re.compile(r"^\s*(\d{1,4})(?:\.\d*)?\s*[;,]?\s*(?:url\s*=)?\s*[\"']?([^\"']*)", re.I)
# A page sends on by itself within this many seconds; after more a reader has seen it.
_SOON = 10
_SCRIPTED = re.compile(
    r"(?:^|[\s;{(.>])location(?:\.href)?\s*(?:=|\.(?:replace|assign)\()\s*[\"']([^\"'\s]{1,2000})[\"']"
)
# A page with more words than these is there to be read, whatever its scripts would do.
_SHELL = 15


@dataclass(frozen=True)
class Page:
    """A page of HTML or of plain text. Words are folded: lower case, without accents."""

    title: str = ""
    headings: str = ""  # all of h1, with a bar between them
    main: str = ""  # without what stands around it on all pages of a site
    everything: str = ""
    refresh: str = ""  # where it sends on to by itself
    canonical: str = ""  # the address that it calls its own
    scripts: int = 0
    has_password: bool = False
    anchors: frozenset[str] = field(default_factory=frozenset)  # ids and names, if asked for
    markup: str = ""  # the beginning of the source, as text

    @cached_property
    def words(self) -> int:
        """How many words the page shows beside its navigation."""
        return len(self.main.split())

    @cached_property
    def all_words(self) -> int:
        """How many words the page shows."""
        return self.words if self.everything is self.main else len(self.everything.split())

    @cached_property
    def beginning(self) -> str:
        """The first words beside its navigation, in which a page comes to the point."""
        return " ".join(self.main.split(None, BEGINNING)[:BEGINNING])

    @property
    def is_shell(self) -> bool:
        """Whether scripts fill the page: nothing can be said of what it shows.

        A heading that says more than the title was filled in before the page was sent.
        """
        if self.scripts == 0 or self.all_words >= _SHELL:
            return False
        return len(set(self.headings.split()) - set(self.title.split())) < 3

    @property
    def is_blank(self) -> bool:
        """Whether it shows nothing at all, and nothing would fill it."""
        empty = not (self.title or self.everything or self.scripts or self.refresh)
        return empty and not _SHOWN.search(self.markup)


def page_of(answer: Answer, *, anchors: bool = False) -> Page | None:
    """The page of an answer; None where it is none, as of a picture."""
    if not answer.is_text or not answer.body:
        return None
    if answer.kind in ("text/plain", "application/json"):
        text = fold(_decoded(answer)[:20_000])
        return Page(main=text, everything=text)
    root = _parsed(answer)
    if root is None:
        return None
    return _read(root, answer, anchors)


def onward(answer: Answer) -> str | None:
    """Where a page sends its readers on by itself: by a header, by markup, by its only script."""
    header = answer.header("Refresh")
    if header:
        return _refresh_target(header)
    body = answer.body
    if b"http-equiv" not in body[:65_536].lower() and not _may_be_scripted(body):
        return None
    page = page_of(answer)
    if page is None:
        return None
    if page.refresh:
        return page.refresh
    if page.is_shell and (found := _SCRIPTED.search(page.markup)):
        return found[1]
    return None


def _may_be_scripted(body: bytes) -> bool:
    return len(body) < 8_192 and b"location" in body


def _parsed(answer: Answer) -> etree._Element | None:
    try:
        return etree.fromstring(answer.body, _parser(_charset(answer)))
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return None


@lru_cache(maxsize=16)
def _parser(encoding: str | None) -> etree.HTMLParser:
    return etree.HTMLParser(
        encoding=encoding,
        recover=True,
        no_network=True,
        remove_pis=True,
        remove_comments=True,
        huge_tree=False,
    )


def _charset(answer: Answer) -> str | None:
    """The encoding that the header names; None leaves it to the page's own markup."""
    found = _CHARSET.search(answer.header("Content-Type"))
    if found is None:
        return None if b"charset" in answer.body[:2048].lower() else "utf-8"
    try:
        return codecs.lookup(found[1]).name
    except LookupError:
        return None


def _decoded(answer: Answer) -> str:
    return answer.body.decode(_charset(answer) or "utf-8", "replace")


def _read(root: etree._Element, answer: Answer, anchors: bool) -> Page:
    title, refresh, canonical = "", "", ""
    headings: list[str] = []
    scripts, has_password = 0, False
    for element in root.iter("title", "h1", "script", "meta", "input", "link"):
        tag = element.tag
        if tag == "title":
            title = title or element.text or ""
        elif tag == "h1":
            headings.append(" ".join(element.itertext()))
        elif tag == "script":
            scripts += 1
        elif tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            if next(element.iterancestors("noscript"), None) is None:
                refresh = refresh or _refresh_target(element.get("content") or "") or ""
        elif tag == "link" and (element.get("rel") or "").lower() == "canonical":
            canonical = canonical or element.get("href") or ""
        elif tag == "input" and (element.get("type") or "").lower() == "password":
            has_password = True
    ids = frozenset(root.xpath("//@id | //@name")) if anchors else frozenset()
    main, everything = _words(root)
    return Page(
        title=fold(title),
        headings=fold(" | ".join(headings)),
        main=main,
        everything=everything,
        refresh=refresh,
        canonical=canonical.strip()[:2_000],
        scripts=scripts,
        has_password=has_password,
        anchors=ids,
        markup=answer.body[:16_384].decode("latin-1"),
    )


def _words(root: etree._Element) -> tuple[str, str]:
    """The visible words, without and with what stands around them. Takes the tree apart."""
    body = root.find("body")
    body = root if body is None else body
    etree.strip_elements(body, *_NO_WORDS, with_tail=False)
    everything = _text(body)
    if next(body.iter(*_AROUND), None) is None:
        return everything, everything
    etree.strip_elements(body, *_AROUND, with_tail=False)
    return _text(body), everything


def _text(body: etree._Element) -> str:
    words = " ".join(islice(body.itertext(), _MOST_WORDS)).split()
    return fold(" ".join(words[:_MOST_WORDS]))


def _refresh_target(content: str) -> str | None:
    """« 0; url=/elsewhere »; None for a page that only reloads itself, or waits for long."""
    found = _REFRESH.match(content)
    if found is None or int(found[1]) > _SOON:
        return None
    return found[2].strip() or None
