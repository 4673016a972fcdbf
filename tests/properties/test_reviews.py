"""What holds for every sequence of decisions, and for every file that claims to hold some."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from kb.store.clusters import settle
from kb.store.json_lines import LineError
from kb.store.reviews import FIELDS, Decision, ReviewError, decide, history, places_of
from kb.store.reviews.decisions import ADDABLE, DECISIONS, MENTIONED, REVIEWABLE
from kb.store.reviews.exchange import export_lines, import_lines
from kb.store.writer import remove_article
from tests.dump import check
from tests.settled import empty
from tests.store.reviews.bases import base, first, one, said, second, write

_VALUES = st.one_of(
    st.none(),
    st.sampled_from(
        ["12", "65,5", "2012", "2013-06", "2012/2014", "%", "study", "share", "about", "Bo Reed",
         "Ada Hill", "Orbis", "Cléa Moor", "Une étude Bora", "Le Soir"]
    ),
    st.text(max_size=20),
    st.floats(),
)  # fmt: skip
_WORDS = ["64 %", "Nous ouvrirons tout", "sans les hameaux", "Selon", "(1)", "12 %"]


def _ids(db: Database) -> dict[str, list[str]]:
    found = {}
    for table in REVIEWABLE:
        named = MENTIONED.get(table, table)
        rows = db.execute(f"select id from {named} order by id").fetchall()
        aside = db.execute("select about_id from set_aside where about = ?", [table]).fetchall()
        found[table] = [one for (one,) in rows + sorted(aside)]
    return found


def _any_decision(db: Database, data: st.DataObject) -> Decision:
    ids = _ids(db)
    about = data.draw(st.sampled_from([one for one in REVIEWABLE if ids[one]]), label="about")
    decision = data.draw(st.sampled_from([d for d in DECISIONS if d != "erased"]), label="decision")
    row = data.draw(st.sampled_from(ids[about]), label="row")
    field: str | None = None
    value: Any = None
    if decision == "changed" or (decision != "added" and data.draw(st.booleans())):
        field = data.draw(st.sampled_from([*FIELDS[about], None]), label="field")
    if decision == "changed":
        others = st.sampled_from([*ids["people"], *ids["sources"], *ids["organisations"]])
        value = data.draw(st.one_of(_VALUES, others), label="value")
    elif decision in ("merged", "split"):
        value = data.draw(st.sampled_from(ids[about]), label="other")
    elif decision == "added":
        about = data.draw(st.sampled_from(ADDABLE), label="about")
        row = data.draw(st.sampled_from(ids["claims" if about == "citations" else "articles"]))
        words = data.draw(st.sampled_from(_WORDS), label="words")
        value = {"start": 0, "end": 5}
        if at := places_of(db.conn, row, words):
            value = {"start": at[0], "end": at[0] + len(words)}
        value |= {
            "statistics": {"kind": "share", "value": 5, "unit": "%"},
            "quotations": {"speaker": data.draw(st.sampled_from(["Ada Hill", *ids["people"]]))},
            "citations": {"source": data.draw(st.sampled_from(["Le Soir", *ids["sources"]]))},
        }[about]
    return Decision(about, decision, row, field, value)


def _decide_some(db: Database, data: st.DataObject) -> int:
    taken = 0
    for _ in range(data.draw(st.integers(1, 5), label="how many")):
        decision = _any_decision(db, data)
        before = said(db, without=())
        try:
            decide(db, decision)
            taken += 1
        except ReviewError:
            assert said(db, without=()) == before
        check(db)
    return taken


def _undo_all(db: Database) -> None:
    """Confirm every row, reject every addition, and take pairs back to what the machine said."""
    for review in history(db.conn):
        if review.decision == "added":
            decide(db, Decision(review.about, "rejected", review.about_id))
    for about, row in sorted({(r.about, r.about_id) for r in history(db.conn)}):
        if any(r.decision == "added" and r.about_id == row for r in history(db.conn)):
            continue
        try:
            decide(db, Decision(about, "confirmed", row))
        except ReviewError:  # of a mention or claim that another decision had added
            table = MENTIONED.get(about, about)
            assert one(db, f"select count(*) from {table} where id = ?", row) == 0


@settings(max_examples=25)
@given(st.data())
def test_decisions_give_the_same_in_a_base_built_anew(data: st.DataObject) -> None:
    db = base()
    _decide_some(db, data)
    lines = [line.encode() for line in export_lines(db.conn)]

    write(db, first())  # built again over what is there
    check(db)
    again = said(db, without=())

    before_the_build = empty()
    import_lines(before_the_build, lines, "decisions.jsonl")
    write(before_the_build, second(), first())
    check(before_the_build)
    assert said(before_the_build, without=()) == again

    behind_the_build = base()
    import_lines(behind_the_build, lines, "decisions.jsonl")
    check(behind_the_build)
    assert said(behind_the_build, without=()) == again
    assert [line.encode() for line in export_lines(behind_the_build.conn)] == lines


@settings(max_examples=25)
@given(st.data())
def test_what_is_taken_back_leaves_what_the_machine_said(data: st.DataObject) -> None:
    db = base()
    machine = said(db)
    _decide_some(db, data)
    _undo_all(db)
    pairs = db.execute(
        "select count(*) from reviews where decision in ('merged', 'split')"
    ).fetchone()
    if pairs == (0,):
        assert said(db) == machine
    db.execute("delete from reviews where decision in ('merged', 'split')")
    for about in MENTIONED:
        db.execute(f"insert or ignore into pending select '{about}', id, 'a test' from {about}")
    db.conn.commit()
    settle(db)
    assert said(db) == machine


@settings(max_examples=20)
@given(st.data())
def test_decisions_outlive_their_articles(data: st.DataObject) -> None:
    db = base()
    _decide_some(db, data)
    kept = history(db.conn)
    decided = said(db, without=())
    remove_article(db, "a-txt")
    settle(db)
    check(db)
    assert history(db.conn) == kept
    write(db, first())
    assert said(db, without=()) == decided


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=10,
)
_LIKELY = st.fixed_dictionaries(
    {
        "about": st.sampled_from(REVIEWABLE) | _JSON,
        "about_id": st.sampled_from(["a-txt", "0123456789abcdef"]) | _JSON,
        "decision": st.sampled_from(DECISIONS) | _JSON,
        "created": st.sampled_from(["2024-05-31", "2024-05-31T12:00:00+02:00"]) | _JSON,
    },
    optional={
        "field": st.sampled_from(["value", "title", "speaker", "source"]) | _JSON,
        "value": _JSON
        | st.sampled_from(["12", {"kind": "share", "value": 3}, {"source": "x"}, {"speaker": "x"}]),
        "article_id": st.sampled_from(["a-txt", "gone"]) | _JSON,
        "other_article_id": st.sampled_from(["b-txt"]) | _JSON,
        "exact": st.sampled_from(["64 %", "12 %"]) | st.text(max_size=5) | _JSON,
        "prefix": st.text(max_size=5),
        "suffix": st.text(max_size=5),
        "context": st.just({"other": {"exact": "x"}}) | _JSON,
        "note": st.text(max_size=5),
    },
)


@settings(max_examples=100)
@given(st.lists(st.one_of(_LIKELY, _JSON), max_size=3))
def test_any_json_is_imported_or_refused_as_a_whole(lines: list[Any]) -> None:
    db = base()
    before = said(db, without=())
    file = [json.dumps(line).encode() for line in lines]
    try:
        report = import_lines(db, file, "decisions.jsonl")
    except LineError as error:
        assert str(error).startswith("decisions.jsonl, line ")
        assert said(db, without=()) == before
    else:
        check(db)
        assert report.new == len(history(db.conn))
        after = said(db, without=())
        assert import_lines(db, file, "decisions.jsonl").new == 0
        assert said(db, without=()) == after


@given(st.binary(max_size=60))
def test_any_bytes_are_imported_or_refused(line: bytes) -> None:
    db = empty()
    try:
        import_lines(db, line.splitlines(), "decisions.jsonl")
    except LineError as error:
        assert "Nothing was imported" in str(error)
    assert history(db.conn) == []
