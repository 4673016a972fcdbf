"""The project as a whole: what it ships, what it promises to start without."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
HEAVY = ("datasette", "networkx", "numpy", "pyvis", "scipy", "spacy", "trafilatura")


def modules_after(*arguments: str) -> list[str]:
    """The modules that a run of `kb` with these arguments has imported."""
    code = (
        "import sys; sys.argv = ['kb', *sys.argv[1:]]\n"
        "from kb.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as stop:\n    assert not stop.code, stop.code\n"
        "print('\\n'.join(['', 'modules:', *sys.modules]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    return run.stdout.rpartition("modules:\n")[2].split()


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["serve", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    assert not set(HEAVY) & set(modules_after(*arguments))


def test_info_imports_nothing_heavy(tmp_path: Path) -> None:
    article = tmp_path / "note.txt"
    article.write_text("Selon une enquête, 12 % des arbres sont bleus.\n", encoding="utf-8")
    base = str(tmp_path / "kb.db")
    kb = [sys.executable, "-m", "kb"]
    subprocess.run([*kb, "build", "--no-model", "--db", base, str(article)], check=True)
    assert not set(HEAVY) & set(modules_after("info", "--db", base))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "kb"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    shipped = set(zipfile.ZipFile(wheel).namelist())
    assert tracked
    assert [name for name in tracked if name not in shipped] == []


def test_the_installed_wheel_finds_its_data(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=False, system_site_packages=False)
    [site] = (tmp_path / "venv").glob("lib/python*/site-packages")
    zipfile.ZipFile(wheel).extractall(site)
    # The libraries of this environment, but not kb from this folder.
    libraries = [p for p in sys.path if p.endswith("site-packages")]
    code = (
        f"import sys; sys.path += {libraries!r}\n"
        "import kb, kb.languages as l, kb.addresses as a\n"
        "assert {'fr', 'en'} <= set(l.codes()) and l.load('fr').words('addresses', 'openers')\n"
        "assert a.is_shortened('https://bit.ly/a') and a.key('http://a.fr/?utm_source=b')\n"
        "print(kb.__file__)"
    )
    python = tmp_path / "venv" / "bin" / "python"
    run = subprocess.run(
        [python, "-I", "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert Path(run.stdout.strip()).is_relative_to(site)


def names(requirements: list[str]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9._-]+", requirement) for requirement in requirements)
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for match in found if match}


@pytest.mark.parametrize("lock", ["demo", "test"])
def test_a_lock_pins_all_that_is_asked_for_with_hashes(lock: str) -> None:
    text = (ROOT / "scripts" / "locks" / f"{lock}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text  # no address of an index
    groups = PROJECT["dependency-groups"]
    asked = PROJECT["project"]["dependencies"] + groups["build"]
    asked += PROJECT["project"]["optional-dependencies"]["models"]
    asked += groups["test"] if lock == "test" else []
    assert names(asked) <= names(entries)


def test_both_locks_pin_the_same_versions() -> None:
    demo, test = (
        set(re.findall(r"^[\w.-]+==\S+", (ROOT / "scripts/locks" / name).read_text(), re.M))
        for name in ("demo.txt", "test.txt")
    )
    assert demo <= test


@pytest.mark.parametrize("script", ["demo", "test", "lock"])
def test_scripts_are_plain_sh(script: str) -> None:
    subprocess.run(["sh", "-n", ROOT / "scripts" / script], check=True)


def test_the_demo_tells_its_options_and_refuses_others() -> None:
    demo = ROOT / "scripts" / "demo"
    told = subprocess.run([demo, "--help"], capture_output=True, text=True, check=True)
    assert "--no-serve" in told.stdout
    refused = subprocess.run([demo, "--bogus"], capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "--bogus" in refused.stderr
