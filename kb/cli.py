"""The commands: they parse arguments, call the parts and print. Nothing else.

Parts are imported inside the commands, so that `kb --help` is quick.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from kb.links import Progress as CheckProgress
    from kb.links import Report
    from kb.pipeline import BuildReport, Progress, Trouble

DONE, PROBLEMS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130  # exit codes
# Of a long list a person reads the beginning; --json has all of it.
_SHOWN = 20

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
    click.echo(f"kb: {_printable(str(error))}", err=True)
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
    """


# -- kb build -----------------------------------------------------------------------------


@main.command()
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
        _print_json(_report_as_json(report))
    else:
        _print_report(report)
    sys.exit(PROBLEMS if report.failed else DONE)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, path: bar.update(
            task, completed=done, total=total, description=_printable(path)
        )


def _report_as_json(report: BuildReport) -> dict[str, object]:
    def listed(troubles: Iterable[Trouble]) -> list[dict[str, str]]:
        return [{"path": _printable(t.path), "reason": t.reason} for t in troubles]

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
    _print_table(str(report.database), report.counts)
    done = [f"{report.read} read", f"{report.unchanged} unchanged"]
    if report.removed:
        done.append(f"{report.removed} removed")
    if report.failed:
        done.append(f"{len(report.failed)} failed")
    _print(f"{', '.join(done)} in {report.seconds:.1f} s")
    _print_troubles("Passed over", report.passed_over)
    _print_warnings(report.warnings)
    _print_troubles("Failed", report.failed)


# -- kb check -----------------------------------------------------------------------------


@main.command()
@database_option
@click.option(
    "--max-age",
    "ages",
    multiple=True,
    metavar="[VERDICT=]AGE",
    help="Check what was not checked for this long: 7d, 12h, gone=3d; 0 for everything. By "
    "default 3 days for what fails, 30 for what works, 14 for what is blocked.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 600),
    default=20.0,
    show_default=True,
    help="Seconds for one link, its redirects included.",
)
@click.option(
    "--concurrency",
    type=click.IntRange(1, 2000),
    default=256,
    show_default=True,
    help="Requests under way at a time.",
)
@click.option(
    "--per-host",
    type=click.IntRange(1, 100),
    default=4,
    show_default=True,
    help="Requests under way at a time to one host, 50 ms apart.",
)
@click.option(
    "--robots", is_flag=True, help="Skip what the robots.txt of its site forbids robots to read."
)
@click.option(
    "--archive-url",
    default="https://web.archive.org",
    show_default=True,
    help="The web archive that is asked for copies of what is gone.",
)
@click.option("--no-archive", is_flag=True, help="Look for no copies.")
@click.option(
    "--handle-url",
    default="https://doi.org/api/handles",
    show_default=True,
    help="The service that is asked for DOIs and handles.",
)
@click.option(
    "--shorteners",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A list of hosts, one a line, whose addresses are short links. Remembered.",
)
@click.option(
    "--ca-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Certificate authorities to trust beside the usual ones (PEM).",
)
@click.option(
    "--resolve",
    multiple=True,
    metavar="HOST=ADDRESS",
    help="Take this IP address for a host, « * » for all others.",
)
@click.option(
    "--allow-private", is_flag=True, help="Also check addresses of this machine and its network."
)
@click.option(
    "--allow-port",
    "ports",
    multiple=True,
    type=click.IntRange(1, 65535),
    metavar="PORT",
    help="Also check addresses with this port; 80, 443, 8080 and 8443 are usual.",
)
@json_option
def check(
    database: Path,
    ages: tuple[str, ...],
    timeout: float,
    concurrency: int,
    per_host: int,
    robots: bool,
    archive_url: str,
    no_archive: bool,
    handle_url: str,
    shorteners: Path | None,
    ca_file: Path | None,
    resolve: tuple[str, ...],
    allow_private: bool,
    ports: tuple[int, ...],
    as_json: bool,
) -> None:
    """Check which links still work, where they lead, and where a copy lives.

    Checks what is new or was not checked for long, and writes down what it finds as it goes:
    it may be interrupted at any time. --json prints one object per link, a line each. The
    exit code is 1 when some link of the base is dead.

    \b
    Example:
      kb check --db kb.db --max-age 7d
    """
    from kb.links import SettingError, Settings, settings
    from kb.links import check as run
    from kb.store import StoreError

    with usable(StoreError, SettingError), _check_progress() as progress:
        report = run(
            database,
            Settings(
                ages=settings.ages(ages),
                timeout=timeout,
                concurrency=concurrency,
                per_host=per_host,
                robots=robots,
                archive_url=None if no_archive else archive_url,
                handle_url=handle_url,
                shorteners=settings.listed(shorteners),
                ca_file=ca_file,
                resolve=settings.resolved(resolve),
                allow_private=allow_private,
                allow_ports=frozenset(ports),
            ),
            on_result=(lambda one: _print_json_line(one.as_json())) if as_json else None,
            progress=progress,
        )
    if not as_json:
        _print_check_report(report)
    if report.interrupted:
        sys.exit(INTERRUPTED)
    sys.exit(PROBLEMS if report.dead else DONE)


