"""A base whose every text field holds script, style, SQL and templates: all of it stays text."""

import json
import re
import urllib.request
from urllib.parse import quote, urlencode

import pytest

from kb.graph import graph_page
from kb.store import open_kb
from kb.store.reviews.decisions import REVIEWABLE
from tests.browser.serving import serving_with_sign_in
from tests.samples import make_base

PAYLOAD = (
    " <script>window.pwned=1</script></script><script>window.pwned=1</script>"
    """ <img src=x onerror="window.pwned=1"> "><svg onload=window.pwned=1> ' onfocus="""
    'window.pwned=1 autofocus " style="position:fixed;inset:0" '
    "<style>*{display:none!important}</style>"
    " </title></textarea><iframe srcdoc='<script>parent.pwned=1</script>'></iframe>"
    " '); drop table claims; -- {{ 7*7 }} {% for x in y %} ${7*7} ]]> <!-- href \u202e \u2028"
)
# What places hang on, and what the program keeps for itself.
KEPT = re.compile(
    r"(_fts|^sqlite|machine_values|set_aside|added_rows|_migrations|article_maps|counts|settings|pending|identity_keys|_standings)"
)
KEPT_COLUMNS = {
    "about",
    "created",
    "id",
    "language",
    "format",
    "sha256",
    "metadata_sha256",
    "extractor",
    "group_key",
}
TOGETHER = {"figures", "claim_sources"}
ADDRESSES = {"url", "final_url", "archive_url"}
# Shown on pages of ours, and by what address each is reached besides links on other pages.
ASKED = {
    "search": ["q"],
    "figures": ["q", "unit", "since", "until", "source", "support", "sort", "at_least", "page"],
    "links": ["state", "domain", "link"],
    "articles": ["q", "sort", "language", "year", "after"],
    "claims": ["q", "support"],
    "quotations": ["q"],
    "sources": ["q", "kind"],
    "people": ["q"],
    "organisations": ["q", "kind"],
    "reviews": ["about", "decision", "actor", "before", "added"],
    "graph": ["focus", "open", "find", "hide", "pin", "off", "in-article", "pick", "from-year"],
}


def plant(db):
    """Appends the payload to every text column that a page could show."""
    planted = 0
    for table in db.tables:
        if KEPT.search(table.name):
            continue
        keys = {key.column for key in table.foreign_keys} | set(table.pks) | KEPT_COLUMNS
        columns = [c.name for c in table.columns if c.type == "TEXT" and c.name not in keys]
        for column in columns:
            if column.endswith("_id") or (table.name, column) == ("articles", "text"):
                continue
            evil = "javascript:window.pwned=1//" if column in ADDRESSES else ""
            # What is put together from other tables has words only where there is an id beside.
            where = f'"{column}" is not null' if table.name in TOGETHER else "1"
            db.execute(
                f'update "{table.name}" set "{column}" = :evil || coalesce("{column}", \'\') || :p'
                f" where {where}",
                {"evil": evil, "p": PAYLOAD},
            )
            planted += 1
    return planted


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "kb.db"
    db = make_base(path)
    with db.atomic():
        db.execute(
            "insert into conflicts (statistic_id, other_id, source_id, reason, confidence)"
            " select a.id, b.id, (select id from sources), '', 0.9 from statistics a, statistics b"
            " where a.unit = '%' and b.unit = '%' and a.id < b.id limit 1"
        )
        db.execute(
            "insert into link_checks (id, link_id, checked, verdict)"
            " select 'check' || id, id, '2026-01-02', 'gone' from links"
        )
        # A decision on everything that can be decided on.
        for table in REVIEWABLE:
            db.execute(
                "insert into reviews (id, about, about_id, decision, field, value, note, actor,"
                f" created, exact) select '{table}' || id, '{table}', id, 'changed', 'title', '',"
                f" '', '', '2026-01-0' || length('{table}') || 'T00:00:00.000001+00:00', ''"
                f" from {table}"
            )
            db.execute(
                "insert into review_places (review_id, row_id)"
                f" select '{table}' || id, id from {table}"
            )
            db.execute(
                "insert into machine_values (about, about_id, field, value, article_id)"
                f" select '{table}', id, 'title', '\"<script>window.pwned=1</script>\"',"
                f" 'potagers-txt' from {table}"
            )
        assert plant(db) > 90
    db.close()
    return path


@pytest.fixture(scope="module")
def served(hostile):
    with serving_with_sign_in(hostile) as found:
        yield found


@pytest.fixture(scope="module")
def address(served):
    return served[0]


