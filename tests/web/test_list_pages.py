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
