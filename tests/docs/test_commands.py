"""docs/commands.md says of every command what the command says of itself."""

from __future__ import annotations

import click
import pytest
from help_blocks import PAGE, contexts, help_of, written

CONTEXTS = list(contexts())
every_command = pytest.mark.parametrize("context", CONTEXTS, ids=lambda one: one.command_path)


def test_every_command_has_its_section() -> None:
    assert set(written()) == {context.command_path for context in CONTEXTS}


@every_command
def test_help_in_the_page_is_what_the_command_prints(context: click.Context) -> None:
    block = written()[context.command_path]
    assert block == help_of(context), f"run scripts/write-docs to mend {PAGE.name}"


@every_command
def test_every_option_says_what_it_does(context: click.Context) -> None:
    options = [one for one in context.command.params if isinstance(one, click.Option)]
    assert [one.opts for one in options if not one.help] == []


@every_command
def test_every_command_shows_an_example(context: click.Context) -> None:
    if not isinstance(context.command, click.Group):
        lines = [line.strip() for line in help_of(context).splitlines()]
        example = lines[lines.index("Example:") + 1]
        assert example.startswith(context.command_path + " ")
