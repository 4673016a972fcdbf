"""Reads one file into an `Article`."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kb.reading.blocks import Block, find_blocks
from kb.reading.decoding import decode, load
from kb.reading.errors import ReadingError
from kb.reading.files import FORMATS
from kb.reading.plain import plain_of
from kb.reading.sentences import split
from kb.records import Article, Section, Sentence

_LONGEST_ITEM = 400  # characters; a longer item is a paragraph with a bullet


def read(path: Path | str, *, root: Path | str) -> Article:
    """The article in a file below `root`. ReadingError when there is none to read."""
    path = Path(path)
    name = _below(path, Path(root))
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise ReadingError(path, "this format is not read", "save it as text, Markdown or HTML")
    data = load(path)
    text = decode(data, path)
    plain = plain_of(text)
    sections = (Section(0, "body", 0, len(plain.text)),)
    return Article(
        path=name,
        text=text,
        plain=plain,
        sha256=hashlib.sha256(data).hexdigest(),
        format=form,
        sections=sections,
        sentences=tuple(_sentences(plain.text, find_blocks(plain.text), "fr")),
    )


def _sentences(text: str, blocks: list[Block], language: str) -> list[Sentence]:
    found = []
    for block in blocks:
        whole = block.kind == "heading" or (
            block.kind == "item" and block.end - block.start <= _LONGEST_ITEM
        )
        spans = (
            [(block.start, block.end)] if whole else split(text, block.start, block.end, language)
        )
        found += [Sentence(*span, 0, block.group, block.kind) for span in spans]
    return found


def _below(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError as error:
        raise ReadingError(path, f"it is not below {root}", "choose another --root") from error
