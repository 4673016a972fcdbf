"""What commands share: options, exit codes, and how they end when something is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from kb.cli.printing import printable

DONE, PROBLEMS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130  # exit codes

Command = Callable[..., Any]


def database_option(command: Command) -> Command:
    """The option that every command has."""
    return click.option(
        "--db",
        "database",
        type=click.Path(path_type=Path),
        default=Path("kb.db"),
        show_default=True,
        help="The knowledge base: an SQLite file.",
    )(command)


def json_option(command: Command) -> Command:
    """For commands whose result a program may read."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def refuse(error: object) -> NoReturn:
    """Say what is wrong with the input or its usage, and end."""
    click.echo(f"kb: {printable(str(error))}", err=True)
    sys.exit(UNUSABLE)


@contextmanager
def usable(*errors: type[Exception]) -> Iterator[None]:
    """Errors of these types are the input's: they end the command with a message."""
    try:
        yield
    except errors as error:
        refuse(error)


@contextmanager
def interruptible(so_far: str) -> Iterator[None]:
    """Ctrl+C ends the command with a word about what it has done so far."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo(f"kb: interrupted; {so_far}", err=True)
        sys.exit(INTERRUPTED)
