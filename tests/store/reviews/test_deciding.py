"""A decision wins over the machine in every table, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlite_utils import Database

from kb.store.reviews import (
    Decision,
    ReviewError,
    added_by,
    decide,
    history,
    machine_values,
    places_of,
    reviews_of,
    set_aside_in,
)
from tests.dump import check
from tests.store.reviews.bases import BORA, HILL, ORBIS, base, first, id_of, one, said, write


@pytest.fixture
def db() -> Iterator[Database]:
    db = base()
    yield db
    check(db)
    db.close()


def row(db: Database, sql: str, *parameters: object) -> dict[str, Any]:
    (found,) = db.query(sql, list(parameters))
    return found


def figure(db: Database, words: str) -> dict[str, Any]:
    return row(db, "select * from figures where article_id = 'a-txt' and text = ?", words)


def add(db: Database, about: str, to: str, words: str, **columns: object) -> str:
    """Add a row at the words of the text; its id."""
    start = places_of(db.conn, to, words)[0]
    value = {"start": start, "end": start + len(words), **columns}
    decide(db, Decision(about, "added", to, value=value))
    return history(db.conn, limit=1)[0].about_id


# -- statistics -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("value", "65,5", 65.5),
        ("value", 65, 65.0),
        ("value_high", "70", 70.0),
        ("unit", "point", "point"),
        ("kind", "change", "change"),
        ("qualifier", "about", "about"),
        ("subject", "villages", "villages"),
        ("period", "2012/2014", "2012/2014"),
    ],
)
def test_a_changed_figure_is_the_persons_everywhere(
    db: Database, field: str, value: str | float, kept: object
) -> None:
    statistic = id_of(db, "statistics", "64 %")
    before = figure(db, "64 %")[field]
    decide(db, Decision("statistics", "changed", statistic, field, value))
    assert figure(db, "64 %")[field] == kept
    assert row(db, "select * from statistics where id = ?", statistic)[field] == kept
    assert machine_values(db.conn, "statistics", statistic) == {field: before}


def test_of_two_changes_the_newer_one_is_in_force(db: Database) -> None:
    statistic = id_of(db, "statistics", "64 %")
    for value in ("65", "66"):
        decide(db, Decision("statistics", "changed", statistic, "value", value))
    assert figure(db, "64 %")["value"] == 66
    assert machine_values(db.conn, "statistics", statistic) == {"value": 64.0}


def test_a_rejected_figure_is_gone_and_confirmed_it_is_back(db: Database) -> None:
    machine = said(db)
    statistic = id_of(db, "statistics", "64 %")
    decide(db, Decision("statistics", "rejected", statistic, note="a page number"))
    assert one(db, "select count(*) from figures where statistic_id = ?", statistic) == 0
    (aside,) = set_aside_in(db.conn, "a-txt")
    assert (aside["about"], aside["row"]["text"]) == ("statistics", "64 %")
    decide(db, Decision("statistics", "confirmed", statistic))
    assert said(db) == machine


def test_a_field_that_is_confirmed_is_the_machines_again_and_others_stay(db: Database) -> None:
    statistic = id_of(db, "statistics", "64 %")
    decide(db, Decision("statistics", "changed", statistic, "value", "65"))
    decide(db, Decision("statistics", "changed", statistic, "unit", "point"))
    decide(db, Decision("statistics", "confirmed", statistic, "value"))
    assert (figure(db, "64 %")["value"], figure(db, "64 %")["unit"]) == (64, "point")


def test_a_rejected_field_says_nothing(db: Database) -> None:
    statistic = id_of(db, "statistics", "64 %")
    decide(db, Decision("statistics", "changed", statistic, "subject", "villages"))
    decide(db, Decision("statistics", "rejected", statistic, "subject"))
    assert figure(db, "64 %")["subject"] is None


def test_an_added_figure_is_a_row_like_others(db: Database) -> None:
    statistic = add(db, "statistics", "a-txt", "sans les hameaux", kind="count", value="3", unit="")
    found = figure(db, "sans les hameaux")
    assert (found["value"], found["claim"], found["support"]) == (3, BORA, "sourced")
    assert added_by(db.conn, "statistics", statistic) == history(db.conn)[0].id
    decide(db, Decision("statistics", "changed", statistic, "value", "4"))
    assert figure(db, "sans les hameaux")["value"] == 4
    assert machine_values(db.conn, "statistics", statistic) == {}


def test_what_was_added_goes_away_when_it_is_rejected(db: Database) -> None:
    machine = said(db)
    statistic = add(db, "statistics", "a-txt", "hameaux", kind="count", value="3")
    decide(db, Decision("statistics", "rejected", statistic))
    assert said(db) == machine
    decide(db, Decision("statistics", "confirmed", statistic))
    assert figure(db, "hameaux")["value"] == 3


def test_a_figure_outside_of_all_claims_gets_a_claim_of_its_own(db: Database) -> None:
    add(db, "statistics", "b-txt", "Rappel", kind="rank", value=1)
    claim = row(db, "select c.* from claims c join figures f on f.claim_id = c.id"
                " where f.text = 'Rappel'")  # fmt: skip
    assert (claim["support"], claim["section_id"] is None) == ("none", False)


def test_a_claim_that_came_with_an_addition_takes_it_along(db: Database) -> None:
    machine = said(db)
    statistic = add(db, "statistics", "b-txt", "Rappel", kind="rank", value=1)
    claim = one(db, "select claim_id from statistics where id = ?", statistic)
    decide(db, Decision("claims", "rejected", claim))
    assert one(db, "select count(*) from statistics where id = ?", statistic) == 0
    assert one(db, "select count(*) from claims where id = ?", claim) == 0
    assert one(db, "select count(*) from orphaned_reviews") == 0
    assert said(db) == machine


# -- quotations and attributions ------------------------------------------------------------------


def test_a_quotations_speaker_may_be_anyone_by_name(db: Database) -> None:
    machine = said(db)
    quotation = id_of(db, "quotations", "Nous ouvrirons tout")
    decide(db, Decision("quotations", "changed", quotation, "speaker", "Zoé Brème"))
    found = row(
        db,
        "select q.speaker, p.name, q.cue, q.speaker_confidence from quotations q"
        " join people p on p.id = q.person_id",
    )
    assert found == {
        "speaker": "Zoé Brème",
        "name": "Zoé Brème",
        "cue": "changed by a person",
        "speaker_confidence": 1.0,
    }
    assert one(db, "select name from quoted_people") == "Zoé Brème"
    decide(db, Decision("quotations", "confirmed", quotation))
    assert said(db) == machine


def test_a_quotations_speaker_may_be_a_person_of_another_article(db: Database) -> None:
    machine = said(db)
    quotation = id_of(db, "quotations", "Nous ouvrirons tout")
    reed = id_of(db, "person_mentions", "Bo Reed", "b-txt")
    person = one(db, "select person_id from person_mentions where id = ?", reed)
    decide(db, Decision("quotations", "changed", quotation, "speaker", person))
    assert one(db, "select count(*) from people where name = 'Bo Reed'") == 1
    assert one(
        db, "select p.name from quotations q join people p on p.id = q.person_id"
    ) == "Bo Reed"  # fmt: skip
    decide(db, Decision("quotations", "confirmed", quotation, "speaker"))
    assert said(db) == machine


def test_a_quotations_speaker_may_be_an_organisation(db: Database) -> None:
    quotation = id_of(db, "quotations", "Nous ouvrirons tout")
    decide(db, Decision("quotations", "changed", quotation, "speaker", "Brume"))
    found = row(db, "select person_id, o.name from quotations join organisations o"
                " on o.id = organisation_id")  # fmt: skip
    assert found == {"person_id": None, "name": "Brume"}


def test_a_quotation_of_nobody_supports_nothing(db: Database) -> None:
    quotation = id_of(db, "quotations", "Nous ouvrirons tout")
    decide(db, Decision("quotations", "changed", quotation, "speaker", None))
    assert row(db, "select speaker, person_id from quotations") == {
        "speaker": None,
        "person_id": None,
    }
    assert one(db, "select support from claims where text = ?", HILL) == "none"


def test_a_rejected_quotation_takes_its_support_along(db: Database) -> None:
    decide(db, Decision("quotations", "rejected", id_of(db, "quotations", "Nous ouvrirons tout")))
    assert one(db, "select support from claims where text = ?", HILL) == "none"


def test_an_added_quotation_has_its_speaker(db: Database) -> None:
    add(db, "quotations", "b-txt", "7 % suffisent", speaker="Bo Reed")
    found = row(db, "select q.*, p.name from quotations q join people p on p.id = q.person_id"
                " where q.article_id = 'b-txt'")  # fmt: skip
    assert (found["name"], found["cue"], found["confidence"]) == ("Bo Reed", "added by a person", 1)


def test_an_attribution_to_another_person(db: Database) -> None:
    attribution = one(db, "select id from attributions where article_id = 'b-txt'")
    decide(db, Decision("attributions", "changed", attribution, "speaker", "Ada Hill"))
    assert figure_of_b(db)["speaker"] == "Ada Hill"


def figure_of_b(db: Database) -> dict[str, Any]:
    return row(db, "select * from figures where article_id = 'b-txt' and text = '7 %'")


# -- citations and claims -----------------------------------------------------------------------


def test_a_rejected_citation_leaves_its_claim_without_a_source(db: Database) -> None:
    machine = said(db)
    citation = id_of(db, "citations", "une enquête Orbis de 2013")
    decide(db, Decision("citations", "rejected", citation))
    assert (figure(db, "64 %")["support"], figure(db, "64 %")["source"]) == ("none", None)
    assert one(db, "select count(*) from claim_sources where claim = ? and article_id = 'a-txt'",
               ORBIS) == 0  # fmt: skip
    decide(db, Decision("citations", "confirmed", citation))
    assert said(db) == machine


def test_a_citation_of_another_source_of_the_article(db: Database) -> None:
    citation = id_of(db, "citations", "une enquête Orbis de 2013")
    bora = one(db, "select source_id from source_mentions where written = 'Une étude Bora'")
    decide(db, Decision("citations", "changed", citation, "source", bora))
    assert (figure(db, "64 %")["source_id"], figure(db, "64 %")["support"]) == (bora, "sourced")


def test_a_relay_that_was_none(db: Database) -> None:
    citation = id_of(db, "citations", "Une étude Bora")
    decide(db, Decision("citations", "rejected", citation, "via"))
    assert figure(db, "12 %")["via"] is None
    assert one(db, "select count(*) from secondhand_claims") == 0


def test_an_added_citation_of_a_source_of_another_article_is_the_same_source(db: Database) -> None:
    machine = said(db)
    source = one(db, "select source_id from source_mentions where written = 'Une étude Bora'")
    claim = id_of(db, "claims", "Bo Reed d'Orbis dit que 7 % suffisent.", "b-txt")
    decide(db, Decision("citations", "added", claim, value={"source": source}))
    found = figure_of_b(db)
    assert (found["support"], found["source"]) == ("sourced", figure(db, "12 %")["source"])
    assert found["source_id"] == figure(db, "12 %")["source_id"]
    citation = history(db.conn)[0].about_id
    decide(db, Decision("citations", "rejected", citation))
    assert said(db) == machine


def test_an_added_citation_of_a_new_source_with_its_address(db: Database) -> None:
    machine = said(db)
    claim = id_of(db, "claims", HILL)
    value = {"source": "Le livre blanc", "kind": "report", "url": "https://brume.example/blanc",
             "published": "2013-05", "publisher": "Brume"}  # fmt: skip
    decide(db, Decision("citations", "added", claim, value=value))
    found = row(db, "select s.kind, s.title, s.published, s.publisher, l.url from sources s"
                " join links l on l.id = s.link_id where s.title = 'Le livre blanc'")  # fmt: skip
    assert found == {"kind": "report", "title": "Le livre blanc", "published": "2013-05",
                     "publisher": "Brume", "url": "https://brume.example/blanc"}  # fmt: skip
    assert one(db, "select support from claims where text = ?", HILL) == "sourced"
    decide(db, Decision("citations", "rejected", history(db.conn)[0].about_id))
    assert said(db) == machine


def test_a_rejected_claim_takes_everything_in_it_along(db: Database) -> None:
    machine = said(db)
    claim = id_of(db, "claims", BORA)
    add(db, "statistics", "a-txt", "hameaux", kind="count", value="3")
    decide(db, Decision("claims", "rejected", claim))
    for table in ("statistics", "citations", "figures", "claim_sources"):
        assert one(db, f"select count(*) from {table} where claim_id = ?", claim) == 0
    assert one(db, "select count(*) from statistics where text = 'hameaux'") == 0
    decide(db, Decision("claims", "confirmed", claim))
    decide(db, Decision("statistics", "rejected", history(db.conn)[-1].about_id))
    assert said(db) == machine


# -- articles -------------------------------------------------------------------------------------


def test_an_article_has_the_title_and_date_that_a_person_gives(db: Database) -> None:
    machine = said(db)
    for field, value in (("title", "Autre titre"), ("published", "2011-02"), ("author", "Ada Hill"),
                         ("site", "Le Val"), ("url", "https://val.example/a")):  # fmt: skip
        decide(db, Decision("articles", "changed", "a-txt", field, value))
    assert (figure(db, "64 %")["article"], figure(db, "64 %")["published"]) == (
        "Autre titre",
        "2011-02",
    )
    assert one(db, "select year from link_standings") == "2011"
    write(db, first())  # read again
    assert row(db, "select author, site from articles where id = 'a-txt'") == {
        "author": "Ada Hill",
        "site": "Le Val",
    }
    decide(db, Decision("articles", "confirmed", "a-txt"))
    assert said(db) == machine


def test_the_first_of_repeated_claims_follows_a_changed_date(db: Database) -> None:
    assert one(db, "select article_id from repeated_claims") == "b-txt"
    decide(db, Decision("articles", "changed", "b-txt", "published", "2001"))
    assert one(db, "select article_id from repeated_claims") == "a-txt"


# -- what cannot be decided -----------------------------------------------------------------------

STATISTIC = "64 %"


@pytest.mark.parametrize(
    ("about", "decision", "field", "value", "message"),
    [
        ("links", "confirmed", None, None, "no table that can be reviewed"),
        ("statistics", "praised", None, None, "is no decision"),
        ("statistics", "changed", None, "1", "which field"),
        ("statistics", "changed", "colour", "1", "these can: kind, value"),
        ("statistics", "changed", "value", "many", "no number"),
        ("statistics", "changed", "value", "nan", "no number"),
        ("statistics", "changed", "value", "", "cannot be empty"),
        ("statistics", "changed", "value", True, "a text, a number or nothing"),
        ("statistics", "changed", "kind", "guess", "is none of"),
        ("statistics", "changed", "period", "last year", "is no date"),
        ("statistics", "changed", "period", "2013-02-30", "is no date"),
        ("statistics", "changed", "subject", "a\x00b", "no text"),
        ("statistics", "changed", "subject", "\ud800", "no text"),
        ("statistics", "rejected", "value", None, "cannot be empty"),
        ("statistics", "rejected", None, "x", "takes no value"),
        ("statistics", "merged", None, "x", "cannot be merged"),
        ("statistics", "erased", None, None, "erase"),
        ("claims", "changed", "text", "x", "these can: none"),
        ("people", "added", None, {}, "cannot be added"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    db: Database, about: str, decision: str, field: str | None, value: Any, message: str
) -> None:
    before = said(db, without=())
    statistic = id_of(db, "statistics", STATISTIC)
    with pytest.raises(ReviewError, match=message):
        decide(db, Decision(about, decision, statistic, field, value))
    assert said(db, without=()) == before


@pytest.mark.parametrize("about", ["statistics", "people", "articles", "claims"])
def test_an_unknown_id_is_named(db: Database, about: str) -> None:
    with pytest.raises(ReviewError, match="« nowhere » is the id of none of the"):
        decide(db, Decision(about, "confirmed", "nowhere"))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({}, "start and end"),
        ({"start": 0, "end": 10_000, "kind": "share", "value": 1}, "in a text of"),
        ({"start": 3, "end": 3, "kind": "share", "value": 1}, "in a text of"),
        ({"start": 0, "end": 5, "kind": "share"}, "value is missing"),
        ({"start": 0, "end": 5, "kind": "share", "value": 1, "colour": "red"}, "colour"),
        ("64 %", "columns as its value"),
    ],
)
def test_an_addition_says_what_and_where(db: Database, value: Any, message: str) -> None:
    with pytest.raises(ReviewError, match=message):
        decide(db, Decision("statistics", "added", "a-txt", value=value))


def test_what_kb_has_found_itself_is_not_added(db: Database) -> None:
    with pytest.raises(ReviewError, match="kb has found it itself"):
        add(db, "statistics", "a-txt", "64 %", kind="share", value=64)


def test_a_speaker_is_no_source_and_a_source_no_speaker(db: Database) -> None:
    source = one(db, "select id from sources limit 1 offset 1")
    person = one(db, "select id from people where name = 'Ada Hill'")
    with pytest.raises(ReviewError, match="not a person or organisation"):
        quotation = id_of(db, "quotations", "Nous ouvrirons tout")
        decide(db, Decision("quotations", "changed", quotation, "speaker", source))
    with pytest.raises(ReviewError, match="not a source"):
        citation = id_of(db, "citations", "Une étude Bora")
        decide(db, Decision("citations", "changed", citation, "source", person))


def test_decisions_need_foreign_keys(db: Database) -> None:
    db.execute("PRAGMA foreign_keys = OFF")
    with pytest.raises(ReviewError, match="foreign_keys"):
        decide(db, Decision("statistics", "confirmed", id_of(db, "statistics", "64 %")))
    db.execute("PRAGMA foreign_keys = ON")


def test_decisions_are_taken_within_a_transaction_of_the_caller(db: Database) -> None:
    before = said(db, without=())
    statistic = id_of(db, "statistics", "64 %")
    with pytest.raises(RuntimeError), db.atomic():
        decide(db, Decision("statistics", "rejected", statistic))
        raise RuntimeError
    assert said(db, without=()) == before


# -- what is told about them ------------------------------------------------------------------


def test_a_row_tells_who_decided_what_and_why_the_newest_first(db: Database) -> None:
    statistic = id_of(db, "statistics", "64 %")
    decide(db, Decision("statistics", "confirmed", statistic, actor="jo"))
    decide(db, Decision("statistics", "changed", statistic, "value", "65", "a misprint", "li"))
    newest, oldest = reviews_of(db.conn, "statistics", statistic)
    assert (newest.actor, newest.note, newest.value) == ("li", "a misprint", "65")
    assert (oldest.actor, oldest.decision) == ("jo", "confirmed")
    assert newest.created > oldest.created
    assert history(db.conn, article_id="a-txt") == [newest, oldest]
    assert history(db.conn, article_id="b-txt") == []
