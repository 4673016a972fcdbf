"""Deciding in the browser: who may, what is asked of them, and what comes of it."""

import re
import shutil
import sqlite3
from threading import Timer

import pytest
from datasette.app import Datasette

from kb.store import open_kb


@pytest.fixture
def copy(base, tmp_path):
    """A base of its own, which may be written to."""
    path = tmp_path / "kb.db"
    shutil.copy(base, path)
    return path


@pytest.fixture
def open_one(copy):
    return Datasette([str(copy)])


def found(path, sql):
    db = open_kb(path, read_only=True)
    row = db.execute(sql).fetchone()
    db.close()
    return row[0]


@pytest.fixture
def figure(copy):
    return found(copy, "select id from statistics where text = '64 %'")


def signed_in(datasette, actor=None):
    return {"ds_actor": datasette.sign({"a": actor or {"id": "root"}}, "actor")}


class Visitor:
    """Somebody with a browser: cookies are kept, and forms are sent with their token."""

    def __init__(self, datasette, actor=None):
        self.datasette = datasette
        self.cookies = signed_in(datasette, actor)

    async def get(self, path, **asked):
        return await self.datasette.client.get(path, params=asked, cookies=self.cookies)

    async def send(self, path, **form):
        page = await self.get(path)
        token = re.search(r'name="csrftoken" value="([^"]+)"', page.text)
        cookies = {**self.cookies, **dict(page.cookies)}
        data = {"csrftoken": token[1] if token else "", **form}
        return await self.datasette.client.post(path, data=data, cookies=cookies)


def decisions(path):
    db = open_kb(path, read_only=True)
    rows = db.execute(
        "select about, decision, field, value, note, actor from reviews order by created"
    )
    told = rows.fetchall()
    db.close()
    return told


# -- who may --


async def test_everybody_reads_and_nobody_else_decides(open_one, copy, figure):
    page = f"/kb/-/review/{figure}"
    html = (await open_one.client.get(page)).text
    assert "64" in html and '<form class="panel"' not in html and "sign in" in html
    for path in (page, "/kb/-/add/potagers-txt"):
        answer = await open_one.client.post(path, data={"do": "reject"})
        assert answer.status_code == 403
    stranger = signed_in(open_one, {"id": "stranger"})
    assert 'class="panel"' not in (await open_one.client.get(page, cookies=stranger)).text
    answer = await open_one.client.post(page, data={"do": "reject"}, cookies=stranger)
    assert answer.status_code == 403
    assert decisions(copy) == []


async def test_a_form_without_its_token_is_refused(open_one, copy, figure):
    page = f"/kb/-/review/{figure}"
    root = signed_in(open_one)
    for sent in ({"do": "reject"}, {"do": "reject", "csrftoken": "made-up"}):
        answer = await open_one.client.post(page, data=sent, cookies=root)
        assert answer.status_code == 403
    # Datasette lets a request that says it is no browser's pass; we do not.
    bearer = {"authorization": "Bearer x"}
    answer = await open_one.client.post(page, data={"do": "reject"}, cookies=root, headers=bearer)
    assert answer.status_code == 403
    assert decisions(copy) == []


@pytest.mark.parametrize("asked", ["do=reject", "do=change&value=65", "decision=rejected"])
async def test_an_address_alone_changes_nothing(open_one, copy, figure, asked):
    visitor = Visitor(open_one)
    assert (await visitor.get(f"/kb/-/review/{figure}?{asked}")).status_code == 200
    assert (await visitor.get(f"/kb/-/add/potagers-txt?{asked}")).status_code == 200
    assert decisions(copy) == []


async def test_the_publisher_names_who_may(copy, figure):
    served = Datasette([str(copy)], metadata={"plugins": {"kb": {"review": {"id": ["ada"]}}}})
    ada, jo = Visitor(served, {"id": "ada", "name": "Ada"}), Visitor(served, {"id": "jo"})
    page = f"/kb/-/review/{figure}"
    assert (await jo.send(page, do="reject")).status_code == 403
    assert (await ada.send(page, do="confirm")).status_code == 303
    assert [row[-1] for row in decisions(copy)] == ["Ada"]
    # Anonymous visitors are nobody, whatever the block says.
    anyone = Datasette([str(copy)], metadata={"plugins": {"kb": {"review": True}}})
    assert (await anyone.client.post(page, data={"do": "reject"})).status_code == 403


