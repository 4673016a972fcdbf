"""Our own pages, as a visitor's browser asks for them."""

import pytest
from datasette.app import Datasette

from kb.web.views.article import LEGEND
from tests.properties.test_rendering import Reader
from tests.samples import FRENCH, HOSTILE

ARTICLE = "/kb/-/article/potagers-txt"
HOSTILE_ARTICLE = "/kb/-/article/gardens-txt"


VOID = {"meta", "link", "input", "rect", "br", "line"}


class TextOfArticle(Reader):
    """The text inside <article>."""

    def handle_starttag(self, tag, attrs):
        if tag == "article":
            self.text = ""
        if tag not in VOID:
            super().handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if tag == "article":
            self.article = self.text
        if tag not in VOID:
            super().handle_endtag(tag)


def read(html):
    reader = TextOfArticle()
    reader.feed(html)
    return reader


async def test_the_article_page_holds_the_text_unchanged(served):
    response = await served.client.get(ARTICLE)
    assert response.status_code == 200
    assert read(response.text).article == FRENCH


async def test_every_kind_of_find_is_marked_and_leads_to_its_row(served):
    html = (await served.client.get(ARTICLE)).text
    found = (await served.client.get(f"{ARTICLE}.json")).json()
    tables = {
        "claims": "claim",
        "statistics": "statistic",
        "quotations": "quotation",
        "people": "person",
        "organisations": "organisation",
        "sources": "source",
        "links": "link",
        "notes": "note",
    }
    for table, kind in tables.items():
        assert found[table], table
        for row in found[table]:
            assert f'id="at-{kind}-{row["id"]}"' in html
            assert f'id="card-{kind}-{row["id"]}"' in html
    statistic = found["statistics"][0]["id"]
    assert f'<a class="hit" href="/kb/-/claim/{statistic}"' in html
    sent_on = await served.client.get(f"/kb/-/claim/{statistic}")
    claim = found["statistics"][0]["claim_id"]
    assert sent_on.headers["location"] == f"/kb/-/claim/{claim}"


async def test_the_cards_tell_what_was_found_how_and_what_backs_it(served):
    html = (await served.client.get(ARTICLE, headers={"accept-language": "en"})).text
    assert "64%" in html and "230,000,000\u00a0EUR" in html
    assert "rule “numbered note”" in html and "90%" in html
    assert "Jardins et bureaux" in html and "by way of" in html and "Le Fil vert" in html
    assert "Anne Durand" in html


async def test_the_page_speaks_the_readers_language(served):
    french = (await served.client.get(ARTICLE, headers={"accept-language": "fr-CA,fr"})).text
    english = (await served.client.get(ARTICLE, headers={"accept-language": "de, en;q=0.5"})).text
    assert '<html lang="fr">' in french and "Affirmations dans l’ordre" in french
    assert "230\u202f000\u202f000\u00a0EUR" in french and "5 janvier 2014" in french
    assert '<html lang="en">' in english and "Claims in order" in english
    assert '<article class="text" lang="fr">' in english


async def test_comments_are_set_apart_with_their_author(served):
    html = (await served.client.get(ARTICLE)).text
    assert '<section class="block block-comment" aria-label="comment · Zoé' in html


async def test_hostile_text_stays_text_on_every_page(served):
    found = (await served.client.get(f"{HOSTILE_ARTICLE}.json")).json()
    pages = [HOSTILE_ARTICLE, "/kb/-/home", "/kb", "/kb/figures", "/kb/claim_sources"]
    pages += [f"/kb/claims/{row['id']}" for row in found["claims"]]
    pages += [f"/kb/sources/{row['source_id']}" for row in found["sources"]]
    pages += ["/kb/sources_of_claims?contains=garden", "/kb/figures_about?unit=%25"]
    for page in pages:
        response = await served.client.get(page)
        assert response.status_code == 200, page
        assert "<script>window.pwned" not in response.text, page
        assert "<img src=x" not in response.text, page
        assert 'href="javascript:' not in response.text, page
        assert "49" not in response.text.split("href {{7*7}}")[0][-5:], page
    html = (await served.client.get(HOSTILE_ARTICLE)).text
    assert HOSTILE in read(html).article


@pytest.mark.parametrize("page", [ARTICLE, "/kb/-/home"])
async def test_our_pages_forbid_inline_scripts_and_other_hosts(served, page):
    response = await served.client.get(page)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe-inline" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    reader = read(response.text)
    assert "style" not in reader.tags and "style" not in reader.attributes
    assert not [name for name in reader.attributes if name.startswith("on")]


async def test_style_sheets_and_scripts_are_there(served):
    html = (await served.client.get(ARTICLE)).text
    for file in ("shared/palette.css", "shared/article.css", "shared/article.js", "page/page.css"):
        assert f"/-/kb/{file}" in html
        assert (await served.client.get(f"/-/kb/{file}")).status_code == 200
    assert (await served.client.get("/-/kb/page/../__init__.py")).status_code == 404


async def test_the_legend_counts_what_is_marked(served):
    html = (await served.client.get(ARTICLE)).text
    for kind in LEGEND:
        assert (f'id="show-{kind}"' in html) == (kind != "attribution"), kind


async def test_home_leads_everywhere(served):
    html = (await served.client.get("/kb/-/home")).text
    assert f'href="{ARTICLE}"' in html
    assert 'action="/kb/-/search"' in html and 'action="/kb/-/figures"' in html
    for list_of in ("links?state=dead", "links?shortened=1", "figures?support=none"):
        assert f'href="/kb/-/{list_of}"' in html
    assert "Jardins et bureaux" in html


async def test_the_servers_own_address_leads_home(served, base, stranger):
    response = await served.client.get("/")
    assert response.status_code == 302 and response.headers["location"] == "/kb/-/home"
    both = Datasette([str(base), str(stranger)])
    assert (await both.client.get("/")).status_code == 200


async def test_unknown_articles_are_not_found(served):
    assert (await served.client.get("/kb/-/article/nowhere")).status_code == 404
    assert (await served.client.get("/nowhere/-/article/nowhere")).status_code == 404


async def test_pages_obey_datasettes_permissions(base):
    closed = Datasette([str(base)], metadata={"databases": {"kb": {"allow": {"id": "ada"}}}})
    for page in ("/kb/-/home", ARTICLE, f"{ARTICLE}.json"):
        assert (await closed.client.get(page)).status_code == 403


async def test_a_database_of_another_program_is_left_alone(stranger):
    served = Datasette([str(stranger)])
    assert (await served.client.get("/other/-/home")).status_code == 404
    assert (await served.client.get("/")).status_code == 200
    page = (await served.client.get("/other/articles")).text
    assert "Not ours" in page and "kb-" not in page and "/-/article/" not in page
    row = await served.client.get("/other/articles/one")
    assert row.status_code == 200 and "kb-" not in row.text
    assert (await served.client.get("/other/sources_of_claims")).status_code == 404
