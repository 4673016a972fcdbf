"""Walks over an HTML page and gives its text as a browser shows it, and what stands where."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from kb.reading import html_roles
from kb.reading.html_roles import Comment, Role
from kb.reading.html_tokens import Token, attributes, names, tokens

_VOID = names("area base br col embed hr img input link meta param source track wbr")
# What a browser does not show, or what is there to be filled in.
_HIDDEN = names(
    "script style template noscript head title svg iframe object select option textarea "
    "datalist audio video canvas noembed noframes xmp dialog"
)
# Blocks have an empty line around them, or stand in lines of their own.
_APART = names(
    "p h1 h2 h3 h4 h5 h6 ul ol dl blockquote table figure pre section article header footer "
    "nav aside main form hr address div details fieldset center body"
)
_LINES = names("br li tr dt dd figcaption caption legend summary thead tbody tfoot menu")
_KINDS = {"li": "item", "figcaption": "caption", "caption": "caption"} | dict.fromkeys(
    ("h1", "h2", "h3", "h4", "h5", "h6"), "heading"
)
# An element of the left ends one of the right that is still open.
_ENDS = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
} | dict.fromkeys(_APART - {"body"}, ("p",))
# … but not one outside of these.
_FENCES = frozenset({"ul", "ol", "menu", "dl", "table", "blockquote", "div", "section", "article"})
# Anything else ends a <head> that is still open.
_IN_HEAD = names("title meta link script style base noscript template head")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass
class Span:
    """A stretch of the rendered text, open while its start is not known."""

    url: str = ""
    start: int | None = None
    end: int = 0


@dataclass
class Rendered:
    """A page as it is shown. Positions in `text`."""

    text: str = ""
    kinds: dict[int, str] = field(default_factory=dict)  # by where the line begins
    anchors: list[Span] = field(default_factory=list)
    quotes: list[Span] = field(default_factory=list)
    roles: list[tuple[int, Role | Comment | None]] = field(default_factory=list)  # from here on
    file_map: list[tuple[int, int, int]] = field(default_factory=list)
    base: str | None = None


@dataclass
class _Element:
    name: str
    hidden: bool
    pre: bool
    role: Role | Comment | None
    span: Span | None = None
    number: int | None = None  # of the next item, in a numbered list
    closing: str = ""  # what is written at its end
    author_of: Comment | None = None  # its words name the author of this comment


def walk(source: str) -> Rendered:
    """The page with everything in it that a reader sees, menus and comments included."""
    return _Walk(source).run()


class _Walk:
    def __init__(self, source: str) -> None:
        self._source = source
        self._lines = [0, *(found.end() for found in re.finditer(r"\r\n?|\n", source))]
        self._page = Rendered()
        self._pieces: list[str] = []
        self._length = 0
        self._line_start = 0
        self._breaks = 0  # line breaks owed before the next word
        self._space = False  # a space is owed
        self._kind: str | None = None  # of the line to come
        self._bullet = ""
        self._waiting: list[Span] = []  # spans that begin with the next word
        self._stack: list[_Element] = [_Element("", False, False, None)]
        self._open: Counter[str] = Counter()

    def run(self) -> Rendered:
        for token in tokens(self._source):
            if token.kind == "text":
                self._text(token)
            elif token.kind == "open":
                self._begin(token)
            elif token.kind == "close":
                self._finish(token.name)
        while len(self._stack) > 1:
            self._pop()
        self._page.text = "".join(self._pieces)
        return self._page

    def _text(self, token: Token) -> None:
        element = self._stack[-1]
        if element.hidden:
            return
        words = html.unescape(self._source[token.start : token.end])
        if element.pre:
            self._write(words.replace("\r\n", "\n").replace("\r", "\n"), token.start)
            return
        collapsed = _SPACES.sub(" ", words)
        if element.name == "sup" and collapsed.strip().isascii() and collapsed.strip().isdigit():
            # « moyenne<sup>1</sup> » must not become « moyenne1 ».
            collapsed = collapsed.strip().translate(_SUPERSCRIPTS)
        stripped = collapsed.strip(" ")
        if not stripped:
            self._space = self._space or bool(collapsed)
            return
        if collapsed[0] == " ":
            self._space = True
        leading = len(words) - len(words.lstrip(" \t\n\r\f"))
        self._write(stripped, token.start + leading)
        self._space = collapsed[-1] == " "
        if element.author_of is not None:
            element.author_of.named.append(stripped)

    def _write(self, words: str, source: int) -> None:
        if not words:
            return
        if self._breaks and self._length:
            self._append("\n" * self._breaks)
            self._line_start = self._length
        elif self._space and self._length > self._line_start:
            self._append(" ")
        self._breaks, self._space = 0, False
        if self._kind and self._length == self._line_start:
            self._page.kinds[self._line_start] = self._kind
        self._kind = None
        role = self._stack[-1].role
        if not self._page.roles or self._page.roles[-1][1] is not role:
            self._page.roles.append((self._length, role))
        if self._bullet:
            self._append(self._bullet)
            self._bullet = ""
        for span in self._waiting:
            span.start = self._length
        self._waiting.clear()
        line = bisect_right(self._lines, source)
        self._page.file_map.append((self._length, line, source - self._lines[line - 1] + 1))
        newline = words.rfind("\n")
        if newline >= 0:
            self._line_start = self._length + newline + 1
        self._append(words)

    def _append(self, words: str) -> None:
        self._pieces.append(words)
        self._length += len(words)

    def _break(self, name: str) -> None:
        if name in _APART:
            self._breaks = 2
        elif name in _LINES:
            self._breaks = max(self._breaks, 1)
        elif name in ("td", "th") and self._length > self._line_start and not self._breaks:
            self._append("\t")
            self._space = False

    def _begin(self, token: Token) -> None:
        name = token.name
        if self._open["head"] and name not in _IN_HEAD:
            self._finish("head")
        self._close_unclosed(name)
        self._break(name)
        if name in _VOID:
            if name == "base" and self._page.base is None:
                self._page.base = attributes(self._source, token).get("href")
            return
        given = attributes(self._source, token)
        parent = self._stack[-1]
        if name == "body":  # whatever was open in front of it is over
            parent = self._stack[0]
        element = _Element(
            name,
            parent.hidden or name in _HIDDEN or html_roles.is_hidden(name, given),
            parent.pre or name in ("pre", "listing"),
            html_roles.role_of(name, given, parent.role),
            author_of=parent.author_of,
        )
        comment = element.role
        if isinstance(comment, Comment) and not element.hidden:
            if html_roles.names_author(name, given) and not comment.named:
                element.author_of = comment
            if name == "time" and not comment.published:
                comment.published = given.get("datetime")
        if not element.hidden:
            self._start(element, given)
        self._stack.append(element)
        self._open[name] += 1

    def _start(self, element: _Element, given: dict[str, str]) -> None:
        name = element.name
        if name in _KINDS:
            self._kind = _KINDS[name]
        if name == "a" and given.get("href"):
            element.span = Span(given["href"].strip())
            self._page.anchors.append(element.span)
        elif name == "blockquote":
            element.span = Span(given.get("cite", "").strip())
            self._page.quotes.append(element.span)
        elif name == "q":
            self._bullet, element.closing = self._bullet + "“", "”"
        elif name == "ol":
            start = given.get("start", "")
            element.number = int(start) if re.fullmatch(r"\d{1,4}", start) else 1
        elif name == "li":
            self._bullet = self._next_bullet()
        if element.span is not None:
            self._waiting.append(element.span)

    def _next_bullet(self) -> str:
        for element in reversed(self._stack):
            if element.name == "ol" and element.number is not None:
                element.number += 1
                return f"{element.number - 1}. "
            if element.name in ("ul", "menu"):
                break
        return "• "

    def _close_unclosed(self, name: str) -> None:
        """End what the page left open: a <li> ends the <li> before it."""
        closing = _ENDS.get(name, ())
        if not any(self._open[other] for other in closing):
            return
        while (top := self._stack[-1].name) and (top in closing or self._closes_within(top)):
            self._pop()
            if top in closing:
                return

    def _closes_within(self, top: str) -> bool:
        return top not in _FENCES and top in ("a", "b", "i", "em", "strong", "span", "font", "p")

    def _finish(self, name: str) -> None:
        if name == "br":
            self._break(name)
        if name == "p" and not self._open["p"]:
            self._break(name)
        if not self._open[name]:
            return
        while self._stack[-1].name != name:
            self._pop()
        self._pop()

    def _pop(self) -> None:
        element = self._stack.pop()
        self._open[element.name] -= 1
        if element.closing and not element.hidden:
            if self._bullet.endswith("“"):
                self._bullet = self._bullet[:-1]
            else:
                self._append(element.closing)
        if element.span is not None:
            element.span.end = self._length
            if element.span.start is None:
                element.span.start = self._length
                if self._waiting and self._waiting[-1] is element.span:
                    self._waiting.pop()  # what comes next is no part of it
        if not element.hidden and element.name not in ("td", "th"):
            if element.name == "li":
                self._bullet = ""
            self._break(element.name)
