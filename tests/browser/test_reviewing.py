"""Deciding by clicking: signing in by the link of kb serve, correcting, seeing it, undoing it."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

from kb.store import open_kb
from tests.browser.serving import serving_with_sign_in

SERIOUS = ("serious", "critical")


@pytest.fixture
def served(base, tmp_path):
    """A base of its own: (address, where to sign in, path)."""
    path = tmp_path / "kb.db"
    shutil.copy(base, path)
    with serving_with_sign_in(path) as (address, sign_in):
        yield address, sign_in, path


def one(path, sql):
    db = open_kb(path, read_only=True)
    found = db.execute(sql).fetchone()[0]
    db.close()
    return found


def only_figure(page, words):
    return page.locator(".figures tbody tr", has_text=words)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_figure_is_corrected_seen_and_undone(visit, served, width):
    address, sign_in, _ = served
    with visit(sign_in, width=width) as page:
        page.goto(f"{address}/kb/-/figures?unit=%25")
        row = only_figure(page, "64 % des salariés")
        assert "64%" in row.inner_text()
        row.get_by_role("link", name="Review: 64 %").click()
        form = page.locator("#change")
        form.locator("[name=value]").fill("65")
        form.locator("[name=note]").fill("read it again")
        form.locator("button").click()
        page.locator(".done").wait_for()
        assert "the machine said: 64" in page.locator("#change").inner_text()
        page.get_by_role("link", name="Its page").click()
        assert "65%" in page.locator("#figures").inner_text()
        assert "read it again" in page.locator("#decisions").inner_text()
        page.goto(f"{address}/kb/-/figures?unit=%25")
        row = only_figure(page, "64 % des salariés")
        assert "65%" in row.inner_text() and "corrected" in row.inner_text()
        page.goto(f"{address}/kb/-/article/potagers-txt")
        assert "read it again" in page.locator("#decisions").inner_text()
        page.locator("#decisions a", has_text="Look at it").click()
        page.locator("#back button").click()
        page.locator(".done").wait_for()
        page.goto(f"{address}/kb/-/figures?unit=%25")
        assert "64%" in only_figure(page, "64 % des salariés").inner_text()


def test_the_link_to_sign_in_works_once(visit, served):
    address, sign_in, path = served
    page_of_figure = f"{address}/kb/-/review/" + one(path, "select id from statistics")
    with visit(sign_in) as page:
        page.goto(page_of_figure)
        assert page.locator("#judge").count() == 1
    with visit(page_of_figure) as page:
        assert page.locator("#judge").count() == 0
        answer = page.request.get(sign_in)
        assert answer.status == 403


@pytest.mark.parametrize("scripts", [True, False])
def test_what_was_missed_is_added(visit, served, scripts):
    address, sign_in, path = served
    with visit(sign_in, scripts=scripts) as page:
        page.goto(f"{address}/kb/-/article/potagers-txt")
        if scripts:
            page.evaluate(SELECT, "Ils étaient")
            page.locator("#adding a", has_text="quotation").click()
            assert page.locator("[name=words]").input_value() == "Ils étaient"
        else:
            page.get_by_role("link", name="Add what was missed").click()
            page.get_by_role("link", name="Quotation").click()
            page.locator("[name=words]").fill("Ils étaient")
        page.locator("[name=speaker]").fill("Anne Durand")
        page.locator("#add button").click()
        page.locator(".done").wait_for()
        page.goto(f"{address}/kb/-/article/potagers-txt")
        assert page.locator(".text .find-quotation", has_text="Ils étaient").count() == 1
    assert one(path, "select count(*) from quotations where text = 'Ils étaient'") == 1


def test_the_second_of_equal_words_can_be_selected(visit, served):
    address, sign_in, path = served
    with visit(sign_in) as page:
        page.goto(f"{address}/kb/-/article/potagers-txt")
        page.evaluate(SELECT_LAST, "Brindille")
        page.locator("#adding a", has_text="quotation").click()
        page.locator("#add button").click()
        page.locator(".done").wait_for()
    text = one(path, "select text from articles where id = 'potagers-txt'")
    start = one(path, "select start from quotations where text = 'Brindille'")
    assert start == text.rindex("Brindille")


def test_the_pages_are_for_everybody(visit, served):
    address, sign_in, path = served
    ids = {
        "figure": one(path, "select id from statistics"),
        "source": one(path, "select id from sources where title = 'Jardins et bureaux'"),
        "claim": one(path, "select id from claims where support = 'sourced'"),
        "article": "potagers-txt",
    }
    with visit(sign_in) as page:
        page.goto(f"{address}/kb/-/review/{ids['figure']}")
        page.locator("#judge [name=note]").fill("twice")
        page.locator("#judge button").first.click()
        page.locator(".done").wait_for()
        paths = [f"review/{row}" for row in ids.values()]
        paths += [f"review/{ids['source']}?find=study", f"add/{ids['article']}"]
        paths += [f"add/{ids['claim']}", "reviews", f"claim/{ids['claim']}", "figures"]
        paths += ["article/potagers-txt", f"source/{ids['source']}"]
        for scheme, width in (("light", 1280), ("dark", 390)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            for one_path in paths:
                page.goto(f"{address}/kb/-/{one_path}")
                found = Axe().run(page).response["violations"]
                assert [v["id"] for v in found if v["impact"] in SERIOUS] == [], one_path
                assert page.evaluate("document.documentElement.scrollWidth") <= width, one_path


def test_the_keyboard_alone_decides(visit, served):
    address, sign_in, path = served
    figure = one(path, "select id from statistics")
    with visit(sign_in) as page:
        page.goto(f"{address}/kb/-/review/{figure}")
        page.locator("#judge [name=note]").focus()
        page.keyboard.type("by keyboard")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator(".done").wait_for()
        assert "by keyboard" in page.locator("#decisions").inner_text()


PLACE = """
  const text = document.querySelector("article.text");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let found = null;
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at >= 0) { found = [walker.currentNode, at]; if (!last) break; }
  }
  const range = document.createRange();
  range.setStart(found[0], found[1]);
  range.setEnd(found[0], found[1] + words.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
"""
SELECT = "(words) => { const last = false;" + PLACE + "}"
SELECT_LAST = "(words) => { const last = true;" + PLACE + "}"
