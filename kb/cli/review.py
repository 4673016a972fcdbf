"""kb review: what people decided, and deciding."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.deciding import add, change, confirm, erase, merge, reject, split
from kb.cli.exchange import write_lines
from kb.cli.frame import DONE, PROBLEMS, database_option, refuse, usable
from kb.cli.printing import SHOWN, say, say_json
from kb.cli.reviewed import as_json, counted, line_of, reading, writing

if TYPE_CHECKING:
    from kb.store.reviews import Score
    from kb.store.reviews.exchange import Imported


@click.group(invoke_without_command=True)
@database_option
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
@click.option("--score", "scored", is_flag=True, help="Say how right kb was on what was judged.")
@click.option("--orphaned", is_flag=True, help="List the decisions whose place is not found.")
@click.option(
    "--export",
    "export_to",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write all decisions to a file, one a line (JSON Lines), the oldest first.",
)
@click.option(
    "--import",
    "import_from",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Take over the decisions of a file; those that are there already stay.",
)
@click.pass_context
def review(
    context: click.Context,
    database: Path,
    json_wanted: bool,
    scored: bool,
    orphaned: bool,
    export_to: Path | None,
    import_from: Path | None,
) -> None:
    """List what people decided on what was extracted, or decide something.

    A decision wins over the machine wherever it is shown, and survives builds. ID is the id of
    any row, as pages and tables show it.

    \b
    Example:
      kb review --db kb.db
      kb review reject 2b39fbe015922c0a --note "a page number" --db kb.db
      kb review --export decisions.jsonl --db kb.db
    """
    asked = [bool(scored), bool(orphaned), export_to is not None, import_from is not None]
    if sum(asked) + (context.invoked_subcommand is not None) > 1:
        refuse("kb review does one thing at a time; give one option, or one command")
    if context.invoked_subcommand is not None:
        context.obj = database
    elif import_from is not None:
        _import(database, import_from, json_wanted)
    elif export_to is not None:
        _export(database, export_to)
    elif scored:
        _print_score(database, json_wanted)
    else:
        _list(database, json_wanted, orphaned=orphaned)


# -- what was decided ---------------------------------------------------------------------


def _list(database: Path, json_wanted: bool, *, orphaned: bool) -> None:
    from kb.store.reviews import history
    from kb.store.reviews import orphaned as orphans

    with reading(database) as connection:
        found = orphans(connection) if orphaned else history(connection)
    if json_wanted:
        say_json([as_json(one) for one in found])
        return
    if not found:
        say("Every decision has its place." if orphaned else "Nothing was decided yet.")
    for one in found[:SHOWN]:
        say(line_of(one))
    if len(found) > SHOWN:
        say(f"and {len(found) - SHOWN} more (--json lists all)")


def _print_score(database: Path, json_wanted: bool) -> None:
    from kb.store.reviews import score

    with reading(database) as connection:
        scores = score(connection)
    if json_wanted:
        say_json([asdict(one) for one in scores])
        return
    if not scores:
        say("Nothing was judged yet: kb review confirm and kb review reject do.")
    for one in scores:
        say(_score_line(one))


def _score_line(score: Score) -> str:
    missed = f"; {score.missed} added that kb had missed" if score.missed else ""
    if score.precision is None or score.low is None or score.high is None:
        return f"{score.about}: none judged{missed}"
    return (
        f"{score.about}: {score.right} of {score.judged} right, {score.precision:.0%} "
        f"(95 % interval {score.low:.0%} to {score.high:.0%}){missed}"
    )


# -- files of decisions ---------------------------------------------------------------------


def _export(database: Path, file: Path) -> None:
    from kb.store.reviews.exchange import export_lines

    with reading(database) as connection:
        lines = list(export_lines(connection))
    write_lines(file, lines)
    say(f"{file}: {counted(len(lines), 'decision')}")


def _import(database: Path, file: Path, json_wanted: bool) -> None:
    from kb.store import StoreError
    from kb.store.reviews.erasing import scrub
    from kb.store.reviews.exchange import import_lines

    with writing(database, create=True) as db:
        try:
            with file.open("rb") as lines:
                report = import_lines(db, lines, str(file))
        except OSError as error:
            refuse(f"{file}: {error.strerror}; choose another file with --import")
    if report.erases:
        with usable(StoreError):
            scrub(database)
    if json_wanted:
        say_json({**asdict(report), "orphaned": [as_json(one) for one in report.orphaned]})
    else:
        _print_import(file, report)
    sys.exit(PROBLEMS if report.orphaned and report.articles else DONE)


def _print_import(file: Path, report: Imported) -> None:
    say(f"{file}: {counted(report.new, 'decision')} new, {report.known} known already")
    if report.erased:
        say(f"Erased from {counted(len(report.erased), 'article')}")
    if not report.articles:
        say("They come into force as articles are read: kb build")
        return
    if report.orphaned:
        say(f"{len(report.orphaned)} whose place is not found; they are kept (--orphaned):")
    for one in report.orphaned[:SHOWN]:
        say(f"  {line_of(one)}")


for command in (confirm, reject, change, merge, split, add, erase):
    review.add_command(command)
