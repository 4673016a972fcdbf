"""The large base that pages are measured on is one that builds could have made."""

from kb.store import catalogue, open_kb, pending
from kb.store.clusters import settle
from tests.benchmarks import large_base
from tests.dump import check, dump


def test_a_large_base_is_what_a_build_would_leave(tmp_path):
    path = tmp_path / "large.db"
    large_base.make(path, 1200, seed=3, told=lambda _: None)
    db = open_kb(path)
    check(db)
    # What is left out of it, since it would take hours: claims of all articles compared.
    articles = [one for (one,) in db.execute("select id from articles").fetchall()]
    with db.atomic():
        for kind in (pending.COPIES, pending.COMPARING):
            pending.add(db, kind, articles, "left out")
    settle(db)
    before = dump(db)
    # Every identity is settled again, from keys that are made again.
    catalogue.follow_identity_rules(db, "made for a test")
    settle(db)
    check(db)
    after = dump(db)
    del after["settings"], before["settings"]
    assert after == before
    db.close()


def test_the_same_seed_makes_the_same_base(tmp_path):
    dumps = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        large_base.make(tmp_path / name, 200, seed, told=lambda _: None)
        db = open_kb(tmp_path / name)
        dumps.append(dump(db))
        db.close()
    one, same, other = dumps
    assert one == same
    assert one["claims"] != other["claims"]
