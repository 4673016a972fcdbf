"""kb graph."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.frame import database_option, refuse, usable
from kb.cli.printing import say


@click.command()
@database_option
@click.option("--focus", metavar="ID", help="The id of any row: what surrounds it is drawn.")
@click.option(
    "--depth",
    type=click.IntRange(1, 6),
    default=2,
    show_default=True,
    help="How many steps from the focus.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("graph.html"),
    show_default=True,
    help="The file to write.",
)
def graph(database: Path, focus: str | None, depth: int, output: Path) -> None:
    """Write the graph of claims and sources as one HTML file that opens without a network.

    Without --focus: the sources that most claims rest on, and what they back.

    \b
    Example:
      kb graph --focus 2b39fbe015922c0a --depth 2 -o graph.html
    """
    from kb.graph import UnknownId, graph_page
    from kb.store import StoreError, open_kb
    from kb.store.recognising import is_sqlite

    if is_sqlite(output):
        refuse(f"{output}: is a database and stays as it is; choose another file with -o")
    with usable(StoreError):
        db = open_kb(database, read_only=True)
    try:
        page = graph_page(db.conn, focus=focus, depth=depth)
    except UnknownId:
        refuse(f"{database}: no row has the id « {focus} »; kb serve shows the ids in its tables")
    finally:
        db.close()
    try:
        output.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        refuse(f"{output}: {error.strerror}; choose another file with -o")
    say(f"{output} ({len(page.encode()) // 1024} kB)")
