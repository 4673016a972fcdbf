"""`kb serve` and `kb graph` as commands."""

import asyncio
import socket
import subprocess
import sys

import httpx
import pytest
from click.testing import CliRunner

from kb.cli import main
from kb.web.serving import CannotListen, application, free_port, is_loopback, serve


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_refused_if_asked_for_and_avoided_if_not(taken, monkeypatch):
    with pytest.raises(CannotListen, match=f"port {taken} of 127.0.0.1 is taken"):
        free_port("127.0.0.1", taken)
    monkeypatch.setattr("kb.web.serving.DEFAULT_PORT", taken)
    assert free_port("127.0.0.1", None) not in (taken, 0)


def test_a_host_of_another_machine_is_refused():
    with pytest.raises(CannotListen, match=r"cannot listen on 192\.0\.2\.1"):
        free_port("192.0.2.1", None)


def test_the_application_serves_the_base_with_our_settings(base):
    app = application(base).app

    async def ask(path):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://kb") as client:
            return await client.get(path)

    home = asyncio.run(ask("/kb/-/home"))
    assert home.status_code == 200 and "Jardins et bureaux" in home.text
    settings = asyncio.run(ask("/-/settings.json")).json()
    assert settings["suggest_facets"] is False and settings["sql_time_limit_ms"] == 5000
    # Neither a page that is not there nor an address of no page at all is an error.
    for nowhere in ("/kb/-/article/nowhere", "/a/b/c/d/e", "/kb/nothing"):
        assert asyncio.run(ask(nowhere)).status_code == 404


_ASKED_IN_A_PROCESS_OF_ITS_OWN = """
import asyncio, sys
from pathlib import Path
import httpx
from kb.web.serving import application

app = application(Path(sys.argv[1])).app

async def ask():
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://kb") as client:
        return [(await client.get(path)).status_code for path in sys.argv[2:]]

print(*asyncio.run(ask()))
"""


def test_a_page_that_is_not_there_is_no_error_where_nothing_of_datasette_was_imported(base):
    # As under kb serve; the other tests run where Datasette is complete already.
    paths = ["/kb/-/article/nowhere", "/nowhere", "/kb?sql=selct", "/kb/-/home"]
    asked = subprocess.run(
        [sys.executable, "-c", _ASKED_IN_A_PROCESS_OF_ITS_OWN, str(base), *paths],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert asked.stdout.split() == ["404", "404", "400", "200"], asked.stderr


@pytest.mark.parametrize("command", ["serve", "graph"])
def test_a_missing_database_is_said_to_be_missing(command, tmp_path):
    result = CliRunner().invoke(main, [command, "--db", str(tmp_path / "none.db")])
    assert result.exit_code == 2 and "kb build" in result.output


@pytest.mark.parametrize("command", ["serve", "graph"])
def test_a_database_of_another_program_is_refused(command, stranger):
    result = CliRunner().invoke(main, [command, "--db", str(stranger)])
    assert result.exit_code == 2 and "another program" in result.output


def test_the_graph_is_written_to_one_file(base, tmp_path):
    output = tmp_path / "graph.html"
    result = CliRunner().invoke(main, ["graph", "--db", str(base), "-o", str(output)])
    assert result.exit_code == 0 and str(output) in result.output
    assert output.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [file.name for file in tmp_path.iterdir()] == ["graph.html"]


def test_an_unknown_focus_and_an_unwritable_place_are_said(base, tmp_path):
    graph = ["graph", "--db", str(base)]
    result = CliRunner().invoke(main, [*graph, "--focus", "nope"])
    assert result.exit_code == 2 and "no row has the id « nope »" in result.output
    result = CliRunner().invoke(main, [*graph, "-o", str(tmp_path / "no" / "g.html")])
    assert result.exit_code == 2 and "-o" in result.output


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("127.1.2.3", True),
     ("0.0.0.0", False), ("::", False), ("192.168.1.5", False), ("kb.example", False)],
)  # fmt: skip
def test_the_link_to_sign_in_is_given_where_only_this_machine_listens(
    base, host, alone, monkeypatch
):
    assert is_loopback(host) is alone
    monkeypatch.setattr("uvicorn.run", lambda *_, **__: None)
    told = []
    serve(base, host=host, port=8009, browser=False, ready=lambda *said: told.append(said))
    ((address, sign_in),) = told
    assert address.endswith(":8009/")
    assert sign_in.startswith(f"{address}-/auth-token?token=") if alone else sign_in == ""


def test_no_link_to_sign_in_to_what_can_only_be_read(base, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    assert application(base).sign_in == ""
