"""What articles have to do with each other, on the pages of claims and articles."""

import shutil

import pytest
from datasette.app import Datasette

from kb.store import open_kb


@pytest.fixture
def related(base, tmp_path):
    """(served, ids): two figures that contradict, an inferred origin, a copy."""
    path = tmp_path / "kb.db"
    shutil.copy(base, path)
    db = open_kb(path)
    with db.atomic():
        ids = dict(
            db.execute(
                "select text, id from statistics where text in ('64 %', 'Two in three')"
            ).fetchall()
        )
        one, other = sorted(ids.values())
        claims = dict(db.execute("select text, claim_id from statistics").fetchall())
        study = db.execute("select id from sources where title = 'Jardins et bureaux'").fetchone()
        db.execute(
            "insert into conflicts (statistic_id, other_id, source_id, reason, confidence)"
            " values (?, ?, ?, 'same source, other figure', 0.8)",
            [one, other, study[0]],
        )
        db.execute("delete from claim_origins")
        db.execute("insert into claim_origins values (?, ?, 2, 1)", [claims["12 000"], study[0]])
        db.execute("insert into claim_origins values (?, ?, 1, 0)", [claims["64 %"], study[0]])
        db.execute("insert into article_copies values ('gardens-txt', 'potagers-txt', 0.92)")
        db.execute(
            "update claims set group_id = ? where id = ?", [claims["64 %"], claims["Two in three"]]
        )
    db.close()
    return Datasette([str(path)]), claims


async def test_figures_that_contradict_stand_side_by_side_from_either_side(related):
    served, claims = related
    for here, there in (("64 %", "Two in three"), ("Two in three", "64 %")):
        html = (await served.client.get(f"/kb/-/claim/{claims[here]}")).text
        part = html.partition('id="conflicts"')[2].partition("</section>")[0]
        assert part.index(here) < part.index(there)
        assert "same source, other figure" in part and "Jardins et bureaux" in part
        assert f'href="/kb/-/claim/{claims[there]}"' in part and "80%" in part


async def test_where_a_claim_is_from_by_another_article(related):
    served, claims = related
    html = (await served.client.get(f"/kb/-/claim/{claims['12 000']}")).text
    assert "Another article says where this comes from" in html and "2 steps" in html
    html = (await served.client.get(f"/kb/-/claim/{claims['64 %']}")).text
    assert "Another article says" not in html


async def test_a_copy_is_no_support_of_its_own(related):
    served, claims = related
    html = (await served.client.get(f"/kb/-/claim/{claims['64 %']}")).text
    assert "2 articles say it, from 1 origin." in html and "1 of them repeats another" in html


async def test_articles_say_what_they_repeat_and_what_repeats_them(related):
    served, _ = related
    copy = (await served.client.get("/kb/-/article/gardens-txt")).text
    assert "92% of this text also stands in" in copy
    original = (await served.client.get("/kb/-/article/potagers-txt")).text
    assert "This text also stands in" in original and "(92%)" in original
    found = (await served.client.get("/kb/-/article/gardens-txt.json")).json()
    assert found["original"]["id"] == "potagers-txt"