async def test_a_copy_that_can_only_be_read_says_so(copy, figure):
    served = Datasette([], immutables=[str(copy)])
    visitor = Visitor(served)
    answer = await visitor.get(f"/kb/-/review/{figure}")
    assert "can only be read" in answer.text and 'class="panel"' not in answer.text
    assert (await visitor.get("/kb/-/add/potagers-txt")).status_code == 200


# -- deciding --


async def test_a_figure_is_corrected_everywhere_and_put_back(open_one, copy, figure):
    visitor, page = Visitor(open_one), f"/kb/-/review/{figure}"
    answer = await visitor.send(
        page, do="change", was_value="64", value="65,5", was_unit="%", unit="%", note="a misprint"
    )
    assert answer.status_code == 303
    ((about, decision, field, value, note, actor),) = decisions(copy)
    assert (about, decision, field, value) == ("statistics", "changed", "value", "65.5")
    assert note == "a misprint" and actor
    claim = found(copy, f"select claim_id from statistics where id = '{figure}'")
    for path in ("/kb/-/figures?unit=%25", f"/kb/-/claim/{claim}", "/kb/-/article/potagers-txt"):
        html = (await open_one.client.get(path)).text
        assert "65.5%" in html and "corrected" in html and "a misprint" in html, path
    html = (await visitor.get(page)).text
    assert "the machine said: 64" in html
    assert (await visitor.send(page, do="back", field="value")).status_code == 303
    html = (await open_one.client.get("/kb/-/figures?unit=%25")).text
    assert "64%" in html and "65.5%" not in html


async def test_all_corrections_of_a_form_or_none(open_one, copy, figure):
    visitor, page = Visitor(open_one), f"/kb/-/review/{figure}"
    answer = await visitor.send(
        page, do="change", was_value="64", value="65", was_period="2013", period="some day"
    )
    assert answer.status_code == 400 and "period" in answer.text
    assert decisions(copy) == []
    assert found(copy, f"select value from statistics where id = '{figure}'") == 64


async def test_a_decision_waits_for_a_build_that_writes(open_one, copy, figure):
    busy = sqlite3.connect(copy, check_same_thread=False)
    busy.execute("begin immediate")
    busy.execute("update articles set warnings = null")
    Timer(0.5, busy.commit).start()
    answer = await Visitor(open_one).send(f"/kb/-/review/{figure}", do="confirm")
    assert answer.status_code == 303 and len(decisions(copy)) == 1
    busy.close()


async def test_what_is_wrong_goes_and_comes_back(open_one, figure):
    visitor, page = Visitor(open_one), f"/kb/-/review/{figure}"
    await visitor.send(page, do="reject", note="a page number")
    assert "64%" not in (await open_one.client.get("/kb/-/figures?unit=%25")).text
    html = (await visitor.get(page)).text
    assert "Bring it back" in html and "a page number" in html
    await visitor.send(page, do="confirm")
    assert "64%" in (await open_one.client.get("/kb/-/figures?unit=%25")).text


async def test_a_date_a_speaker_and_a_source_are_corrected(open_one, copy):
    visitor = Visitor(open_one)
    await visitor.send("/kb/-/review/potagers-txt", do="change", was_published="", published="2015")
    assert found(copy, "select published from articles where id = 'potagers-txt'") == "2015"
    quotation = found(copy, "select id from quotations")
    await visitor.send(f"/kb/-/review/{quotation}", do="change", was_speaker="", speaker="Ida Brun")
    assert "Ida Brun" in (await open_one.client.get("/kb/-/people")).text
    citation = found(copy, "select id from citations where via_source_id is not null")
    await visitor.send(f"/kb/-/review/{citation}", do="change", was_source="", source="Balcons")
    assert "Balcons" in (await open_one.client.get("/kb/-/sources")).text


async def test_two_are_one_and_two_again(open_one, copy):
    visitor = Visitor(open_one)
    one = found(copy, "select id from sources where title = 'Jardins et bureaux'")
    other = found(copy, "select id from sources where title like 'A study%'")
    html = (await visitor.get(f"/kb/-/review/{one}", find="study")).text
    assert f'value="{other}"' in html
    answer = await visitor.send(f"/kb/-/review/{one}", do="merge", other=other)
    assert answer.status_code == 303
    assert found(copy, "select count(*) from sources where kind <> 'article'") == 1
    joined = (await open_one.client.get(f"/kb/-/source/{min(one, other)}")).text
    assert "is one with" in joined
    await visitor.send(f"/kb/-/review/{one}", do="split", mention=other)
    assert found(copy, "select count(*) from sources where kind <> 'article'") == 2


