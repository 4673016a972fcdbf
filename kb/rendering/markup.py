"""An article's text with its finds, as markup that is safe whatever the text holds.

The text content of the result is the article's text, character for character; only
NUL, which HTML cannot hold, becomes U+FFFD. Everything that comes from an article goes
through `_escaped` or markupsafe's own formatting; no tag is built from data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from kb.rendering.layout import Block, blocks, paragraphs
from kb.rendering.spans import Piece, Span, pieces

_SECTION = Markup('<section class="block block-{}"{}>')
_MARK = Markup('<span class="find find-{}{}" data-find="{}"{}{}>')
_LINK = Markup('<a class="hit" href="{}" data-tip="{}"{}>{}</a>')
_LABEL = Markup(' aria-label="{0}" data-label="{0}"')


def _escaped(text: str) -> Markup:
    """Text for the page. A bare carriage return would be read as a line feed by a browser."""
    return Markup(str(escape(text)).replace("\r", "&#13;").replace("\0", "\ufffd"))


def web_address(url: str | None) -> str | None:
    """The address if a page may link to it (http and https), else None: never `javascript:`."""
    try:
        parts = urlsplit(url or "")
    except ValueError:  # « http://[ » and the like
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


class _Writer:
    """Writes the pieces of one article; remembers which spans have been opened before."""

    def __init__(self) -> None:
        self._parts: list[Markup] = []
        self._seen: set[str] = set()
        self._linked: set[str] = set()

    def markup(self) -> Markup:
        return Markup("").join(self._parts)

    def raw(self, markup: Markup) -> None:
        self._parts.append(markup)

    def text(self, text: str) -> None:
        self._parts.append(_escaped(text))

    def stretch(self, text: str, cut: Iterable[Piece]) -> None:
        open_: list[Span] = []
        for piece in cut:
            common = 0
            for one, other in zip(open_, piece.covering, strict=False):
                if one is not other:
                    break
                common += 1
            for _ in open_[common:]:
                self.raw(Markup("</span>"))
            for span in piece.covering[common:]:
                self._open(span)
            open_ = list(piece.covering)
            self._leaf(text[piece.start : piece.end], open_)
        for _ in open_:
            self.raw(Markup("</span>"))

    def _open(self, span: Span) -> None:
        first = span.key not in self._seen
        self._seen.add(span.key)
        anchor = Markup(' id="at-{}"').format(span.key) if first else ""
        number = (
            Markup(' data-number="{}"').format(span.number)
            if first and span.number is not None
            else ""
        )
        flavour = f" is-{span.flavour}" if span.flavour else ""
        self.raw(_MARK.format(span.kind, flavour, span.key, anchor, number))

    def _leaf(self, text: str, covering: Sequence[Span]) -> None:
        target = next((span for span in reversed(covering) if span.href), None)
        if target is None:
            self.text(text)
            return
        # One stop of the tab key for each find, not one for each piece of it.
        again = Markup(' tabindex="-1"') if target.key in self._linked else ""
        self._linked.add(target.key)
        self.raw(_LINK.format(target.href, target.tip, again, _escaped(text)))


def render_text(
    text: str,
    spans: Iterable[Span] = (),
    sections: Iterable[Block] = (),
    *,
    labels: Mapping[str, str] | None = None,
    headings: Iterable[tuple[int, int]] = (),
    bylines: Iterable[tuple[int, int]] = (),
) -> Markup:
    """The text as markup: blocks, paragraphs, and every span highlighted in its place.

    Spans may nest, cross, repeat and reach outside the text. `labels` gives the words
    that tell a reader what a kind of section is (comment, navigation, ...), shown beside
    it and not in its text. `headings` are the positions of headings in the text, `bylines` of
    the lines below the title that say who wrote it and when.
    """
    titles = sorted([(*at, "heading") for at in headings] + [(*at, "byline") for at in bylines])
    titles.reverse()
    waiting = sorted(spans, key=lambda span: span.start, reverse=True)
    near: list[Span] = []
    writer = _Writer()
    for block in blocks(len(text), sections):
        label = _label(block, labels or {})
        writer.raw(_SECTION.format(block.kind, _LABEL.format(label) if label else ""))
        for start, end, is_paragraph in paragraphs(text, block.start, block.end):
            if not is_paragraph:
                writer.text(text[start:end])
                continue
            near = [span for span in near if span.end > start]
            while waiting and waiting[-1].start < end:
                near.append(waiting.pop())
            while titles and titles[-1][1] <= start:
                titles.pop()
            name = titles[-1][2] if titles and _is_heading(start, end, titles[-1][:2]) else "words"
            writer.raw(Markup('<p class="{}">').format(name))
            writer.stretch(text, pieces(start, end, near))
            writer.raw(Markup("</p>"))
        writer.raw(Markup("</section>"))
    return writer.markup()


def _label(block: Block, labels: Mapping[str, str]) -> str:
    """« Comment · Ada · 2013-06 »; nothing for the article's own text."""
    if block.kind not in labels:
        return ""
    said = (labels[block.kind], block.author, block.published)
    return " · ".join(part for part in said if part)


def _is_heading(start: int, end: int, heading: tuple[int, int]) -> bool:
    """Whether the paragraph is this heading, but for signs of Markdown or white space around it."""
    covered = min(end, heading[1]) - max(start, heading[0])
    return covered > (end - start) / 2
