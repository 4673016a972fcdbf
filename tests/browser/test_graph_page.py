"""The graph in Datasette: search, filter, expand, path, shared address, export."""

import re

import pytest

GRAPH = "/kb/-/graph"


@pytest.fixture(scope="session")
def ids(base):
    from kb.store import open_kb

    db = open_kb(base, read_only=True)

    def one(sql):
        return db.execute(sql).fetchone()[0]

    found = {
        "study": one("select id from sources where title = 'Jardins et bureaux'"),
        "claim": one("select claim_id from figures where text = '64 %'"),
        "unsourced": one("select claim_id from figures where unit = 'EUR'"),
    }
    db.close()
    return found


def ready(page):
    page.wait_for_selector("html[data-ready]", state="attached")
    return page


def shown(page):
    return int(re.search(r"\d+", page.locator("#told").inner_text())[0])


def wait_for_more_than(number, page):
    for _ in range(100):
        if shown(page) > number:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"still {shown(page)} shown")


def test_it_draws_settles_and_stays(visit, address):
    with visit(address + GRAPH) as page:
        ready(page)
        canvas = page.locator("#mynetwork canvas")
        first = canvas.screenshot()
        page.wait_for_timeout(700)
        assert canvas.screenshot() == first  # no node dances


def test_search_finds_in_the_picture_and_in_the_base(visit, address, ids):
    with visit(f"{address}{GRAPH}?focus={ids['study']}&depth=1") as page:
        ready(page)
        before = shown(page)
        page.fill("#search", "anne")
        page.locator("#elsewhere button", has_text="person").click()
        page.locator("#panel", has_text="Anne Durand").wait_for()
        assert shown(page) > before
        assert "open=person" in page.url and "pick=person" in page.url


def test_the_legend_and_the_filters_leave_out_and_the_address_remembers(visit, address):
    with visit(address + GRAPH) as page:
        ready(page)
        everything = shown(page)
        page.uncheck("[data-kind=article]")
        without = shown(page)
        assert without < everything and "off=article" in page.url
        page.locator(".more-filters summary").click()
        page.fill("#from-year", "2015")
        page.locator("#from-year").blur()
        assert shown(page) < without
        kept, url = shown(page), page.url
    with visit(url) as page:
        ready(page)
        assert shown(page) == kept
        assert not page.is_checked("[data-kind=article]")
        page.click("#reset")
        assert shown(page) == everything


def test_filters_by_article_health_support_and_confidence(visit, address):
    with visit(address + GRAPH) as page:
        ready(page)
        everything = shown(page)
        page.locator(".more-filters summary").click()
        page.select_option("#in-article", label="Les potagers d’entreprise en 2014")
        of_article = shown(page)
        assert 1 < of_article < everything and "in-article=article" in page.url
        assert "Gardens at work" not in page.locator("#list").inner_text()
        page.select_option("#in-article", "")
        page.select_option("#health", "dead")
        assert shown(page) < everything and "health=dead" in page.url
        assert "Jardins et bureaux" in page.locator("#list").inner_text()
        page.select_option("#health", "")
        assert shown(page) == everything
        page.uncheck("[data-support=sourced]")
        assert shown(page) < everything
        page.check("[data-support=sourced]")
        page.wait_for_timeout(300)
        before = page.locator("#mynetwork").screenshot()
        page.select_option("#sure", "0.8")
        assert "sure=0.8" in page.url and shown(page) == everything
        page.wait_for_timeout(300)
        assert page.locator("#mynetwork").screenshot() != before  # one line less
        page.click("#reset")
        assert shown(page) == everything and "sure" not in page.url


def test_no_name_covers_another(visit, address):
    with visit(address + GRAPH) as page:
        ready(page)
        named = page.evaluate(
            """async () => {
              const { namesWithRoom } = await import("/-/kb/graph/drawing.js");
              const label = "A name of some length";
              const node = (id, x, y) => ({ id, kind: "source", size: 10, more: 0, label, x, y });
              const names = (nodes, above = []) => [...namesWithRoom(nodes, {
                at: (id) => nodes.find((one) => one.id === id), scale: 1, above,
              }).keys()].sort();
              const crowd = [node("a", 0, 0), node("b", 30, 0), node("c", 60, 0), node("d", 90, 0)];
              return {
                apart: names([node("a", 0, 0), node("b", 300, 0)]),
                crowd: names(crowd).length,
                wanted: names(crowd, ["d"]).includes("d"),
              };
            }"""
        )
        assert named["apart"] == ["a", "b"]
        assert 1 <= named["crowd"] <= 2  # one below, one above
        assert named["wanted"]


