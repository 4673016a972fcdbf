"""What the top of a page of text says of the article: title, author, site, address, date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kb.languages import fold, load
from kb.reading.blocks import Block
from kb.reading.dates import find_dates

_TOP = 8  # blocks: a by-line stands among the first ones, or nowhere
_LONGEST_LINE = 160
_OTHER_LETTERS = 12  # that a by-line may have beside its name and its date: « à 10 h, Lyon »
_CRUMB = re.compile(r"\s[>›»|]\s|\s[-–—]\s")
# « - The blog of A. Person - https://example.org - », as the printing plugin of WordPress writes.
_PRINTED = re.compile(r"^(?P<name>[^\n]{1,200}?)\s+-\s+(?P<url>https?://\S+)\s+-$")
_PERMALINK = re.compile(
    r"https?://[^\s/<>\"]{1,100}/(?:[^\s<>\"]{0,200}?/)??(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])"
    r"(?:/(?P<day>0[1-9]|[12]\d|3[01]))?/(?P<slug>[^\s<>\"]{1,300})"
)
_NAME = (
    r"(?:[^\W\d_][\w.'’-]*)(?:\s+(?:de|du|des|von|van|der|den|di|da|la|le|bin|al|d['’]|"
    r"[^\W\d_a-zà-ÿ][\w.'’-]*)){0,5}"
)
_DATELINE_END = re.compile(r"^[^.\n]{0,40}\.?\s*[-–—(]")


@dataclass
class Header:
    """What was found, and which blocks say nothing else; None is where the page is silent."""

    title: str | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None
    published: str | None = None
    title_block: int | None = None
    bylines: set[int] = field(default_factory=set)
    chrome: set[int] = field(default_factory=set)  # breadcrumbs and the like


def find_header(text: str, blocks: Sequence[Block], language: str, first: int = 0) -> Header:
    """Read the top of a text, from its `first` block on. Nothing is guessed: no heading gives
    no title."""
    header = Header()
    top = blocks[: first + _TOP]
    at = _site_line(text, top, header) if first == 0 else first
    at = _title(text, top, at, header)
    _bylines(text, top, at, header, language)
    if header.published is None:
        _dateline(text, top, header, language)
    _permalink(text, header)
    return header


def _words(text: str, block: Block) -> str:
    return " ".join(text[block.start : block.end].split())


def _site_line(text: str, top: Sequence[Block], header: Header) -> int:
    """A first line that names the site; gives the index of the block behind it."""
    if not top:
        return 0
    first = _words(text, top[0])
    if printed := _PRINTED.match(first):
        header.site = _host(printed["url"])
        name = re.match(rf"({_NAME})\s*,", printed["name"])
        header.author = name[1] if name else None
        header.chrome.add(0)
        return 1
    parts = _CRUMB.split(first)
    if len(parts) > 1 and len(top) > 1 and len(first) <= 2 * _LONGEST_LINE:
        title = fold(_words(text, top[1]))
        outer = [part for part in parts if fold(part) != title]
        # « Site > Title » or « Title - Site »: the title follows as a line of its own.
        if len(outer) < len(parts) or (fold(first).endswith(title) and len(title) > 15):
            header.site = parts[0].strip() if fold(parts[0]) != title else parts[-1].strip()
            header.chrome.add(0)
            return 1
    return 0


def _title(text: str, top: Sequence[Block], at: int, header: Header) -> int:
    """The first line, where it is a heading; gives the index of the block behind it."""
    if at >= len(top):
        return at
    block = top[at]
    words = _words(text, block)
    following = top[at + 1] if at + 1 < len(top) else None
    is_heading = block.kind == "heading" or (
        block.kind == "sentence"
        and following is not None
        and not following.apart
        and len(words) <= _LONGEST_LINE
        and not words.endswith((".", ",", ";", ":"))
        and following.kind == "sentence"
        and len(_words(text, following)) <= 60
    )
    if not is_heading:
        return at
    header.title, header.title_block = words, at
    at += 1
    while at < len(top) and fold(_words(text, top[at])) == fold(words):
        header.bylines.add(at)
        at += 1
    return at


def _bylines(text: str, top: Sequence[Block], at: int, header: Header, language: str) -> None:
    """« By A. Name », « Publié le 3 mars 2012 par A. Name », or a name above a date."""
    for index in range(at, len(top)):
        line = _words(text, top[index])
        if len(line) > _LONGEST_LINE or top[index].kind in ("item", "quote"):
            return
        if byline := _byline(line, language):
            author, published = byline
            header.author = header.author or author
            header.published = header.published or published
        elif _is_name_line(text, top, index, language):
            header.author = header.author or re.split(r"\s*[,|(–—]", line)[0]
        else:
            return
        header.bylines.add(index)


def _byline(line: str, language: str) -> tuple[str | None, str | None] | None:
    """(author, date) of a line that says nothing else: « Par ailleurs, … » is a sentence."""
    words = load(language)
    by = (
        rf"(?:^|(?<=\s))(?i:{words.pattern('reading', 'by')})\s+(?P<name>(?=[^\W\d_a-zà-ÿ]){_NAME})"
    )
    name = re.search(by, line)
    dates = find_dates(line, language)
    if name is None and not dates:
        return None
    rest = line
    for start, end in sorted([(s, e) for s, e, _ in dates] + ([name.span()] if name else [])):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    rest = re.sub(rf"(?i:\b{words.pattern('reading', 'published')}\b)", " ", rest)
    if sum(character.isalpha() for character in rest) > _OTHER_LETTERS:
        return None
    return name["name"].strip() if name else None, dates[0][2] if dates else None


def _is_name_line(text: str, top: Sequence[Block], index: int, language: str) -> bool:
    """A line that is a name alone: right under the title, with a date under it."""
    line = _words(text, top[index])
    if index + 1 >= len(top) or not re.match(rf"{_NAME}(?:\s*[,|(–—].*)?$", line):
        return False
    following = _words(text, top[index + 1])
    return len(line) <= 80 and len(following) <= 60 and bool(find_dates(following, language))


def _dateline(text: str, top: Sequence[Block], header: Header, language: str) -> None:
    """« 3 mars 2012, Lyon. - Le maire … »: agencies begin so."""
    for block in top:
        line = _words(text, block)[:120]
        for start, end, iso in find_dates(line, language)[:1]:
            if start <= 40 and len(iso) == 10 and _DATELINE_END.match(line[end:]):
                header.published = iso
                return


def _permalink(text: str, header: Header) -> None:
    """The page's own address in the page: it holds a date and the words of the title."""
    if header.title is None:
        return
    title = set(re.findall(r"\w{3,}", fold(header.title)))
    for found in _PERMALINK.finditer(text):
        slug = set(re.findall(r"\w{3,}", fold(found["slug"].replace("_", " "))))
        if len(title & slug) >= max(2, 0.6 * len(title)):
            header.url = found[0].rstrip(".,;:)»")
            header.site = header.site or _host(header.url)
            parts = (found["year"], found["month"], found["day"])
            header.published = header.published or "-".join(part for part in parts if part)
            return


def _host(url: str) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None
