"""The commands of kb review that decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.cli.frame import refuse, usable
from kb.cli.printing import SHOWN, say, say_json
from kb.cli.reviewed import as_json, counted, line_of, reading, writing

if TYPE_CHECKING:
    from kb.store.reviews import Decision

Command = Callable[..., Any]


def _deciding(command: Command) -> Command:
    """The options of all commands that decide."""
    for option in (
        click.option("--json", "json_wanted", is_flag=True, help="Print JSON."),
        click.option("--actor", help="Who decides: by default the name you are logged in with."),
        click.option("--note", help="Why."),
        click.option(
            "--db",
            "database",
            type=click.Path(path_type=Path),
            help="The knowledge base: an SQLite file.  [default: that of kb review, kb.db]",
        ),
    ):
        command = option(command)
    return click.pass_obj(command)


def _actor(given: str | None) -> str | None:
    import getpass

    if given is not None:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name
        return None


def _decide(
    database: Path,
    json_wanted: bool,
    any_id: str,
    decide_on: Callable[[str], Decision],
) -> None:
    """Take a decision on the row with this id; `decide_on` makes it from the row's table."""
    from kb.store.reviews import about_of, decide, history

    with writing(database) as db:
        about = about_of(db.conn, any_id)
        if about is None:
            refuse(
                f"{database}: no row that can be reviewed has the id « {any_id} »; "
                "kb serve shows the ids in its tables"
            )
        decide(db, decide_on(about))
        (taken,) = history(db.conn, limit=1)
    if json_wanted:
        say_json(as_json(taken))
    else:
        say(line_of(taken))


def _judge(decision: str, **given: Any) -> None:
    from kb.store.reviews import Decision

    _decide(
        given["database"],
        given["json_wanted"],
        given["any_id"],
        lambda about: Decision(
            about,
            decision,
            given["any_id"],
            given.get("field"),
            given.get("value"),
            given["note"],
            _actor(given["actor"]),
        ),
    )


_ID = click.argument("any_id", metavar="ID")
_OTHER = click.argument("value", metavar="OTHER")
_FIELD = click.option("--field", help="Only this field of it.")


@click.command()
@_ID
@_FIELD
@_deciding
def confirm(before: Path, database: Path | None, **given: Any) -> None:
    """The machine is right: takes back what was decided against it.

    \b
    Example:
      kb review confirm 2b39fbe015922c0a --db kb.db
    """
    _judge("confirmed", database=database or before, **given)


@click.command()
@_ID
@_FIELD
@_deciding
def reject(before: Path, database: Path | None, **given: Any) -> None:
    """The machine is wrong: the row goes away, with --field what the field says.

    \b
    Example:
      kb review reject 2b39fbe015922c0a --note "a page number" --db kb.db
    """
    _judge("rejected", database=database or before, **given)


# « -5 » is a value, not an option.
@click.command(context_settings={"ignore_unknown_options": True})
@_ID
@click.argument("field")
@click.argument("value")
@_deciding
def change(before: Path, database: Path | None, **given: Any) -> None:
    """Change a field: a figure's value, a quotation's speaker, an article's date.

    An empty VALUE ("") says that there is none. The speaker of a quotation and the source of a
    citation are given by id, or by name.

    \b
    Example:
      kb review change 2b39fbe015922c0a value 65 --db kb.db
    """
    _judge("changed", database=database or before, **given)


@click.command()
@_ID
@_OTHER
@_deciding
def merge(before: Path, database: Path | None, **given: Any) -> None:
    """Say that two sources, people or organisations are one.

    \b
    Example:
      kb review merge 2b39fbe015922c0a 731e73b6b61c102c --db kb.db
    """
    _judge("merged", database=database or before, **given)


@click.command()
@_ID
@_OTHER
@_deciding
def split(before: Path, database: Path | None, **given: Any) -> None:
    """Say that two mentions are of two: the mention ID leaves that of OTHER.

    \b
    Example:
      kb review split 2b39fbe015922c0a 731e73b6b61c102c --db kb.db
    """
    _judge("split", database=database or before, **given)


@click.command()
@click.argument("kind", type=click.Choice(["statistic", "quotation", "citation"]))
@click.argument("where", metavar="ID")
@click.argument("said", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--words", default="", help="The words of the text that say it.")
@click.option("--at", type=int, help="Where they begin, if they stand in several places.")
@_deciding
def add(
    before: Path,
    database: Path | None,
    kind: str,
    where: str,
    said: tuple[str, ...],
    words: str,
    at: int | None,
    **given: Any,
) -> None:
    """Add what was missed: a statistic or quotation of the article ID, a citation of the claim ID.

    Of a statistic say kind, value, unit, qualifier, subject, period; of a quotation its
    speaker; of a citation its source and via, by id or by title. The words may be left out
    for a citation alone.

    \b
    Example:
      kb review add statistic a-txt kind=share value=64 unit=% --words "64 %" --db kb.db
    """
    from kb.store.reviews import Decision

    database = database or before
    about = {"statistic": "statistics", "quotation": "quotations", "citation": "citations"}[kind]
    value: dict[str, object] = dict(_said(said))
    if words:
        value |= _span(database, where, words, at)
    elif kind != "citation":
        refuse(f"--words is missing: the words of the text that make the {kind}")
    decision = Decision(about, "added", where, None, value, given["note"], _actor(given["actor"]))
    _decide(database, given["json_wanted"], where, lambda _: decision)


def _said(said: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for one in said:
        name, sign, value = one.partition("=")
        if not sign:
            refuse(f"« {one} » is not of the form NAME=VALUE, such as unit=EUR")
        yield name, value


def _span(database: Path, where: str, words: str, at: int | None) -> Mapping[str, int]:
    """The place of the words, which must be one."""
    from kb.store.reviews import places_of

    with reading(database) as connection:
        places = places_of(connection, where, words)
    if at is not None:
        places = [place for place in places if place == at]
    if not places:
        refuse(
            f"{database}: « {words} » does not stand there in « {where} »; give the words as the "
            "text has them, and the id of the article (of a citation: that of the claim)"
        )
    if len(places) > 1:
        listed = ", ".join(map(str, places[:SHOWN]))
        refuse(f"« {words} » stands in {len(places)} places; choose one with --at: {listed}")
    return {"start": places[0], "end": places[0] + len(words)}


@click.command()
@click.argument("who", nargs=-1, required=True, metavar="NAME-OR-ID...")
@_deciding
def erase(
    before: Path, database: Path | None, who: tuple[str, ...], json_wanted: bool, **given: Any
) -> None:
    """Erase a person: the name becomes █ in every text, and stays so in later builds.

    Give the full name, an @handle, or the id of the person; several are names of the same
    person. The files of the articles stay as they are. This cannot be undone.

    \b
    Example:
      kb review erase "Odile Marchetti" @odile_m --db kb.db
    """
    from kb.store import StoreError
    from kb.store.reviews.erasing import erase as run
    from kb.store.reviews.erasing import scrub

    database = database or before
    with writing(database) as db:
        report = run(db, *who, actor=_actor(given["actor"]), note=given["note"])
    with usable(StoreError):
        scrub(database)
    if json_wanted:
        say_json(asdict(report))
        return
    if report.articles:
        found = counted(len(report.articles), "article")
        say(f"Erased from {found}. The files still have the name.")
    else:
        say("No article here has the name. It will be erased from articles that are read later.")
    for path in report.named:
        say(f"  the name of the file has it too, and so has the base: {path}")