def test_expanding_brings_the_neighbours_and_is_shared(visit, address, ids):
    with visit(f"{address}{GRAPH}?focus={ids['study']}&depth=1") as page:
        ready(page)
        before = shown(page)
        page.locator("#panel .ties button").first.click()
        page.get_by_role("button", name=re.compile("Expand")).click()
        wait_for_more_than(before, page)
        after, url = shown(page), page.url
    with visit(url) as page:
        ready(page)
        assert shown(page) == after


def test_a_double_click_expands(visit, address, ids):
    with visit(f"{address}{GRAPH}?focus={ids['unsourced']}&depth=1") as page:
        ready(page)
        before = shown(page)
        page.evaluate("document.activeElement.blur()")
        page.locator("#panel .ties button").first.click()  # flies to the article
        page.wait_for_timeout(600)
        box = page.locator("#mynetwork").bounding_box()
        page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        wait_for_more_than(before, page)


def test_a_path_is_found_told_and_shared(visit, address, ids):
    with visit(f"{address}{GRAPH}?focus={ids['unsourced']}&depth=1") as page:
        ready(page)
        page.get_by_role("button", name="Path from here").click()
        page.fill("#search", "jardins et bureaux")
        page.locator("#elsewhere button", has_text="Jardins").click()
        page.get_by_role("button", name=re.compile("Path to here")).click()
        page.locator("#panel .path").wait_for()
        assert page.locator("#panel .path li").count() == 4
        url = page.url
        assert "from=" in url and "to=" in url
    with visit(url) as page:
        ready(page)
        page.locator("#panel .path").wait_for()
        assert page.locator("#panel .path li").count() == 4


def test_hiding_and_pinning(visit, address, ids):
    with visit(f"{address}{GRAPH}?focus={ids['claim']}") as page:
        ready(page)
        before = shown(page)
        page.get_by_role("button", name="Pin", exact=True).click()
        assert "pin=claim" in page.url
        page.get_by_role("button", name="Hide").click()
        assert shown(page) == before - 1 and "hide=claim" in page.url
        page.click("#reset")
        assert shown(page) == before


def test_it_can_be_saved_as_picture_page_and_graphml(visit, address, tmp_path):
    with visit(address + GRAPH) as page:
        ready(page)
        nodes = shown(page)
        for name, begins in [("png", b"\x89PNG"), ("html", b"<!DOCTYPE html>"), ("graphml", b"<")]:
            with page.expect_download() as waiting:
                page.click(f"#save-{name}")
            path = tmp_path / waiting.value.suggested_filename
            waiting.value.save_as(path)
            assert path.read_bytes().startswith(begins)
    with visit((tmp_path / "graph.html").as_uri()) as page:
        ready(page)
        assert shown(page) == nodes


def test_keyboard_alone_reads_it(visit, address):
    with visit(address + GRAPH) as page:
        ready(page)
        page.keyboard.press("/")
        page.keyboard.type("jardins")
        page.keyboard.press("Enter")
        assert page.locator("#panel").is_visible()
        page.keyboard.press("Escape")
        assert page.locator("#list").is_visible()


def test_without_scripts_the_list_leads_to_the_pages(visit, address):
    with visit(address + GRAPH, scripts=False) as page:
        page.locator("#list a", has_text="Jardins et bureaux").click()
        assert "/kb/-/source/" in page.url


def test_hostile_text_stays_text(visit, address):
    with visit(address + GRAPH) as page:
        ready(page)
        page.fill("#search", "pwned")
        for number in range(page.locator("#list > ul button").count()):
            page.locator("#list > ul button").nth(number).click()
            assert "onerror" in page.locator("#panel").inner_text()
            page.keyboard.press("Escape")
        assert page.evaluate("window.pwned") is None


@pytest.mark.parametrize("width", [390, 768, 1600])
def test_it_fits_the_screen(visit, address, width):
    with visit(address + GRAPH, width=width) as page:
        ready(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
