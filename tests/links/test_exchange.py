"""Checks in a file: out of one base and into another, or none of it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.links.exchange import export_lines, import_lines
from kb.store import open_kb
from kb.store.clusters import settle
from kb.store.json_lines import LineError
from kb.store.rows import Provenance
from kb.store.writer import write_article
from tests.made import Said, made

SHORT = "http://kurz.example/a"
LONG = "https://orbis.example/enquete"
CHECKS = [
    {"kind": "shortener", "host": "kurz.example", "origin": "learnt", "added": "2026-01-01"},
    {"kind": "expansion", "url": SHORT, "long_url": LONG, "checked": "2026-01-01T10:00:00+00:00"},
    {"kind": "check", "url": SHORT, "checked": "2026-01-01T10:00:00+00:00",
     "verdict": "redirected", "status": 200, "final_url": LONG,
     "hops": [{"url": LONG, "status": 301}], "evidence": "", "milliseconds": 12},
    *(
        {"kind": "check", "url": LONG, "checked": f"2026-01-{day}T10:00:00+00:00",
         "verdict": "gone", "status": 404, "hops": [], "evidence": "404"}
        for day in ("02", "06", "10")
    ),
]  # fmt: skip


def lines(*records: dict[str, Any]) -> list[bytes]:
    return [json.dumps(record).encode() for record in records or CHECKS]


def base(path: Path) -> Path:
    """Two articles that cite one work, one of them by a short address."""
    db = open_kb(path, create=True)
    for name, url in (("a", SHORT), ("b", LONG)):
        found = made(f"{name}.txt", f"Voir {url}", sources=[Said(url, url=url)], links=[url])
        write_article(db, found, f"{name}-txt", Provenance(None, "x", "now"))
    settle(db)
    db.close()
    return path


def ask(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(path) as connection:
        found = connection.execute(sql).fetchall()
    connection.close()
    return found


def test_checks_come_into_another_base_with_all_that_follows(tmp_path: Path) -> None:
    path = base(tmp_path / "kb.db")
    assert ask(path, "select count(*) from sources") == [(2,)]
    taken = import_lines(path, lines(), "checks.jsonl")
    assert (taken.new, taken.known, taken.strange) == (6, 0, ())
    assert ask(path, "select verdict, final_url from links where is_shortened") == [
        ("redirected", LONG)
    ]
    assert ask(path, "select url, confirmed from dead_links") == [(LONG, 1)]
    # What is behind a short address is the work that its long one names.
    assert ask(path, "select count(*) from sources") == [(1,)]


def test_what_is_exported_is_imported_and_exported_again_as_it_was(tmp_path: Path) -> None:
    path = base(tmp_path / "kb.db")
    import_lines(path, lines(), "checks.jsonl")
    out = list(export_lines(path))
    other = base(tmp_path / "other.db")
    import_lines(other, [line.encode() for line in reversed(out)], "checks.jsonl")
    assert list(export_lines(other)) == out
    again = import_lines(other, [line.encode() for line in out], "checks.jsonl")
    assert (again.new, again.known) == (0, 6)


def test_checks_may_come_before_the_articles(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    assert len(import_lines(path, lines(), "checks.jsonl").strange) == 2
    base(path)
    assert ask(path, "select count(*) from sources") == [(1,)]
    assert ask(path, "select count(*) from dead_links") == [(1,)]


def test_the_first_address_behind_a_short_one_stays(tmp_path: Path) -> None:
    path = base(tmp_path / "kb.db")
    import_lines(path, lines(), "checks.jsonl")
    later = {**CHECKS[1], "long_url": "https://park.example", "checked": "2026-05-01"}
    import_lines(path, lines(later), "checks.jsonl")
    assert ask(path, "select url from expansions") == [(LONG,)]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"kind": "visit"}, "no check, expansion or shortener"),
        ({**CHECKS[2], "verdict": "dead"}, "no verdict"),
        ({**CHECKS[2], "colour": "red"}, "colour"),
        ({**CHECKS[2], "checked": "yesterday"}, "no time"),
        ({**CHECKS[2], "status": "200"}, "no number"),
        ({**CHECKS[2], "hops": "many"}, "no list"),
        ({**CHECKS[2], "url": "\ud800"}, "no text"),
        ({"kind": "check", "url": SHORT}, "missing"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_imported(
    tmp_path: Path, record: dict[str, Any], message: str
) -> None:
    path = base(tmp_path / "kb.db")
    with pytest.raises(LineError, match=message) as said:
        import_lines(path, lines(*CHECKS, record), "checks.jsonl")
    assert str(said.value).startswith("checks.jsonl, line 7: ")
    assert ask(path, "select count(*) from link_checks") == [(0,)]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@settings(max_examples=50)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"kind": st.sampled_from(["check", "expansion", "shortener"])},
            optional={
                "url": st.text(max_size=12) | st.sampled_from([SHORT, "http://["]),
                "long_url": st.text(max_size=12),
                "host": st.text(max_size=12),
                "origin": st.just("learnt"),
                "added": st.just("2026-01-01"),
                "checked": st.sampled_from(["2026-01-01", "2026-01-02T10:00"]) | _JSON,
                "verdict": st.sampled_from(["ok", "gone"]) | _JSON,
                "hops": st.just([]) | _JSON,
                "status": st.integers() | _JSON,
            },
        )
        | _JSON,
        max_size=3,
    )
)
def test_any_json_is_imported_or_refused(tmp_path_factory: Any, records: list[Any]) -> None:
    path = tmp_path_factory.mktemp("checks") / "kb.db"
    try:
        import_lines(path, lines(*records) if records else [], "checks.jsonl")
    except LineError as error:
        assert str(error).startswith("checks.jsonl, line ")
    else:
        out = list(export_lines(path))
        assert import_lines(path, [line.encode() for line in out], "checks.jsonl").new == 0
        assert list(export_lines(path)) == out
