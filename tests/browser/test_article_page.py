"""The article page as people use it: with mouse, keyboard and finger, and without scripts."""

import pytest

from tests.samples import FRENCH, HOSTILE

ARTICLE = "/kb/-/article/potagers-txt"


def test_the_browser_shows_exactly_the_text(visit, address):
    with visit(address + ARTICLE) as page:
        assert page.eval_on_selector("article.text", "found => found.textContent") == FRENCH


def test_hover_shows_what_it_is_how_it_was_found_and_what_backs_it(visit, address):
    with visit(address + ARTICLE) as page:
        page.hover(".text .find-statistic .hit")
        card = page.locator("#floating")
        card.wait_for()
        said = card.inner_text()
        assert "64%" in said and "numbered note" in said and "Jardins et bureaux" in said
        assert page.locator(".claims li.lit").count() == 1
        page.keyboard.press("Escape")
        assert card.is_hidden()


def test_the_keyboard_reaches_every_find_once_and_sees_its_card(visit, address):
    with visit(address + ARTICLE) as page:
        page.locator(".text .hit").first.focus()
        page.keyboard.press("Tab")
        assert page.locator("#floating").is_visible()
        stops = page.locator(".text .hit:not([tabindex])")
        seen = stops.evaluate_all("all => all.map(one => one.closest('.find').dataset.find)")
        assert len(seen) == len(set(seen)) > 8


def test_a_tap_shows_the_card_and_a_second_one_leads_on(visit, address):
    with visit(address + ARTICLE, width=390, touch=True) as page:
        hit = page.locator(".text .find-statistic .hit").first
        hit.tap()
        assert page.locator("#floating.sheet").is_visible()
        assert page.url.endswith(ARTICLE)
        hit.tap()
        page.wait_for_url("**/kb/-/claim/*")


def test_without_scripts_it_is_all_there(visit, address):
    with visit(address + ARTICLE, scripts=False) as page:
        assert page.locator(".text .find-claim").count() == 3
        page.locator(".everything summary").first.click()
        assert page.locator("#everything .card-claim").first.is_visible()
        page.uncheck("#show-person")
        border = "one => getComputedStyle(one).borderBottomStyle"
        assert page.locator(".text .find-person").evaluate(border) == "none"
        page.locator(".text .find-statistic .hit").first.click()
        page.wait_for_url("**/kb/-/claim/*")


def test_only_what_has_no_source_or_is_quoted(visit, address):
    background = "one => getComputedStyle(one).backgroundColor"
    clear = "rgba(0, 0, 0, 0)"
    with visit(address + ARTICLE, scripts=False) as page:
        sourced, unsourced = page.locator(".text .is-sourced"), page.locator(".text .is-none")
        page.check("#only-none")
        assert page.locator(".claims li:visible").count() == 1
        assert sourced.evaluate(background) == clear != unsourced.evaluate(background)
        page.check("#only-quotation")
        (shown,) = page.locator(".claims li:visible").all_inner_texts()
        assert "vrai mouvement" in shown
        assert unsourced.evaluate(background) == clear
        assert page.locator(".text .find-quotation").first.evaluate(background) != clear
        page.check("#only-all")
        assert page.locator(".claims li:visible").count() == 3
    with visit(address + ARTICLE + "?only=none") as page:
        assert page.is_checked("#only-none")


@pytest.mark.parametrize("only", ["none", "quotation"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_steps_back_stays_readable(visit, address, only, scheme):
    with visit(f"{address}{ARTICLE}?only={only}", scheme=scheme) as page:
        assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("width", [390, 768, 1280, 1600])
@pytest.mark.parametrize("path", [ARTICLE, "/kb/-/home", "/kb/-/article/gardens-txt"])
def test_no_width_scrolls_sideways(visit, address, path, width):
    with visit(address + path, width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [ARTICLE, "/kb/-/home"])
def test_text_is_readable_on_its_background(visit, address, path, scheme):
    """WCAG AA: 4.5 to 1 for every piece of text."""
    with visit(address + path, scheme=scheme) as page:
        page.eval_on_selector_all("details", "all => all.forEach(one => (one.open = true))")
        assert page.evaluate(CONTRAST) == []


def test_from_home_to_an_answer_in_french(visit, address):
    with visit(address, language="fr-FR") as page:
        assert page.locator("html").get_attribute("lang") == "fr"
        page.fill("#q", "salariés")
        page.keyboard.press("Enter")
        page.locator("#claims .claim-words").first.click()
        page.get_by_role("link", name="Jardins et bureaux").first.click()
        page.locator("#names a").first.click()
        assert "#at-source-" in page.url
        page.locator(".find-source:target").wait_for(state="visible")


def test_hostile_text_does_nothing(visit, address):
    with visit(address + "/kb/-/article/gardens-txt") as page:
        assert HOSTILE in page.locator("article.text").inner_text()
        page.hover(".text .find-claim .hit")
        page.locator("#floating").wait_for()
        assert page.evaluate("window.pwned") is None


# Every text node's colour against what lies under it, as the browser has computed them.
CONTRAST = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (css) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((part, i) => part * a + under[i] * (1 - a));
  const light = (rgb) => rgb.map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    if (!element) return [255, 255, 255];
    return over(rgba(getComputedStyle(element).backgroundColor), behind(element.parentElement));
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.data.trim().slice(0, 30);
    if (!words || !element.checkVisibility() || element.closest("option")) continue;
    const under = behind(element), ink = over(rgba(getComputedStyle(element).color), under);
    const [a, b] = [light(ink), light(under)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${element.className}: ${words}`);
  }
  return poor;
}
"""
