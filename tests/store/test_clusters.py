"""Settling again when the rules of identity have changed."""

from __future__ import annotations

from pathlib import Path

from kb.store import catalogue, open_kb
from kb.store.clusters import settle
from kb.store.reviews import Decision, decide
from kb.store.rows import Provenance
from kb.store.writer import write_article
from tests.dump import check, dump
from tests.made import Made, Said, made

PROVENANCE = Provenance(None, "x", "now")
TEXT = "Selon l'enquête Orbis de 2013, 64 % des communes de la vallée publient leurs comptes."


def test_new_rules_of_identity_settle_everything_again(tmp_path: Path) -> None:
    db = open_kb(tmp_path / "kb.db", create=True)
    catalogue.follow_identity_rules(db, "these rules")
    for name in "ab":
        found = made(
            f"{name}.txt",
            f"{TEXT} Ada Hill, d'Orbis.",
            claims=[Made(TEXT, ["64 %"], rests_on="l'enquête Orbis de 2013")],
            sources=[
                Said("l'enquête Orbis de 2013", kind="survey", publisher="Orbis", published="2013")
            ],
            people=[("Ada Hill", {"organisation": "Orbis"})],
            organisations=["Orbis"],
        )
        write_article(db, found, f"{name}-txt", Provenance(None, "x", "now"))
    settle(db)
    settled = dump(db)
    assert len(settled["sources"]) == len(settled["people"]) == 1

    with db.atomic():  # what other rules had left
        db.execute("delete from identity_keys")
        db.execute("delete from merges")
        catalogue.remember(db, "identity", "other rules")
    catalogue.follow_identity_rules(db, "these rules")
    settle(db)
    assert dump(db) == settled
    check(db)

    catalogue.follow_identity_rules(db, "these rules")
    assert db.execute("select * from pending").fetchall() == []
    db.close()


def test_a_persons_decision_on_two_mentions_is_settled_and_can_be_taken_back(
    tmp_path: Path,
) -> None:
    db = open_kb(tmp_path / "kb.db", create=True)
    for name, person in (("a", "Ada Hill"), ("b", "Bo Reed"), ("c", "Ada Hill")):
        text = f"{TEXT} {person}."
        write_article(db, made(f"{name}.txt", text, people=[(person, {})]), name, PROVENANCE)
    settle(db)
    before = dump(db)
    mention = dict(db.execute("select article_id, id from person_mentions").fetchall())

    def people() -> list[set[str]]:
        settle(db)
        check(db)
        found: dict[str, set[str]] = {}
        for article, person in db.execute("select article_id, person_id from person_mentions"):
            found.setdefault(person, set()).add(article)
        return sorted(found.values(), key=sorted)

    assert people() == [{"a", "c"}, {"b"}]
    for decision, expected in (
        ("merged", [{"a", "b", "c"}]),
        ("split", [{"a", "c"}, {"b"}]),
    ):
        decide(db, Decision("people", decision, mention["a"], value=mention["b"]))
        assert people() == expected

    with db.atomic():
        db.execute("delete from reviews")
    assert dump(db) == before
    db.close()
