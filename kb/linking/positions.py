"""The last step: every position becomes one of the stored text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from kb.records import Article, LinkMention, Mentions, Note, Plain, Section

Record = TypeVar("Record")


def mentions_in_text(article: Article, mentions: Mentions) -> Mentions:
    """The mentions with text positions."""
    plain = article.plain
    return replace(
        mentions,
        links=tuple(_link(plain, link) for link in mentions.links),
        statistics=moved(plain, mentions.statistics),
        quotations=moved(plain, mentions.quotations),
        attributions=moved(plain, mentions.attributions),
        people=_named(article, mentions.people),
        organisations=_named(article, mentions.organisations),
        sources=moved(plain, mentions.sources),
        notes=tuple(_note(plain, note) for note in mentions.notes),
    )


def sections_in_text(article: Article) -> tuple[Section, ...]:
    """The article's sections with text positions."""
    return moved(article.plain, article.sections)


def moved(plain: Plain, records: tuple[Record, ...]) -> tuple[Record, ...]:
    """Records with `start` and `end`, from plain to text positions."""
    return tuple(_moved(plain, record) for record in records)


def _named(article: Article, names: tuple[Record, ...]) -> tuple[Record, ...]:
    """Names as the stored text writes them, with its U+00A0 and its markup."""
    found: tuple[Any, ...] = moved(article.plain, names)
    return tuple(replace(name, written=article.text[name.start : name.end]) for name in found)


def _moved(plain: Plain, record: Any) -> Any:
    start, end = plain.to_text(record.start, record.end)
    return replace(record, start=start, end=end)


def _link(plain: Plain, link: LinkMention) -> LinkMention:
    if link.written_at is not None:
        return replace(link, start=link.written_at[0], end=link.written_at[1])
    moved_link: LinkMention = _moved(plain, link)
    return moved_link


def _note(plain: Plain, note: Note) -> Note:
    markers = moved(plain, note.markers)
    if note.start is None or note.end is None:
        return replace(note, markers=markers)
    start, end = plain.to_text(note.start, note.end)
    return replace(note, start=start, end=end, markers=markers)
