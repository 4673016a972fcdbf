"""The graph file, opened from the disk with no network."""

import pytest

from kb.graph import graph_page
from kb.store import open_kb


@pytest.fixture(scope="session")
def file(base, tmp_path_factory):
    path = tmp_path_factory.mktemp("graph") / "graph.html"
    db = open_kb(base, read_only=True)
    path.write_text(graph_page(db.conn), encoding="utf-8")
    db.close()
    return path.as_uri()


def test_it_draws_and_asks_nobody(visit, file):
    with visit(file) as page:
        page.locator("#mynetwork canvas").wait_for()
        drawn = page.locator("#mynetwork canvas").evaluate(SHADES)
        assert drawn > 20  # many shades: something is drawn


def test_search_finds_and_the_panel_tells(visit, file):
    with visit(file) as page:
        page.fill("#search", "jardins bureaux")
        assert page.locator("#list li").count() == 1
        page.keyboard.press("Enter")
        panel = page.locator("#panel")
        assert "Jardins et bureaux" in panel.inner_text() and "rests on" in panel.inner_text()
        panel.locator(".ties button").first.click()
        assert "64 % des salariés" in panel.inner_text()
        page.keyboard.press("Escape")
        assert panel.is_hidden()


def test_the_legend_filters_the_list(visit, file):
    with visit(file) as page:
        before = page.locator("#list li").count()
        page.uncheck("[data-kind=claim]")
        assert 0 < page.locator("#list li").count() < before


def test_hostile_text_stays_text(visit, file):
    with visit(file) as page:
        page.fill("#search", "pwned")
        for button in page.locator("#list button").all():
            button.click()
            assert "onerror" in page.locator("#panel").inner_text()
            page.keyboard.press("Escape")
        assert page.evaluate("window.pwned") is None
        assert page.locator("img").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_the_screen(visit, file, width):
    with visit(file, width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("#mynetwork canvas").bounding_box()["height"] > 300


SHADES = """
canvas => new Set(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data).size
"""
