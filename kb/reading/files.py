"""Finds the article files below the paths that somebody names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
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
    """What a search found: the article files, sorted, the files passed over, and the places
    that the system does not let us look into."""

    files: tuple[Path, ...]
    passed_over: tuple[PassedOver, ...]
    closed: tuple[PassedOver, ...] = ()


def find_files(paths: Iterable[Path | str]) -> FoundFiles:
    """The article files among the paths and in the folders among them, each once, sorted.

    Hidden files, hidden folders and metadata.csv are not mentioned. A path that is
    named but missing or of another format is passed over with its reason.
    """
    files: dict[Path, Path] = {}  # by real path, so that a link does not read a file twice
    passed: dict[Path, PassedOver] = {}
    closed: dict[Path, PassedOver] = {}

    def note_closed(error: OSError) -> None:
        place = Path(os.fsdecode(error.filename))
        reason = f"it cannot be opened ({error.strerror}); check its rights"
        closed.setdefault(place, PassedOver(place, reason))

    for path in map(Path, paths):
        for file in [path] if not path.is_dir() else _walk(path, note_closed):
            try:
                reason = _why_not(file)
            except PermissionError as error:
                note_closed(error)
                continue
            if reason is None:
                files.setdefault(real(file), file)
            else:
                passed.setdefault(file, PassedOver(file, reason))
    return FoundFiles(tuple(sorted(files.values())), _in_order(passed), _in_order(closed))


def real(path: Path) -> Path:
    """Where a path leads. `Path.resolve` raises for links that lead in a circle; this does not."""
    return Path(os.path.realpath(path))


def _in_order(found: dict[Path, PassedOver]) -> tuple[PassedOver, ...]:
    return tuple(sorted(found.values(), key=lambda p: p.path))


def _why_not(file: Path) -> str | None:
    suffix = file.suffix.lower()
    if not file.exists():
        return "there is no such file"
    if suffix in FORMATS:
        return None if file.is_file() else "not an ordinary file"
    return f"{suffix.removeprefix('.').upper() or 'a file without extension is'} not read yet"


def _walk(folder: Path, closed: Callable[[OSError], None]) -> Iterator[Path]:
    """Every visible file below a folder; a folder met twice through links is walked once."""
    seen: set[Path] = set()
    for place, folders, names in os.walk(folder, onerror=closed, followlinks=True):
        led_to = real(Path(place))
        if led_to in seen:
            folders.clear()
            continue
        seen.add(led_to)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name != METADATA:
                yield Path(place) / name
