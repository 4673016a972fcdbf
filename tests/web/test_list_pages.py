"""Search, figures and links, as a visitor's browser asks for them."""

from urllib.parse import parse_qs, urlsplit

import pytest


async def get(served, path, **asked):
    response = await served.client.get(f"/kb/-/{path}", params=asked)
    assert response.status_code == 200
    return response


# -- search --


async def test_search_finds_each_kind_and_marks_the_words(served):
    html = (await get(served, "search", q="salarie jardin")).text
    assert "<mark>salariés</mark>" in html and "<mark>jardinent</mark>" in html
    for words, kind in [("durand", "person"), ("brindille", "organisation"), ("bureaux", "source")]:
        found = (await get(served, "search.json", q=words)).json()["found"]
        assert found[kind]["n"] == len(found[kind]["rows"]) >= 1


async def test_words_in_quotation_marks_stand_side_by_side(served):
    async def claims(words):
        return (await get(served, "search.json", q=words)).json()["found"]["claim"]["n"]

    assert await claims("salariés jardinent") == 1
    assert await claims('"salariés jardinent"') == 1
    assert await claims("« jardinent salariés »") == 0


async def test_suggestions_are_few_and_say_where_they_lead(served):
    found = (await get(served, "search.json", q="brindi", suggest="1")).json()["found"]
    assert {one["kind"] for one in found} >= {"source", "organisation"}
    for one in found:
        assert (await served.client.get(one["href"])).status_code == 200
    assert any(["Brindille", True] in one["parts"] for one in found)


@pytest.mark.parametrize("words", ['"', "a OR b", "NEAR(", "-zzz", "d’or*", "'; drop", "\0", "%_"])
async def test_no_search_is_read_as_a_query_language(served, words):
    assert "no" in (await get(served, "search", q=words)).text


# -- figures --


async def figures(served, **asked):
    found = (await get(served, "figures.json", **asked)).json()
    return [row["text"] for row in found["figures"]]


async def test_figures_by_unit_value_words_source_and_year(served):
    assert sorted(await figures(served, unit="%")) == ["12%", "64 %", "Two in three"]
    assert await figures(served, unit="%", at_least="60", at_most="65") == ["64 %"]
    assert await figures(served, unit="%", at_least="60,5", at_most="64,5") == ["64 %"]
    assert sorted(await figures(served, q="budget")) == ["12 000", "230 millions d’euros"]
    assert await figures(served, since="2014") == ["Two in three"]
    assert "64 %" in await figures(served, until="2013")
    assert sorted(await figures(served, support="none")) == [
        "12 000",
        "12%",
        "230 millions d’euros",
    ]
    found = (await get(served, "figures.json", unit="%", at_most="65", at_least="60")).json()
    source = found["figures"][0]["source_id"]
    assert await figures(served, source=source) == ["64 %"]


async def test_every_order_holds_every_figure(served):
    everything = sorted(await figures(served))
    assert len(everything) == 5
    for sort in ("newest", "oldest", "largest", "smallest"):
        assert sorted(await figures(served, sort=sort)) == everything
    assert (await figures(served, unit="%", sort="largest"))[0] == "Two in three"
    assert (await figures(served, unit="%", sort="smallest"))[0] == "12%"


async def test_nonsense_in_the_address_asks_for_everything(served):
    asked = {"at_least": "much", "at_most": "nan", "since": "x", "sort": "id; drop", "page": "-3"}
    assert len(await figures(served, **asked)) == 5
    assert await figures(served, at_least="inf") == await figures(served)


async def test_plots_and_comparison_of_one_unit(served):
    html = (await get(served, "figures", unit="%")).text
    assert "How the values spread" in html and "60–70" in html
    compared = (await get(served, "figures", unit="%", since="2010")).text
    assert "What different sources say" in compared and 'class="strip"' in compared


async def test_exports_are_datasettes_own_and_hold_the_same(served):
    html = (await get(served, "figures", unit="%", at_least="60", since="2012")).text
    href = html.partition('">CSV</a>')[0].rpartition('href="')[2].replace("&amp;", "&")
    assert urlsplit(href).path == "/kb/figures_about.csv"
    assert parse_qs(urlsplit(href).query)["at_least"] == ["60"]
    csv = (await served.client.get(href)).text
    asked = await figures(served, unit="%", at_least="60", since="2012")
    assert [line.partition(",")[0] for line in csv.splitlines()[1:]] == sorted(
        asked, key=lambda text: text != "Two in three"
    )


