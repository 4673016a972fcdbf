"""kb check."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.exchange import exchange
from kb.cli.frame import DONE, INTERRUPTED, PROBLEMS, database_option, json_option, usable
from kb.cli.printing import SHOWN, say, say_json_line, say_table
from kb.cli.progress import bar_of

if TYPE_CHECKING:
    from kb.links import Progress, Report


@click.command()
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
@click.option(
    "--export",
    "export_to",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Check nothing; write all checks and expansions of short links to a file (JSON Lines).",
)
@click.option(
    "--import",
    "import_from",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Check nothing; take over the checks of such a file.",
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
    export_to: Path | None,
    import_from: Path | None,
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
    if export_to is not None or import_from is not None:
        exchange(database, export_to, import_from, as_json=as_json)
        return
    from kb.links import SettingError, Settings, settings
    from kb.links import check as run
    from kb.store import StoreError

    with usable(StoreError, SettingError), _progress() as progress:
        report = run(
            database,
            Settings(
                ages=settings.ages(ages),
                timeout=timeout,
                concurrency=concurrency,
                per_host=per_host,
                robots=robots,
                archive_url=None if no_archive else settings.service("--archive-url", archive_url),
                handle_url=settings.service("--handle-url", handle_url),
                shorteners=settings.listed(shorteners),
                ca_file=ca_file,
                resolve=settings.resolved(resolve),
                allow_private=allow_private,
                allow_ports=frozenset(ports),
            ),
            on_result=(lambda one: say_json_line(one.as_json())) if as_json else None,
            progress=progress,
        )
    if not as_json:
        _print_report(report)
    if report.interrupted:
        sys.exit(INTERRUPTED)
    sys.exit(PROBLEMS if report.dead else DONE)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Counts per verdict beside the bar."""
    with bar_of("checking") as update:
        if update is None:
            yield None
            return

        def show(checked: int, due: int, verdicts: Mapping[str, int]) -> None:
            counts = ", ".join(f"{n} {verdict}" for verdict, n in sorted(verdicts.items()))
            update(checked, due, counts)

        yield show


def _print_report(report: Report) -> None:
    say_table(f"{report.database}: links", report.standing)
    say(f"{report.checked} checked in {report.seconds:.1f} s, {report.dead} dead")
    if report.changes:
        say("Changed since last time:")
    for url, before, after in report.changes[:SHOWN]:
        say(f"  {url}: {before}, now {after}")
    if len(report.changes) > SHOWN:
        say(f"  and {len(report.changes) - SHOWN} more (in the table link_checks)")
    if report.learnt:
        say(f"Found to make short links: {', '.join(report.learnt)}")
    if report.archive_is_down:
        say("The web archive did not answer; copies are looked for at the next check.")
    if report.interrupted:
        say("Interrupted. What was checked is kept; run again to go on.")
