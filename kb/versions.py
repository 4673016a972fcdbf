"""Which rules made a row: a hash of code, words, models and options.

An article is read again when this changes.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

_RULES = ("addresses", "extraction", "languages", "linking", "reading")
# It looks at all mentions, not at an article: a change here settles clusters anew instead.
_IDENTITY = "identity"


def extractor(models: Iterable[str], *, comments: bool) -> str:
    """The version of what reads an article: the rules, these model packages and the options."""
    named = [f"{package} {_installed(package)}" for package in sorted(models)]
    options = ["with comments" if comments else "without comments"]
    return _hash(_rule_files(), [line.encode() for line in named + options])


def identity() -> str:
    """The version of what settles which mentions are one."""
    files = [
        (path, data)
        for path, data in _files_of("linking", "languages")
        if not path.startswith("linking/") or path.startswith(f"linking/{_IDENTITY}")
    ]
    return _hash(files, [])


@cache
def _rule_files() -> list[tuple[str, bytes]]:
    records = ("records.py", resources.files("kb").joinpath("records.py").read_bytes())
    rules = [
        (path, data)
        for path, data in _files_of(*_RULES)
        if not path.startswith(f"linking/{_IDENTITY}")
    ]
    return [*rules, records]


def _files_of(*packages: str) -> Iterator[tuple[str, bytes]]:
    for package in packages:
        yield from _below(resources.files("kb").joinpath(package), package)


def _below(place: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for item in sorted(place.iterdir(), key=lambda item: item.name):
        below = f"{path}/{item.name}"
        if item.is_dir() and item.name != "__pycache__":
            yield from _below(item, below)
        elif item.is_file() and not item.name.endswith(".pyc"):
            yield below, item.read_bytes()


def _hash(files: Iterable[tuple[str, bytes]], more: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for path, data in files:
        whole.update(f"{path} {len(data)}\n".encode())
        whole.update(data)
    for line in more:
        whole.update(line + b"\n")
    return whole.hexdigest()[:16]


def _installed(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "of unknown version"
