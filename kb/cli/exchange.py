"""kb check --export and --import: checks in a file, for git."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from kb.cli.frame import refuse, usable
from kb.cli.printing import say, say_json


def exchange(
    database: Path, export_to: Path | None, import_from: Path | None, *, as_json: bool
) -> None:
    """Write the checks of a base to a file, or take over those of one."""
    if export_to is not None and import_from is not None:
        refuse("kb check does one thing at a time; give --export or --import")
    if export_to is not None:
        _export(database, export_to)
    elif import_from is not None:
        _import(database, import_from, as_json=as_json)


def write_lines(file: Path, lines: list[str]) -> None:
    """Write a file of lines; a database is not overwritten."""
    from kb.store.recognising import is_sqlite

    if is_sqlite(file):
        refuse(f"{file}: is a database and stays as it is; choose another file with --export")
    try:
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    except OSError as error:
        refuse(f"{file}: {error.strerror}; choose another file with --export")


def _export(database: Path, file: Path) -> None:
    from kb.links.exchange import export_lines
    from kb.store import StoreError

    with usable(StoreError):
        lines = list(export_lines(database))
    write_lines(file, lines)
    say(f"{file}: {len(lines)} checks, expansions and shorteners")


def _import(database: Path, file: Path, *, as_json: bool) -> None:
    from kb.links.exchange import import_lines
    from kb.store import StoreError
    from kb.store.json_lines import LineError

    with usable(StoreError, LineError):
        try:
            with file.open("rb") as lines:
                taken = import_lines(database, lines, str(file))
        except OSError as error:
            refuse(f"{file}: {error.strerror}; choose another file with --import")
    if as_json:
        say_json(asdict(taken))
        return
    say(f"{file}: {taken.new} new, {taken.known} known already")
    if taken.strange:
        say(f"{len(taken.strange)} addresses are in no article yet; their checks are kept")
