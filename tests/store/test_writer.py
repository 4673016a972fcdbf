"""One article in and out: its rows, what it shares with others, what a rewrite leaves alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from kb.records import Findings
from kb.store import open_kb
from kb.store.clusters import settle
from kb.store.ids import article_ids
from kb.store.rows import Provenance
from kb.store.writer import remove_article, write_article
from tests.dump import check, dump
from tests.made import Made, Said, made

ORBIS = "Selon une enquête Orbis de 2013, 64 % des communes de la vallée publient leurs comptes."
HILL = "« Nous ouvrirons tout », promet Ada Hill, maire de Brume."
FIRST = made(
    "a.txt",
    f"{ORBIS} {HILL} (1)\n\n1. https://example.org/enquete",
    claims=[
        Made(ORBIS, ["64 %"], rests_on="une enquête Orbis de 2013"),
        Made(HILL, quotation="Nous ouvrirons tout", speaker="Ada Hill"),
    ],
    sources=[
        Said(
            "une enquête Orbis de 2013",
            kind="survey",
            publisher="Orbis",
            published="2013",
        ),
        Said("https://example.org/enquete", url="https://example.org/enquete", work=0),
    ],
    people=[("Ada Hill", {"role": "maire", "organisation": "Brume"})],
    organisations=["Orbis", "Brume"],
    links=["https://example.org/enquete"],
    note=("1", "https://example.org/enquete", "https://example.org/enquete"),
    title="Des comptes ouverts",
    published="2013-06-24",
)
SECOND = made(
    "b.txt",
    f"Rappel. {ORBIS} Ada Hill se tait. https://example.org/enquete",
    claims=[Made(ORBIS, ["64 %"], rests_on="une enquête Orbis de 2013")],
    sources=[
        Said("une enquête Orbis de 2013", kind="survey", publisher="Orbis", published="2013"),
    ],
    people=[("Ada Hill", {})],
    organisations=["Orbis"],
    links=["https://example.org/enquete"],
    published="2013-07",
)


def write(db: Database, *articles: Findings) -> None:
    known = dict(db.execute("select path, id from articles").fetchall())
    ids = article_ids([f.article.path for f in articles], known)
    for findings in articles:
        write_article(db, findings, ids[findings.article.path], Provenance(None, "x", "now"))
    settle(db)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    db = open_kb(tmp_path / "kb.db", create=True)
    yield db
    db.close()


def one(db: Database, sql: str) -> dict[str, object]:
    (row,) = db.query(sql)
    return row


def test_a_claim_leads_to_its_source_and_the_address_of_the_source(db: Database) -> None:
    write(db, FIRST)
    found = one(
        db,
        "select k.text, c.marker, s.publisher, s.published, l.url from citations c"
        " join claims k on k.id = c.claim_id join sources s on s.id = c.source_id"
        " join links l on l.id = s.link_id",
    )
    assert found == {
        "text": ORBIS,
        "marker": "une enquête Orbis de 2013",
        "publisher": "Orbis",
        "published": "2013",
        "url": "https://example.org/enquete",
    }
    check(db)


def test_a_person_has_the_role_and_organisation_that_the_article_states(db: Database) -> None:
    write(db, FIRST)
    found = one(
        db,
        "select p.name, p.role, o.name as organisation, q.text from quotations q"
        " join people p on p.id = q.person_id join organisations o on o.id = p.organisation_id",
    )
    assert found == {
        "name": "Ada Hill",
        "role": "maire",
        "organisation": "Brume",
        "text": "Nous ouvrirons tout",
    }


def test_mentions_of_two_articles_are_one_source_person_and_organisation(db: Database) -> None:
    write(db, FIRST, SECOND)
    for table, mentions in (
        ("sources", "source_mentions"),
        ("people", "person_mentions"),
    ):
        ids = [row["id"] for row in db.query(f"select id from {table}")]
        first = db.execute(f"select min(id) from {mentions}").fetchone()[0]
        assert ids == [first]
    assert {o["name"] for o in db.query("select name from organisations")} == {"Orbis", "Brume"}
    rules = {row["rule"] for row in db.query("select rule from merges where kind = 'sources'")}
    assert rules == {"the article names it again", "same publisher, kind and date"}
    check(db)


def test_a_figure_says_all_about_itself(db: Database) -> None:
    write(db, FIRST)
    figure = one(db, "select * from figures")
    assert figure["value"] == 64
    assert (figure["claim"], figure["support"]) == (ORBIS, "sourced")
    assert (figure["source"], figure["other_sources"]) == ("Orbis, 2013", 0)
    assert (figure["article"], figure["published"]) == ("Des comptes ouverts", "2013-06-24")


def test_a_figure_names_its_relay_and_its_speaker(db: Database) -> None:
    text = "« 12 % », dit Ada Hill d'une étude Bora vue dans Le Val."
    write(
        db,
        made(
            "c.txt",
            text,
            claims=[
                Made(text, ["12 %"], "12 %", "Ada Hill", rests_on="une étude Bora", via="Le Val")
            ],
            sources=[
                Said("une étude Bora", kind="study", publisher="Bora"),
                Said("Le Val", kind="article", publisher="Le Val"),
            ],
            people=[("Ada Hill", {})],
        ),
    )
    figure = one(db, "select source, via, speaker from figures")
    assert figure == {"source": "Bora", "via": "Le Val", "speaker": "Ada Hill"}
    assert one(db, "select source, via from secondhand_claims")["via"] == "Le Val"
    check(db)


def test_the_first_known_claim_is_the_one_of_the_earlier_article(db: Database) -> None:
    write(db, SECOND, FIRST)
    found = one(db, "select article_id, first_article_id from repeated_claims")
    assert found == {"article_id": "b-txt", "first_article_id": "a-txt"}


def test_removing_an_article_leaves_what_the_others_say(db: Database) -> None:
    write(db, SECOND)
    alone = dump(db)
    write(db, FIRST)
    remove_article(db, "a-txt")
    settle(db)
    assert dump(db) == alone
    check(db)


def test_removing_the_last_article_leaves_nothing(db: Database) -> None:
    empty = dump(db)
    write(db, FIRST)
    remove_article(db, "a-txt")
    settle(db)
    assert dump(db) == empty


def test_a_link_that_was_checked_outlives_its_article(db: Database) -> None:
    write(db, FIRST)
    link = one(db, "select id from links")["id"]
    db["link_checks"].insert(
        {"id": "c1", "link_id": link, "checked": "2014-01-01", "verdict": "gone"}
    )
    with db.atomic():
        db.execute("update links set verdict = 'gone'")
    remove_article(db, "a-txt")
    assert one(db, "select verdict from dead_links")["verdict"] == "gone"
    write(db, FIRST)
    assert one(db, "select verdict, mentions from dead_links") == {"verdict": "gone", "mentions": 1}


def test_a_review_outlives_its_article(db: Database) -> None:
    write(db, FIRST)
    claim = one(db, "select id from claims where text like 'Selon%'")["id"]
    review = {
        "id": "r1",
        "about": "claims",
        "about_id": claim,
        "decision": "confirmed",
        "created": "2014-01-01",
        "article_id": "a-txt",
    }
    db["reviews"].insert(review)
    remove_article(db, "a-txt")
    write(db, FIRST)
    assert one(db, "select k.id from reviews r join claims k on k.id = r.about_id") == {"id": claim}


def test_the_check_of_search_notices_what_is_out_of_step(db: Database) -> None:
    write(db, FIRST)
    with db.atomic():
        db.execute("drop trigger claims_ad")
    remove_article(db, "a-txt")
    settle(db)
    with pytest.raises(sqlite3.DatabaseError):
        check(db)


def test_a_rewritten_article_changes_no_row_of_another(db: Database) -> None:
    other = made("c.txt", f"Ailleurs. {HILL}", claims=[Made(HILL, quotation="Nous ouvrirons tout")])
    write(db, FIRST, SECOND, other)
    before = dump(db)
    db.execute("create temp table seen (what text)")
    for table in (t for t in before if "article_id" in db[t].columns_dict):
        for event, row in (("insert", "new"), ("update", "new"), ("delete", "old")):
            db.execute(
                f"create temp trigger watch_{table}_{event} after {event} on {table}"
                f" when {row}.article_id <> 'a-txt'"
                f" begin insert into seen values ('{event} {table}'); end"
            )
    write(db, FIRST)
    assert dump(db) == before
    # The repeated claim loses its first appearance for a moment, since that is rewritten.
    assert set(db.execute("select what from seen").fetchall()) == {("update claims",)}


def test_ids_survive_an_edit_elsewhere_in_the_article(db: Database) -> None:
    write(db, FIRST)
    before = dump(db)
    article = FIRST.article
    moved = made(
        "a.txt",
        f"Un ajout. {article.text}",
        claims=[
            Made(ORBIS, ["64 %"], rests_on="une enquête Orbis de 2013"),
            Made(HILL, quotation="Nous ouvrirons tout", speaker="Ada Hill"),
        ],
        sources=[
            Said("une enquête Orbis de 2013", kind="survey", publisher="Orbis", published="2013"),
            Said("https://example.org/enquete", url="https://example.org/enquete", work=0),
        ],
        people=[("Ada Hill", {"role": "maire", "organisation": "Brume"})],
        organisations=["Orbis", "Brume"],
        links=["https://example.org/enquete"],
        note=("1", "https://example.org/enquete", "https://example.org/enquete"),
    )
    write(db, moved)
    after = dump(db)
    for table in ("claims", "statistics", "quotations", "citations", "source_mentions", "notes"):
        assert [row[0] for row in before[table]] == [row[0] for row in after[table]] != []
    check(db)


def test_a_write_that_fails_leaves_the_article_as_it_was(db: Database) -> None:
    write(db, FIRST)
    before = dump(db)
    unstorable = made("a.txt", "Un \ud800 seul.")
    with pytest.raises(UnicodeEncodeError):
        write_article(db, unstorable, "a-txt", Provenance(None, "x", "now"))
    assert dump(db) == before
