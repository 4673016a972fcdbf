"""What opening a file promises: ours and whole, or a message that names it and a remedy."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from kb.store import NotFound, StoreError, explained, marks, open_kb, schema
from kb.store.clusters import settle
from kb.store.rows import Provenance
from kb.store.writer import write_article
from tests.dump import check, dump
from tests.made import Made, made

# Never edited: files like it are out there.
SCHEMA_1 = Path(__file__).with_name("schema_1.sql")
TEXT = "Des comptes ouverts pour toutes les communes de la vallée : 64 %."


def filled(path: Path) -> None:
    db = open_kb(path, create=True)
    for name in "ab":
        found = made(f"{name}.txt", TEXT, claims=[Made(TEXT, ["64 %"])])
        write_article(db, found, f"{name}-txt", Provenance(None, "x", "now"))
    settle(db)
    db.close()


def refused(path: Path, **how: bool) -> str:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as said:
        open_kb(path, **how).close()
    assert str(said.value).startswith(f"{path}: ")
    if before is not None:
        assert path.read_bytes() == before
    return str(said.value)


def test_a_new_file_is_marked_as_ours_and_ready_for_readers(tmp_path: Path) -> None:
    db = open_kb(tmp_path / "kb.db", create=True)
    assert db.execute("PRAGMA application_id").fetchone() == (marks.APPLICATION_ID,)
    assert db.execute("PRAGMA user_version").fetchone() == (marks.VERSION,)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    db.close()


def test_the_schema_version_is_the_number_of_migrations(tmp_path: Path) -> None:
    db = open_kb(tmp_path / "kb.db", create=True)
    assert len(schema.migrations.applied(db)) == marks.VERSION
    assert schema.migrations.pending(db) == []
    db.close()


def test_every_foreign_key_is_indexed(tmp_path: Path) -> None:
    db = open_kb(tmp_path / "kb.db", create=True)
    for table in db.tables:
        led = {index.columns[0] for index in table.indexes} | set(table.pks[:1])
        assert {key.column for key in table.foreign_keys} <= led, table.name
    db.close()


def test_a_missing_file_is_made_only_when_asked(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="kb build"):
        open_kb(tmp_path / "kb.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path, create=True)


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    assert str(tmp_path / "gone") in refused(tmp_path / "gone" / "kb.db", create=True)


@pytest.mark.parametrize("content", [b"a text", b"SQLite format 3\x00 and then nothing"])
def test_what_is_not_a_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kb.db"
    path.write_bytes(content)
    assert "not an SQLite database" in refused(path, create=True)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    with sqlite3.connect(path) as other:
        other.execute("create table claims (id integer)")
    other.close()
    assert "another program" in refused(path, create=True)
    assert "another program" in refused(path, read_only=True)


def test_an_empty_file_becomes_a_database_only_in_a_build(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    path.touch()
    assert "empty" in refused(path, read_only=True)
    open_kb(path, create=True).close()
    open_kb(path, read_only=True).close()


def test_a_file_whose_making_was_cut_short_is_finished(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    db = Database(path)
    db.execute(f"PRAGMA application_id = {marks.APPLICATION_ID}")
    schema.migrations.ensure_migrations_table(db)
    db.close()
    assert "cut short" in refused(path, read_only=True)
    open_kb(path, create=True).close()
    open_kb(path, read_only=True).close()


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    filled(path)
    with sqlite3.connect(path) as newer:
        newer.execute(f"PRAGMA user_version = {marks.VERSION + 1}")
    newer.close()
    assert "newer kb" in refused(path, create=True)
    assert "newer kb" in refused(path, read_only=True)


def test_a_place_that_cannot_be_written_to_is_named() -> None:
    assert "/proc" in refused(Path("/proc/kb.db"), create=True)


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    filled(path)
    db = open_kb(path)
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    long = made("long.txt", "Un long texte. " * 20_000)
    with pytest.raises(StoreError, match="disk is full"), explained(path):
        write_article(db, long, "long-txt", Provenance(None, "x", "now"))
    assert [row["id"] for row in db.query("select id from articles order by id")] == [
        "a-txt",
        "b-txt",
    ]
    check(db)
    db.close()


def test_reading_needs_no_place_to_write(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    filled(path)
    db = open_kb(path, read_only=True)
    with pytest.raises(sqlite3.OperationalError):
        db.execute("delete from articles")
    db.close()


def from_snapshot(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.executescript(SCHEMA_1.read_text(encoding="utf-8"))
    connection.close()


def test_an_older_file_is_upgraded_and_says_what_it_said(tmp_path: Path) -> None:
    from_snapshot(tmp_path / "old.db")
    filled(tmp_path / "new.db")
    old, new = open_kb(tmp_path / "old.db"), open_kb(tmp_path / "new.db")
    assert marks.version(old.conn) == marks.VERSION
    # The same tables, so that no migration was edited after files had been made with it.
    assert {t.name: t.schema for t in old.tables} == {t.name: t.schema for t in new.tables}
    settle(old)  # what an upgrade leaves to do
    assert dump(old) == dump(new)
    check(old)
    old.close()
    new.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kb.db"
    from_snapshot(path)
    later = Migrations("kb")

    @later()
    def m001_initial(_db: Database) -> None:
        raise AssertionError("is in already")

    @later()
    def m002_fails(db: Database) -> None:
        db.execute("alter table claims add column more text")
        raise ValueError("no")

    monkeypatch.setattr(schema, "migrations", later)
    monkeypatch.setattr(marks, "VERSION", 2)
    with pytest.raises(ValueError, match="no"):
        open_kb(path)
    monkeypatch.undo()
    db = open_kb(path)
    assert "more" not in db["claims"].columns_dict
    settle(db)
    check(db)
    db.close()


def test_an_older_file_is_not_changed_by_a_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kb.db"
    from_snapshot(path)
    monkeypatch.setattr(marks, "VERSION", 2)
    assert "older schema" in refused(path, read_only=True)


def test_search_finds_what_it_should_after_a_vacuum(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    filled(path)
    db = open_kb(path)
    with db.atomic():
        db.execute("delete from articles where id = 'a-txt'")
    db.execute("VACUUM")
    db.close()
    db = open_kb(path)
    assert [row["article_id"] for row in db["claims"].search("vallee")] == ["b-txt"]
    check(db)
    db.close()


def test_views_are_renewed(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    filled(path)
    db = open_kb(path)
    db.create_view("unsourced_figures", "select 1 as old", replace=True)
    db.close()
    db = open_kb(path)
    assert [row["value"] for row in db.query("select value from unsourced_figures")] == [64, 64]
    db.close()