async def test_what_was_missed_is_added_by_its_words(open_one, copy):
    visitor, page = Visitor(open_one), "/kb/-/add/potagers-txt"
    answer = await visitor.send(
        page, what="statistics", words="l’an dernier", value="1", kind="count", note="a year"
    )
    assert answer.status_code == 303
    assert (
        found(copy, "select text from statistics where kind = 'count' and value = 1")
        == "l’an dernier"
    )
    listed = (await open_one.client.get(answer.headers["location"])).text
    assert "in force" in listed and "a year" in listed
    claim = found(copy, "select id from claims where support = 'none' and article_id like 'p%'")
    answer = await visitor.send(f"/kb/-/add/{claim}", what="citations", source="Le grand registre")
    assert answer.status_code == 303
    assert found(copy, f"select support from claims where id = '{claim}'") == "sourced"


async def test_words_that_stand_in_two_places_are_asked_about(open_one, copy):
    visitor, page = Visitor(open_one), "/kb/-/add/potagers-txt"
    words = {"what": "quotations", "words": "Brindille", "speaker": "Anne Durand"}
    asked = await visitor.send(page, **words)
    assert asked.status_code == 400 and 'name="at"' in asked.text and "choose one" in asked.text
    at = re.findall(r'name="at" value="(\d+)"', asked.text)[1]
    assert (await visitor.send(page, **words, at=at)).status_code == 303
    assert found(copy, "select start from quotations where text = 'Brindille'") == int(at)


@pytest.mark.parametrize(
    "form",
    [
        {"do": "change", "was_value": "64", "value": "much"},
        {"do": "change", "was_value": "64", "value": "64"},
        {"do": "nonsense"},
        {"do": "merge", "other": "nobody"},
        {"do": "back", "field": "nonsense"},
        {},
    ],
)
async def test_nonsense_is_refused_in_words(open_one, copy, figure, form):
    answer = await Visitor(open_one).send(f"/kb/-/review/{figure}", **form)
    assert answer.status_code == 400 and 'role="alert"' in answer.text
    assert decisions(copy) == []


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"what": "citations"},
        {"what": "statistics", "words": "", "value": "1", "kind": "count"},
        {"what": "statistics", "words": "nowhere to be found", "value": "1", "kind": "count"},
        {"what": "statistics", "words": "l’an dernier"},
        {"what": "statistics", "words": "Brindille", "at": "-1", "value": "1", "kind": "count"},
    ],
)
async def test_additions_of_nothing_are_refused_in_words(open_one, copy, form):
    answer = await Visitor(open_one).send("/kb/-/add/potagers-txt", **form)
    assert answer.status_code == 400 and 'role="alert"' in answer.text
    assert decisions(copy) == []


async def test_nothing_to_review_is_not_found(open_one):
    visitor = Visitor(open_one)
    for path in ("/kb/-/review/nothing", "/kb/-/add/nothing"):
        assert (await visitor.get(path)).status_code == 404


# -- the list --


async def test_all_decisions_are_listed_filtered_and_told_when_their_place_is_gone(
    open_one, copy, figure
):
    visitor = Visitor(open_one)
    await visitor.send(f"/kb/-/review/{figure}", do="confirm", note="checked <b>twice</b>")
    await visitor.send("/kb/-/review/potagers-txt", do="change", was_site="", site="La Feuille")
    db = open_kb(copy)
    with db.atomic():
        db.execute("update review_places set row_id = null where row_id = ?", [figure])
    db.close()
    html = (await open_one.client.get("/kb/-/reviews")).text
    assert "checked &lt;b&gt;twice&lt;/b&gt;" in html and "La Feuille" in html

    async def listed(**asked):
        answer = await open_one.client.get("/kb/-/reviews.json", params=asked)
        return [(one["about"], one["orphaned"]) for one in answer.json()["reviews"]]

    assert await listed() == [("articles", False), ("statistics", True)]
    assert await listed(orphaned="1") == [("statistics", True)]
    assert await listed(about="articles") == await listed(decision="changed")
    assert await listed(actor="nobody") == []
    assert await listed(about="'; drop", before="nonsense") == await listed()


async def test_the_page_speaks_french(open_one, figure):
    visitor = Visitor(open_one)
    answer = await open_one.client.get(
        f"/kb/-/review/{figure}", cookies=visitor.cookies, headers={"accept-language": "fr"}
    )
    assert "C’est faux" in answer.text and "Corriger" in answer.text
