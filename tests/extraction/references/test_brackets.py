"""Sources in brackets behind a statement."""

import pytest

from kb.extraction.references.academic import find_narrative
from kb.extraction.references.brackets import find_in_brackets
from kb.extraction.references.phrases import find_phrases
from kb.extraction.references.places import Places


def named(sentence: str, language: str) -> list[tuple[str | None, str | None]]:
    phrases = find_phrases(sentence, 0, len(sentence), language)
    drafts = find_in_brackets(sentence, 0, len(sentence), language, Places(()), phrases)
    return [(d.author or d.publisher, d.published) for d in drafts]


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("45% of sailors agree. (Orbis, 2016 )", "en", [("Orbis", "2016")]),
        ("sailors agree (Orbis )", "en", [("Orbis", None)]),
        ("by 74% (ORB/Luna, 2017 )", "en", [("ORB/Luna", "2017")]),
        ("La mer monte (source : Ibis, 2015)", "fr", [("Ibis", "2015")]),
        ("55 phares (Ibis, rapport sur les marées)", "fr", [("Ibis", None)]),
        (
            "it helps (e.g., Brun et al., 2014; Roy, 2012; Lin and Moon, 2013)",
            "en",
            [("Brun et al.", "2014"), ("Roy", "2012"), ("Lin and Moon", "2013")],
        ),
        ("l'Agence des mers (ADM) parle", "fr", []),
        ("Chief Tide Officers (CTOs) sail", "en", []),
        ("(enfin, presque tous)", "fr", []),
    ],
)
def test_brackets(sentence: str, language: str, expected: list[tuple[str, str | None]]) -> None:
    assert named(sentence, language) == expected


def test_a_title_and_its_publisher_are_a_book() -> None:
    sentence = "tout au long des pages du « Phare oublié » (éd. du Causse)"
    (draft,) = find_in_brackets(sentence, 0, len(sentence), "fr", Places(()), [])
    assert (draft.kind, draft.title) == ("book", "Phare oublié")


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        (
            "La mer monte (« Les phares éteints », institut Lune, juin 2017).",
            "fr",
            ("Les phares éteints", "institut Lune", None, "2017-06"),
        ),
        (
            "Tides rise (Moon Institute, “Tides: a history”, March 2015).",
            "en",
            ("Tides: a history", "Moon Institute", None, "2015-03"),
        ),
        (
            "Tides rise (see “The sea at night”, The Moon Times, 4 May 2015).",
            "en",
            ("The sea at night", None, "The Moon Times", "2015-05-04"),
        ),
    ],
)
def test_a_title_with_a_date_in_brackets_is_a_work(
    sentence: str, language: str, expected: tuple[str | None, ...]
) -> None:
    (draft,) = find_in_brackets(sentence, 0, len(sentence), language, Places(()), [])
    assert (draft.title, draft.publisher, draft.container, draft.published) == expected


def test_the_name_of_a_maker_does_not_say_what_the_work_is() -> None:
    sentence = "Tides rise (“Salt: a history”, Northern Survey Office, May 2015)."
    (draft,) = find_in_brackets(sentence, 0, len(sentence), "en", Places(()), [])
    assert (draft.kind, draft.publisher) == ("other", "Northern Survey Office")


@pytest.mark.parametrize(
    "sentence",
    [
        "He left (“never again”, he said).",
        "Il part (ou plutôt « monte à bord », en 2014).",
        "Il part (« jamais plus », dit-il).",
    ],
)
def test_words_in_marks_alone_are_no_title(sentence: str) -> None:
    code = "en" if "said" in sentence else "fr"
    assert find_in_brackets(sentence, 0, len(sentence), code, Places(()), []) == []


def test_author_and_year_in_the_sentence() -> None:
    sentence = "Brun et al. (2014) found tides."
    (draft,) = find_narrative(sentence, 0, len(sentence), "en")
    assert (draft.author, draft.published) == ("Brun et al.", "2014")
