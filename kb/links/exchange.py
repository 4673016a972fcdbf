"""Checks of links as JSON Lines, so that a team keeps them in git next to its articles.

The expansions of short links go with them: shorteners die, and take what is behind along.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kb.links.history import moment, state
from kb.links.verdicts import VERDICTS
from kb.store import check_records, checks
from kb.store.check_records import CHECK, EXPANSION, SHORTENER, Taken
from kb.store.errors import explained
from kb.store.json_lines import read_lines

_COLUMNS = {"check": CHECK, "expansion": EXPANSION, "shortener": SHORTENER}
_REQUIRED = {
    "check": ("url", "checked", "verdict"),
    "expansion": EXPANSION,
    "shortener": SHORTENER,
}
_TIMES = ("checked", "added")
_NUMBERS = ("status", "milliseconds")


def export_lines(database: Path) -> Iterator[str]:
    """Every check, expansion and learnt shortener as a line, in an order that stays."""
    from kb.store.connecting import connect_read_only

    with explained(database):
        connection = connect_read_only(database)
        try:
            for kind, record in check_records.kept(connection):
                if record.get("hops") is not None:
                    record["hops"] = json.loads(record["hops"])
                said = {name: value for name, value in record.items() if value is not None}
                yield json.dumps({"kind": kind, **said}, ensure_ascii=False)
        finally:
            connection.close()


def import_lines(database: Path, lines: Iterable[bytes], name: str) -> Taken:
    """Take over what a file holds; what is there already stays. All or nothing.

    Raises LineError where a line is none of ours, and StoreError.
    """
    from kb.store import open_kb

    records = read_lines(lines, name, _record)
    open_kb(database, create=True).close()  # checks may come before the articles
    connection = checks.connect(database)
    try:
        with explained(database):
            taken = check_records.take(connection, records, _after)
            checks.apply(connection)
    finally:
        connection.close()
    return taken


def _after(history: Sequence[tuple[str, str]]) -> tuple[str | None, bool]:
    found = state(history)
    return found.failing_since, found.confirmed


def _record(line: str) -> tuple[str, dict[str, Any]]:
    """(kind, record) of a line; raises ValueError with what is wrong with it."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON; restore the line as kb check --export wrote it") from None
    kind = said.pop("kind", None) if isinstance(said, dict) else None
    if not isinstance(kind, str) or kind not in _COLUMNS:
        raise ValueError("it is no check, expansion or shortener; restore it as it was exported")
    for name in said:
        if name not in _COLUMNS[kind]:
            raise ValueError(f"« {str(name)[:40]} » is nothing known of a {kind}; take it out")
    for name in _REQUIRED[kind]:
        if not said.get(name):
            raise ValueError(f"« {name} » is missing")
    record = {name: _value(name, said.get(name)) for name in _COLUMNS[kind]}
    if kind == "check" and record["verdict"] not in VERDICTS:
        raise ValueError(f"« {record['verdict']} » is no verdict")
    return kind, record


def _value(name: str, value: object) -> Any:
    if value is None:
        return None
    if name in _NUMBERS:
        if type(value) is not int or not -(2**63) <= value < 2**63:
            raise ValueError(f"« {name} » is no number")
        return value
    if name == "hops":
        if not isinstance(value, list) or not all(isinstance(hop, dict) for hop in value):
            raise ValueError("« hops » is no list of redirects")
        return json.dumps(value)
    if not isinstance(value, str) or not _is_text(value):
        raise ValueError(f"« {name} » is no text")
    if name in _TIMES and moment(value).year == 1:
        raise ValueError(f"« {value[:40]} » is no time")
    return value


def _is_text(written: str) -> bool:
    return "\x00" not in written and not any("\ud800" <= c <= "\udfff" for c in written)
