"""The three jobs that kb is for, done by clicking from the home page."""

import pytest

BOTH = [("fr-FR", "fr"), ("en-GB", "en")]
WIDTHS = [390, 1280]
pytestmark = [
    pytest.mark.parametrize(("locale", "language"), BOTH),
    pytest.mark.parametrize("width", WIDTHS),
]


@pytest.fixture
def home(visit, address, locale, language, width):
    with visit(address, language=locale, width=width) as page:
        assert page.locator("html").get_attribute("lang") == language
        yield page


def test_which_study_backs_a_given_claim(home):
    home.fill("#q", "salariés jardinent")
    home.keyboard.press("Enter")
    home.locator("#claims .claim-words").first.click()
    steps = home.locator(".chain .step")
    assert "Le Fil vert" in steps.nth(1).inner_text()
    assert "Jardins et bureaux" in steps.nth(2).inner_text()
    assert "(1)" in home.locator(".chain .why").first.inner_text()
    steps.nth(2).locator("a.to-source").click()
    assert home.locator("h1").inner_text() == "Jardins et bureaux"


def test_all_percentages_about_a_subject_with_their_sources(home):
    form = home.locator("#figures form")
    form.locator("[name=q]").fill("salariés")
    form.locator("[name=unit]").select_option("%")
    form.locator("button").click()
    row = home.locator(".figures tbody tr")
    assert row.count() == 1
    said = row.inner_text()
    assert "64" in said and "Jardins et bureaux" in said and "Le Fil vert" in said
    with home.expect_download() as waiting:
        csv = home.get_by_role("link", name="CSV")
        csv.evaluate("link => { link.download = 'figures.csv'; link.click(); }")
    assert "64 %" in waiting.value.path().read_text(encoding="utf-8")


def test_dead_and_shortened_links_and_what_hangs_on_them(home):
    home.locator("#links a[href*='state=dead']").click()
    dead = home.locator(".links-list li.is-dead")
    assert dead.count() == 1
    assert "brindille.example" in dead.inner_text()
    assert dead.locator("a[href^='https://web.archive.example/']").count() == 1
    dead.locator(".plain .claim-words").click()
    assert "64 % des salariés" in home.locator("h1").inner_text()
    home.go_back()
    home.locator(".tabs a[href*='shortened=1']").click()
    short = home.locator(".links-list > li")
    assert short.count() == 1
    assert "https://www.potager.example/guide" in short.inner_text()
