"""Settling again when the rules of identity have changed."""

from __future__ import annotations

from pathlib import Path

from kb.store import catalogue, open_kb
from kb.store.clusters import settle
from kb.store.rows import Provenance
from kb.store.writer import write_article
from tests.dump import check, dump
from tests.made import Made, Said, made

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
