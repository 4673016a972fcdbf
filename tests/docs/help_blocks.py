"""The blocks of docs/commands.md that hold what `--help` prints.

A block stands between ``` lines behind a heading "## kb build"; what is around it
is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from kb.cli import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "commands.md"
WIDTH = 88  # of the help text, whatever terminal this runs in

BLOCK = re.compile(
    r"(?P<head>^## (?P<name>kb[\w -]*)\n.*?^```text\n)(?P<help>.*?)(?=^```$)", re.M | re.S
)


def contexts() -> Iterator[click.Context]:
    """One context for every command, "kb" first."""

    def below(context: click.Context) -> Iterator[click.Context]:
        yield context
        if isinstance(context.command, click.Group):
            for word, command in context.command.commands.items():
                yield from below(
                    click.Context(
                        command, parent=context, info_name=word, **command.context_settings
                    )
                )

    settings = main.context_settings | {"terminal_width": WIDTH}
    yield from below(click.Context(main, info_name="kb", **settings))


def help_of(context: click.Context) -> str:
    return context.get_help() + "\n"


def written() -> dict[str, str]:
    """Name of a command -> the help text that stands in the page."""
    page = PAGE.read_text(encoding="utf-8")
    return {match["name"]: match["help"] for match in BLOCK.finditer(page)}


def rewrite() -> None:
    """Bring the blocks of the page up to date; a command without a section is added at the end."""
    now = {context.command_path: help_of(context) for context in contexts()}
    page = PAGE.read_text(encoding="utf-8")
    page = BLOCK.sub(lambda match: match["head"] + now.pop(match["name"], ""), page)
    for name, text in now.items():
        page += f"\n## {name}\n\n```text\n{text}```\n"
    PAGE.write_text(page, encoding="utf-8")
