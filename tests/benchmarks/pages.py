"""Our pages beside Datasette's own of the same base: ratios, since times differ by machine.

A single page (claim, source, person, graph) is held against Datasette's row page, a list
(search, figures, links, home) against its table page without suggested facets.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from kb.store import open_kb
from tests.benchmarks.large_base import some

ROW, TABLE = "Datasette's row page", "Datasette's table page"
LIMITS = {ROW: 5.0, TABLE: 2.0}


def requests(db_path: Path, seed: int = 2, n: int = 40) -> dict[str, tuple[str | None, list[str]]]:
    """{name: (what it is held against, paths)}."""
    db = open_kb(db_path, read_only=True)
    pages = list(some(db, seed, n))
    words = [row[0].split()[-3:] for row in db.execute("select text from claims limit 40")]
    db.close()

    def of(kind: str) -> list[str]:
        return [f"-/{kind}/{row_id}" for one, row_id in pages if one == kind]

    claims = [row_id for kind, row_id in pages if kind == "claim"]
    focuses = [row_id for _, row_id in pages]
    found = [(" ".join(two)).strip(".") for *_, two in ((w, w[:2]) for w in words)]
    return {
        ROW: (None, [f"claims/{row_id}" for row_id in claims]),
        TABLE: (None, ["claims", "claims?support=none", "figures", "figures?unit=EUR"]),
        "claim": (ROW, of("claim")),
        "source": (ROW, of("source")),
        "person": (ROW, of("person")),
        "graph": (ROW, [f"-/graph?focus={row_id}" for row_id in focuses]),
        "home": (TABLE, ["-/home"]),
        "search": (TABLE, [f"-/search?q={two}" for two in found]),
        "search, one word": (TABLE, [f"-/search?q={two.split()[0]}" for two in found]),
        "suggestions": (TABLE, [f"-/search.json?suggest=1&q={two[:4]}" for two in found]),
        "figures": (
            TABLE,
            [
                "-/figures",
                "-/figures?unit=EUR",
                "-/figures?unit=%25&sort=largest",
                "-/figures?unit=%25&at_least=20&at_most=30",
                "-/figures?unit=%25&since=2010&until=2012",
                "-/figures?support=none",
                f"-/figures?unit=%25&q={found[0].split()[0]}",
            ],
        ),
        "links": (TABLE, ["-/links", "-/links?state=dead", "-/links?shortened=1"]),
    }


@contextmanager
def served(db_path: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "kb", "serve", "--db", str(db_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = re.search(r"http://\S+(?=/ )", server.stdout.readline())
        assert address is not None
        for _ in range(200):
            with contextlib.suppress(httpx.TransportError):
                httpx.get(f"{address[0]}/-/versions.json")
                break
            time.sleep(0.1)
        yield address[0]
        server.terminate()


async def _times(address: str, name: str, paths: list[str], readers: int, each: int) -> list[float]:
    """Milliseconds of every answer, with so many readers at once, each asking so often."""
    found = []
    limits = httpx.Limits(max_connections=readers)
    async with httpx.AsyncClient(timeout=120, limits=limits) as client:

        async def read(reader: int) -> None:
            for n in range(each):
                path = paths[(reader * each + n) % len(paths)]
                began = time.perf_counter()
                answer = await client.get(f"{address}/{name}/{path}")
                found.append(1000 * (time.perf_counter() - began))
                answer.raise_for_status()

        await asyncio.gather(*(read(reader) for reader in range(readers)))
    return found


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def measure(db_path: Path, readers: int = 20, each: int = 6) -> list[tuple[str, float, float]]:
    """(name, p95 in milliseconds, ratio to what it is held against) of every kind of page."""
    asked = requests(db_path)
    result: dict[str, float] = {}
    with served(db_path) as address:
        for name, (_, paths) in asked.items():
            asyncio.run(_times(address, db_path.stem, paths, 2, 3))  # warm
            result[name] = p95(asyncio.run(_times(address, db_path.stem, paths, readers, each)))
    return [
        (name, result[name], result[name] / result[beside] if beside else 1.0)
        for name, (beside, _) in asked.items()
    ]


def report(db_path: Path, readers: int, each: int) -> bool:
    """Print the figures; whether all are within their limits."""
    held = {name: beside for name, (beside, _) in requests(db_path).items()}
    good = True
    for name, milliseconds, ratio in measure(db_path, readers, each):
        beside = held[name]
        limit = LIMITS[beside] if beside else None
        within = limit is None or ratio <= limit
        good &= within
        told = f"{ratio:6.2f} of {beside} (at most {limit:g})" if beside else ""
        print(f"{name:24} p95 {milliseconds:8.1f} ms {told}{'' if within else '  ← too slow'}")
    return good
