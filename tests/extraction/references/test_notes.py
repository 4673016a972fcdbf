# ruff: noqa: E501 - one invented entry a line reads best
"""Notes: entries, markers, « Ibid. », entries that are missing, lists of sources."""

import pytest

from kb.extraction.names import Names
from kb.extraction.references import find_references
from kb.extraction.references.entries import read_entry
from kb.extraction.references.places import Places
from tests.backed import article_of

TEXT = """La mer monte

La mer monte de 3 mm par an (1). Les phares reculent de 2 mètres (2). Un marin sur deux le sait (3).

Sources

(1) – Ana Brun – « Les marées hautes » – Le Courrier – 26 mai 2013
(2) – Ibid.
(3) – Paul Roy – « Marins inquiets » – La Vigie – 3 juin 2014
"""


def notes_of(text: str, language: str = "fr"):
    article = article_of(text, language)
    return find_references(article, (), Names())


def test_each_marker_leads_to_its_entry_and_ibid_to_the_one_before() -> None:
    sources, notes = notes_of(TEXT)
    assert [note.label for note in notes] == ["1", "2", "3"]
    assert all(len(note.markers) == 1 for note in notes)
    first, second, third = (note.works for note in notes)
    assert first == second != third
    titles = {s.work: s.title for s in sources if s.title}
    assert titles[first[0]] == "Les marées hautes"
    assert titles[third[0]] == "Marins inquiets"


@pytest.mark.parametrize("again", ["Brun, op. cit., p. 12.", "Voir note 1.", "Brun, art. cité."])
def test_earlier_entries_named_again(again: str) -> None:
    _, notes = notes_of(
        TEXT.replace("Ibid.", "Autre Nom – « Vagues » – La Vigie – 2010") + f"(4) – {again}\n"
    )
    works = {note.label: note.works for note in notes}
    assert works["4"] == works["1"]


def test_a_lost_list_leaves_notes_without_entry() -> None:
    _, notes = notes_of("La mer monte [1]. Les phares reculent [2].\n")
    assert [(n.label, n.start) for n in notes] == [("1", None), ("2", None)]


def test_a_count_in_brackets_is_no_marker() -> None:
    _, notes = notes_of("Les phares (3) reculent, les marins (2) aussi.\n")
    assert notes == ()


def test_square_metres_are_no_marker() -> None:
    _, notes = notes_of(
        "Le phare fait 30 m² et la mer monte [1].\n\nNotes\n\n[1] Ana Brun, Phares, 2012\n"
    )
    assert [note.label for note in notes] == ["1"]


@pytest.mark.parametrize(
    ("entry", "language", "author", "title", "container", "published"),
    [
        (
            "Ana Brun – « Phares » – Le Courrier – 26 mai 2013",
            "fr",
            "Ana Brun",
            "Phares",
            "Le Courrier",
            "2013-05-26",
        ),
        (
            "Ana Brun, Lights, A History, March 2010",
            "en",
            "Ana Brun",
            "Lights, A History",
            None,
            "2010-03",
        ),
        (
            'Jo Salo, "The Tide Effect," The Watch, August 2012.',
            "en",
            "Jo Salo",
            "The Tide Effect",
            "The Watch",
            "2012-08",
        ),
    ],
)
def test_fields_of_an_entry(entry, language, author, title, container, published) -> None:
    found = read_entry(entry, 0, len(entry), language, Places(()))
    assert (found.author, found.title.strip(" ,"), found.container, found.published) == (
        author,
        title,
        container,
        published,
    )


def test_a_study_named_in_the_sentence_is_the_one_that_its_note_gives() -> None:
    text = """La mer

Une étude de l'université de Brume montre que 83 % des marins lisent (1).

Sources

(1) – Ana Brun et Paul Roy – « Lire en mer » – Revue des marées, vol. 7, n° 2, 2019
"""
    sources, notes = notes_of(text)
    (work,) = notes[0].works
    assert {s.work for s in sources if "Brume" in (s.publisher or "")} == {work}


