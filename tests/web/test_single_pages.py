"""The pages of one claim, source, person or organisation, as a visitor's browser asks for them."""

import pytest
from datasette.app import Datasette

from kb.store import open_kb
from tests.benchmarks import large_base

FRENCH = {"accept-language": "fr"}


@pytest.fixture
async def ids(served):
    """The ids of what the sample article holds."""
    found = (await served.client.get("/kb/-/article/potagers-txt.json")).json()
    by_kind = {
        "claim": [row["id"] for row in found["claims"]],
        "source": [row["source_id"] for row in found["sources"]],
        "person": [row["person_id"] for row in found["people"]],
        "organisation": [row["organisation_id"] for row in found["organisations"]],
    }
    return by_kind, found


async def page(served, kind, row_id, headers=None):
    response = await served.client.get(f"/kb/-/{kind}/{row_id}", headers=headers or {})
    assert response.status_code == 200
    return response.text


async def test_a_claim_shows_the_chain_to_the_origin_and_the_words_that_prove_it(served, ids):
    claim = ids[0]["claim"][0]
    html = (await page(served, "claim", claim)).partition('<section id="chain">')[2]
    assert html.index("Relay") < html.index(">Le Fil vert</a>") < html.index("Origin")
    assert html.index("Origin") < html.index("Jardins et bureaux")
    assert "#at-citation-" in html and "rule “numbered note”" in html and "90%" in html
    assert "64%" in html and "http://www.brindille.example/etude?id=1&amp;page=2" in html
    found = (await served.client.get(f"/kb/-/claim/{claim}.json")).json()
    assert [s["label"] for s in found["chains"][0]["sources"]] == [
        "Le Fil vert",
        "Jardins et bureaux",
    ]


async def test_a_claim_stands_in_its_surroundings_between_its_neighbours(served, ids):
    first, second, third = ids[0]["claim"]
    html = await page(served, "claim", second)
    assert "au bureau (1). </mark>" in html or "<mark>« C’est un vrai mouvement »" in html
    assert f'rel="prev" href="/kb/-/claim/{first}"' in html
    assert f'rel="next" href="/kb/-/claim/{third}"' in html
    assert "Anne Durand" in html
    assert "names no source" in await page(served, "claim", third)


async def test_a_source_lists_its_claims_by_article_its_names_and_its_addresses(served, ids):
    relay, source = ids[0]["source"]
    html = await page(served, "source", source, FRENCH)
    assert "<h1>Jardins et bureaux</h1>" in html and "Étude" in html
    assert "de seconde main" in html and "64 % des salariés" in html
    assert "Brindille, Jardins et bureaux, 2013" in html and "#at-source-" in html
    assert "pas encore vérifié" in html
    came_by = await page(served, "source", relay)
    assert "What came by way of it" in came_by and "64 % des salariés" in came_by


async def test_a_person_shows_who_they_are_and_what_they_said(served, ids):
    html = await page(served, "person", ids[0]["person"][0])
    assert "<h1>Anne Durand</h1>" in html and "directrice" in html and "Brindille" in html
    assert "C’est un vrai mouvement" in html and "5 January 2014" in html


async def test_an_organisation_shows_what_it_said_and_published(served, ids):
    html = await page(served, "organisation", ids[0]["organisation"][0])
    assert "<h1>Brindille</h1>" in html
    assert "Jardins et bureaux" in html and "Two in three employees garden" in html
    assert "institut Brindille" in html


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("claim", "statistics"),
        ("claim", "quotations"),
        ("claim", "citations"),
        ("source", "sources"),
        ("person", "people"),
        ("organisation", "organisations"),
    ],
)
async def test_the_id_of_every_mention_leads_to_the_page(served, ids, kind, rows):
    mention = ids[1][rows][0]
    for ending in ("", ".json"):
        response = await served.client.get(f"/kb/-/{kind}/{mention['id']}{ending}")
        if response.status_code == 302:  # the smallest mention id is that of the whole
            response = await served.client.get(response.headers["location"])
        assert response.status_code == 200
        assert bool(ending) == response.headers["content-type"].startswith("application/json")


@pytest.mark.parametrize("kind", ["claim", "source", "person", "organisation", "article"])
async def test_what_is_not_there_is_not_found(served, ids, kind):
    assert (await served.client.get(f"/kb/-/{kind}/nothing")).status_code == 404
    other = "source" if kind != "source" else "claim"
    # The id of something else is not shown as what it is not.
    assert (await served.client.get(f"/kb/-/{kind}/{ids[0][other][0]}")).status_code == 404


async def test_pages_say_what_they_are_when_shared(served, ids):
    for kind in ("claim", "source", "person", "organisation"):
        html = await page(served, kind, ids[0][kind][0])
        title = html.partition("<title>")[2].partition("</title>")[0]
        said = html.partition('property="og:description" content="')[2].partition('"')[0]
        assert len(title) > 8 and len(said) > 8
        assert f'property="og:title" content="{title}"' in html


async def test_datasettes_row_leads_to_our_page(served, ids):
    claim = ids[0]["claim"][0]
    assert f'href="/kb/-/claim/{claim}"' in (await served.client.get(f"/kb/claims/{claim}")).text


async def test_a_source_that_very_many_claims_rest_on_is_shown_page_by_page(tmp_path):
    path = tmp_path / "hub.db"
    large_base.make(path, 600, seed=4, told=lambda _: None)
    db = open_kb(path)
    sql = "select name, n from counts where what = 'claims of source' order by n desc limit 1"
    hub, n = db.execute(sql).fetchone()
    db.close()
    served = Datasette([str(path)])
    seen, after = [], ""
    while after is not None:
        answer = await served.client.get(f"/hub/-/source/{hub}.json", params={"after": after})
        found = answer.json()
        seen += [claim["id"] for article in found["by_article"] for claim in article["claims"]]
        after = found["next"]
    assert len(seen) == len(set(seen)) == n > 60
    html = (await served.client.get(f"/hub/-/source/{hub}")).text
    assert 'rel="next"' in html


async def test_the_passage_of_a_claim_ends_with_its_section(served):
    """The notes and the comment below are no surroundings of a claim of the article."""
    found = (await served.client.get("/kb/-/article/potagers-txt.json")).json()
    last = found["claims"][-1]["id"]
    claim = (await served.client.get(f"/kb/-/claim/{last}.json")).json()["claim"]
    assert "bit.ly" in claim["behind"] and "Très bon article" not in claim["behind"]
    assert not claim["cut_behind"]
