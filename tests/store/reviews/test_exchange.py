"""Decisions in a file: read by people, kept in git, taken over whole or not at all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kb.store.json_lines import LineError
from kb.store.reviews import Decision, decide, history
from kb.store.reviews.exchange import export_lines, import_lines
from tests.store.reviews.bases import base, id_of, one, said

LINE: dict[str, Any] = {
    "about": "statistics", "about_id": "0123456789abcdef", "decision": "changed",
    "field": "value", "value": "65", "created": "2026-01-02T03:04:05+01:00",
    "article_id": "a-txt", "exact": "64 %",
    "prefix": "Selon une enquête Orbis de 2013, ", "suffix": " des communes de la vallée",
}  # fmt: skip


def lines(*records: Any) -> list[bytes]:
    return [json.dumps(record, ensure_ascii=False).encode() for record in records]


def test_a_line_says_in_plain_fields_what_was_decided() -> None:
    db = base()
    statistic = id_of(db, "statistics", "64 %")
    decide(db, Decision("statistics", "changed", statistic, "value", 65, "a misprint", "jo"))
    (line,) = map(json.loads, export_lines(db.conn))
    assert line.pop("created").startswith("20")
    assert len(line.pop("id")) == 16
    assert line == {
        "about": "statistics", "about_id": statistic, "field": "value", "decision": "changed",
        "value": "65", "note": "a misprint", "actor": "jo", "article_id": "a-txt",
        "exact": "64 %", "prefix": "Selon une enquête Orbis de 2013, ",
        "suffix": " des communes de la vallée publient leurs comptes. « Nous ouvrirons tout », ",
    }  # fmt: skip


def test_the_same_decisions_are_the_same_lines_the_oldest_first() -> None:
    db = base()
    for number in range(3):
        decide(db, Decision("articles", "changed", "a-txt", "title", f"Titre {number}"))
    out = list(export_lines(db.conn))
    assert [json.loads(line)["value"] for line in out] == ["Titre 0", "Titre 1", "Titre 2"]
    other = base()
    import_lines(other, [line.encode() for line in reversed(out)], "decisions.jsonl")
    assert list(export_lines(other.conn)) == out
    assert one(other, "select title from articles where id = 'a-txt'") == "Titre 2"


def test_a_decision_that_somebody_wrote_by_hand_is_found_by_its_words() -> None:
    db = base()
    report = import_lines(db, lines(LINE), "decisions.jsonl")
    assert (report.new, report.known, report.orphaned) == (1, 0, ())
    assert one(db, "select value from figures where text = '64 %' and article_id = 'a-txt'") == 65
    assert history(db.conn)[0].created == "2026-01-02T02:04:05.000000+00:00"


def test_importing_twice_changes_nothing() -> None:
    db = base()
    import_lines(db, lines(LINE), "decisions.jsonl")
    before = said(db, without=())
    assert import_lines(db, [*lines(LINE, LINE), b"", b"  \n"], "d.jsonl").new == 0
    assert said(db, without=()) == before


def test_an_older_decision_that_comes_later_is_not_in_force() -> None:
    db = base()
    import_lines(db, lines(LINE), "decisions.jsonl")
    older = {**LINE, "value": "63", "created": "2025-01-01"}
    assert import_lines(db, lines(older), "decisions.jsonl").new == 1
    assert one(db, "select value from figures where text = '64 %' and article_id = 'a-txt'") == 65


def test_what_finds_no_place_is_reported_and_kept() -> None:
    db = base()
    strange = {**LINE, "about_id": "elsewhere", "article_id": "gone-txt"}
    report = import_lines(db, lines(LINE, strange), "decisions.jsonl")
    assert [review.article_id for review in report.orphaned] == ["gone-txt"]
    assert len(history(db.conn)) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[" * 10_000, "not JSON"),
        ([], "no[t]? .*object"),
        ({**LINE, "about": "links"}, "cannot be changed"),
        ({**LINE, "decision": "praised"}, "no decision"),
        ({**LINE, "field": "colour"}, "these can: kind"),
        ({**LINE, "field": None}, "« field » is missing"),
        ({**LINE, "value": "many"}, "no number"),
        ({**LINE, "value": {}}, "a text, a number"),
        ({**LINE, "created": "yesterday"}, "no time"),
        ({**LINE, "created": "0001-01-01T00:00:00+23:00"}, "no time"),
        ({**LINE, "colour": "red"}, "colour"),
        ({**LINE, "note": "\ud800"}, "no text"),
        ({**LINE, "note": 5}, "no text"),
        ({**LINE, "context": []}, "no object"),
        ({**LINE, "context": {"a": {"b": 5}}}, "no text"),
        ({**LINE, "decision": "confirmed"}, "no value"),
        ({**LINE, "decision": "added"}, "has no field"),
        ({**LINE, "decision": "merged", "about": "people", "field": None, "value": None}, "other"),
        ({**LINE, "decision": "erased", "about": "people", "field": None, "value": {}}, "erased"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_imported(line: Any, message: str) -> None:
    db = base()
    before = said(db, without=())
    bad = line.encode() if isinstance(line, str) else json.dumps(line).encode()
    with pytest.raises(LineError, match=message) as error:
        import_lines(db, [*lines(LINE), bad, b"{}"], "decisions.jsonl")
    assert str(error.value).startswith("decisions.jsonl, line 2: ")
    assert "1 more bad lines" in str(error.value)
    assert said(db, without=()) == before


@pytest.mark.parametrize(
    ("line", "message"), [(b"\xff\xfe", "not UTF-8"), (b"x" * 2_000_000, "longer than")]
)
def test_a_line_that_is_no_text_is_named(line: bytes, message: str) -> None:
    with pytest.raises(LineError, match=message):
        import_lines(base(), [line], "decisions.jsonl")
