"""kb review as a person meets it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kb.cli import main

TEXT = (
    "Selon une étude de l'institut Orbis, 64 % des communes publient leurs comptes.\n\n"
    "« Nous irons plus loin », promet Ada Hill, maire de Brume, où 12 % le font déjà.\n"
)


def kb(*arguments: str, expect: int = 0) -> str:
    """What the command prints; messages included."""
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == expect, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


@pytest.fixture(autouse=True)
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article and its base, and the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    kb("build", "articles", "--no-model")
    return tmp_path / "kb.db"


def ask(sql: str, path: str = "kb.db") -> Any:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchone()[0]
    finally:
        connection.close()


def statistic() -> str:
    return str(ask("select id from statistics where text = '64 %'"))


def test_nothing_was_decided_yet() -> None:
    assert "Nothing was decided yet" in kb("review")
    assert json.loads(kb("review", "--json")) == []
    assert "Nothing was judged yet" in kb("review", "--score")
    assert "Every decision has its place" in kb("review", "--orphaned")


def test_a_decision_is_taken_listed_and_scored() -> None:
    said = kb(
        "review", "change", statistic(), "value", "65", "--note", "a misprint", "--actor", "jo"
    )
    assert "jo: statistics" in said
    assert "« 64 % » in a-txt: value changed to 65; a misprint" in said
    assert ask("select value from figures where text = '64 %'") == 65
    assert said in kb("review")
    assert "statistics: 0 of 1 right, 0% (95 % interval 0% to 79%)" in kb("review", "--score")
    (found,) = json.loads(kb("review", "--json"))
    assert (found["field"], found["value"], found["actor"]) == ("value", "65", "jo")
    kb("review", "confirm", statistic())
    assert ask("select value from figures where text = '64 %'") == 64
    (score,) = json.loads(kb("review", "--score", "--json"))
    assert (score["judged"], score["right"]) == (1, 1)


def test_who_decides_is_the_one_logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "li")
    assert " li: " in kb("review", "reject", statistic())
    assert ask("select count(*) from figures where text = '64 %'") == 0


def test_a_value_below_nothing_is_a_value() -> None:
    kb("review", "change", statistic(), "value", "-5")
    assert ask("select value from figures where text = '64 %'") == -5


def test_what_was_missed_is_added_by_its_words() -> None:
    kb("review", "add", "statistic", "a-txt", "kind=count", "value=2", "--words", "comptes")
    assert ask("select value from figures where text = 'comptes'") == 2
    claim = str(ask("select claim_id from quotations"))
    kb("review", "add", "citation", claim, "source=Le livre blanc", "kind=report")
    assert ask("select source from figures where text = '12 %'") == "Le livre blanc"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["reject", "nowhere"], "no row that can be reviewed has the id « nowhere »"),
        (["change", "STATISTIC", "colour", "red"], "no field of statistics"),
        (["change", "STATISTIC", "value", "many"], "no number"),
        (["add", "statistic", "a-txt", "kind=share", "value=1", "--words", "nulle part"],
         "does not stand there"),
        (["add", "statistic", "a-txt", "kind=share", "value=1", "--words", "e"], "choose one"),
        (["add", "statistic", "a-txt", "share", "--words", "comptes"], "NAME=VALUE"),
        (["add", "statistic", "a-txt", "kind=share", "value=1"], "--words is missing"),
        (["erase", "?"], "is no name"),
        (["--score", "--orphaned"], "one thing at a time"),
        (["--score", "confirm", "x"], "one thing at a time"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_with_a_remedy(arguments: list[str], message: str) -> None:
    given = [statistic() if one == "STATISTIC" else one for one in arguments]
    assert message in kb("review", *given, expect=2)
    assert ask("select count(*) from reviews") == 0


def test_two_are_merged_and_split() -> None:
    person = str(ask("select id from people"))
    assert "merged" not in kb("review", "merge", person, person, expect=2)
    organisation = str(ask("select id from organisations"))
    assert "none of the people" in kb("review", "split", person, organisation, expect=2)


def test_decisions_go_to_a_file_and_into_a_base_built_from_nothing() -> None:
    kb("review", "change", statistic(), "value", "65", "--db", "kb.db")
    assert "1 decision\n" in kb("review", "--export", "decisions.jsonl")
    assert "Nothing" not in kb("review", "--import", "decisions.jsonl", "--db", "new.db")
    kb("build", "articles", "--no-model", "--db", "new.db")
    assert ask("select value from figures where text = '64 %'", "new.db") == 65
    assert "0 decisions new, 1 known" in kb("review", "--import", "decisions.jsonl")
    kb("review", "--export", "again.jsonl", "--db", "new.db")
    assert Path("again.jsonl").read_bytes() == Path("decisions.jsonl").read_bytes()


def test_what_finds_no_place_is_said_after_imports_builds_and_by_info() -> None:
    kb("review", "reject", statistic())
    kb("review", "--export", "decisions.jsonl")
    Path("articles/a.txt").write_text("Il ne reste rien de ce qui fut écrit.\n", encoding="utf-8")
    said = kb("build", "articles", "--no-model")
    assert "1 decision has lost its place" in said
    assert "1 decision has lost its place" in kb("info")
    assert "rejected" in kb("review", "--orphaned")
    kb("build", "articles", "--no-model", "--db", "new.db")
    assert "1 whose place is not found" in kb(
        "review", "--import", "decisions.jsonl", "--db", "new.db", expect=1
    )


def test_decisions_outlive_articles_that_are_pruned() -> None:
    kb("review", "reject", statistic())
    Path("articles/b.txt").write_text(TEXT, encoding="utf-8")
    text = Path("articles/a.txt").read_bytes()
    Path("articles/a.txt").unlink()
    assert "1 removed" in kb("build", "articles", "--no-model", "--prune")
    assert "rejected" in kb("review", "--orphaned")
    Path("articles/a.txt").write_bytes(text)
    kb("build", "articles", "--no-model")
    assert "Every decision has its place" in kb("review", "--orphaned")
    assert ask("select count(*) from figures where text = '64 %'") == 1


def test_a_bad_file_names_the_line_and_imports_nothing() -> None:
    kb("review", "reject", statistic())
    kb("review", "--export", "decisions.jsonl")
    with Path("decisions.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"about": "statistics"}\n')
    said = kb("review", "--import", "decisions.jsonl", "--db", "new.db", expect=2)
    assert "decisions.jsonl, line 2: « about_id » is missing" in said
    assert ask("select count(*) from reviews", "new.db") == 0


def test_a_database_is_not_overwritten_by_an_export() -> None:
    assert "is a database and stays" in kb("review", "--export", "kb.db", expect=2)
    assert "is a database and stays" in kb("check", "--export", "kb.db", expect=2)


def test_checks_go_to_a_file_and_come_back() -> None:
    kb("check", "--export", "checks.jsonl")
    assert "0 new, 0 known" in kb("check", "--import", "checks.jsonl")
    assert "one thing at a time" in kb(
        "check", "--import", "checks.jsonl", "--export", "x.jsonl", expect=2
    )


def test_a_person_is_erased() -> None:
    assert "Erased from 1 article." in kb("review", "erase", "Ada Hill")
    assert b"Ada Hill" not in Path("kb.db").read_bytes()
    assert "Erased" not in kb("review", "--json")
    kb("build", "articles", "--no-model")
    assert b"Ada Hill" not in Path("kb.db").read_bytes()
    assert "███ ████" in str(ask("select text from articles"))


def test_a_person_with_figures_in_several_articles_is_erased() -> None:
    text = "« Il faut 40 % de plus », répète Ada Hill, maire de Brume.\n"
    Path("articles/b.txt").write_text(text, encoding="utf-8")
    kb("build", "articles", "--no-model")
    shared = "select count(distinct article_id) from person_mentions where name = 'Ada Hill'"
    assert ask(shared) == 2
    assert ask("select count(*) from figures where person_id is not null")
    assert "Erased from 2 articles." in kb("review", "erase", "Ada Hill")
    assert b"Ada Hill" not in Path("kb.db").read_bytes()


def test_a_name_of_no_article_is_erased_from_those_to_come() -> None:
    assert "No article here has the name." in kb("review", "erase", "Zoé Brandt")
    text = "« J'en compte 40 % », répète Zoé Brandt, maire de Brume.\n"
    Path("articles/b.txt").write_text(text, encoding="utf-8")
    kb("build", "articles", "--no-model")
    assert "Zoé Brandt".encode() not in Path("kb.db").read_bytes()


def test_without_a_base_it_says_how_to_make_one() -> None:
    for arguments in ([], ["confirm", "x"], ["--score"], ["--export", "x.jsonl"]):
        assert "make one with kb build" in kb("review", *arguments, "--db", "none.db", expect=2)
