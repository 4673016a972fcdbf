"""What people say of sources, people and organisations, and of which are one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlite_utils import Database

from kb.store.reviews import Decision, ReviewError, decide, machine_values, reviews_of
from kb.store.writer import remove_article
from tests.dump import check
from tests.store.reviews.bases import base, first, id_of, one, said, second, write


@pytest.fixture
def db() -> Iterator[Database]:
    db = base()
    yield db
    check(db)
    db.close()


def test_a_changed_source_is_called_so_everywhere(db: Database) -> None:
    machine = said(db)
    mention = id_of(db, "source_mentions", "une enquête Orbis de 2013", "b-txt")
    source = one(db, "select source_id from source_mentions where id = ?", mention)
    decide(db, Decision("sources", "changed", mention, "title", "Les comptes des communes"))
    labels = "select distinct source from figures where source_id = ?"
    assert one(db, labels, source) == "Les comptes des communes"
    assert machine_values(db.conn, "sources", source) == {"title": None, "label": "Orbis, 2013"}
    assert len(reviews_of(db.conn, "sources", source)) == 1
    decide(db, Decision("sources", "confirmed", source))
    assert said(db) == machine


def test_a_change_follows_the_mention_that_it_was_made_on(db: Database) -> None:
    mention = id_of(db, "source_mentions", "une enquête Orbis de 2013", "b-txt")
    decide(db, Decision("sources", "changed", mention, "publisher", "Institut Orbis"))
    remove_article(db, "a-txt")
    write(db, second())
    assert one(db, "select publisher from sources") == "Institut Orbis"


def test_a_person_has_the_name_and_organisation_that_people_give(db: Database) -> None:
    person = one(db, "select id from people where name = 'Ada Hill'")
    decide(db, Decision("people", "changed", person, "name", "Ada Hill-Moor"))
    decide(db, Decision("people", "changed", person, "organisation", "Bora"))
    assert one(db, "select name from quoted_people") == "Ada Hill-Moor"
    assert one(db, "select organisation_id from people where id = ?", person) is None


def test_two_are_one_and_one_is_two_when_people_say_so(db: Database) -> None:
    machine = said(db)
    hill = id_of(db, "person_mentions", "Ada Hill")
    reed = id_of(db, "person_mentions", "Bo Reed", "b-txt")
    decide(db, Decision("people", "merged", hill, value=reed))
    assert one(db, "select count(*) from people") == 1
    decide(db, Decision("people", "split", hill, value=reed))
    assert said(db, without=("reviews", "review_places", "identity_decisions")) == {
        table: rows for table, rows in machine.items() if table != "identity_decisions"
    }


def test_a_merge_follows_mentions_whose_ids_have_changed(db: Database) -> None:
    orbis = id_of(db, "source_mentions", "une enquête Orbis de 2013")
    bora = id_of(db, "source_mentions", "Une étude Bora")
    decide(db, Decision("sources", "merged", orbis, value=bora))
    sources = one(db, "select count(*) from sources")
    write(db, first(before="Avant une enquête Orbis de 2012, rien. "))
    assert one(db, "select count(*) from orphaned_reviews") == 0
    assert one(db, "select count(*) from sources") == sources


def test_of_two_decisions_on_a_pair_the_newer_one_counts(db: Database) -> None:
    hill = id_of(db, "person_mentions", "Ada Hill")
    reed = id_of(db, "person_mentions", "Bo Reed", "b-txt")
    for decision, people in (("merged", 1), ("split", 2), ("merged", 1)):
        decide(db, Decision("people", decision, reed, value=hill))
        assert one(db, "select count(*) from people") == people


def test_a_pair_without_its_second_half_is_orphaned_until_that_comes_back(db: Database) -> None:
    hill = id_of(db, "person_mentions", "Ada Hill")
    reed = id_of(db, "person_mentions", "Bo Reed", "b-txt")
    decide(db, Decision("people", "merged", hill, value=reed))
    remove_article(db, "b-txt")
    write(db)
    assert one(db, "select count(*) from orphaned_reviews") == 1
    write(db, second())
    assert one(db, "select count(*) from orphaned_reviews") == 0
    assert one(db, "select count(*) from people") == 1


@pytest.mark.parametrize("decision", ["merged", "split"])
def test_a_pair_has_two_halves_of_one_kind(db: Database, decision: str) -> None:
    hill = id_of(db, "person_mentions", "Ada Hill")
    source = id_of(db, "source_mentions", "Une étude Bora")
    for other, message in ((hill, "one mention"), (source, "none of the people"), (None, "needs")):
        with pytest.raises(ReviewError, match=message):
            decide(db, Decision("people", decision, hill, value=other))
