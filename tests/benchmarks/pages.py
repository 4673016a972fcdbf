"""Our pages beside Datasette's own of the same base, in one run: ratios, as times differ.

A single page (claim, source, person, graph) is held against Datasette's row page, a list
(search, figures, links, home, articles and the like) against its table page without suggested
or other facets; so is an article, which shows as many rows as a list. Each
kind is asked for by all readers at once, kind after kind, in several rounds, so that whatever
else the machine does hits all of them. Half of what is asked for is the worst that the base has.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import httpx

from kb.store import open_kb

ROW, TABLE = "Datasette's row page", "Datasette's table page"
LIMITS = {ROW: 5.0, TABLE: 2.0}
READERS = 20
_EACH = 4  # pages of one kind that each reader asks for in a round
_SOME, _MOST = 12, 3  # of each kind: any, and those that most leans on


@dataclass(frozen=True)
class Asked:
    """Pages of one kind, and what they are held against."""

    name: str
    beside: str | None
    paths: Sequence[str]


def requests(db_path: Path, seed: int = 2) -> list[Asked]:
    """What is asked for, of any base."""
    db = open_kb(db_path, read_only=True)
    chosen = _Chosen(db.conn, seed)
    claims, articles = chosen.any("claims"), chosen.any("articles")
    sources = chosen.any("sources") + chosen.most("claims of source")
    hubs = chosen.most("claims of source") + chosen.relays()
    people, quoted = chosen.any("people"), chosen.most("quotations of person")
    offices, named = chosen.any("organisations"), chosen.offices()
    telling = chosen.claims_of(hubs) + chosen.repeated()
    words = chosen.words()
    db.close()
    single = {
        "claim": claims,
        "claim, in large company": telling,
        "source": sources,
        "source, most leaned on": hubs,
        "person": people,
        "person, most quoted": quoted,
        "organisation": offices,
        "organisation, most named": named,
    }
    focuses = claims[:4] + sources[:4] + people[:2] + offices[:2] + articles[:2]
    worst = hubs + quoted + named + telling
    return [
        Asked(ROW, None, [f"claims/{one}" for one in claims]),
        Asked(TABLE, None, [f"{t}?_nofacet=1" for t in ("claims", "figures", "sources", "links")]),
        *(
            Asked(name, ROW, [f"-/{name.split(',')[0]}/{one}" for one in ids])
            for name, ids in single.items()
        ),
        Asked("graph", ROW, ["-/graph", *(_path("graph", focus=one) for one in focuses)]),
        Asked("graph, of a hub", ROW, [_path("graph", focus=one) for one in worst]),
        Asked("graph, three steps", ROW, [_path("graph", focus=one, depth=3) for one in worst]),
        Asked(
            "graph, more of a hub",
            ROW,
            [_path("graph-beside.json", beside=f"source:{one}") for one in hubs],
        ),
        Asked("article", TABLE, [f"-/article/{one}" for one in articles]),
        Asked("home", TABLE, ["-/home"]),
        Asked("lists", TABLE, _lists()),
        Asked("search", TABLE, [_path("search", q=" ".join(two)) for two in words]),
        Asked("search, one word", TABLE, [_path("search", q=one) for one, _ in words]),
        Asked("search, claims", TABLE, [_path("search", q=one, kind="claim") for one, _ in words]),
        Asked(
            "suggestions",
            TABLE,
            [
                _path("search.json", suggest=1, q=one[:n])
                for one, _ in words[:8]
                for n in (1, 2, 3, 5)
            ],
        ),
        Asked("figures", TABLE, [_path("figures", **one) for one in _figures(hubs, words)]),
        Asked(
            "links",
            TABLE,
            [
                "-/links",
                *(_path("links", **one) for one in _links(chosen.domains)),
            ],
        ),
        Asked(
            "paths in the graph",
            TABLE,
            [
                _path("graph-path.json", **{"from": f"{a}:{one}", "to": f"{b}:{other}"})
                for a, one, b, other in (
                    ("source", hubs[0], "source", hubs[1]),
                    ("person", quoted[0], "source", hubs[0]),
                    ("person", quoted[0], "person", quoted[1]),
                    ("claim", claims[0], "claim", claims[1]),
                    ("source", sources[0], "source", sources[1]),
                )
            ],
        ),
    ]


def _path(page: str, /, **asked: object) -> str:
    return f"-/{page}?{urlencode(asked)}"


def _figures(hubs: Sequence[str], words: Sequence[tuple[str, str]]) -> list[dict[str, object]]:
    """Filters: wide ones, narrow ones, and wide ones that have next to nothing in common."""
    return [
        {},
        {"page": 150, "sort": "largest"},
        {"unit": "EUR"},
        {"unit": "%", "sort": "largest"},
        {"unit": "%", "at_least": 20, "at_most": 30},
        {"unit": "%", "at_least": 20, "at_most": 30, "page": 100},
        {"unit": "%", "since": 2010, "until": 2012, "sort": "smallest"},
        {"unit": "EUR", "at_least": 900_000_000},
        {"unit": "EUR", "at_most": 3, "since": 2024, "sort": "oldest"},
        {"at_least": 999_000_000, "support": "none"},
        {"support": "none", "sort": "smallest"},
        {"support": "attributed", "unit": "year", "sort": "oldest"},
        {"source": hubs[0]},
        {"source": hubs[0], "unit": "%", "sort": "largest"},
        {"source": hubs[0], "support": "none"},
        {"unit": "no such unit"},
        {"q": words[0][0], "unit": "%"},
        {"q": " ".join(words[1]), "sort": "largest"},
    ]


def _lists() -> list[str]:
    """Lists of everything, in orders and with filters that leave much and little."""
    asked: tuple[tuple[str, dict[str, object]], ...] = (
        ("articles", {}),
        ("articles", {"sort": "title", "language": "fr"}),
        ("articles", {"sort": "worst", "year": 1995}),
        ("claims", {"support": "none"}),
        ("sources", {}),
        ("sources", {"sort": "name", "kind": "other"}),
        ("people", {}),
        ("organisations", {"sort": "name"}),
    )
    return [_path(name, **filters) for name, filters in asked]


def _links(domains: Sequence[str]) -> list[dict[str, object]]:
    return [
        {"state": "dead"},
        {"state": "works", "page": 100},
        {"shortened": 1},
        {"shortened": 1, "state": "dead"},
        {"domain": domains[0]},
        {"domain": domains[0], "state": "failing"},
        {"domain": domains[-1]},
    ]


class _Chosen:
    """Rows of a base: any, and those that the most other rows have to do with."""

    def __init__(self, connection: sqlite3.Connection, seed: int) -> None:
        self._connection = connection
        self._random = random.Random(seed)
        self.domains = self.most("domain")

    def _ids(self, sql: str, *given: object) -> list[str]:
        return [str(row[0]) for row in self._connection.execute(sql, given).fetchall()]

    def any(self, table: str) -> list[str]:
        (most,) = self._connection.execute(f"select max(rowid) from {table}").fetchone()
        numbers = (self._random.randint(1, most) for _ in range(_SOME))
        sql = f"select id from {table} where rowid >= ? order by rowid limit 1"
        return [one for number in numbers for one in self._ids(sql, number)]

    def most(self, what: str) -> list[str]:
        sql = "select name from counts where what = ? order by n desc limit ?"
        return self._ids(sql, what, _MOST)

    def relays(self) -> list[str]:
        """The sources through which most claims were had."""
        sql = "select via_source_id from citations where via_source_id is not null"
        return self._ids(f"{sql} group by 1 order by count(*) desc limit ?", _MOST)

    def offices(self) -> list[str]:
        sql = "select organisation_id from organisation_mentions"
        return self._ids(f"{sql} group by 1 order by count(*) desc limit ?", _MOST)

    def claims_of(self, sources: Sequence[str]) -> list[str]:
        sql = "select claim_id from citations where {} = ? limit 2"
        return [
            one
            for source in sources
            for column in ("source_id", "via_source_id")
            for one in self._ids(sql.format(column), source)
        ]

    def repeated(self) -> list[str]:
        """The claims that most others repeat."""
        sql = "select group_id from claims where group_id is not null"
        return self._ids(f"{sql} group by 1 order by count(*) desc limit ?", _MOST)

    def words(self) -> list[tuple[str, str]]:
        """Words side by side in some claim: of any claims, and of those most repeated."""
        ids = [*self.any("claims"), *self.repeated()]
        texts = (self._ids("select text from claims where id = ?", one)[0] for one in ids)
        longer = (re.findall(r"[^\W\d]{4,}", text)[-3:] for text in texts)
        return [(said[0], said[1]) for said in longer if len(said) > 1]


@contextmanager
def served(db_path: Path) -> Iterator[str]:
    """The address of a server of this base."""
    command = [sys.executable, "-m", "kb", "serve", "--db", str(db_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = re.search(r"http://\S+(?=/ )", server.stdout.readline())
            assert address is not None
            for _ in range(200):
                with contextlib.suppress(httpx.TransportError):
                    httpx.get(f"{address[0]}/-/versions.json")
                    break
                time.sleep(0.1)
            yield address[0]
        finally:
            server.terminate()


async def _times(address: str, paths: Sequence[str], each: int) -> list[tuple[float, str]]:
    """(milliseconds, path) of every answer, with all readers at once, each asking so often."""
    found = []
    limits = httpx.Limits(max_connections=READERS)
    async with httpx.AsyncClient(timeout=300, limits=limits) as client:

        async def read(reader: int) -> None:
            for n in range(each):
                path = paths[(reader * each + n) % len(paths)]
                began = time.perf_counter()
                answer = await client.get(f"{address}/{path}")
                found.append((1000 * (time.perf_counter() - began), path))
                answer.raise_for_status()

        await asyncio.gather(*(read(reader) for reader in range(READERS)))
    return found


def p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def measure(
    db_path: Path, rounds: int, asked: Sequence[Asked]
) -> dict[str, list[tuple[float, str]]]:
    """{name: (milliseconds, path) of every answer}."""
    found: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    with served(db_path) as address:
        base = f"{address}/{db_path.stem}"
        for number in range(rounds + 1):
            for one in asked:
                times = asyncio.run(_times(base, one.paths, _EACH))
                if number:  # the first round fills caches
                    found[one.name] += times
    return found


def report(db_path: Path, rounds: int, *, slowest: bool = False) -> bool:
    """Print ratios of p95; whether all are within their limits."""
    asked = requests(db_path)
    found = measure(db_path, rounds, asked)
    times = {name: p95([time for time, _ in answers]) for name, answers in found.items()}
    good = True
    for one in asked:
        if one.beside is None:
            print(f"{one.name:28}{1:>8.2f}")
            continue
        ratio, limit = times[one.name] / times[one.beside], LIMITS[one.beside]
        good &= ratio <= limit
        beyond = "" if ratio <= limit else "  ← too slow"
        print(f"{one.name:28}{ratio:>8.2f} of {one.beside} (at most {limit:g}){beyond}")
        if slowest:
            for path, ratio in _slowest(found[one.name], times[one.beside]):
                print(f"{'':28}{ratio:>8.2f} {path}")
    return good


def _slowest(answers: Sequence[tuple[float, str]], beside: float) -> list[tuple[str, float]]:
    by_path: defaultdict[str, list[float]] = defaultdict(list)
    for milliseconds, path in answers:
        by_path[path].append(milliseconds)
    medians = {path: statistics.median(times) / beside for path, times in by_path.items()}
    return sorted(medians.items(), key=lambda one: -one[1])[:4]
