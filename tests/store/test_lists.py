"""Lists of everything of one kind: every order holds every row once, page by page."""

import pytest

from kb.store import open_kb
from kb.store.pages import lists
from kb.store.pages.lists import KINDS, WantedList, list_page
from tests.samples import make_base

ORDERS = [(name, sort) for name, kind in KINDS.items() for sort in kind.orders]


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    path = tmp_path_factory.mktemp("lists") / "kb.db"
    db = make_base(path)
    with db.atomic():
        for n in range(23):
            db.execute(
                "insert into sources (id, kind, label, published) values (?, 'study', ?, ?)",
                [f"extra{n:02}", f"Lune {n % 5}", (None, "2014", "2015")[n % 3]],
            )
            db.execute(
                "insert into articles (id, path, title, label, published, language, format, text,"
                " words, sha256, extractor, added) values (?, ?, ?, ?, ?, ?, 'text', 'mots', ?,"
                " '', '', '')",
                [f"a{n:02}", f"a{n:02}", f"T{n}", f"T{n}", (None, "2014", "2015-02")[n % 3],
                 ("fr", "en")[n % 2], n % 4],
            )  # fmt: skip
    db.close()
    opened = open_kb(path, read_only=True)
    yield opened.conn
    opened.close()


def pages(base, name, **wanted):
    after, seen = "", []
    while True:
        page = list_page(base, name, WantedList(after=after, **wanted))
        seen.append([row["id"] for row in page["rows"]])
        if page["next"] is None:
            return seen
        assert len(seen) < 100
        after = page["next"]


@pytest.mark.parametrize(("name", "sort"), ORDERS)
def test_small_pages_join_to_the_whole_list(base, monkeypatch, name, sort):
    (whole,) = pages(base, name, sort=sort)
    assert len(whole) == len(set(whole)) > 0
    monkeypatch.setattr(lists, "PAGE", 2)
    cut = pages(base, name, sort=sort)
    assert [one for page in cut for one in page] == whole
    assert all(len(page) == 2 for page in cut[:-1])


@pytest.mark.parametrize(("name", "sort"), ORDERS)
def test_every_order_holds_everything_but_what_has_no_place_in_it(base, name, sort):
    page = list_page(base, name, WantedList(sort=sort))
    everything = base.execute(f"select count(*) from {name}").fetchone()[0]
    without = {
        ("sources", "newest"): "select count(*) from sources where published is null",
        ("articles", "worst"): "select count(*) from articles where id like 'a__'",
    }
    missing = base.execute(without.get((name, sort), "select 0")).fetchone()[0]
    assert len(page["rows"]) == page["total"] == everything - missing


def column(base, sort, column):
    return [row[column] for row in list_page(base, "articles", WantedList(sort=sort))["rows"]]


def test_articles_are_sorted_by_what_the_order_says(base):
    dates = column(base, "newest", "published")
    assert dates == sorted(dates, reverse=True) and dates[-1] == ""
    dates = column(base, "oldest", "published")
    assert dates == sorted(dates, key=lambda one: one or "~")
    assert column(base, "longest", "words") == sorted(column(base, "newest", "words"), reverse=True)
    assert column(base, "title", "label") == sorted(column(base, "newest", "label"))

    def shares(sort):
        rows = list_page(base, "articles", WantedList(sort=sort))["rows"]
        return [row["sourced"] / row["claims"] if row["claims"] else -1 for row in rows]

    assert shares("best") == sorted(shares("newest"), reverse=True)
    assert shares("worst") == sorted(share for share in shares("newest") if share >= 0)


def test_filters_and_words_narrow(base):
    def ids(name, **asked):
        return [row["id"] for row in list_page(base, name, WantedList(**asked))["rows"]]

    assert ids("articles", words="salariés jardinent") == ["potagers-txt"]
    assert set(ids("articles", filters={"language": "fr", "year": "2014"})) == {
        "potagers-txt", *(f"a{n:02}" for n in range(23) if n % 3 == 1 and n % 2 == 0),
    }  # fmt: skip
    assert len(ids("claims", filters={"support": "none"})) == 2
    assert ids("people", words="durand") and not ids("people", words="nobody")
    assert ids("sources", filters={"kind": "study", "nonsense": "x"})


@pytest.mark.parametrize(
    "after", ["x", "[]", "[1]", "[1, 2, 3]", '{"a": 1}', "null", '[["a"], 1]', '[1, "x"]',
              "[1, 99999999999999999999]", "[NaN, 1]", "[1e999, 1]", "[true, 1]", "[" * 5000],
)  # fmt: skip
def test_a_place_that_is_none_breaks_nothing(base, after):
    for name, sort in ORDERS:
        list_page(base, name, WantedList(sort=sort, after=after))
