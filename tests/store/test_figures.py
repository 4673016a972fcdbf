"""The list of figures: every filter with every other, whichever way the store goes to them."""

from itertools import product

import pytest

from kb.store import open_kb
from kb.store.pages import figures
from kb.store.pages.figures import SORTS, Wanted, figures_page
from tests.benchmarks import large_base


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    path = tmp_path_factory.mktemp("figures") / "kb.db"
    large_base.make(path, 400, seed=5, told=lambda _: None)
    db = open_kb(path)
    with db.atomic():  # ranges, and figures without a value
        db.execute("update figures set value_high = value + 30 where rowid % 7 = 0")
        db.execute("update figures set value = null, value_high = null where rowid % 41 = 0")
    yield db
    db.close()


def fitting(base, wanted):
    """The ids of what fits, by the plainest SQL there is."""
    dated = "coalesce(source_published, published)"
    conditions = {
        "unit = :unit": wanted.unit,
        "coalesce(value_high, value) >= :at_least": wanted.at_least is not None,
        "value <= :at_most": wanted.at_most is not None,
        f"source_id is not null and {dated} >= :since": wanted.since,
        f"substr({dated}, 1, 4) <= :until": wanted.until,
        "source_id = :source": wanted.source,
        "support = :support": wanted.support,
    }
    where = " and ".join(sql for sql, asked in conditions.items() if asked) or "1"
    order = f"{wanted.order}, rowid {wanted.ties}"
    sql = f"select statistic_id from figures where {where} order by {order}"
    return [row[0] for row in base.execute(sql, vars(wanted)).fetchall()]


def asked(base):
    (source,) = base.execute(
        "select source_id from figures where source_id > '' group by 1"
        " order by count(*) desc limit 1"
    ).fetchone()
    filters = {
        "unit": ("", "%"),
        "at_least": (None, 40.0),
        "at_most": (None, 60.0),
        "since": ("", "2003"),
        "until": ("", "2018"),
        "source": ("", source),
        "support": ("", "none"),
        "sort": tuple(SORTS),
    }
    for values in product(*filters.values()):
        yield Wanted(**dict(zip(filters, values, strict=True)))


def test_every_filter_with_every_other_gives_all_that_fits(base):
    for wanted in asked(base):
        expected, found = fitting(base, wanted), figures_page(base.conn, wanted)
        assert [row["id"] for row in found["figures"]] == expected[: figures.PAGE], wanted
        assert found["looked_at"] is None, wanted
        if found["total"] is not None:
            assert found["total"] == len(expected), wanted


def test_where_all_filters_leave_too_many_it_says_how_many_were_looked_at(base, monkeypatch):
    monkeypatch.setattr(figures, "LOOKED_AT", 60)
    told = set()
    for wanted in asked(base):
        expected, page = fitting(base, wanted), figures_page(base.conn, wanted)
        found = [row["id"] for row in page["figures"]]
        assert set(found) <= set(expected), wanted
        assert page["looked_at"] in (None, 60)
        if page["looked_at"] is None:
            assert found == expected[: figures.PAGE], wanted
        told.add(page["looked_at"])
    assert told == {None, 60}
