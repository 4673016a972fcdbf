"""Writes a text into a file, reads it, and shows what was read in a form that tests compare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kb.reading import read
from kb.records import Article


@dataclass
class Shown:
    """An article, and its parts as words."""

    article: Article

    def words(self, start: int, end: int) -> str:
        return " ".join(self.article.plain.text[start:end].split())

    @property
    def sentences(self) -> list[str]:
        return [words for _, words in self.kinds]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(s.kind, self.words(s.start, s.end)) for s in self.article.sentences]

    @property
    def sections(self) -> list[tuple[str, str | None, str]]:
        """Kind, author and words of each section."""
        return [(s.kind, s.author, self.words(s.start, s.end)) for s in self.article.sections]

    @property
    def anchors(self) -> list[tuple[str, str]]:
        return [(self.words(a.start, a.end), a.url) for a in self.article.anchors]


@pytest.fixture
def show(tmp_path: Path) -> Callable[..., Shown]:
    """`show(text, "a.md")`: what the text is read as."""

    def shown(text: str, name: str = "a.txt") -> Shown:
        file = tmp_path / name
        file.write_bytes(text.encode())
        return Shown(read(file, root=tmp_path))

    return shown
