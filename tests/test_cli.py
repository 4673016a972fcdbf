"""The commands as a person meets them: output, messages, exit codes."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import kb as kb_package
from kb.cli import main
from kb.store import marks

STUDY = "Selon une étude de l'institut Orbis, 64 % des communes publient leurs comptes.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article, and the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(STUDY, encoding="utf-8")
    return tmp_path


def kb(*arguments: str, expect: int = 0) -> str:
    """What the command prints; messages included."""
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == expect, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result.output


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_help_with_an_example(name: str) -> None:
    assert "Example:" in kb(name, "--help")
    assert all(
        parameter.help
        for parameter in main.commands[name].params
        if isinstance(parameter, click.Option)
    )


def test_a_build_says_what_it_found(folder: Path) -> None:
    said = kb("build", "articles", "--no-model")
    assert "1 read, 0 unchanged" in said
    assert "statistics" in said
    assert (folder / "kb.db").exists()
    assert "0 read, 1 unchanged" in kb("build", "articles", "--no-model")


@pytest.mark.usefixtures("folder")
def test_what_a_program_reads() -> None:
    built = json.loads(kb("build", "articles", "--no-model", "--json"))
    assert built["read"] == 1
    assert built["counts"]["articles"] == 1
    told = json.loads(kb("info", "--json"))
    assert told["counts"] == built["counts"]
    assert told["schema"] == marks.VERSION
    assert list(told["extractors"].values()) == [1]
    assert told["pending"] == {}


@pytest.mark.usefixtures("folder")
def test_info_says_what_a_build_said() -> None:
    built = kb("build", "articles", "--no-model")
    told = kb("info")
    assert f"schema {marks.VERSION}, extractor" in told
    assert [line for line in told.splitlines() if "│" in line] == [
        line for line in built.splitlines() if "│" in line
    ]


@pytest.mark.usefixtures("folder")
def test_info_says_what_a_cut_short_build_left() -> None:
    kb("build", "articles", "--no-model")
    with sqlite3.connect("kb.db") as db:
        db.execute("insert into pending values ('articles', 'b.txt', 'new')")
        db.execute("insert into pending values ('copies', 'a-link', 'gone')")
    db.close()
    told = kb("info")
    assert "Left to do by kb build: 1 articles." in told
    assert "Left to do by kb check: 1 copies." in told


def test_files_that_fail_are_listed_and_the_exit_code_says_so(folder: Path) -> None:
    (folder / "articles" / "[red]empty.txt").touch()
    (folder / "articles" / "paper.pdf").write_bytes(b"%PDF-1.7")
    said = kb("build", "articles", "--no-model", expect=1)
    assert "1 read, 0 unchanged, 1 failed" in said
    assert "[red]empty.txt: " in said
    assert "paper.pdf: " in said


def test_names_cannot_steer_the_terminal(folder: Path) -> None:
    (folder / "articles" / "a\x1b[2Jb.txt").touch()
    assert "\x1b" not in kb("build", "articles", "--no-model", expect=1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build"], "PATH"),
        (["build", "gone"], "no such file"),
        (["build", "empty"], "no article here"),
        (["build", "paper.pdf"], "PDF"),
        (["build", "articles", "--workers", "0"], "workers"),
        (["build", "articles", "--workers", "x"], "integer"),
        (["build", "articles", "--db", "articles"], "is a folder"),
        (["build", "articles", "--db", "articles/a.txt"], "not an SQLite database"),
        (["build", "articles", "--db", "other.db"], "another program"),
        (["build", "articles", "--db", "newer.db"], "newer kb"),
        (["build", "articles", "--db", "gone/kb.db"], "does not exist"),
        (["build", "articles", "--db", "/proc/kb.db"], "/proc/kb.db"),
        (["build", "articles", "--db", ""], "folder"),
        (["build", ""], "a path is empty"),
        (["graph", "-o", "other.db"], "is a database and stays as it is"),
        (["info"], "no database here"),
        (["info", "--db", "articles/a.txt"], "not an SQLite database"),
        (["info", "--db", "other.db"], "another program"),
        (["unknown"], "No such command"),
    ],
)
def test_unusable_input_is_refused_with_a_message(
    folder: Path, arguments: list[str], said: str
) -> None:
    (folder / "empty").mkdir()
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7")
    for name, pragma in (("other.db", "user_version = 0"), ("newer.db", "user_version = 99")):
        with sqlite3.connect(name) as db:
            db.execute("create table t (x)")
            db.execute(f"pragma {pragma}")
            if name == "newer.db":
                db.execute("pragma application_id = 1801610092")
        db.close()
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert said in kb(*arguments, expect=2)
    assert files == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A Python of its own, that finds the package wherever the test runs."""
    place = Path(kb_package.__file__).parents[1]
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(place), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
    )


HEAVY = ("datasette", "networkx", "pyvis", "spacy", "trafilatura", "numpy", "scipy")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("arguments", [["--help"], ["info"]])
def test_the_quick_commands_import_nothing_heavy(arguments: list[str]) -> None:
    kb("build", "articles", "--no-model")
    code = (
        "import sys\n"
        "from kb.cli import main\n"
        f"main({arguments}, standalone_mode=False)\n"
        f"print(*sorted({set(HEAVY)} & set(sys.modules)), sep=' ', end='', file=sys.stderr)"
    )
    done = python("-c", code)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.usefixtures("folder")
def test_an_interrupted_build_says_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kb.pipeline.build", interrupted)
    assert "what was read is kept" in kb("build", "articles", expect=130)


@pytest.mark.usefixtures("folder")
def test_a_terminal_of_few_characters_gets_question_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    kb("build", "articles", "--no-model")
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    done = python("-m", "kb", "graph", "-o", "œuvre.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert "?uvre.html" in done.stdout


@pytest.mark.usefixtures("folder")
def test_the_package_is_a_command_too() -> None:
    done = python("-m", "kb", "build", "articles", "--no-model")
    assert done.returncode == 0
    assert done.stderr == ""  # no progress bar in a pipe


def test_the_public_names_lead_somewhere() -> None:
    assert all(callable(getattr(kb_package, name)) for name in kb_package.__all__)
    with pytest.raises(AttributeError):
        _ = kb_package.unknown
