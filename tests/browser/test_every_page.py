"""What holds for every page of ours: nothing serious for people with disabilities, nothing from
elsewhere, text that stays text."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from kb.store import open_kb

# axe's levels; it also has minor and moderate ones.
SERIOUS = ("serious", "critical")
AXE = Axe()


@pytest.fixture(scope="session")
def pages(base):
    """{name: path} of every page, with something on it."""
    db = open_kb(base, read_only=True)

    def one(sql):
        return db.execute(sql).fetchone()[0]

    claim = one("select claim_id from citations where via_source_id is not null")
    found = {
        "home": "home",
        "search": "search?q=brindille",
        "nothing found": "search?q=zzzz",
        "figures": "figures",
        "figures of a unit": "figures?unit=%25",
        "figures compared": "figures?unit=%25&since=2000",
        "links": "links",
        **{
            name: name
            for name in ("articles", "claims", "quotations", "sources", "people", "organisations")
        },
        "shortened links": "links?shortened=1",
        "article": "article/potagers-txt",
        "hostile article": "article/gardens-txt",
        "claim": f"claim/{claim}",
        "claim without a source": "claim/" + one("select id from claims where support = 'none'"),
        "hostile claim": "claim/"
        + one("select id from claims where support = 'sourced' and article_id = 'gardens-txt'"),
        "source": "source/" + one("select id from sources where title = 'Jardins et bureaux'"),
        "hostile source": "source/" + one("select id from sources where title like '%script%'"),
        "person": "person/" + one("select id from people"),
        "organisation": "organisation/" + one("select id from organisations"),
        "decisions": "reviews",
        "review": "review/" + one("select id from statistics"),
        "review of a source": "review/" + one("select id from sources"),
        "hostile review": "review/gardens-txt",
        "adding": "add/potagers-txt",
        "graph": "graph",
        "graph of a claim": f"graph?focus={claim}",
    }
    db.close()
    return {name: f"/kb/-/{path}" for name, path in found.items()}


NAMES = [
    "home", "search", "nothing found", "figures", "figures of a unit", "figures compared", "links",
    "articles", "claims", "quotations", "sources", "people", "organisations",
    "shortened links", "article", "hostile article", "claim", "claim without a source",
    "hostile claim", "source", "hostile source", "person", "organisation", "decisions",
    "review", "review of a source", "hostile review", "adding", "graph",
    "graph of a claim",
]  # fmt: skip


def settle(page):
    """Wait for scripts; open what is folded."""
    if "/graph" in page.url:
        page.wait_for_selector("html[data-ready]", state="attached")
    page.eval_on_selector_all("details", "all => all.forEach(one => (one.open = true))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_serious(visit, address, pages, name, scheme):
    with visit(address + pages[name], scheme=scheme) as page:
        settle(page)
        found = AXE.run(page).response["violations"]
        serious = {
            one["id"]: [node["html"][:200] for node in one["nodes"][:3]]
            for one in found
            if one["impact"] in SERIOUS
        }
        assert serious == {}


@pytest.mark.parametrize("width", [390, 1280, 1600])
@pytest.mark.parametrize("name", NAMES)
def test_no_page_scrolls_sideways_and_no_text_runs(visit, address, pages, name, width):
    with visit(address + pages[name], width=width) as page:
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("window.pwned") is None
        assert page.locator("main img, main iframe").count() == 0


def test_a_narrow_screen_has_nothing_serious_either(visit, address, pages):
    for name in ("home", "claim", "figures of a unit", "graph"):
        with visit(address + pages[name], width=390) as page:
            settle(page)
            found = AXE.run(page).response["violations"]
            assert [one["id"] for one in found if one["impact"] in SERIOUS] == [], name


def test_suggestions_lead_on_by_mouse_and_keyboard(visit, address):
    with visit(address + "/kb/-/home") as page:
        page.locator("#q").press_sequentially("brind")
        page.locator(".suggestions li").first.wait_for()
        found = AXE.run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in SERIOUS] == []
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/kb/-/*/*")
    with visit(address + "/kb/-/home") as page:
        page.locator("#q").press_sequentially("durand")
        page.locator(".suggestions .k-person", has_text="Anne Durand").click()
        page.wait_for_url("**/kb/-/person/*")
