"""A run: what is due, what is written down, what changes, and being cut short."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kb.links import Result, Settings, check
from kb.store import open_kb
from tests.dump import check as consistent
from tests.links.conftest import Base, everything, rows
from tests.links.gallery import Gallery

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def days_later(days: float) -> datetime:
    return START + timedelta(days=days)


def test_what_was_seen_is_written_down(gallery: Gallery, settings: Settings, base: Base) -> None:
    url = gallery.url("http://plain.example/hops/1")
    path = base(url)
    report = check(path, settings, now=lambda: START)
    [row] = rows(path, "select * from link_checks")
    final = gallery.url("http://plain.example/hops/6")
    assert (row["verdict"], row["status"], row["final_url"]) == ("redirected", 200, final)
    hops = json.loads(str(row["hops"]))
    assert [hop["status"] for hop in hops] == [302, 307, 303, 307, 303]
    assert hops[0]["url"] == url
    assert row["checked"] == "2026-03-01T12:00:00.000+00:00"
    [link] = rows(path, "select * from links")
    assert (link["verdict"], link["final_url"]) == ("redirected", final)
    assert (report.checked, report.standing) == (1, {"redirected": 1})


def test_only_what_is_due_is_checked(gallery: Gallery, settings: Settings, base: Base) -> None:
    path = base(
        gallery.url("http://plain.example/harvest-festival"),
        gallery.url("http://plain.example/gone"),
    )
    assert check(path, settings, now=lambda: START).checked == 2
    assert check(path, settings, now=lambda: days_later(2)).checked == 0
    assert check(path, settings, now=lambda: days_later(3)).checked == 1  # what fails
    assert check(path, settings, now=lambda: days_later(31)).checked == 2
    assert check(path, everything(settings), now=lambda: days_later(31)).checked == 2


def test_three_failures_days_apart_confirm(
    gallery: Gallery, settings: Settings, base: Base
) -> None:
    path = base(gallery.url("http://plain.example/trouble"))
    found = []
    for day in (0, 1, 3, 6):
        report = check(path, everything(settings), now=lambda day=day: days_later(day))
        [link] = rows(path, "select confirmed, failing_since from links")
        found.append((link["confirmed"], report.dead, str(link["failing_since"])[:10]))
    assert found == [(0, 0, "2026-03-01")] * 3 + [(1, 1, "2026-03-01")]


def test_one_success_clears_and_is_reported_as_a_change(
    gallery: Gallery, settings: Settings, base: Base
) -> None:
    url = gallery.url("http://plain.example/harvest-festival")
    path = base(url)
    with sqlite3.connect(path) as db:
        [link] = db.execute("select id from links").fetchone()
        for n, day in enumerate((1, 4, 7)):
            db.execute(
                "insert into link_checks (id, link_id, checked, verdict) values (?, ?, ?, 'gone')",
                [str(n), link, f"2026-02-0{day} 10:00:00"],
            )
        db.execute("update links set verdict = 'gone', confirmed = 1, failing_since = '2026-02-01'")
    db.close()
    report = check(path, settings, now=lambda: START)
    [row] = rows(path, "select verdict, confirmed, failing_since from links")
    assert row == {"verdict": "ok", "confirmed": 0, "failing_since": None}
    assert report.changes == [(url, "gone", "ok")]


def test_dead_links_counts_at_once_what_is_gone_and_later_what_is_in_trouble(
    gallery: Gallery, settings: Settings, base: Base
) -> None:
    path = base(
        *map(
            gallery.url,
            (
                "http://plain.example/gone",
                "http://soft.example/2013/la-fete-de-la-moisson",
                "http://plain.example/trouble",
                "http://walls.example/forbids",
            ),
        )
    )
    assert check(path, settings).dead == 2
    found = rows(path, "select verdict, confirmed from dead_links order by 1")
    assert found == [{"verdict": "gone", "confirmed": 0}, {"verdict": "soft-404", "confirmed": 0}]


def test_each_result_is_told_once(gallery: Gallery, settings: Settings, base: Base) -> None:
    urls = [gallery.url(f"http://plain.example/{n}") for n in range(30)]
    told: list[Result] = []
    progress: list[tuple[int, int]] = []
    check(
        base(*urls),
        settings,
        on_result=told.append,
        progress=lambda checked, due, _: progress.append((checked, due)),
    )
    assert sorted(result.url for result in told) == sorted(urls)
    assert {result.verdict for result in told} == {"gone"}
    assert progress[-1] == (30, 30)


def test_a_base_that_says_nothing_of_links_is_done_at_once(settings: Settings, base: Base) -> None:
    report = check(base(), settings)
    assert (report.due, report.checked, report.dead) == (0, 0, 0)


def test_an_older_base_is_upgraded(gallery: Gallery, settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as connection:
        old = Path(__file__).parents[1] / "store" / "schema_1.sql"
        connection.executescript(old.read_text(encoding="utf-8"))
        connection.execute(
            "insert into links (id, url, key, host, domain, is_shortened, confirmed)"
            " values ('1', ?, 'k', 'plain.example', 'plain.example', 0, 0)",
            [gallery.url("http://plain.example/gone")],
        )
    connection.close()
    assert check(path, settings).checked == 1


def test_redirects_and_probes_ask_each_host_in_turn(
    gallery: Gallery, settings: Settings, base: Base
) -> None:
    """At most two at a time, and none of the answers is lost."""
    urls = [gallery.url(f"http://plain.example/hops/1?{n}") for n in range(12)]
    report = check(base(*urls), replace(settings, per_host=2, concurrency=2))
    assert report.verdicts == {"redirected": 12}


COMMAND = "import sys; sys.path.insert(0, {root!r})\nfrom kb.cli import main\nmain({arguments!r})"


def start(path: Path, gallery: Gallery) -> subprocess.Popen[bytes]:
    ports = [part for port in gallery.allow_ports for part in ("--allow-port", str(port))]
    arguments = [
        "check", "--db", str(path), "--resolve", "*=127.0.0.1", "--allow-private",
        "--no-archive", "--per-host", "2", *ports,
    ]  # fmt: skip
    root = str(Path(__file__).parents[2])
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND.format(root=root, arguments=arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def wait_for_checks(path: Path, count: int) -> None:
    db = sqlite3.connect(path)
    try:
        while db.execute("select count(*) from link_checks").fetchone()[0] < count:
            time.sleep(0.05)
    finally:
        db.close()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_is_gone_on_with(
    number: signal.Signals, gallery: Gallery, settings: Settings, base: Base
) -> None:
    urls = [gallery.url(f"http://killed{n % 40}.example/{n}") for n in range(5_000)]
    path = base(*urls)
    run = start(path, gallery)
    wait_for_checks(path, 100)
    os.kill(run.pid, number)
    out, _ = run.communicate(timeout=60)
    kept = len(rows(path, "select id from link_checks"))
    assert 100 <= kept < 5_000
    if number == signal.SIGINT:
        assert run.returncode == 130
        assert b"Interrupted" in out
    report = check(path, replace(settings, per_host=50))
    assert report.checked == 5_000 - kept
    checked = rows(path, "select link_id, count(*) as n from link_checks group by link_id")
    assert {row["n"] for row in checked} == {1}
    assert len(checked) == 5_000
    db = open_kb(path)
    consistent(db)
    db.close()


def test_links_that_survive_are_counted_by_the_year_of_their_article(
    gallery: Gallery, settings: Settings, base: Base
) -> None:
    """What is blocked counts on neither side; the interval is Wilson's."""
    works = [gallery.url(f"http://plain.example/hops/1?{n}") for n in range(6)]
    dead = [gallery.url(f"http://plain.example/lost/{n}") for n in range(3)]
    soft = [gallery.url("http://soft.example/2013/la-fete-de-la-moisson")]
    blocked = [gallery.url("http://walls.example/forbids")]
    path = base(*works, *dead, *soft, *blocked, published="2011-05-01")
    base(gallery.url("http://plain.example/hops/1?a"), name="b", published="2014")
    check(path, settings)
    found = rows(path, "select * from link_survival order by year")
    assert [tuple(row.values()) for row in found] == [
        ("2011", 11, 6, 3, 4, 1, 60.0, 31.3, 83.2),
        ("2014", 1, 1, 0, 0, 0, 100.0, 20.7, 100.0),
    ]


def test_a_fault_of_our_own_stops_nothing(
    gallery: Gallery, settings: Settings, base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kb.links.checking import Checker

    real = Checker.check

    async def fails(self: Checker, url: str, **options: bool) -> object:
        if "gone" in url:
            raise ZeroDivisionError("on purpose")
        return await real(self, url, **options)

    monkeypatch.setattr(Checker, "check", fails)
    path = base(
        gallery.url("http://plain.example/gone"),
        gallery.url("http://plain.example/harvest-festival"),
    )
    assert check(path, settings).verdicts == {"skipped": 1, "ok": 1}
    [row] = rows(path, "select evidence from link_checks where verdict = 'skipped'")
    assert "on purpose" in str(row["evidence"])
