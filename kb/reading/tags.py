"""HTML in a text file: tags, comments and entities; also the addresses and code in it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from kb.reading.html_tokens import names
from kb.reading.markup import LINE_BREAK, Draft

_BLOCKS = names(
    "address article aside blockquote br center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody "
    "tfoot thead tr ul"
)
_INLINE = names(
    "a abbr acronym audio b bdi bdo big button caption cite code col colgroup data del dfn em "
    "embed font i iframe img input ins kbd label mark meter object param picture q s samp small "
    "source span strike strong sub sup td th time tt u var video wbr"
)
_HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "head"})
_KINDS = {"li": "item", "figcaption": "caption"} | dict.fromkeys(
    ("h1", "h2", "h3", "h4", "h5", "h6"), "heading"
)
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_ATTRIBUTES = r"""(?:\s++[\w:@.-]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++)|(?=\s*/?>)))*+"""
_TOKEN = re.compile(
    r"(?P<fence>^[ \t]{0,3}(?:`{3,}+|~{3,}+)[^\n`]*+$)"
    r"|(?P<ticks>`++)"
    r"|(?P<comment><!--)"
    rf"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{{0,12}}+)(?P<attributes>{_ATTRIBUTES})\s*+/?>"
    r"|<(?P<auto>(?:https?://|mailto:)[^\s<>]++)>"
    r"|(?P<url>(?:https?://|www\.)(?:[^\s<>\"«»“”\[\]()`]++|\([^\s()]*+\))++)"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
    r"|(?P<shortcode>\{\{[<%][^\n]{0,500}?[>%]\}\}|\{%[^\n]{0,500}?%\}"
    r"|\[/?(?:caption|embed|gallery|audio|video|youtube)(?:\s[^\]\n]{0,500})?\])"
    r"|(?P<escape>\\[\\`*_{}\[\]()#+.!<>~|-])",
    re.MULTILINE,
)
_ATTRIBUTE = re.compile(
    r"""([\w:@.-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++))""",
)
# Emphasis may close right behind an address; its marks are no part of it.
_CLOSING_MARKS = re.compile(r"[*_~]+$")


def scan(draft: Draft, start: int) -> None:
    """Note in the draft every tag, comment, entity, address and code from `start` on."""
    _Scanner(draft).run(start)


class _Scanner:
    """One pass over the text from left to right."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._text = draft.text
        self._links: list[tuple[int, str, tuple[int, int] | None]] = []
        self._quotes: list[tuple[int, str | None]] = []
        self._missing: set[str] = set()  # ends looked for in vain: not looked for again
        self._handlers: dict[str, Callable[[re.Match[str]], int]] = {
            "fence": self._fence,
            "ticks": self._ticks,
            "comment": self._comment,
            "auto": self._auto,
            "url": self._url,
            "entity": self._entity,
            "shortcode": self._shortcode,
            "escape": self._escape,
        }

    def run(self, at: int) -> None:
        while token := _TOKEN.search(self._text, at):
            group = next((name for name in self._handlers if token[name] is not None), None)
            at = self._handlers[group](token) if group else self._tag(token)
        for start, cite in self._quotes:
            self._draft.quotes.append((start, len(self._text), cite))

    def _find(self, what: str, start: int, end: int | None = None) -> int:
        """Where `what` is, or -1; text without it is searched only once."""
        if what in self._missing:
            return -1
        found = self._text.find(what, start, len(self._text) if end is None else end)
        if found < 0 and end is None:
            self._missing.add(what)
        return found

    def _fence(self, token: re.Match[str]) -> int:
        mark = token[0].strip()[:3]
        end = self._find("\n" + mark, token.end())
        if end < 0:
            self._draft.drop(*token.span())
            return token.end()
        line_end = self._find("\n", end + 1)
        close = len(self._text) if line_end < 0 else line_end
        self._draft.drop(*token.span())
        self._draft.take(token.end(), end)
        self._draft.drop(end + 1, close)
        return close

    def _ticks(self, token: re.Match[str]) -> int:
        """`code`: the marks go, what is between them stays as it is."""
        paragraph = self._find("\n\n", token.end())
        limit = min(len(self._text) if paragraph < 0 else paragraph, token.end() + 1000)
        end = self._text.find(token[0], token.end(), limit)
        if end < 0 or self._text[token.end() : end].isspace():
            return token.end()
        self._draft.drop(*token.span())
        self._draft.take(token.end(), end)
        self._draft.drop(end, end + len(token[0]))
        return end + len(token[0])

    def _comment(self, token: re.Match[str]) -> int:
        end = self._find("-->", token.end())
        if end < 0:
            return token.end()
        self._draft.drop(token.start(), end + 3)
        return end + 3

    def _auto(self, token: re.Match[str]) -> int:
        span = token.span("auto")
        if self._draft.taken[span[0]]:  # in the definition of a label
            return token.end()
        self._draft.drop(token.start(), span[0])
        self._draft.take(*span)
        self._draft.drop(span[1], token.end())
        self._draft.links.append((*span, html.unescape(token["auto"]), span))
        return token.end()

    def _url(self, token: re.Match[str]) -> int:
        marks = _CLOSING_MARKS.search(token[0])
        end = token.start() + marks.start() if marks else token.end()
        at = token.start()
        for amp in re.finditer(r"&(?:amp|#0?38);", token[0]):
            self._draft.replace(token.start() + amp.start(), token.start() + amp.end(), "&")
        self._draft.take(at, end)
        return end

    def _entity(self, token: re.Match[str]) -> int:
        character = html.unescape(token[0])
        if character != token[0]:
            # An entity never starts a new line or a mark-up of its own.
            self._draft.replace(*token.span(), " " if character.isspace() else character)
        return token.end()

    def _shortcode(self, token: re.Match[str]) -> int:
        self._draft.drop(*token.span())
        return token.end()

    def _escape(self, token: re.Match[str]) -> int:
        if self._draft.markdown or token[0][1] in "*_[]#`~":
            self._draft.drop(token.start(), token.start() + 1)
            self._draft.take(token.start() + 1, token.end())
        return token.end()

    def _tag(self, token: re.Match[str]) -> int:
        name = token["name"].lower()
        if name in _HIDDEN:
            return self._hidden(token, name)
        if name not in _BLOCKS and name not in _INLINE:
            return token.start() + 1
        self._draft.replace(*token.span(), LINE_BREAK if name in _BLOCKS else "")
        if token["close"]:
            self._closed(name, token.start())
        else:
            self._opened(name, token)
        return token.end()

    def _hidden(self, token: re.Match[str], name: str) -> int:
        end = -1 if token["close"] else self._find(f"</{name}", token.end())
        close = self._text.find(">", end, end + 100) if end >= 0 else -1
        stop = close + 1 if close >= 0 else token.end()
        self._draft.drop(token.start(), stop)
        return stop

    def _opened(self, name: str, token: re.Match[str]) -> None:
        if kind := _KINDS.get(name):
            self._draft.kinds[token.end()] = kind
        elif name == "a":
            url, written = self._attribute(token, "href")
            if url:
                self._links.append((token.end(), url, written))
        elif name == "blockquote":
            cite, _ = self._attribute(token, "cite")
            self._quotes.append((token.end(), cite))
        elif name == "sup":
            number = re.compile(r"\d{1,3}(?=</sup>)", re.IGNORECASE).match(self._text, token.end())
            if number:  # « moyenne<sup>1</sup> » must not become « moyenne1 »
                self._draft.replace(*number.span(), number[0].translate(_SUPERSCRIPTS))

    def _closed(self, name: str, at: int) -> None:
        if name == "a" and self._links:
            start, url, written = self._links.pop()
            self._draft.links.append((start, at, url, written))
        elif name == "blockquote" and self._quotes:
            start, cite = self._quotes.pop()
            self._draft.quotes.append((start, at, cite))

    def _attribute(
        self, token: re.Match[str], wanted: str
    ) -> tuple[str | None, tuple[int, int] | None]:
        """The value of an attribute, entities decoded, and where it is written."""
        for found in _ATTRIBUTE.finditer(self._text, *token.span("attributes")):
            if found[1].lower() == wanted:
                group = next(n for n in (2, 3, 4) if found[n] is not None)
                return html.unescape(found[group]).strip(), found.span(group)
        return None, None
