"""A Datasette that serves the sample base and a database of somebody else."""

import sqlite3

import pytest
from datasette.app import Datasette
from datasette.plugins import pm

import kb.web
from tests.samples import make_base

if not pm.is_registered(kb.web):  # the package may be tested without being installed
    pm.register(kb.web, "kb")


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    path = tmp_path_factory.mktemp("web") / "kb.db"
    make_base(path).close()
    return path


@pytest.fixture
def stranger(tmp_path):
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.executescript(
        "create table articles (id text primary key, title text, support text);"
        "insert into articles values ('one', 'Not ours', 'none');"
    )
    connection.close()
    return path


@pytest.fixture
def served(base):
    return Datasette([str(base)], settings={"suggest_facets": False})