def test_a_newspaper_noted_behind_a_study_is_another_work() -> None:
    text = """La mer

Une étude de l'université de Brume montre que 83 % des marins lisent (1).

Sources

(1) – Ana Brun – « Lire en mer » – Le Courrier – 26 mai 2013
"""
    sources, notes = notes_of(text)
    (work,) = notes[0].works
    assert {s.work for s in sources if "Brume" in (s.publisher or "")} != {work}


def test_the_relay_of_the_text_is_the_entry_of_that_newspaper() -> None:
    text = """La mer

L'institut Orbis, cité par Le Courrier des phares, estime à onze ans le délai.

Sources

Ana Brun – « Onze ans à attendre » – Le Courrier des phares – 9 mai 2013
"""
    sources, _ = notes_of(text)
    works = {s.rule: s.work for s in sources}
    assert works["relayed by"] == works["in the list of sources"]


LEARNED = """Tides

Sailors sleep badly^1^. So do pilots^2--3^. Nobody knows why^1,4^.

References

1\\. Moon AD, Tide B. Sleep at Sea. *Journal of Tides*. 2008;28:389-411.

2\\. Roy P. *Pilots: Men and Fog*. Brume Press; 1996.

3\\. Anon. *Bulletin 2006*. Brume Sailors; 2006.

4\\. Brun, A. (2015). Night watches. Tide Press.
"""


def test_ranges_and_lists_of_markers() -> None:
    _, notes = notes_of(LEARNED, "en")
    assert {n.label: len(n.markers) for n in notes} == {"1": 2, "2": 1, "3": 1, "4": 1}
    assert all(note.works for note in notes)


@pytest.mark.parametrize(
    ("entry", "author", "title", "container", "published"),
    [
        ("Moon, A., & Tide, B. (2012). Sleep at Sea: A review. Journal of Tides, 3(1), 2–9.", "Moon, A., & Tide, B", "Sleep at Sea: A review", "Journal of Tides", "2012"),
        ("Ada Brun. (2024). Les Marées. Vagues. Page 314.", "Ada Brun", "Les Marées", "Vagues", "2024"),
        ("Orbis Group (2024) - Ada Moon on the Future of Tides. 43mn11.", "Orbis Group", "Ada Moon on the Future of Tides", None, "2024"),
        ("Moon AD, Tide B. Sleep at sea. Journal of Tides. 2008;28:389-411.", "Moon AD, Tide B", "Sleep at sea", "Journal of Tides", "2008"),
        ("Roy P. Pilots: Men and Fog. Brume Press; 1996.", "Roy P", "Pilots: Men and Fog", "Brume Press", "1996"),
        ("Tides and Regions. (2026, January 19). Retrieved from https://tides.example", None, "Tides and Regions", None, "2026"),
    ],
)  # fmt: skip
def test_entries_in_the_styles_of_journals(
    entry: str, author: str | None, title: str, container: str | None, published: str
) -> None:
    read = read_entry(entry, 0, len(entry), "en", Places([]))
    assert (read.author, read.title, read.container) == (author, title, container)
    assert (read.published or "").startswith(published)


def test_a_heading_with_a_number_is_no_entry() -> None:
    _, notes = notes_of(
        "# Tides\n\nThe sea rises [1].\n\n## [1] The sea\n\nIt does.\n\n## Sources\n\n"
        "[1] Ana Brun, Lights at Sea, 2012\n",
        "en",
    )
    (note,) = notes
    assert note.start is not None


@pytest.mark.parametrize(
    ("sentence", "entry", "same"),
    [
        ("A study of ten ports found that boats sink.[1]", "Moon, A. (2012). Why boats sink. Journal of Tides.", True),
        ("Luna’s 2023 survey found that boats sink.[1]", "The 2023 Luna Report, https://luna.example/report", True),
        ("A study by Orbis found that boats sink.[1]", "Ada Brun, “Boats sink”, The Ledger, 3 May 2012", False),
    ],
)  # fmt: skip
def test_the_study_of_the_sentence_is_the_entry(sentence: str, entry: str, same: bool) -> None:
    sources, notes = notes_of(f"Boats\n\n{sentence}\n\nSources\n\n[1] {entry}\n", "en")
    named = {s.work for s in sources if s.rule in ("named", "named again")}
    assert (named == set(notes[0].works)) is same
