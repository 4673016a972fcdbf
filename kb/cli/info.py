"""kb info."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from kb.cli.frame import database_option, json_option, usable
from kb.cli.printing import say, say_json, say_table, say_warnings


@click.command()
@database_option
@json_option
def info(database: Path, as_json: bool) -> None:
    """Say what a knowledge base holds, and by which version of kb.

    \b
    Example:
      kb info --db kb.db
    """
    from dataclasses import asdict

    from kb.store import StoreError, explained
    from kb.store.connecting import connect_read_only
    from kb.store.counts import summary

    with usable(StoreError), explained(database):
        db = connect_read_only(database)
        try:
            found = summary(db)
        finally:
            db.close()
    if as_json:
        say_json({"database": str(database), **asdict(found)})
        return
    say_table(str(database), found.counts)
    versions = ", ".join(f"{version} ({n})" for version, n in found.extractors.items())
    say(f"schema {found.schema}, extractor {versions or 'none yet'}")
    _say_pending(found.pending)
    say_warnings(found.warnings)


# Work that `kb check` goes on with; all other work is a build's.
_OF_CHECKS = ("copies", "expansions", "readings")


def _say_pending(pending: Mapping[str, int]) -> None:
    for command, is_its in (("build", False), ("check", True)):
        left = [f"{n} {kind}" for kind, n in pending.items() if (kind in _OF_CHECKS) == is_its]
        if left:
            say(f"Left to do by kb {command}: {', '.join(left)}. Run it again to finish.")
