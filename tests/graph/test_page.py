"""The one file: it holds everything, and text of articles never becomes markup or script."""

import json
import re
from html.parser import HTMLParser

import pytest

from kb.graph import graph_page
from tests.samples import HOSTILE


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.addresses, self.scripts, self.tags = [], [], []
        self.inside = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        self.inside = given.get("type", "script") if tag == "script" else ""
        self.addresses += [given[name] for name in ("src", "href", "action") if given.get(name)]
        self.policy = given["content"] if "http-equiv" in given else getattr(self, "policy", "")

    def handle_endtag(self, _tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside:
            self.scripts.append((self.inside, data))


@pytest.fixture(scope="module")
def page(base):
    return graph_page(base)


@pytest.fixture(scope="module")
def read(page):
    reader = Page()
    reader.feed(page)
    return reader


def data_of(reader):
    (data,) = [text for kind, text in reader.scripts if kind == "application/json"]
    return json.loads(data)


def test_nothing_is_loaded_from_anywhere(read):
    assert read.addresses == []
    assert "link" not in read.tags and "iframe" not in read.tags and "img" not in read.tags
    assert "default-src 'none'" in read.policy and "http" not in read.policy


def test_only_our_two_scripts_may_run(read):
    assert len([kind for kind, _ in read.scripts if kind == "script"]) == 2
    allowed = re.search(r"script-src ([^;]*)", read.policy)[1].split()
    assert len(allowed) == 2 and all(one.startswith("'sha256-") for one in allowed)


def test_hostile_text_stays_data(page, read):
    outside = "".join(text for kind, text in read.scripts if kind == "application/json")
    assert "<script>window.pwned" not in page and "<img src=x" not in page
    assert "pwned" in outside  # it is there, as text
    assert any(HOSTILE in node["name"] for node in data_of(read)["nodes"])
    assert not any(node["url"].startswith("javascript") for node in data_of(read)["nodes"])


def test_nodes_have_names_places_and_kinds_and_edges_have_words(read):
    data = data_of(read)
    names = [node["id"] for node in data["nodes"]]
    assert len(set(names)) == len(names) and all(":" in name for name in names)
    assert all(isinstance(node["x"], float) for node in data["nodes"])
    shapes = {node["kind"]: node["shape"] for node in data["nodes"]}
    assert len(set(shapes.values())) == len(shapes) >= 4
    assert {edge["label"] for edge in data["edges"]} >= {"claims", "rests on"}


def test_it_tells_what_is_shown_and_speaks_the_articles_language(base, page):
    assert "of the base’s" in page or "de la base" in page
    french = base.execute("select id from articles where language = 'fr'").fetchone()[0]
    around = graph_page(base, focus=french, depth=1)
    assert '<html lang="fr">' in around and "Autour de «\u00a0Les potagers" in around


def test_an_empty_base_still_gives_a_page(tmp_path):
    from kb.store import open_kb

    db = open_kb(tmp_path / "kb.db", create=True)
    assert "<html" in graph_page(db.conn)
    db.close()
