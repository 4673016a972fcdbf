"""Finds the article files below the paths that somebody names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FORMATS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
METADATA = "metadata.csv"


@dataclass(frozen=True)
class PassedOver:
    """A file that is not read, and why."""

    path: Path
    reason: str


@dataclass(frozen=True)
class FoundFiles:
    """What a search found: the article files, sorted, and the files passed over."""

    files: tuple[Path, ...]
    passed_over: tuple[PassedOver, ...]


def find_files(paths: Iterable[Path | str]) -> FoundFiles:
    """The article files among the paths and in the folders among them, each once, sorted.

    Hidden files, hidden folders and metadata.csv are not mentioned. A path that is
    named but missing or of another format is passed over with its reason.
    """
    files: dict[Path, Path] = {}  # by real path, so that a link does not read a file twice
    passed: dict[Path, PassedOver] = {}
    for path in map(Path, paths):
        for file in [path] if not path.is_dir() else _walk(path):
            reason = _why_not(file)
            if reason is None:
                files.setdefault(file.resolve(), file)
            else:
                passed.setdefault(file, PassedOver(file, reason))
    return FoundFiles(
        tuple(sorted(files.values())), tuple(sorted(passed.values(), key=lambda p: p.path))
    )


def _why_not(file: Path) -> str | None:
    suffix = file.suffix.lower()
    if not file.exists():
        return "there is no such file"
    if suffix in FORMATS:
        return None if file.is_file() else "not an ordinary file"
    return f"{suffix.removeprefix('.').upper() or 'a file without extension is'} not read yet"


def _walk(folder: Path) -> Iterator[Path]:
    """Every visible file below a folder; a folder met twice through links is walked once."""
    seen: set[Path] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        real = Path(place).resolve()
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name != METADATA:
                yield Path(place) / name
