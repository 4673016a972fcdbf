"""No page goes through a whole table: the plan of every query that any page asks is read.

What may be long is gone through by an index, up to a limit, in the order of that index: what is
sorted is short. Which columns have few rows of each value is said below.
"""

import re
from collections import defaultdict
from itertools import product

import pytest

from kb.graph.paths import path
from kb.graph.selecting import around, most_leaned_on
from kb.store.neighbours import details, resolve, totals
from kb.store.pages import figures as figures_of
from kb.store.pages import lineage
from kb.store.pages import reviews as reviews_of
from kb.store.pages.article import article_page
from kb.store.pages.claim import claim_page
from kb.store.pages.figures import SORTS, Wanted, figures_page
from kb.store.pages.finding import search_page, suggestions
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
    "article_standings",
]
# Of what belongs to one of these there is little: an article has an end, a claim is a sentence.
FEW = {
    "id", "rowid", "path", "article_id", "claim_id", "citation_id", "statistic_id", "other_id",
    "note_id", "link_mention_id",
}  # fmt: skip
FEW_OF = {"counts": {"name"}, "link_checks": {"link_id"}, "link_standings": {"link_id"}}
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


FILTERED = {"language": "fr", "year": "2014", "support": "none", "kind": "study"}


def every_page(base, name, wanted):
    """A page, and the one behind its first row."""
    for after in ("", "[null, 1]", '["a", 1]', "[1, 1]"):
        list_page(base, name, WantedList(wanted.words, wanted.sort, wanted.filters, after))


def all_figures(base):
    """All filters with all others, in all orders, where they leave few figures and where many."""
    source = one(base, "select id from sources")
    filters = {
        "unit": ("", "%"),
        "at_least": (None, 10.0),
        "at_most": (None, 90.0),
        "since": ("", "2010"),
        "until": ("", "2014"),
        "source": ("", source),
        "support": ("", "none"),
        "words": ("", "salariés"),
    }
    for looked_at in (20_000, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(figures_of, "LOOKED_AT", looked_at)
            for values in product(*filters.values()):
                asked = dict(zip(filters, values, strict=True))
                if sum(bool(value) for value in values) > 3:  # three at a time say it all
                    continue
                for sort in SORTS:
                    figures_page(base, Wanted(sort=sort, page=2, **asked))


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
    "search": lambda base: [
        search_page(base, "brindille salariés", limit=6),
        search_page(base, "brind", limit=60, kinds=("article",)),
        suggestions(base, "brind", limit=3),
    ],
    "links": lambda base: (
        [
            links_page(base, WantedLinks(state=state, domain=domain, shortened=shortened))
            for state in ("", "unchecked", "dead")
            for domain in ("", "bit.ly")
            for shortened in (False, True)
        ]
        + [links_page(base, WantedLinks(link=one(base, "select id from link_mentions")))]
    ),
    "lists": lambda base: [
        every_page(base, name, WantedList(words=words, sort=sort, filters=filters))
        for name, kind in KINDS.items()
        for sort in kind.orders
        for words in ("", "brindille")
        for filters in ({}, *({one: FILTERED[one]} for one in kind.filters), FILTERED)
    ],
    "figures": all_figures,
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
    "decisions": lambda base: [
        *(
            reviews_of.reviews_page(base, reviews_of.WantedReviews(**asked))
            for asked in (
                {},
                {"about": "statistics"},
                {"decision": "changed", "actor": "Ada"},
                {"before": "2026"},
            )
        ),
        *(
            reviews_of.subject(base, one(base, f"select id from {table}"))
            for table in ("articles", "claims", "statistics", "citations", "sources", "people")
        ),
        reviews_of.decisions_in(base, "potagers-txt"),
        reviews_of.decisions_within(base, one(base, "select id from claims"), "potagers-txt"),
        reviews_of.places(base, "potagers-txt", "Brindille"),
    ],
    "lineage": lambda base: (
        lineage.origins(base, one(base, "select id from claims")),
        lineage.support(base, one(base, "select id from claims"), None),
        lineage.copies(base, "potagers-txt"),
    ),
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
    for sql in dict.fromkeys(re.sub(r"/\*.*?\*/", "", one) for one in said):
        if sql.lstrip().lower().startswith(("select", "with")):
            yield sql, plan_of(base, sql)


def plan_of(base, sql):
    """The steps of a plan: (parent, words)."""
    return [(row[1], row[3]) for row in base.execute(f"explain query plan {sql}").fetchall()]


def too_long(sql, plan):
    """The steps of a plan that read all of a table, or go on without end, or sort what is long."""
    tables = {name: name for name in TABLES}
    tables |= {alias: name for name, alias in ALIASED.findall(sql) if name in TABLES}
    limited = " limit " in " ".join(sql.lower().split())
    long, sorts = defaultdict(list), defaultdict(list)
    for parent, step in plan:
        found = re.match(r"(SCAN|SEARCH) (\w+)(.*)", step)
        if re.match("USE TEMP B-TREE FOR (ORDER BY|GROUP BY|count)", step):
            sorts[parent].append(step)
        if not found or found[2] not in tables or "VIRTUAL TABLE" in step:
            continue
        how, name, by = found[1], tables[found[2]], found[3]
        if how == "SCAN":
            long[parent].append(step)
            in_order = "INDEX" in by or re.search(r"order by \w*\.?rowid (asc|desc) limit", sql)
            if not (in_order and limited):
                yield f"{step} ({name})"
        elif not (FEW | FEW_OF.get(name, set())) & set(re.findall(r"(\w+)=\?", by)):
            long[parent].append(step)
            if not limited:
                yield f"{step} ({name}), without a limit"
    for parent, steps in sorts.items():
        if parent in long:
            yield f"{steps} of {long[parent]}"


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_goes_through_a_whole_table(base, name):
    asked = list(asked_by(base, QUESTIONS[name]))
    assert asked
    bad = {
        " ".join(sql.split())[:400]: found
        for sql, plan in asked
        if (found := list(too_long(sql, plan)))
        # How the test itself finds an id.
        and not re.fullmatch(r"select (id|claim_id) from \w+( where .*)?", sql.strip())
    }
    assert bad == {}


@pytest.mark.parametrize(
    "sql",
    [
        "select support, count(*) from claims c group by support",
        "select * from figures order by text limit 5",
        "select * from figures where unit = '%' order by text limit 5",
        "select count(*) from citations where source_id = 'x'",
        "select t.* from sources s join citations t on t.source_id = s.id"
        " where s.id in (select value from json_each('[]')) order by t.marker limit 5",
    ],
)
def test_what_takes_long_would_be_noticed(base, sql):
    assert list(too_long(sql, plan_of(base, sql)))
