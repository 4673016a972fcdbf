"""Cuts HTML into tags and text, each with its place in the file.

kb keeps a way back from a page's text to line and column of its file. No tree that a parser
builds has columns, lxml's has lines that stop at 65535, and the parser of the standard library
takes minutes over some broken pages; so the walk over the page starts from this scanner. It
never fails and never goes back: what is no tag is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST_TAG = 8192  # characters looked at for a tag with quotation marks in it
_START = re.compile(r"<(?=[a-zA-Z/!?])")
_TAG = re.compile(
    r"""</?(?P<name>[a-zA-Z][^\s/>]{0,60}+)(?P<attributes>(?:[^>"']++|"[^"]*+"|'[^']*+')*+)>"""
)
_PLAIN_TAG = re.compile(r"</?(?P<name>[a-zA-Z][^\s/>]{0,60}+)(?P<attributes>[^>]*+)>")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?+""")
# What stands in these is no markup; it ends only with their own end tag.
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes"})


def names(words: str) -> frozenset[str]:
    """Names of elements, from one line of them."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Token:
    """A tag or a stretch of text. Positions in the file's text."""

    kind: str  # open, close, text, raw (the content of a script, style or title)
    start: int
    end: int
    name: str = ""  # of a tag, in small letters; of the element that raw text stands in
    attributes: tuple[int, int] = (0, 0)


def tokens(text: str) -> Iterator[Token]:
    """The tags and texts of a page in order; comments and declarations are left out."""
    at = 0
    missing: set[str] = set()  # ends looked for in vain, and not looked for again
    last = text.rfind(">")  # behind it nothing is a tag
    while found := _START.search(text, at):
        start = found.start()
        if at < start:
            yield Token("text", at, start)
        if text.startswith("<!--", start):
            at = _behind(text, "-->", start + 4, missing)
        elif text[start + 1] in "!?":
            at = _behind(text, ">", start + 1, missing)
        elif start < last and (token := _tag(text, start)):
            yield token
            at = token.end
            if token.kind == "open" and token.name in _RAW:
                at = _end_of_raw(text, token, missing)
                yield Token("raw", token.end, at, token.name)
        else:
            yield Token("text", start, start + 1)
            at = start + 1
    if at < len(text):
        yield Token("text", at, len(text))


def attributes(text: str, token: Token) -> dict[str, str]:
    """The attributes of a tag, names in small letters, entities decoded; the first of a name."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text, *token.attributes):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), html.unescape(value))
    return found


def _tag(text: str, start: int) -> Token | None:
    found = _TAG.match(text, start, min(len(text), start + _LONGEST_TAG))
    found = found or _PLAIN_TAG.match(text, start)
    if found is None:
        return None
    kind = "close" if text[start + 1] == "/" else "open"
    return Token(kind, start, found.end(), found["name"].lower(), found.span("attributes"))


def _behind(text: str, end: str, start: int, missing: set[str]) -> int:
    """The position behind an end; without one the rest of the file is inside."""
    found = -1 if end in missing else text.find(end, start)
    if found < 0:
        missing.add(end)
        return len(text)
    return found + len(end)


def _end_of_raw(text: str, token: Token, missing: set[str]) -> int:
    if token.name in missing:
        return token.end
    found = re.compile(f"</{token.name}", re.IGNORECASE).search(text, token.end)
    if found is None:
        missing.add(token.name)
        return token.end
    return found.start()
