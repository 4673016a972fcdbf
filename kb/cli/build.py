"""kb build."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.frame import DONE, PROBLEMS, database_option, interruptible, json_option, usable
from kb.cli.printing import printable, say, say_json, say_table, say_troubles, say_warnings
from kb.cli.progress import bar_of

if TYPE_CHECKING:
    from kb.pipeline import BuildReport, Progress, Trouble


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH...")
@database_option
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    help="The folder that article paths are relative to. The first build records it: by default "
    "the folder given, or the one that all paths share.",
)
@click.option("--workers", type=int, default=1, show_default=True, help="Processes that read.")
@click.option("--no-model", is_flag=True, help="Find names by rules alone: faster, less well.")
@click.option("--no-comments", is_flag=True, help="Leave comment sections out altogether.")
@click.option("--prune", is_flag=True, help="Remove articles below PATH whose files are gone.")
@json_option
def build(
    paths: tuple[str, ...],
    database: Path,
    root: Path | None,
    workers: int,
    no_model: bool,
    no_comments: bool,
    prune: bool,
    as_json: bool,
) -> None:
    """Read articles (.txt, .md, .html) and folders of them into the knowledge base.

    Only what is new or has changed is read again. A file that cannot be read is reported,
    and the others go in.

    \b
    Example:
      kb build articles/ --db kb.db --workers 2
    """
    with interruptible("what was read is kept, and the same command goes on from there"):
        from kb.pipeline import BuildError
        from kb.pipeline import build as run
        from kb.store import StoreError

        with usable(BuildError, StoreError), _progress() as progress:
            report = run(
                paths,
                database,
                root=root,
                workers=workers,
                model=not no_model,
                comments=not no_comments,
                prune=prune,
                progress=progress,
            )
    if as_json:
        say_json(_report_as_json(report))
    else:
        _print_report(report)
    sys.exit(PROBLEMS if report.failed else DONE)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    with bar_of("reading") as update:
        yield update and (lambda done, total, path: update(done, total, printable(path)))


def _report_as_json(report: BuildReport) -> dict[str, object]:
    def listed(troubles: Iterable[Trouble]) -> list[dict[str, str]]:
        return [{"path": printable(t.path), "reason": t.reason} for t in troubles]

    return {
        "database": str(report.database),
        "read": report.read,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "failed": listed(report.failed),
        "passed_over": listed(report.passed_over),
        "warnings": report.warnings,
        "counts": report.counts,
        "seconds": round(report.seconds, 3),
    }


def _print_report(report: BuildReport) -> None:
    say_table(str(report.database), report.counts)
    done = [f"{report.read} read", f"{report.unchanged} unchanged"]
    if report.removed:
        done.append(f"{report.removed} removed")
    if report.failed:
        done.append(f"{len(report.failed)} failed")
    say(f"{', '.join(done)} in {report.seconds:.1f} s")
    say_troubles("Passed over", report.passed_over)
    say_warnings(report.warnings)
    say_troubles("Failed", report.failed)
