"""People named by their handles."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kb import extract, read
from kb.extraction.names.handles import with_handles
from kb.records import PersonMention


def people(folder: Path, text: str) -> list[tuple[str, str]]:
    file = folder / "a.txt"
    file.write_text(f"Un titre\n\n{text}", encoding="utf-8")
    found = extract(read(file, root=folder), model=False).mentions.people
    return [(m.written, m.name) for m in found]


def test_a_handle_beside_a_name_is_that_person_here_and_elsewhere(tmp_path: Path) -> None:
    text = "« Rien ne presse », note Zoé Brème (@zbreme). Et @zbreme n’a plus rien dit."
    assert people(tmp_path, text) == [
        ("Zoé Brème", "Zoé Brème"), ("@zbreme", "Zoé Brème"), ("@zbreme", "Zoé Brème"),
    ]  # fmt: skip


def test_who_speaks_under_a_handle_is_somebody(tmp_path: Path) -> None:
    assert people(tmp_path, "« Rien ne presse pour nous », écrit @zbreme sur Twitter.") == [
        ("@zbreme", "@zbreme")
    ]


def test_other_handles_mail_and_addresses_are_nobody(tmp_path: Path) -> None:
    text = "Ici on suit aussi @orbis, on écrit à zoe@brume.example et on lit https://brume.example/@zbreme."
    assert people(tmp_path, text) == []


@given(st.text("@ab. /é\n", max_size=80))
def test_any_text_has_its_handles_in_order(text: str) -> None:
    known = [PersonMention(0, 1, "a", "a", handle="@ab")] if text else []
    found = with_handles(text, known, "fr")
    assert found == sorted(found, key=lambda m: (m.start, m.end))
    assert all(text[m.start : m.end] == m.written for m in found[1:] if m.written != "a")
