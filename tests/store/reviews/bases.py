"""A small base to decide on, made of invented articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from kb.records import Findings
from tests import settled
from tests.dump import dump
from tests.made import Made, Said, made

ORBIS = "Selon une enquête Orbis de 2013, 64 % des communes de la vallée publient leurs comptes."
HILL = "« Nous ouvrirons tout », promet Ada Hill, maire de Brume."
BORA = "Une étude Bora citée par Le Val en compte 12 %, et 30 % sans les hameaux."


def first(before: str = "", behind: str = "", orbis: str = ORBIS) -> Findings:
    """An article with two sources, a relay, a quotation and three figures."""
    return made(
        "a.txt",
        f"{before}{orbis} {HILL} {BORA} (1){behind}\n\n1. https://example.org/enquete",
        claims=[
            Made(orbis, ["64 %"], rests_on="une enquête Orbis de 2013"),
            Made(HILL, quotation="Nous ouvrirons tout", speaker="Ada Hill"),
            Made(BORA, ["12 %", "30 %"], rests_on="Une étude Bora", via="Le Val"),
        ],
        sources=[
            Said("une enquête Orbis de 2013", kind="survey", publisher="Orbis", published="2013"),
            Said("https://example.org/enquete", url="https://example.org/enquete", work=0),
            Said("Une étude Bora", kind="study", publisher="Bora"),
            Said("Le Val", kind="article", publisher="Le Val"),
        ],
        people=[("Ada Hill", {"role": "maire", "organisation": "Brume"})],
        organisations=["Orbis", "Brume"],
        links=["https://example.org/enquete"],
        note=("1", "https://example.org/enquete", "https://example.org/enquete"),
        title="Des comptes ouverts",
        published="2013-06-24",
    )


def second() -> Findings:
    """An article that repeats a claim of the first one and names another person."""
    return made(
        "b.txt",
        f"Rappel. {ORBIS} Ada Hill se tait, Bo Reed d'Orbis dit que 7 % suffisent.",
        claims=[
            Made(ORBIS, ["64 %"], rests_on="une enquête Orbis de 2013"),
            Made("Bo Reed d'Orbis dit que 7 % suffisent.", ["7 %"], speaker="Bo Reed"),
        ],
        sources=[
            Said("une enquête Orbis de 2013", kind="survey", publisher="Orbis", published="2013"),
        ],
        people=[("Ada Hill", {}), ("Bo Reed", {"organisation": "Orbis"})],
        organisations=["Orbis"],
        published="2013-07",
    )


def write(db: Database, *articles: Findings) -> None:
    settled.write(db, articles)


def base(*articles: Findings) -> Database:
    db = settled.empty()
    write(db, *(articles or (first(), second())))
    return db


# How a base came to say something, beside what it says.
_HISTORY = ("reviews", "review_places")


def said(db: Database, *, without: Sequence[str] = _HISTORY) -> dict[str, list[tuple[Any, ...]]]:
    """What a base says, whoever decided so."""
    return {table: rows for table, rows in dump(db).items() if table not in without}


def one(db: Database, sql: str, *parameters: object) -> Any:
    """The only value of the only row."""
    ((value,),) = db.execute(sql, list(parameters)).fetchall()
    return value


def id_of(db: Database, table: str, words: str, article: str = "a-txt") -> str:
    """The id of the row of an article that quotes these words."""
    column = {"citations": "marker"}.get(table, "written" if "mentions" in table else "text")
    sql = f"select id from {table} where article_id = ? and {column} = ? order by start limit 1"
    return str(one(db, sql, article, words))
