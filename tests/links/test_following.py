"""What follows from checks: expansions, learnt shorteners, readings, and the sources behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kb.links import Settings, check
from kb.links.expansion import looks_like_shortener
from kb.records import LinkMention, Mentions
from kb.store import open_kb
from kb.store.clusters import settle
from kb.store.rows import Provenance
from kb.store.writer import write_article
from tests.dump import check as consistent
from tests.dump import dump
from tests.links.conftest import Base, everything, rows
from tests.links.gallery import Gallery
from tests.made import Made, Said, made

LONG = "http://plain.example/archives/harvest-festival-in-the-valley"
SHORT = "http://tinyurl.com/y2kharv"


def write(path: Path, name: str, url: str, published: str = "2013") -> None:
    """An article whose claim rests on what is behind the address."""
    text = f"Selon {url} 64 % des villages de la vallée ont une fête."
    found = made(
        f"{name}.txt",
        text,
        claims=[Made(text, ["64 %"], rests_on=url)],
        sources=[Said(url, url=url)],
        links=[url],
        published=published,
    )
    db = open_kb(path, create=True)
    write_article(db, found, f"{name}-txt", Provenance(None, "x", "now"))
    settle(db)
    db.close()


def sources(path: Path) -> int:
    return len(rows(path, "select id from sources"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kb.db"


def test_the_source_behind_a_short_address_is_that_of_the_long_one(
    gallery: Gallery, settings: Settings, path: Path
) -> None:
    write(path, "a", gallery.url(SHORT))
    write(path, "b", gallery.url(LONG) + "?utm_source=letter")
    assert sources(path) == 2
    check(path, settings)
    assert sources(path) == 1
    [merge] = rows(path, "select rule from merges where kind = 'sources'")
    assert merge == {"rule": "same address"}
    db = open_kb(path)
    consistent(db)
    db.close()


def test_it_makes_no_difference_when_an_article_comes_in(
    gallery: Gallery, settings: Settings, path: Path, tmp_path: Path
) -> None:
    """Before the check or after it, the first time or again."""
    other = tmp_path / "other.db"
    write(path, "a", gallery.url(SHORT))
    write(path, "b", gallery.url(LONG))
    check(path, settings)
    write(other, "a", gallery.url(SHORT))
    check(other, settings)
    write(other, "b", gallery.url(LONG))
    assert sources(path) == sources(other) == 1
    write(path, "a", gallery.url(SHORT))
    assert sources(path) == 1
    db = open_kb(path)
    consistent(db)
    before = dump(db)
    db.close()
    write(path, "b", gallery.url(LONG))
    db = open_kb(path)
    assert dump(db) == before
    db.close()


def test_an_expansion_outlives_its_shortener(
    gallery: Gallery, settings: Settings, path: Path
) -> None:
    write(path, "a", gallery.url("http://tinyurl.com/dying"))
    write(path, "b", gallery.url(LONG))
    check(path, settings)
    check(path, everything(settings))
    [link] = rows(path, "select verdict, final_url from links where is_shortened = 1")
    assert link["verdict"] == "gone"
    [expansion] = rows(path, "select url, key from expansions")
    assert expansion["url"] == gallery.url(LONG)
    assert sources(path) == 1


def test_a_host_that_only_forwards_is_learnt(
    gallery: Gallery, settings: Settings, path: Path
) -> None:
    write(path, "a", gallery.url("http://unheard-of.example/Xy12"))
    write(path, "b", gallery.url("http://unheard-of.example/Zq98"))
    write(path, "c", gallery.url(LONG))
    report = check(path, settings)
    assert report.learnt == ["unheard-of.example"]
    marked = rows(path, "select url from links where is_shortened = 1")
    assert len(marked) == 2
    assert sources(path) == 2  # Xy12 leads to c's; Zq98 elsewhere
    write(path, "a", gallery.url("http://unheard-of.example/Xy12"))
    write(path, "d", gallery.url("http://unheard-of.example/New1"))
    assert len(rows(path, "select url from links where is_shortened = 1")) == 3


def test_hosts_of_the_users_own_list_are_shorteners(
    gallery: Gallery, settings: Settings, path: Path
) -> None:
    write(path, "a", gallery.url("http://our-own.example/plan"))
    check(path, replace(settings, shorteners=["our-own.example"]))
    [link] = rows(path, "select is_shortened, verdict from links")
    assert link == {"is_shortened": 1, "verdict": "redirected"}
    [host] = rows(path, "select host, origin from shorteners")
    assert host == {"host": "our-own.example", "origin": "given"}


@pytest.mark.parametrize(
    ("checked", "is_one"),
    [
        ([("http://exm.pl/aX3", "http://journal.org/2012/story")], True),
        ([("http://exm.pl/aX3", "http://exm.pl/story")], False),
        ([("http://exm.pl/about", "http://journal.org/2012/story")], False),
        ([("http://exm.pl/aX3", "http://journal.org/")], False),
        ([("http://a-long-name.org/aX3", "http://journal.org/story")], False),
        (
            [("http://a-long-name.org/aX3", "http://journal.org/story"),
             ("http://a-long-name.org/bY4", "http://paper.org/story")],
            True,
        ),
        ([("http://doi.org/aX3", "http://journal.org/story")], False),
        (
            [("http://exm.pl/aX3", "http://journal.org/story"), ("http://exm.pl/aX3/more", None)],
            False,
        ),
        ([("http://old.org/team1", "http://new.org/team1")], False),
        ([], False),
    ],
)  # fmt: skip
def test_how_a_shortener_is_told_from_a_site_that_moved(
    checked: list[tuple[str, str | None]], is_one: bool
) -> None:
    assert looks_like_shortener(checked) is is_one


# -- two readings ------------------------------------------------------------------------------


def ambiguous(path: Path, *readings: str) -> None:
    """An article with an address that can be read in these ways, best first."""
    text = f"Selon {readings[0]} 64 % des villages de la vallée ont une fête."
    found = made(
        "a.txt",
        text,
        claims=[Made(text, ["64 %"], rests_on=readings[0])],
        sources=[Said(readings[0], url=readings[0])],
    )
    start = text.index(readings[0])
    mention = LinkMention(
        start, start + len(readings[0]), readings[0], readings[0], readings=readings[1:]
    )
    mentions = Mentions(**{**vars_of(found.mentions), "links": (mention,)})
    db = open_kb(path, create=True)
    write_article(db, replace(found, mentions=mentions), "a-txt", Provenance(None, "x", "now"))
    settle(db)
    db.close()


def vars_of(mentions: Mentions) -> dict[str, object]:
    return {name: getattr(mentions, name) for name in mentions.__slots__}


def chosen(path: Path) -> list[tuple[str, str | None]]:
    found = rows(
        path,
        "select l.url, r.chosen_by from link_readings r join links l on l.id = r.link_id"
        " order by r.rank",
    )
    return [(str(row["url"]).rpartition("/")[2], row["chosen_by"]) for row in found]  # type: ignore[misc]


def test_the_check_decides_between_two_readings(
    gallery: Gallery, settings: Settings, path: Path
) -> None:
    works = gallery.url("http://plain.example/harvest-festival")
    ambiguous(path, gallery.url("http://plain.example/harvest-festi"), works)
    assert chosen(path) == [("harvest-festi", "extraction"), ("harvest-festival", None)]
    report = check(path, settings)
    assert chosen(path) == [("harvest-festi", None), ("harvest-festival", "check")]
    [mention] = rows(path, "select l.url from link_mentions m join links l on l.id = m.link_id")
    assert mention["url"] == works
    [source] = rows(path, "select l.url from sources s join links l on l.id = s.link_id")
    assert source["url"] == works
    assert report.dead == 0  # the reading that was wrong is nobody's dead link
    db = open_kb(path)
    consistent(db)
    db.close()


def test_the_decision_holds_when_the_article_is_read_again(
    gallery: Gallery, settings: Settings, path: Path
) -> None:
    readings = (
        gallery.url("http://plain.example/harvest-festi"),
        gallery.url("http://plain.example/harvest-festival"),
    )
    ambiguous(path, *readings)
    check(path, settings)
    ambiguous(path, *readings)
    assert chosen(path) == [("harvest-festi", None), ("harvest-festival", "check")]


def test_where_no_reading_works_the_likeliest_stays(
    gallery: Gallery, settings: Settings, path: Path
) -> None:
    ambiguous(path, gallery.url("http://plain.example/x"), gallery.url("http://plain.example/y"))
    report = check(path, settings)
    assert chosen(path) == [("x", "extraction"), ("y", None)]
    assert report.dead == 1


# -- robots.txt ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("honoured", "verdict"), [(True, "skipped"), (False, "ok")])
def test_robots_txt_is_honoured_on_request(
    honoured: bool, verdict: str, gallery: Gallery, settings: Settings, base: Base
) -> None:
    path = base(
        gallery.url("http://robots.example/private/plan"),
        gallery.url("http://robots.example/public/plan"),
    )
    check(path, replace(settings, robots=honoured))
    found = rows(path, "select verdict from links order by url")
    assert [row["verdict"] for row in found] == [verdict, "ok"]
