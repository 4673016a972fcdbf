"""A build from files: twice, in another order, by two workers, cut short, over changed files."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import kb
from kb.pipeline import BuildError, build
from kb.store import open_kb
from tests.dump import check, dump

STUDY = (
    "Selon une étude de l'institut Orbis publiée en juin 2013, 64 % des communes de la vallée "
    "publient leurs comptes en ligne."
)
ARTICLES = {
    "brume.txt": f"Les comptes de Brume\n\n{STUDY} « Nous ouvrirons tout d'ici deux ans », promet "
    "Ada Hill, maire de Brume.\n\nLe détail : http://orbis.example/comptes.pdf\n",
    "blog/val.txt": f"Le val aussi\n\n{STUDY} Les autres attendent, explique Zoé Brème.\n",
    "blog/hill.txt": "Open accounts\n\nAccording to the Bora survey, one in five towns has "
    "published its accounts. “We will open everything,” said Ada Hill, mayor of Mist.\n",
    "blog/notes.md": "# Notes\n\nUn tiers des élus s'y opposent [enquête](https://bora.example/e).\n",
    "page.html": "<html lang=fr><head><title>Page</title></head><body><h1>Page</h1><p>"
    f"{STUDY} Et <a href='http://bit.example/x'>ailleurs</a> ?</p></body></html>",
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    for name, text in ARTICLES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def content(database: Path) -> dict[str, Any]:
    db = open_kb(database)
    try:
        check(db)
        return dump(db)
    finally:
        db.close()


def rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    db = open_kb(database, read_only=True)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def test_articles_in_claims_and_sources_out(articles: Path, tmp_path: Path) -> None:
    report = build([articles], tmp_path / "kb.db", model=False)
    assert (report.read, report.unchanged, report.failed) == (5, 0, [])
    assert report.counts["articles"] == 5
    assert report.counts["sourced claims"] >= 1
    assert {path for (path,) in rows(tmp_path / "kb.db", "select path from articles")} == set(
        ARTICLES
    )
    content(tmp_path / "kb.db")


def test_a_second_build_changes_nothing(articles: Path, tmp_path: Path) -> None:
    database = tmp_path / "kb.db"
    build([articles], database, model=False)
    before, data = content(database), database.read_bytes()
    report = build([articles], database, model=False)
    assert (report.read, report.unchanged) == (0, 5)
    assert content(database) == before
    assert database.read_bytes() == data


def test_the_order_of_files_makes_no_difference(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "one.db", model=False)
    for name in reversed(ARTICLES):
        build([articles / name], tmp_path / "other.db", root=articles, model=False)
    assert content(tmp_path / "other.db") == content(tmp_path / "one.db")


def test_workers_make_no_difference(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "one.db", model=False)
    report = build([articles], tmp_path / "two.db", model=False, workers=2)
    assert report.read == 5
    assert content(tmp_path / "two.db") == content(tmp_path / "one.db")


def test_only_what_changed_is_read_again(articles: Path, tmp_path: Path) -> None:
    database = tmp_path / "kb.db"
    build([articles], database, model=False)
    (articles / "brume.txt").write_text(f"Rien de plus.\n\n{STUDY}\n", encoding="utf-8")
    seen: list[str] = []
    report = build(
        [articles], database, model=False, progress=lambda _done, _total, path: seen.append(path)
    )
    assert seen == ["brume.txt"]
    assert (report.read, report.unchanged) == (1, 4)
    build([articles], tmp_path / "fresh.db", model=False)
    assert content(database) == content(tmp_path / "fresh.db")


def test_other_options_read_everything_again(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "kb.db", model=False)
    assert build([articles], tmp_path / "kb.db", model=False, comments=False).read == 5


def test_what_the_metadata_say_wins_and_is_noticed(articles: Path, tmp_path: Path) -> None:
    database = tmp_path / "kb.db"
    build([articles], database, model=False)
    (articles / "metadata.csv").write_text(
        "path,title,published\nblog/val.txt,Le titre,2013-02\n", encoding="utf-8"
    )
    assert build([articles], database, model=False).read == 1
    sql = "select title, published from articles where path = 'blog/val.txt'"
    assert rows(database, sql) == [("Le titre", "2013-02")]
    assert build([articles], database, model=False).read == 0


def test_metadata_that_cannot_be_read_stop_no_article(articles: Path, tmp_path: Path) -> None:
    (articles / "metadata.csv").write_text("what,ever\n1,2\n", encoding="utf-8")
    report = build([articles], tmp_path / "kb.db", model=False)
    assert report.read == 5
    assert [Path(trouble.path).name for trouble in report.failed] == ["metadata.csv"]


def test_prune_removes_only_what_is_gone_below_the_paths(articles: Path, tmp_path: Path) -> None:
    database = tmp_path / "kb.db"
    build([articles], database, model=False)
    (articles / "brume.txt").unlink()
    (articles / "blog" / "val.txt").unlink()
    assert build([articles], database, model=False).removed == 0
    assert build([articles / "blog"], database, model=False, prune=True).removed == 1
    assert ("brume.txt",) in rows(database, "select path from articles")
    assert build([articles], database, model=False, prune=True).removed == 1
    build([articles], tmp_path / "fresh.db", model=False)
    assert content(database) == content(tmp_path / "fresh.db")


def test_the_last_article_of_a_folder_can_be_pruned(tmp_path: Path) -> None:
    folder, database = tmp_path / "articles", tmp_path / "kb.db"
    folder.mkdir()
    (folder / "one.txt").write_text("Selon l'Insee, 12 % des phares sont éteints.\n")
    build([folder], database, model=False)
    (folder / "one.txt").unlink()
    with pytest.raises(BuildError, match="no article here"):
        build([folder], database, model=False)
    assert build([folder], database, model=False, prune=True).removed == 1
    assert rows(database, "select path from articles") == []


def test_what_cannot_be_looked_at_is_not_gone(articles: Path, tmp_path: Path) -> None:
    database = tmp_path / "kb.db"
    build([articles], database, model=False)
    (articles / "blog").rename(tmp_path / "elsewhere")
    (articles / "blog").symlink_to(articles / "blog")  # leads in a circle
    assert build([articles], database, model=False, prune=True).removed == 0


def test_a_link_that_leads_in_a_circle_stops_nothing(articles: Path, tmp_path: Path) -> None:
    (articles / "circle.txt").symlink_to(articles / "circle.txt")
    report = build([articles], tmp_path / "kb.db", model=False)
    assert report.read == 5
    assert [Path(trouble.path).name for trouble in report.passed_over] == ["circle.txt"]


def test_one_bad_file_stops_nothing(articles: Path, tmp_path: Path) -> None:
    (articles / "empty.txt").touch()
    (articles / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (articles / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    with (articles / "long.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    for workers in (1, 2):
        report = build([articles], tmp_path / f"{workers}.db", model=False, workers=workers)
        assert report.read == 5
        failed = {Path(trouble.path).name for trouble in report.failed}
        assert failed == {"empty.txt", "binary.txt", "long.txt"}
        assert all(trouble.reason for trouble in report.failed)
        assert [Path(trouble.path).name for trouble in report.passed_over] == ["paper.pdf"]
        content(tmp_path / f"{workers}.db")


def test_a_file_that_became_bad_keeps_what_was_read_of_it(articles: Path, tmp_path: Path) -> None:
    database = tmp_path / "kb.db"
    build([articles], database, model=False)
    before = content(database)
    (articles / "brume.txt").write_bytes(b"")
    assert len(build([articles], database, model=False).failed) == 1
    assert content(database) == before


def test_a_name_that_is_no_text_is_reported(articles: Path, tmp_path: Path) -> None:
    (articles / "odd\udcff.txt").write_text(STUDY, encoding="utf-8")
    report = build([articles], tmp_path / "kb.db", model=False)
    assert report.read == 5
    (trouble,) = report.failed
    assert trouble.reason == "its name is not valid UTF-8; rename it"
    assert Path(trouble.path).name == r"odd\xff.txt"


@pytest.mark.parametrize(
    ("paths", "options", "said"),
    [
        (["gone"], {}, "no such file"),
        (["articles/paper.pdf"], {}, "PDF"),
        (["nothing"], {}, "no article here"),
        (["articles"], {"workers": 0}, "workers"),
        (["articles"], {"root": "nothing"}, "not below"),
        (["articles"], {"root": "gone"}, "no such folder"),
        (["articles/" + "x" * 300], {}, "no such file"),
    ],
)
def test_unusable_paths_are_refused_before_anything_is_made(
    articles: Path, tmp_path: Path, paths: list[str], options: dict[str, Any], said: str
) -> None:
    (tmp_path / "nothing").mkdir()
    (articles / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    if "root" in options:
        options = {**options, "root": tmp_path / options["root"]}
    with pytest.raises(BuildError, match=said):
        build([tmp_path / path for path in paths], tmp_path / "kb.db", model=False, **options)
    assert not (tmp_path / "kb.db").exists()


def test_the_root_of_the_first_build_stays(articles: Path, tmp_path: Path) -> None:
    database = tmp_path / "kb.db"
    build([articles / "blog"], database, model=False)
    with pytest.raises(BuildError, match="not below"):
        build([articles], database, model=False)
    with pytest.raises(BuildError, match="--root"):
        build([articles / "blog"], database, root=articles, model=False)
    assert rows(database, "select path from articles order by path")[0] == ("hill.txt",)


def test_articles_that_were_moved_as_a_whole_are_known_again(
    articles: Path, tmp_path: Path
) -> None:
    database = tmp_path / "kb.db"
    build([articles], database, model=False)
    moved = articles.rename(tmp_path / "moved")
    assert build([moved], database, root=moved, model=False).unchanged == 5


def test_a_database_among_the_articles_is_not_passed_over_aloud(articles: Path) -> None:
    assert build([articles], articles / "kb.db", model=False).passed_over == []
    assert build([articles], articles / "kb.db", model=False).passed_over == []


_PLACE = Path(kb.__file__).parents[1]
_BUILD = (
    f"import sys; sys.path.insert(0, {str(_PLACE)!r}); from kb.pipeline import build;"
    "build([sys.argv[1]], sys.argv[2], model=False)"
)


@pytest.mark.parametrize("written", [0, 1, 3])
def test_a_build_that_was_killed_and_run_again_equals_one_that_was_not(
    articles: Path, tmp_path: Path, written: int
) -> None:
    for number in range(20):
        (articles / f"more {number}.txt").write_text(f"{number}. {STUDY}", encoding="utf-8")
    build([articles], tmp_path / "whole.db", model=False)
    database = tmp_path / "killed.db"
    killed = subprocess.Popen([sys.executable, "-c", _BUILD, str(articles), str(database)])
    while killed.poll() is None and _articles(database) < written:
        time.sleep(0.005)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    if database.exists():
        db = open_kb(database, create=True)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        db.close()
    build([articles], database, model=False)
    assert content(database) == content(tmp_path / "whole.db")


def _articles(database: Path) -> int:
    """How many articles the database holds by now; 0 while it is being made."""
    try:
        return int(rows(database, "select count(*) from articles")[0][0])
    except Exception:
        return 0


def test_a_build_cut_short_knows_what_is_pending(articles: Path, tmp_path: Path) -> None:
    class Cut(BaseException):
        pass

    def cut(_done: int, _total: int, _path: str) -> None:
        raise Cut

    with pytest.raises(Cut):
        build([articles], tmp_path / "kb.db", model=False, progress=cut)
    left = rows(tmp_path / "kb.db", "select what, reason from pending where kind = 'articles'")
    assert len(left) == 4
    assert {reason for _, reason in left} == {"new"}
    build([articles], tmp_path / "kb.db", model=False)
    build([articles], tmp_path / "whole.db", model=False)
    assert content(tmp_path / "kb.db") == content(tmp_path / "whole.db")