# -- links --


async def test_links_show_how_they_stand_and_what_hangs_on_them(served):
    html = (await get(served, "links")).text
    assert "not checked yet" in html and "64 % des salariés" in html
    assert "bit.ly" in html and "kb check" in html


async def test_links_by_state_host_and_shortening(served):
    async def urls(**asked):
        found = (await get(served, "links.json", **asked)).json()
        return [link["url"] for link in found["links"]]

    assert await urls(shortened="1") == ["http://bit.ly/potager"]
    assert await urls(state="dead") == []
    assert len(await urls(state="unchecked")) == 2
    assert await urls(domain="bit.ly") == ["http://bit.ly/potager"]
    assert len(await urls(state="'; drop")) == 2
    article = (await served.client.get("/kb/-/article/potagers-txt.json")).json()
    mention = article["links"][0]
    assert await urls(link=mention["id"]) == [mention["url"]]


@pytest.mark.parametrize("path", ["home", "search", "figures", "links"])
async def test_every_list_has_a_json_twin(served, path):
    response = await get(served, f"{path}.json")
    assert response.headers["content-type"].startswith("application/json")


# -- everything of one kind --

LISTS = ["articles", "claims", "quotations", "sources", "people", "organisations"]


@pytest.mark.parametrize("name", LISTS)
async def test_each_list_shows_all_and_has_a_json_twin(served, name):
    found = (await get(served, f"{name}.json")).json()
    assert found["rows"] and found["total"] == len(found["rows"]) and found["next"] is None
    html = (await get(served, name)).text
    page = {"articles": "article", "claims": "claim", "quotations": "claim", "sources": "source",
            "people": "person", "organisations": "organisation"}[name]  # fmt: skip
    for row in found["rows"]:
        shown = row["claim_id"] if name == "quotations" else row["id"]
        assert f'href="/kb/-/{page}/{shown}"' in html


async def test_every_number_of_the_home_page_leads_to_a_page_of_ours(served):
    html = (await get(served, "home")).text
    numbers = html.partition('<ul class="numbers">')[2].partition("</ul>")[0]
    hrefs = [part.partition('"')[0] for part in numbers.split('href="')[1:]]
    assert len(hrefs) == 8 and len(set(hrefs)) == 8
    for href in hrefs:
        assert href.startswith("/kb/-/")
        assert (await served.client.get(href)).status_code == 200


async def test_articles_are_sorted_by_their_heads_and_narrowed(served):
    async def titles(**asked):
        return [row["id"] for row in (await get(served, "articles.json", **asked)).json()["rows"]]

    assert await titles() == ["gardens-txt", "potagers-txt"]
    assert await titles(sort="oldest") == ["potagers-txt", "gardens-txt"]
    assert await titles(sort="best") == ["gardens-txt", "potagers-txt"]
    assert await titles(sort="nonsense", year="20145", after="nonsense") == await titles()
    assert await titles(language="fr") == await titles(year="2014") == ["potagers-txt"]
    assert await titles(q="employees") == ["gardens-txt"]
    html = (await get(served, "articles", language="fr")).text
    assert 'aria-sort="descending"' in html
    assert "/kb/-/articles?language=fr&amp;sort=oldest" in html
    assert "33%" in html


async def test_claims_by_support(served):
    found = (await get(served, "claims.json", support="attributed")).json()
    assert [row["support"] for row in found["rows"]] == ["attributed"]


async def test_long_lists_go_on(served, monkeypatch):
    monkeypatch.setattr("kb.store.pages.lists.PAGE", 2)
    html = (await get(served, "claims")).text
    href = html.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = (await served.client.get(href)).text
    third = second.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    last = (await served.client.get(third)).text
    assert 'rel="next"' not in last
    shown = [page.count('<li class="claim ') for page in (html, second, last)]
    assert shown == [2, 2, 1]
    assert "Back to the first ones" in second and "Back to the first ones" not in html
