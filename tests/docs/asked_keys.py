"""Prints the table and key of every word list that reading the sample articles asks for.

Run as a program: the lists are asked for once a process, and then kept.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from kb import languages

ROOT = Path(__file__).resolve().parents[2]


class Watched(dict[str, Any]):
    """A table that remembers which of its keys were asked for."""

    def __init__(self, table: dict[str, Any], path: str, asked: set[tuple[str, str]]) -> None:
        super().__init__(
            {
                name: Watched(value, f"{path}.{name}" if path else name, asked)
                if isinstance(value, dict)
                else value
                for name, value in table.items()
            }
        )
        self.path, self.asked = path, asked

    def __getitem__(self, name: str) -> Any:
        found = super().__getitem__(name)
        if not isinstance(found, Watched):
            self.asked.add((self.path, name))
        return found


def watch(asked: set[tuple[str, str]]) -> None:
    """Let every language be asked through tables that remember."""
    files = {code: languages.load(code) for code in languages.codes()}
    for code, language in files.items():
        tables = Watched(dict(language.tables), "", asked)
        object.__setattr__(language, "tables", tables)
        assert languages.load(code) is language  # one object a process


def main() -> None:
    asked: set[tuple[str, str]] = set()
    watch(asked)
    from kb.extraction import extract
    from kb.linking import link
    from kb.reading import read

    for path in sorted((ROOT / "data" / "articles").iterdir()):
        if path.suffix in (".txt", ".md", ".html"):
            article = read(path, root=path.parent)
            link(article, extract(article, None))
    sys.stdout.writelines(f"{table}\t{key}\n" for table, key in sorted(asked))


if __name__ == "__main__":
    main()
