"""The year of a work where it stands around its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb import extract, read
from kb.extraction.references.drafts import NAMED, Draft
from kb.extraction.references.years import add_years


def year(folder: Path, text: str) -> str | None:
    file = folder / "a.txt"
    file.write_text(f"Un titre\n\n{text}", encoding="utf-8")
    found = extract(read(file, root=folder), model=False).mentions.sources
    return found[0].published if found else None


@pytest.mark.parametrize(
    "text",
    [
        "Selon une étude de l’Institut Lune publiée en mars 2014, 64 % des villages ont un phare.",
        "Selon le baromètre 2014 de l’Institut Lune, 64 % des villages ont un phare.",
        "64 % des villages ont un phare, relève l’enquête de l’Institut Lune de 2014.",
        "64 % des villages ont un phare, selon une étude de l’Institut Lune (2014).",
        "Selon une enquête « Vivre en 2050 » de l’Institut Lune (2014), 64 % ont un phare.",
    ],
)
def test_the_year_in_the_words_or_right_behind_is_that_of_the_work(
    tmp_path: Path, text: str
) -> None:
    assert (year(tmp_path, text) or "")[:4] == "2014"


@pytest.mark.parametrize(
    "text",
    [
        "Selon une étude de l’Institut Lune, 64 % des villages avaient un phare en 2014.",
        "Selon une étude de l’Institut Lune, 2014 villages ont un phare.",
        "Selon une étude « Vivre en 2050 » de l’Institut Lune, 64 % ont un phare.",
        "Selon une étude de l’Institut Lune en 2014-2015, 64 % ont un phare.",
    ],
)
def test_a_year_that_belongs_to_something_else_is_left(tmp_path: Path, text: str) -> None:
    assert year(tmp_path, text) is None


@pytest.mark.parametrize(
    "entry",
    ["Institut Lune, « Les phares », 2014", "Institut Lune, 2014, https://lune.example/a.pdf"],
)
def test_the_year_of_an_entry_is_no_title(tmp_path: Path, entry: str) -> None:
    text = f"64 % des villages ont un phare [1].\n\nNotes\n\n[1] {entry}\n"
    assert year(tmp_path, text) == "2014"


def test_letters_in_brackets_within_brackets_hide_no_year(tmp_path: Path) -> None:
    text = "64 % des villages ont un phare (source : Institut des phares (IDP), 2014)."
    assert year(tmp_path, text) == "2014"


def test_a_report_with_its_title_behind_is_no_verb(tmp_path: Path) -> None:
    text = (
        'According to the report "Salt and Silt" by the Moon Foundation (2014), 64% of wells leak.'
    )
    assert year(tmp_path, text) == "2014"


@pytest.mark.parametrize("bait", [" (" * 50_000, "2014" * 25_000, "publiée en " * 9_000])
def test_hostile_words_end(bait: str) -> None:
    behind, inside = Draft(0, 1, "study", NAMED, 0.9), Draft(0, len(bait), "study", NAMED, 0.9)
    add_years([behind], "x" + bait, "fr")
    add_years([inside], bait, "fr")
    assert behind.published is None and inside.published is None
