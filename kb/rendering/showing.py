"""Rows of the store in a reader's words: figures, sources, dates, pieces of text."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from kb.rendering.markup import web_address
from kb.rendering.values import shown_value
from kb.rendering.wording import Wording

Row = Mapping[str, Any]

# « [the study](https://…) » and « [the study][2] » of a Markdown article are « the study ».
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{1,300})\](?:\([^()\s]{1,500}\)|\[[^\[\]]{0,60}\])")
_FOOTNOTE = re.compile(r"\[\^[\w-]{1,40}\]")
# Signs that turn the direction of what follows: in a list that would be the words of others.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# « **41 %** of *all* » is « 41 % of all »; a lone star is a star.
_STRONG = re.compile(r"\*\*(?=[^\s*])([^*]{1,300})(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]{1,300})(?<=\S)\*(?![\w*])")


class Showing:
    """How rows are shown in one language. What it gives is text; the template escapes it."""

    def __init__(self, words: Wording) -> None:
        self._words = words

    def figure(self, row: Row) -> str:
        """The normal form: « plus de 64 % »; the words of the text where it has none."""
        return self.bare_figure(row) or str(row["text"])

    def bare_figure(self, row: Row) -> str:
        """The normal form; empty where there is none."""
        return shown_value(
            row["value"],
            row["unit"],
            high=row["value_high"],
            kind=row["kind"],
            qualifier=row.get("qualifier"),
            words=self._words,
        )

    def source(self, row: Row) -> str:
        """What a source is called; by its kind where the article says nothing else of it."""
        return str(row.get("label") or self._words("phrase.untitled_source", kind=self.kind(row)))

    def kind(self, row: Row) -> str:
        """What kind of source it is."""
        return self._words.name("source_kind", row.get("kind"))

    def text(self, text: str | None, most: int = 400) -> str:
        """Words of an article in a list: on one line, without markup, cut at the end of a word."""
        line = " ".join(_TURNING.sub("", html.unescape(text or "")).split())
        bare = _FOOTNOTE.sub("", _MARKDOWN_LINK.sub(r"\1", line))
        bare = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", bare))
        line = bare.strip() or line  # « [^1] » alone is a marker, and shown as one
        if len(line) <= most:
            return line
        return line[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"

    def passage(self, text: str | None) -> str:
        """Words of an article as a passage of its own: line ends kept, entities read."""
        return html.unescape(text or "")

    def percent(self, share: float | None) -> str:
        """A confidence: « 90 % »."""
        return "" if share is None else shown_value(round(share * 100), "%", words=self._words)

    def address(self, url: str | None) -> str | None:
        """The address if a page may link to it: never `javascript:`."""
        return web_address(url)

    def rule(self, rule: str | None) -> str:
        """The rule that found it, named."""
        return self._words("phrase.rule", rule=self._words.name("rule", rule)) if rule else ""
