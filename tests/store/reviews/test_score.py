"""How right kb was on what people judged."""

from __future__ import annotations

from kb.store.reviews import Decision, decide, places_of, score
from tests.store.reviews.bases import base, id_of


def test_nothing_judged_is_no_score() -> None:
    assert score(base().conn) == []


def test_the_newest_judgement_of_a_row_and_its_fields_counts() -> None:
    db = base()
    right, wrong, mended = (id_of(db, "statistics", words) for words in ("64 %", "12 %", "30 %"))
    decide(db, Decision("statistics", "rejected", right))
    decide(db, Decision("statistics", "confirmed", right))
    decide(db, Decision("statistics", "confirmed", wrong, "unit"))
    decide(db, Decision("statistics", "rejected", wrong))
    decide(db, Decision("statistics", "changed", mended, "value", 31))
    decide(db, Decision("quotations", "confirmed", id_of(db, "quotations", "Nous ouvrirons tout")))
    quotations, statistics = score(db.conn)
    assert (quotations.about, quotations.judged, quotations.right) == ("quotations", 1, 1)
    assert (statistics.judged, statistics.right, statistics.precision) == (3, 1, 1 / 3)
    # Wilson's interval of one in three
    assert statistics.low is not None and statistics.high is not None
    assert (round(statistics.low, 3), round(statistics.high, 3)) == (0.061, 0.792)


def test_what_people_added_was_missed_and_is_no_extraction() -> None:
    db = base()
    at = places_of(db.conn, "a-txt", "hameaux")[0]
    value = {"start": at, "end": at + 7, "kind": "count", "value": 3}
    decide(db, Decision("statistics", "added", "a-txt", value=value))
    (statistics,) = score(db.conn)
    assert (statistics.judged, statistics.precision, statistics.missed) == (0, None, 1)
