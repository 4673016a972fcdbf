"""A gallery of servers, and bases of links to check against it. Nothing leaves loopback."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from kb.links import Settings
from kb.store import open_kb
from kb.store.clusters import settle
from kb.store.rows import Provenance
from kb.store.writer import write_article
from tests.links.gallery import Gallery
from tests.made import made


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gallery]:
    with Gallery(tmp_path_factory.mktemp("gallery")) as running:
        yield running


def look_up(host: str) -> Sequence[str]:
    """Stands in for the system's name servers: no test asks those."""
    if host.endswith(".nameserver"):
        raise socket.gaierror(socket.EAI_AGAIN, "no name server")
    if host.endswith(".invalid"):
        raise socket.gaierror(socket.EAI_NONAME, "no such name")
    return ["127.0.0.1"]


@pytest.fixture
def settings(gallery: Gallery) -> Settings:
    """Those for the gallery: loopback only, no archive, no pause between two requests."""
    return Settings(
        timeout=3.0,
        spacing=0.0,
        per_host=50,
        allow_private=True,
        allow_ports=gallery.allow_ports,
        ca_file=gallery.ca_file,
        archive_url=None,
        handle_url=gallery.url("http://handles.example"),
        look_up=look_up,
    )


Base = Callable[..., Path]


@pytest.fixture
def base(tmp_path: Path) -> Base:
    """Makes a base of one article with these addresses; returns its path."""

    def make(*urls: str, name: str = "a", published: str | None = None) -> Path:
        path = tmp_path / "kb.db"
        text = "\n".join(urls)
        db = open_kb(path, create=True)
        write_article(
            db,
            made(f"{name}.txt", text, links=urls, published=published),
            f"{name}-txt",
            Provenance(None, "x", "2020-01-01"),
        )
        settle(db)
        db.close()
        return path

    return make


def rows(path: Path, sql: str) -> list[dict[str, object]]:
    """The rows of a query on a base."""
    db = Database(path)
    try:
        return list(db.query(sql))
    finally:
        db.close()


def everything(settings: Settings) -> Settings:
    """The same, for a run that checks all links again."""
    return replace(settings, ages=dict.fromkeys(settings.ages, 0.0))