@contextmanager
def _check_progress() -> Iterator[CheckProgress | None]:
    """A bar with counts per verdict on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("checking"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(checked: int, due: int, verdicts: Mapping[str, int]) -> None:
            counts = ", ".join(f"{n} {verdict}" for verdict, n in sorted(verdicts.items()))
            bar.update(task, completed=checked, total=due, description=counts)

        yield show


def _print_check_report(report: Report) -> None:
    _print_table(f"{report.database}: links", report.standing)
    _print(f"{report.checked} checked in {report.seconds:.1f} s, {report.dead} dead")
    if report.changes:
        _print("Changed since last time:")
    for url, before, after in report.changes[:_SHOWN]:
        _print(f"  {url}: {before}, now {after}")
    if len(report.changes) > _SHOWN:
        _print(f"  and {len(report.changes) - _SHOWN} more (in the table link_checks)")
    if report.learnt:
        _print(f"Found to make short links: {', '.join(report.learnt)}")
    if report.archive_is_down:
        _print("The web archive did not answer; copies are looked for at the next check.")
    if report.interrupted:
        _print("Interrupted. What was checked is kept; run again to go on.")


# -- kb info ------------------------------------------------------------------------------


@main.command()
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
        _print_json({"database": str(database), **asdict(found)})
        return
    _print_table(str(database), found.counts)
    versions = ", ".join(f"{version} ({n})" for version, n in found.extractors.items())
    _print(f"schema {found.schema}, extractor {versions or 'none yet'}")
    if found.pending:
        left = ", ".join(f"{n} {kind}" for kind, n in found.pending.items())
        _print(f"Left undone by a build that was cut short: {left}. Run it again to finish.")
    _print_warnings(found.warnings)


# -- kb serve -----------------------------------------------------------------------------


@main.command()
@database_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="The port: by default 8001, or a free one."
)
@click.option("--open", "browser", is_flag=True, help="Open a browser.")
def serve(database: Path, host: str, port: int | None, browser: bool) -> None:
    """Explore the knowledge base in a browser, until interrupted with Ctrl+C.

    Articles with everything found in them, the three questions, and all tables in Datasette.

    \b
    Example:
      kb serve --db kb.db --open
    """
    from kb.store import StoreError, open_kb
    from kb.web.serving import CannotListen, free_port
    from kb.web.serving import serve as run

    with usable(StoreError, CannotListen):
        open_kb(database, read_only=True).close()
        chosen = free_port(host, port)
    run(
        database,
        host=host,
        port=chosen,
        browser=browser,
        ready=lambda address: _print(f"{database} is at {address} (Ctrl+C stops)"),
    )


# -- kb graph -----------------------------------------------------------------------------


@main.command()
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
    _print(f"{output} ({len(page.encode()) // 1024} kB)")


# -- printing -----------------------------------------------------------------------------


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _print_json_line(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


def _print(text: str) -> None:
    click.echo(_printable(text))


def _print_table(title: str, rows: Mapping[str, int]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(_printable(title)), show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, number in rows.items():
        table.add_row(name, f"{number:,}".replace(",", "\u202f"))
    Console(highlight=False).print(table)


def _print_troubles(title: str, troubles: list[Trouble]) -> None:
    if troubles:
        _print(f"{title}:")
    for trouble in troubles[:_SHOWN]:
        _print(f"  {trouble.path}: {trouble.reason}")
    if len(troubles) > _SHOWN:
        _print(f"  and {len(troubles) - _SHOWN} more (--json lists all)")


def _print_warnings(warnings: Mapping[str, list[str]]) -> None:
    if warnings:
        _print("Warnings:")
    for warning, paths in list(warnings.items())[:_SHOWN]:
        where = paths[0] if len(paths) == 1 else f"{len(paths)} articles"
        _print(f"  {where}: {warning}")
    if len(warnings) > _SHOWN:
        _print(f"  and {len(warnings) - _SHOWN} more (--json lists all)")


def _printable(text: str) -> str:
    """File names may hold anything, also what moves a terminal's cursor."""
    return "".join(c if c.isprintable() else "?" for c in text)