def read(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read().decode("utf-8")


def pages(address):
    """Every page of ours that the home page leads to, a few of each kind."""
    found, waiting = {}, ["/kb/-/home"]
    while waiting:
        path = waiting.pop(0)
        kind = path.split("?")[0].split("/")[3]
        if path in found.values() or sum(name.startswith(kind) for name in found) >= 6:
            continue
        found[f"{kind} {len(found)}"] = path
        html = read(address + quote(path, safe="/?&=%-_.~"))
        waiting += [
            href.replace("&amp;", "&")
            for href in re.findall(r'href="(/kb/-/[a-z]+[^"#]*)"', html)
            if ".json" not in href
        ]
    return list(found.values())


def is_still_text(page):
    if "/graph" in page.url:
        page.wait_for_selector("html[data-ready]", state="attached")
    page.eval_on_selector_all("details", "all => all.forEach(one => (one.open = true))")
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("window.frames.length") == 0
    assert page.locator("main img, main iframe, main script:not([type]), main style").count() == 0
    assert page.locator("[onload], [onerror], [onfocus], [autofocus], [style*=fixed]").count() == 0
    assert page.locator("h1").is_visible()
    bad = "all => all.map(one => one.href).filter(one => /^(javascript|data|vbscript):/i.test(one))"
    assert page.eval_on_selector_all("a", bad) == []


def test_no_page_runs_anything(visit, address):
    shown = 0
    for path in pages(address):
        with visit(address + path) as page:
            is_still_text(page)
            shown += "&lt;script&gt;window.pwned" in page.content()
    assert shown > 15


@pytest.mark.parametrize("name", ASKED)
def test_nothing_in_the_address_runs(visit, address, name):
    for asked in ASKED[name]:
        url = f"{address}/kb/-/{name}?{urlencode({asked: PAYLOAD})}"
        if name == "graph" and asked == "focus":  # no such thing: Datasette's page says so
            continue
        with visit(url) as page:
            is_still_text(page)


def test_what_is_typed_stays_text(visit, address):
    with visit(f"{address}/kb/-/home") as page:
        page.fill("#q", "durand")
        page.locator(".suggestions li").first.wait_for()
        is_still_text(page)
        page.fill("#q", PAYLOAD[:190])
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?*")
        is_still_text(page)
        assert page.input_value("#q").startswith("<script>")


def test_cards_and_tooltips_stay_text(visit, address):
    with visit(f"{address}/kb/-/article/potagers-txt") as page:
        for kind in ("claim", "statistic", "person", "source", "link", "marker", "quotation"):
            page.keyboard.press("Escape")
            page.mouse.move(0, 0)
            hit = page.locator(f".text .find-{kind} .hit").first
            hit.evaluate("one => one.scrollIntoView({ behavior: 'instant', block: 'center' })")
            page.wait_for_timeout(200)  # scrolling would hide the card
            hit.hover()
            page.locator("#floating").wait_for()
            is_still_text(page)
    with visit(f"{address}/kb/-/article/potagers-txt", scripts=False) as page:
        page.locator(".text .find-person .hit").first.hover()
        assert page.locator("iframe").count() == 0


def test_the_graph_and_its_file_stay_text(visit, address, hostile, tmp_path):
    with visit(f"{address}/kb/-/graph") as page:
        is_still_text(page)
        for number in range(page.locator("#list > ul button").count()):
            page.locator("#list > ul button").nth(number).click()
            is_still_text(page)
            page.keyboard.press("Escape")
    db = open_kb(hostile, read_only=True)
    (tmp_path / "graph.html").write_text(graph_page(db.conn), encoding="utf-8")
    db.close()
    with visit((tmp_path / "graph.html").as_uri()) as page:
        page.wait_for_selector("html[data-ready]", state="attached")
        for number in range(page.locator("#list > ul button").count()):
            page.locator("#list > ul button").nth(number).click()
            assert page.evaluate("window.pwned") is None
            page.keyboard.press("Escape")
        assert page.evaluate("window.frames.length") == 0


def test_the_forms_to_decide_stay_text(visit, served):
    address, sign_in = served
    with visit(sign_in) as page:
        page.goto(f"{address}/kb/-/reviews")
        is_still_text(page)
        links = page.locator(".decided a", has_text="Look at it")
        hrefs = links.evaluate_all("all => all.map(one => one.href)")
        assert len(hrefs) > 20
        for href in hrefs[::2]:
            page.goto(href)
            is_still_text(page)
            page.goto(f"{href}?{urlencode({'find': PAYLOAD})}")
            is_still_text(page)
        for asked in ({"words": PAYLOAD}, {"what": PAYLOAD}, {"at": PAYLOAD}):
            page.goto(f"{address}/kb/-/add/potagers-txt?{urlencode(asked)}")
            is_still_text(page)
        page.fill("[name=words]", PAYLOAD)
        page.fill("[name=subject]", PAYLOAD)
        page.locator("#add button").click()
        page.locator(".alert").wait_for()
        is_still_text(page)


def test_words_that_turn_the_text_around_do_so_for_themselves_alone(visit, address):
    """U+202E turns all that follows, up to the end of what is set apart."""
    with visit(f"{address}/kb/-/article/potagers-txt") as page:
        left, right = page.locator(".byline a").last.evaluate(
            """link => {
              const range = document.createRange();
              const words = document.createTreeWalker(link, NodeFilter.SHOW_TEXT).nextNode();
              const side = (at) => {
                range.setStart(words, at);
                range.setEnd(words, at + 1);
                return range.getBoundingClientRect().left;
              };
              return [side(0), side(1)];
            }"""
        )
        assert left < right


def test_json_twins_are_json_and_nothing_else(address):
    for path in pages(address):
        page, _, asked = path.partition("?")
        with urllib.request.urlopen(f"{address}{page}.json?{asked}") as answer:
            assert answer.headers["content-type"].startswith("application/json")
            assert answer.headers["x-content-type-options"] == "nosniff"
            json.loads(answer.read())


def test_datasettes_own_pages_run_nothing_either(visit, address):
    for table in ("articles", "claims", "sources", "people", "figures", "links", "reviews"):
        with visit(f"{address}/kb/{table}") as page:
            assert page.evaluate("window.pwned") is None
            assert page.evaluate("window.frames.length") == 0
