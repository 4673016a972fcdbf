"""kb check as its users meet it: options, output, exit codes, beside a reader."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main
from kb.links.settings import AGES, SettingError, ages, listed, resolved
from tests.links.conftest import Base, rows
from tests.links.gallery import Gallery

FIELDS = {"url", "verdict", "status", "final_url", "hops", "evidence", "archive_url"}


@pytest.fixture
def options(gallery: Gallery) -> list[str]:
    ports = [part for port in sorted(gallery.allow_ports) for part in ("--allow-port", str(port))]
    return [
        "--resolve", "*=127.0.0.1", "--allow-private", "--ca-file", str(gallery.ca_file),
        "--timeout", "3", "--per-host", "20", "--no-archive", *ports,
    ]  # fmt: skip


def kb_check(path: Path, *options: str, expect: int = 0) -> str:
    done = CliRunner().invoke(main, ["check", "--db", str(path), *options])
    assert done.exit_code == expect, done.output
    return done.output


def test_json_is_one_object_for_each_link(gallery: Gallery, options: list[str], base: Base) -> None:
    urls = [
        gallery.url("https://secure.example/harvest-festival"),
        gallery.url("http://plain.example/hops/1"),
        gallery.url("http://plain.example/gone"),
        "mailto:ada@plain.example",
    ]
    said = kb_check(base(*urls), "--json", *options, expect=1)
    found = {line["url"]: line for line in map(json.loads, said.splitlines())}
    assert set(found) == set(urls)
    assert all(set(line) >= FIELDS for line in found.values())
    assert [found[url]["verdict"] for url in urls] == ["ok", "redirected", "gone", "skipped"]
    assert found[urls[1]]["hops"][0] == {"url": urls[1], "status": 302}
    assert found[urls[1]]["final_url"] == gallery.url("http://plain.example/hops/6")
    assert found[urls[3]]["status"] is None


def test_the_exit_code_says_whether_a_link_is_dead(
    gallery: Gallery, options: list[str], base: Base
) -> None:
    path = base(gallery.url("http://plain.example/harvest-festival"))
    kb_check(path, *options, expect=0)
    path = base(gallery.url("http://plain.example/gone"), name="b")
    kb_check(path, *options, expect=1)
    kb_check(path, *options, expect=1)  # nothing is due, and it is still dead


def test_a_person_reads_a_table_and_what_has_changed(
    gallery: Gallery, options: list[str], base: Base
) -> None:
    url = gallery.url("http://plain.example/harvest-festival")
    path = base(url)
    kb_check(path, *options)
    with sqlite3.connect(path) as db:
        db.execute("update links set verdict = 'gone'")
    db.close()
    said = kb_check(path, "--max-age", "0", *options)
    assert "1 checked" in said
    assert f"{url}: gone, now ok" in said
    assert "ok" in said


def test_nothing_is_connected_to_without_leave(gallery: Gallery, base: Base) -> None:
    gallery.asked.clear()
    path = base(gallery.url("http://plain.example/harvest-festival"))
    port = str(gallery.ports["http"])
    said = kb_check(
        path, "--json", "--resolve", "plain.example=127.0.0.1", "--no-archive", "--allow-port", port
    )
    found = json.loads(said)
    assert (found["verdict"], gallery.asked.total()) == ("skipped", 0)
    assert "127.0.0.1" in found["evidence"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--max-age", "soon"], "is no age"),
        (["--max-age", "rotten=3d"], "the verdicts are"),
        (["--resolve", "example.org"], "HOST=ADDRESS"),
        (["--resolve", "example.org=elsewhere"], "HOST=ADDRESS"),
        (["--ca-file", "absent.pem"], "absent.pem"),
        (["--shorteners", "absent.txt"], "absent.txt"),
        (["--timeout", "0"], "0"),
        (["--db", "absent.db"], "no database here"),
        (["--ca-file", __file__], "certificate"),
        (["--archive-url", "archive.example"], "no web address"),
        (["--handle-url", "ftp://handles.example"], "no web address"),
    ],
)
def test_unusable_options_are_refused_with_a_message(
    arguments: list[str], said: str, base: Base
) -> None:
    assert said in kb_check(base(), *arguments, expect=2)


def test_ages_are_given_by_verdict_or_for_all() -> None:
    assert ages([]) == AGES
    assert ages(["gone=12h"])["gone"] == 0.5
    assert ages(["gone=12h"])["ok"] == AGES["ok"]
    assert set(ages(["7d", "gone=0"]).values()) == {7, 0}
    assert ages(["gone=0", "7d"])["gone"] == 0
    with pytest.raises(SettingError):
        ages(["-1d"])


def test_hosts_are_resolved_as_told() -> None:
    assert resolved(["A.org=127.0.0.1", "a.org=::1", "exämple.org=[::1]"]) == {
        "a.org": ["127.0.0.1", "::1"],
        "xn--exmple-cua.org": ["::1"],
    }


def test_a_list_of_shorteners_is_a_host_a_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("# ours\nShort.example\nwww.b.example # both\n\n", encoding="utf-8")
    assert listed(file) == ["short.example", "b.example"]
    file.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(SettingError, match=str(file)):
        listed(file)


def test_a_reader_sees_the_base_while_it_is_checked(
    gallery: Gallery, options: list[str], base: Base
) -> None:
    """As kb serve does: a read transaction is open from beginning to end."""
    path = base(*(gallery.url(f"http://plain.example/{n}") for n in range(40)))
    reader = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    reader.execute("begin")
    before = reader.execute("select count(*) from link_checks").fetchone()
    kb_check(path, *options, expect=1)
    assert reader.execute("select count(*) from link_checks").fetchone() == before
    reader.close()
    assert len(rows(path, "select id from link_checks")) == 40


def test_a_writer_is_waited_for(gallery: Gallery, options: list[str], base: Base) -> None:
    path = base(gallery.url("http://plain.example/gone"))
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("begin immediate")
    run = subprocess.Popen(
        [sys.executable, "-m", "kb", "check", "--db", str(path), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    gallery.asked.clear()
    while not gallery.asked["plain.example/gone"]:  # it has begun, and cannot write yet
        assert run.poll() is None
    writer.execute("rollback")
    writer.close()
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said) == (1, b"")
    assert len(rows(path, "select id from link_checks")) == 1


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["info"]])
def test_other_commands_do_without_the_network_client(arguments: list[str], base: Base) -> None:
    if arguments == ["info"]:
        arguments = ["info", "--db", str(base())]
    code = (
        "import sys\n"
        "from kb.cli import main\n"
        f"main({arguments!r}, standalone_mode=False)\n"
        "assert not {'aiohttp', 'lxml', 'uvloop', 'ssl'} & set(sys.modules)"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=root)
