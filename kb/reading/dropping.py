"""Leaves the comments out of an article, with every position moved along."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kb.records import Anchor, Article, BlockQuote, Plain, Section


def without_comments(article: Article) -> Article:
    """The article as it is without its comments: text, plain text and everything in them."""
    dropped = [section for section in article.sections if section.kind == "comment"]
    if not dropped:
        return article
    plain = article.plain
    gone = [(section.start, section.end) for section in dropped if section.start < section.end]
    kept_plain = _Shift(_merged(gone))
    kept_text = _Shift(_merged([plain.to_text(*span) for span in gone]))
    numbers = {section.position: new for new, section in enumerate(_kept(article.sections))}
    return replace(
        article,
        text=kept_text.cut(article.text),
        plain=_plain(plain, kept_plain, kept_text),
        sections=tuple(
            replace(
                section,
                position=numbers[section.position],
                start=kept_plain(section.start),
                end=kept_plain(section.end),
            )
            for section in _kept(article.sections)
        ),
        sentences=tuple(
            replace(
                sentence,
                start=kept_plain(sentence.start),
                end=kept_plain(sentence.end),
                section=numbers[sentence.section],
            )
            for sentence in article.sentences
            if sentence.section in numbers
        ),
        anchors=tuple(
            replace(
                anchor,
                start=kept_plain(anchor.start),
                end=kept_plain(anchor.end),
                written=anchor.written
                and (kept_text(anchor.written[0]), kept_text(anchor.written[1])),
            )
            for anchor in article.anchors
            if _stays(anchor, kept_plain)
        ),
        blockquotes=tuple(
            replace(quote, start=kept_plain(quote.start), end=kept_plain(quote.end))
            for quote in article.blockquotes
            if _stays(quote, kept_plain)
        ),
        file_map=tuple(
            (kept_text(at), line, column)
            for at, line, column in article.file_map
            if not kept_text.inside(at)
        ),
    )


def _kept(sections: Sequence[Section]) -> list[Section]:
    return [section for section in sections if section.kind != "comment"]


def _stays(thing: Anchor | BlockQuote, kept: _Shift) -> bool:
    return not kept.inside(thing.start)


def _plain(plain: Plain, kept_plain: _Shift, kept_text: _Shift) -> Plain:
    words = kept_plain.cut(plain.text)
    if plain.starts is None or plain.ends is None:
        return Plain(words)
    starts, ends = array("i"), array("i")
    for start, end in kept_plain.kept(len(plain.text)):
        starts.extend(map(kept_text, plain.starts[start:end]))
        ends.extend(map(kept_text, plain.ends[start:end]))
    return Plain(words, starts, ends)


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


class _Shift:
    """Positions in a text after some spans of it have been cut out."""

    def __init__(self, gone: Sequence[tuple[int, int]]) -> None:
        self._gone = gone
        self._starts = [start for start, _ in gone]
        self._before = [0]  # how much has gone before the span of the same number
        for start, end in gone:
            self._before.append(self._before[-1] + end - start)

    def __call__(self, position: int) -> int:
        index = bisect_left(self._starts, position)
        if index and position < self._gone[index - 1][1]:
            return self._gone[index - 1][0] - self._before[index - 1]
        return position - self._before[index]

    def inside(self, position: int) -> bool:
        index = bisect_left(self._starts, position + 1)
        return index > 0 and position < self._gone[index - 1][1]

    def kept(self, length: int) -> list[tuple[int, int]]:
        edges = [0, *(edge for span in self._gone for edge in span), length]
        return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]

    def cut(self, text: str) -> str:
        return "".join(text[start:end] for start, end in self.kept(len(text)))
