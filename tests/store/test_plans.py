"""No page goes through a whole table: the plan of every query that any page asks is read."""

import re
from itertools import product

import pytest

from kb.graph.paths import path
from kb.graph.selecting import around, most_leaned_on
from kb.store.neighbours import details, resolve, totals
from kb.store.pages.article import article_page
from kb.store.pages.claim import claim_page
from kb.store.pages.figures import SORTS, Wanted, figures_page
from kb.store.pages.finding import search_page
from kb.store.pages.home import home_page
from kb.store.pages.links import WantedLinks, links_page
from kb.store.pages.lists import KINDS, WantedList, list_page
from kb.store.pages.named import organisation_page, person_page
from kb.store.pages.naming import places
from kb.store.pages.source import source_page
from tests.samples import make_base

TABLES = [
    "articles",
    "article_standings",
    "claims",
    "statistics",
    "quotations",
    "attributions",
    "citations",
    "relays",
    "figures",
    "claim_sources",
    "sources",
    "source_mentions",
    "people",
    "person_mentions",
    "organisations",
    "organisation_mentions",
    "links",
    "link_mentions",
    "link_checks",
    "link_standings",
    "notes",
    "merges",
    "conflicts",
    "counts",
    "sections",
]
ALIASED = re.compile(r"\b(?:from|join)\s+(\w+)(?:\s+as)?\s+(\w+)", re.I)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    db = make_base(tmp_path_factory.mktemp("plans") / "kb.db")
    yield db.conn
    db.close()


def one(base, sql):
    return base.execute(sql).fetchone()[0]


def every_list(base, name):
    kind = KINDS[name]
    for sort, words in product(kind.orders, ("", "salariés")):
        for after in ("", '["a", 1]', "[1, 1]", "[null, 1]"):
            for filters in ({}, dict.fromkeys(kind.filters, "2014")):
                list_page(base, name, WantedList(words, sort, filters, after))


QUESTIONS = {
    "home": lambda base: home_page(base, articles=12, most=8),
    "article": lambda base: article_page(base, "potagers-txt"),
    "claim": lambda base: claim_page(
        base, one(base, "select claim_id from citations where via_source_id is not null")
    ),
    "source": lambda base: source_page(
        base, one(base, "select id from sources where title = 'Jardins et bureaux'")
    ),
    "person": lambda base: person_page(base, one(base, "select id from people")),
    "organisation": lambda base: organisation_page(base, one(base, "select id from organisations")),
    "search": lambda base: search_page(base, "brindille salariés", limit=6),
    "links": lambda base: [
        links_page(base, wanted)
        for wanted in (
            WantedLinks(),
            WantedLinks(state="unchecked"),
            WantedLinks(domain="bit.ly"),
            WantedLinks(shortened=True),
            WantedLinks(link=one(base, "select id from link_mentions")),
        )
    ],
    "figures": lambda base: [
        figures_page(base, Wanted(sort=sort, **asked))
        for sort in SORTS
        for asked in (
            {},
            {"unit": "%"},
            {"unit": "%", "at_least": 10, "at_most": 90},
            {"since": "2010", "until": "2014"},
            {"words": "salariés"},
            {"words": "salariés", "unit": "%", "since": "2012"},
            {"support": "none"},
            {"source": one(base, "select id from sources")},
        )
    ],
    **{name: lambda base, name=name: every_list(base, name) for name in KINDS},
    "graph": lambda base: [
        details(base, around(base, one(base, f"select id from {table}"), depth=3).nodes)
        for table in ("claims", "sources", "people", "organisations", "articles")
    ],
    "graph without a focus": lambda base: (most_leaned_on(base, most=110), totals(base)),
    "path": lambda base: path(
        base,
        resolve(base, one(base, "select claim_id from figures where unit = 'EUR'")),
        resolve(base, one(base, "select id from sources where title = 'Jardins et bureaux'")),
    ),
    "any id": lambda base: resolve(base, "nothing"),
    "row of Datasette": lambda base: [
        places(base, table, one(base, f"select id from {table}"))
        for table in ("claims", "sources", "people", "links", "notes")
    ],
}


def asked_by(base, question):
    """The statements that a question runs, each once, with the plan of each."""
    said = []
    base.set_trace_callback(said.append)
    try:
        question(base)
    finally:
        base.set_trace_callback(None)
    for sql in dict.fromkeys(said):
        if sql.lstrip().lower().startswith(("select", "with")):
            yield sql, [row[3] for row in base.execute(f"explain query plan {sql}").fetchall()]


def through_whole_tables(sql, plan):
    """The steps of a plan that read all of a table, or all of an index with no limit to it."""
    tables = {name: name for name in TABLES}
    tables |= {alias: name for name, alias in ALIASED.findall(sql) if name in TABLES}
    for step in plan:
        scanned = re.match(r"SCAN (\w+)(.*)", step)
        if not scanned or scanned[1] not in tables or "VIRTUAL TABLE" in step:
            continue
        # The table itself is in the order of its rowids.
        sorted_so = "INDEX" in scanned[2] or re.search(r"order by\s+(\w\.)?rowid", sql)
        in_order = sorted_so and " limit " in sql.lower()
        if not in_order:
            yield f"{step} ({tables[scanned[1]]})"


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_goes_through_a_whole_table(base, name):
    asked = list(asked_by(base, QUESTIONS[name]))
    assert asked
    bad = {
        " ".join(sql.split())[:300]: found
        for sql, plan in asked
        if (found := list(through_whole_tables(sql, plan)))
        # How the test itself finds an id.
        and not re.fullmatch(r"select (id|claim_id) from \w+( where .*)?", sql.strip())
    }
    assert bad == {}


def test_a_whole_table_would_be_noticed(base):
    sql = "select support, count(*) from claims c group by support"
    plan = [row[3] for row in base.execute(f"explain query plan {sql}").fetchall()]
    assert list(through_whole_tables(sql, plan))
    sql = "select * from figures order by text limit 5"
    plan = [row[3] for row in base.execute(f"explain query plan {sql}").fetchall()]
    assert list(through_whole_tables(sql, plan))
