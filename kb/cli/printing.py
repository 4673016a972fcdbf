"""How commands print: plain lines, tables, JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kb.pipeline import Trouble

# Of a long list a person reads the beginning; --json has all of it.
SHOWN = 20


def say_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say_json_line(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


def say(text: str) -> None:
    click.echo(printable(text))


def say_table(title: str, rows: Mapping[str, int]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(printable(title)), show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, number in rows.items():
        table.add_row(name, f"{number:,}".replace(",", "\u202f"))
    Console(highlight=False).print(table)


def say_troubles(title: str, troubles: list[Trouble]) -> None:
    if troubles:
        say(f"{title}:")
    for trouble in troubles[:SHOWN]:
        say(f"  {trouble.path}: {trouble.reason}")
    if len(troubles) > SHOWN:
        say(f"  and {len(troubles) - SHOWN} more (--json lists all)")


def say_warnings(warnings: Mapping[str, list[str]]) -> None:
    if warnings:
        say("Warnings:")
    for warning, paths in list(warnings.items())[:SHOWN]:
        where = paths[0] if len(paths) == 1 else f"{len(paths)} articles"
        say(f"  {where}: {warning}")
    if len(warnings) > SHOWN:
        say(f"  and {len(warnings) - SHOWN} more (--json lists all)")


def printable(text: str) -> str:
    """File names may hold anything, also what moves a terminal's cursor."""
    return "".join(c if c.isprintable() else "?" for c in text)
