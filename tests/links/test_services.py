"""Archives and the handle service, each a faithful stand-in on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kb.links import Settings, archives, check, handles
from kb.links.archives import iso
from kb.links.handles import handle_of
from tests.links.conftest import Base, rows
from tests.links.gallery import Gallery


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "PACE", 0.0)
    monkeypatch.setattr(archives, "INDEX_PACE", 0.0)
    monkeypatch.setattr(handles, "PACE", 0.0)


@pytest.fixture
def archived(gallery: Gallery, settings: Settings) -> Iterator[Settings]:
    gallery.asked.clear()
    yield replace(settings, archive_url=gallery.url("http://web.archive.example"))


def test_the_copy_nearest_to_the_article_is_found(
    gallery: Gallery, archived: Settings, base: Base
) -> None:
    path = base(gallery.url("http://plain.example/gone"), published="2013-06-24")
    told: list[object] = []
    check(path, archived, on_result=lambda result: told.append(result.archive_url))
    [link] = rows(path, "select archive_url from links")
    copy = gallery.url("http://web.archive.example/web/20130702101010/") + gallery.url(
        "http://plain.example/gone"
    )
    assert link["archive_url"] == copy
    [row] = rows(path, "select archive_url, archived from link_checks")
    assert row == {"archive_url": copy, "archived": "2013-07-02"}
    assert told == [copy]
    assert any("/web/20130624/" in place for place in gallery.asked)


def test_a_copy_of_an_error_is_passed_over_for_what_the_index_knows(
    gallery: Gallery, archived: Settings, base: Base
) -> None:
    path = base(gallery.url("http://plain.example/gone-for-good"), published="2013")
    check(path, archived)
    [link] = rows(path, "select archive_url from links")
    assert "/web/20120101000000/" in str(link["archive_url"])


def test_the_index_is_asked_where_the_redirect_fails(
    gallery: Gallery, archived: Settings, base: Base
) -> None:
    path = base(gallery.url("http://plain.example/moved-and-gone"), published="2013")
    check(path, archived)
    [link] = rows(path, "select archive_url from links")
    assert "/web/20120101000000/" in str(link["archive_url"])


def test_what_was_never_archived_has_no_copy(
    gallery: Gallery, archived: Settings, base: Base
) -> None:
    path = base(gallery.url("http://plain.example/never-archived"), published="2013")
    check(path, archived)
    [link] = rows(path, "select verdict, archive_url from links")
    assert link == {"verdict": "gone", "archive_url": None}


def test_what_works_is_not_looked_for(gallery: Gallery, archived: Settings, base: Base) -> None:
    check(base(gallery.url("http://plain.example/harvest-festival")), archived)
    assert not any(place.startswith("web.archive.example") for place in gallery.asked)


def test_a_copy_stays_and_is_not_asked_for_again(
    gallery: Gallery, archived: Settings, base: Base
) -> None:
    path = base(gallery.url("http://plain.example/gone"), published="2013-06-24")
    check(path, archived)
    gallery.asked.clear()
    check(path, replace(archived, ages=dict.fromkeys(archived.ages, 0.0)))
    assert not any(place.startswith("web.archive.example") for place in gallery.asked)
    found = rows(path, "select archive_url from link_checks")
    assert len(found) == 2
    assert len({row["archive_url"] for row in found}) == 1


def test_an_archive_that_is_down_is_left_alone_and_said_to_be(
    gallery: Gallery, settings: Settings, base: Base
) -> None:
    path = base(*(gallery.url(f"http://plain.example/none/{n}") for n in range(20)))
    gallery.asked.clear()
    down = gallery.url("http://down.archive.example")
    report = check(path, replace(settings, archive_url=down))
    assert report.archive_is_down
    assert report.verdicts == {"gone": 20}
    asked = sum(n for place, n in gallery.asked.items() if place.startswith("down.archive"))
    assert asked <= 16


def test_copies_that_one_run_left_are_looked_for_by_the_next(
    gallery: Gallery, archived: Settings, base: Base
) -> None:
    """Although no link is due for a check again."""
    path = base(gallery.url("http://plain.example/gone"), published="2013-06-24")
    check(path, replace(archived, archive_url=gallery.url("http://down.archive.example")))
    waiting = "select what from pending where kind = 'copies'"
    assert len(rows(path, waiting)) == 1
    told: list[object] = []
    report = check(path, archived, on_result=told.append)
    assert (report.due, report.checked, told) == (0, 0, [])
    [link] = rows(path, "select archive_url from links")
    assert "/web/20130702101010/" in str(link["archive_url"])
    [row] = rows(path, "select archive_url, archived from link_checks")
    assert row == {"archive_url": link["archive_url"], "archived": "2013-07-02"}
    assert rows(path, waiting) == []


def test_a_run_without_an_archive_leaves_no_copies_to_look_for(
    gallery: Gallery, settings: Settings, base: Base
) -> None:
    path = base(gallery.url("http://plain.example/gone"))
    check(path, replace(settings, archive_url=None))
    assert rows(path, "select what from pending where kind = 'copies'") == []


@pytest.mark.parametrize(
    ("url", "handle"),
    [
        ("https://doi.org/10.5555/12345678", "10.5555/12345678"),
        ("http://dx.doi.org/10.5555/A%2FB", "10.5555/A/B"),
        ("https://hdl.handle.net/2027/mdp.39015", "2027/mdp.39015"),
        ("https://doi.org/", None),
        ("https://doi.org/the-identifier/about", None),
        ("https://example.org/10.5555/12345678", None),
        ("https://notdoi.org/10.5555/12345678", None),
    ],
)
def test_dois_and_handles_are_known_by_their_address(url: str, handle: str | None) -> None:
    assert handle_of(url) == handle


@pytest.mark.parametrize(
    ("doi", "verdict", "final"),
    [
        ("10.5555/good", "ok", "https://publisher.example/article/good"),
        ("10.5555/unknown", "gone", None),
        ("10.5555/trouble", "unreachable", None),
    ],
)
def test_a_doi_is_asked_of_the_handle_service(
    doi: str, verdict: str, final: str | None, settings: Settings, base: Base
) -> None:
    path = base(f"https://doi.org/{doi}")
    check(path, settings)
    [link] = rows(path, "select verdict, final_url from links")
    assert link == {"verdict": verdict, "final_url": final}


@pytest.mark.parametrize(
    ("stamp", "date"),
    [("20130624101500", "2013-06-24"), ("2013", "2013"), ("201306", "2013-06")],
)
def test_dates_of_copies(stamp: str, date: str) -> None:
    assert iso(stamp) == date
