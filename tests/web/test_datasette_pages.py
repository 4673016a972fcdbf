"""What Datasette's own pages show of a knowledge base."""

from html import unescape

import pytest

from kb.store.recognising import shape
from kb.web import describing

# Tables of the program's own, and the inner ones of full-text search.
INNER = ("_fts", "_fts_data", "_fts_idx", "_fts_docsize", "_fts_config")


def visible(base):
    return [(table, columns) for table, columns in shape(str(base)) if not table.endswith(INNER)]


def test_every_table_and_column_is_described(base):
    described = describing.tables(shape(str(base)))
    missing = [table for table, _ in visible(base) if table not in described]
    missing += [
        f"{table}.{column}"
        for table, columns in visible(base)
        for column in columns
        if not described.get(table, {}).get("columns", {}).get(column)
    ]
    assert not missing


def test_only_what_is_there_is_described(base):
    known = dict(shape(str(base)))
    for table, words in describing._words()["tables"].items():
        assert table in known, table
        assert set(words.get("columns", {})) <= set(known[table]), table
        assert set(words.get("facets", [])) <= set(known[table]), table


async def test_every_table_and_view_opens(served, base):
    for table, _ in visible(base):
        response = await served.client.get(f"/kb/{table}")
        assert response.status_code == 200, table


async def test_values_are_shown_with_their_unit(served):
    html = (await served.client.get("/kb/figures")).text
    assert "64\u00a0%" in html
    assert "230\u202f000\u202f000\u00a0EUR" in html
    assert "12\u202f000" in html


async def test_names_stand_for_ids(served):
    found = (await served.client.get("/kb/-/article/potagers-txt.json")).json()
    quotation = found["quotations"][0]
    for page in ("/kb/quotations", f"/kb/quotations/{quotation['id']}"):
        html = (await served.client.get(page)).text
        assert f'<a href="/kb/-/person/{quotation["person_id"]}">Anne Durand</a>' in html
        assert '<a href="/kb/-/article/potagers-txt">Les potagers' in html


async def test_rows_lead_to_their_place_in_the_text(served):
    found = (await served.client.get("/kb/-/article/potagers-txt.json")).json()
    claim, source = found["claims"][0]["id"], found["sources"][0]
    page = "/kb/-/article/potagers-txt#at-"
    assert f"{page}claim-{claim}" in (await served.client.get(f"/kb/claims/{claim}")).text
    row = (await served.client.get(f"/kb/sources/{source['source_id']}")).text
    assert f"{page}source-{source['id']}" in row
    link = (await served.client.get(f"/kb/links/{found['links'][0]['link_id']}")).text
    assert f"{page}link-{found['links'][0]['id']}" in link


async def test_facets_are_declared_and_none_suggested(served):
    html = (await served.client.get("/kb/figures")).text
    assert 'data-column="unit"' in html and "facet-results" in html
    assert "suggested-facets" not in html


async def rows(served, name, **parameters):
    response = await served.client.get(f"/kb/{name}.json", params={**parameters, "_shape": "array"})
    assert response.status_code == 200
    return response.json()


@pytest.mark.parametrize("words", ["salariés", "SALARIES jardinent", "jardin"])
async def test_which_sources_back_claims_that_contain(served, words):
    (found,) = await rows(served, "sources_of_claims", contains=words)
    assert found["source"] == "Jardins et bureaux" and found["via"].startswith("Le Fil vert")
    assert found["support"] == "sourced" and found["rule"] == "numbered note"


async def test_claims_without_a_source_are_told_too(served):
    found = await rows(served, "sources_of_claims", contains="12% do")
    assert [row["support"] for row in found] == ["none"]
    assert len(await rows(served, "sources_of_claims")) == 5


@pytest.mark.parametrize("words", ['"', "a OR b", "NEAR(", "-zzz", "d’or*", "(", "'; drop"])
async def test_a_search_is_never_read_as_a_query_language(served, words):
    assert await rows(served, "sources_of_claims", contains=words) == []


async def test_figures_by_unit_value_and_age_of_source(served):
    async def figures(**parameters):
        found = await rows(served, "figures_about", **parameters)
        return sorted(row["figure"] for row in found)

    assert await figures(unit="%") == ["12%", "64 %", "Two in three"]
    assert await figures(unit="%", at_least="60", at_most="65") == ["64 %"]
    assert await figures(unit="%", sources_since="2014") == ["Two in three"]
    assert await figures(unit="%", sources_since="2013") == ["64 %", "Two in three"]
    assert await figures(about="budget") == ["12 000", "230 millions d’euros"]


async def test_links_in_trouble(served):
    (short,) = await rows(served, "links_in_trouble", which="shortened")
    assert short["url"] == "http://bit.ly/potager" and short["verdict"] == "unchecked"
    assert await rows(served, "links_in_trouble", which="dead") == []


async def test_answers_lead_to_pages(served):
    html = (await served.client.get("/kb/sources_of_claims?contains=jardin")).text
    assert '<a href="/kb/-/article/potagers-txt">' in html
    assert ">Jardins et bureaux</a>" in html
    assert "Which sources back claims that contain" in unescape(html)


async def test_the_database_page_leads_to_the_start(served):
    html = (await served.client.get("/kb")).text
    assert 'href="/kb/-/home"' in html and "Start here" in html
