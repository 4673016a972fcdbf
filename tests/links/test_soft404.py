"""Soft 404s: told from pages that are there, on sites of ten styles."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from aiohttp import web

from kb.links import Settings
from kb.links.checking import Checker
from kb.links.verdicts import Verdict
from tests.links.gallery import Gallery
from tests.links.gallery.pages import HOSTS
from tests.links.sites import SITES, Site


@dataclass(frozen=True)
class Judged:
    """A page of a site with its verdict."""

    url: str
    is_gone: bool
    verdict: Verdict


def serve(site: Site) -> None:
    async def answer(request: web.Request, _: int) -> web.StreamResponse:
        status, said = site.answer(request.path_qs)
        if 300 <= status < 400:
            where = said.replace("{port}", str(request.url.port))
            return web.Response(status=status, headers={"Location": where})
        return web.Response(status=status, text=said, content_type="text/html")

    HOSTS[site.host] = {"/*": answer}


@pytest.fixture(scope="module")
def judged(gallery: Gallery) -> Iterator[list[Judged]]:
    for site in SITES:
        serve(site)
    settings = Settings(
        timeout=5, spacing=0, per_host=50, allow_private=True, allow_ports=gallery.allow_ports,
        look_up=lambda _: ["127.0.0.1"],
    )  # fmt: skip

    async def check(site: Site, path: str, is_gone: bool) -> Judged:
        url = gallery.url(f"http://{site.host}{path}")
        return Judged(url, is_gone, await checker.check(url))

    async def check_all() -> list[Judged]:
        nonlocal checker
        async with Checker(settings) as checker:
            live = [check(site, path, False) for site in SITES for path in site.live]
            gone = [check(site, path, True) for site in SITES for path in site.gone]
            return await asyncio.gather(*live, *gone)

    checker: Checker
    yield asyncio.run(check_all())
    for site in SITES:
        del HOSTS[site.host]


def test_there_are_sixty_pages_of_ten_styles(judged: list[Judged]) -> None:
    assert sum(page.is_gone for page in judged) >= 60
    assert len(SITES) >= 10


def test_few_pages_that_are_there_are_called_gone(judged: list[Judged]) -> None:
    wrong = [page for page in judged if not page.is_gone and page.verdict.verdict == "soft-404"]
    right = [page for page in judged if page.is_gone and page.verdict.verdict == "soft-404"]
    assert len(right) / (len(right) + len(wrong)) >= 0.95, wrong


def test_few_pages_that_are_gone_are_called_there(judged: list[Judged]) -> None:
    gone = [page for page in judged if page.is_gone]
    missed = [page for page in gone if page.verdict.verdict != "soft-404"]
    assert 1 - len(missed) / len(gone) >= 0.9, missed


def test_pages_that_are_there_work(judged: list[Judged]) -> None:
    odd = [p for p in judged if not p.is_gone and p.verdict.verdict not in ("ok", "redirected")]
    assert odd == []
