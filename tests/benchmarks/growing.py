"""What takes longer on a large base than on one of a thousand claims: ratios of medians."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx

from kb import versions
from kb.store import catalogue, open_kb
from kb.store.writer import remove_article
from tests.benchmarks import large_base
from tests.benchmarks.pages import requests, served

FEW = 1000  # claims of the small base
_HUB = "graph, of a hub"
# The words of an article that leans on a source.
_LEANING = """
    select text from articles where id =
        (select article_id from citations where source_id = ? limit 1)"""


def compare(large: Path, rounds: int) -> dict[str, float]:
    """{what: how many times as long as on a small base}."""
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.db"
        large_base.make(small, FEW, seed=1, told=lambda _: None)
        times = {base: _Times(base, Path(folder)) for base in (large, small)}
        for number in range(rounds + 1):
            for one in times.values():
                one.take(keep=number > 0)  # the first round fills caches
        many, few = times[large].medians(), times[small].medians()
        return {what: many[what] / few[what] for what in many}


def table(ratios: Mapping[str, float]) -> str:
    return "\n".join(f"{what:36}{ratio:>8.2f}" for what, ratio in ratios.items())


class _Times:
    """How long each job takes on one base."""

    def __init__(self, base: Path, folder: Path) -> None:
        self._base, self._folder = base, folder
        [hubs] = [asked.paths for asked in requests(base) if asked.name == _HUB]
        self._hubs = hubs[:3]
        self._hub = hubs[0].partition("focus=")[2]
        self._found: defaultdict[str, list[float]] = defaultdict(list)
        self._added = 0

    def medians(self) -> dict[str, float]:
        return {what: statistics.median(times) for what, times in self._found.items()}

    def take(self, *, keep: bool) -> None:
        found: dict[str, list[float]] = {
            "kb info": [_seconds(lambda: self._kb("info"))],
            "kb graph": [_seconds(self._graph)],
            "kb graph, of a hub": [_seconds(lambda: self._graph("--focus", self._hub))],
            "kb build, one article more": [self._build()],
        }
        with served(self._base) as address:
            for what, paths in (("the graph's page", ["-/graph"]), (_HUB, self._hubs)):
                urls = [f"{address}/{self._base.stem}/{path}" for path in paths]
                for url in urls:
                    httpx.get(url, timeout=60).raise_for_status()
                found[what] = [
                    _seconds(lambda url=url: httpx.get(url, timeout=60)) for url in urls * 3
                ]
        if keep:
            for what, times in found.items():
                self._found[what] += times

    def _kb(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "kb", *arguments, "--db", str(self._base)]
        subprocess.run(command, check=True, capture_output=True)

    def _graph(self, *arguments: str) -> None:
        self._kb("graph", *arguments, "-o", str(self._folder / "graph.html"))

    def _build(self) -> float:
        """An article that rests on what many rest on is put in, and taken out again."""
        name = f"more-{self._base.stem}-{self._added}.txt"
        self._added += 1
        db = open_kb(self._base)
        catalogue.follow_identity_rules(db, versions.identity())
        (text,) = db.execute(_LEANING, [self._hub]).fetchone()
        db.close()
        (self._folder / name).write_text(text, encoding="utf-8")
        took = _seconds(
            lambda: self._kb("build", "--no-model", "--root", str(self._folder),
                             str(self._folder / name))
        )  # fmt: skip
        db = open_kb(self._base)
        [(new,)] = db.execute("select id from articles where path = ?", [name]).fetchall()
        remove_article(db, new)
        db.close()
        return took


def _seconds(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began
