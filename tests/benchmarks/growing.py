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
_ALONE = "Selon une étude de Zoé Trimart parue en 1987, 12 % des arbres sont bleus."
_HUB_WITH_ADDRESS = """
    select s.id from counts n join sources s on s.id = n.name
    where n.what = 'claims of source' and s.link_id is not null order by n.n desc limit 1"""
_ADDRESS = "select l.url from sources s join links l on l.id = s.link_id where s.id = ?"


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
        db = open_kb(base)
        # The base may be older than the rules: what follows from that is no part of this.
        catalogue.remember(db, "identity", versions.identity())
        with db.atomic():  # articles come from a folder of each run's own
            db.execute("delete from settings where name = 'root'")
        [[self._hub]] = db.execute(_HUB_WITH_ADDRESS).fetchall()
        db.close()
        self._found: defaultdict[str, list[float]] = defaultdict(list)
        self._added = 0

    def medians(self) -> dict[str, float]:
        return {what: statistics.median(times) for what, times in self._found.items()}

    def take(self, *, keep: bool) -> None:
        found: dict[str, list[float]] = {
            "kb info": [_seconds(lambda: self._kb("info"))],
            "kb graph": [_seconds(self._graph)],
            "kb graph, of a hub": [_seconds(lambda: self._graph("--focus", self._hub))],
            "kb build, one article more": [self._build(_ALONE)],
            "kb build, one that leans on a hub": [self._build(self._leaning())],
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

    def _leaning(self) -> str:
        """The address of what most lean on, in a sentence."""
        db = open_kb(self._base, read_only=True)
        [[url]] = db.execute(_ADDRESS, [self._hub]).fetchall()
        db.close()
        return f"Selon une étude ({url}), 12 % des arbres sont bleus."

    def _kb(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "kb", *arguments, "--db", str(self._base)]
        subprocess.run(command, check=True, capture_output=True)

    def _graph(self, *arguments: str) -> None:
        self._kb("graph", *arguments, "-o", str(self._folder / "graph.html"))

    def _build(self, text: str) -> float:
        """An article of these words is put in, and taken out again."""
        name = f"more-{self._base.stem}-{self._added}.txt"
        self._added += 1
        (self._folder / name).write_text(text, encoding="utf-8")
        more = ["build", "--no-model", "--root", str(self._folder), str(self._folder / name)]
        took = _seconds(lambda: self._kb(*more))
        db = open_kb(self._base)
        [(new,)] = db.execute("select id from articles where path = ?", [name]).fetchall()
        remove_article(db, new)
        db.close()
        return took


def _seconds(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began
