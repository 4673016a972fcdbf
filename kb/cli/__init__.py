"""The commands: they parse arguments, call the parts and print. Nothing else.

A module for each. Parts are imported inside the commands, so that `kb --help` is quick.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Any

import click

from kb.cli.build import build
from kb.cli.check import check
from kb.cli.graph import graph
from kb.cli.info import info
from kb.cli.review import review
from kb.cli.serve import serve

__all__ = ["main"]


class _Commands(click.Group):
    """The commands, on terminals of any encoding."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # What a terminal cannot show (« in ASCII) becomes a question mark, not an error.
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")
        return super().main(*arguments, **options)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kb-claims", prog_name="kb")
def main() -> None:
    """Which study backs which claim: a knowledge base of articles, claims and sources.

    \b
    kb build articles/     read articles into kb.db
    kb check               see which of its links still work
    kb info                say what is in it
    kb serve               explore it in a browser
    kb graph               draw claims and sources into one HTML file
    kb review              see what people decided, and decide
    """


for command in (build, check, info, serve, graph, review):
    main.add_command(command)
