"""Speakers who stand far from their words, or have no name of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.extraction.names import Models, find_names
from kb.extraction.quotations import find_quotations
from kb.reading import read
from tests.extraction.quotations.quoted import found_in, quoted, said


def names_of_speakers(text: str, language: str = "fr") -> list[str | None]:
    return [name for _, name in said(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        (
            "La communauté de communes, elle, veut aller vite. « Nous voterons », promet-elle.",
            "fr",
            ["communauté de communes"],
        ),
        (
            "Le tribunal administratif a estimé que le texte était « mal fondé en droit ».",
            "fr",
            ["tribunal administratif"],
        ),
        (
            'The city council wants to move fast. "We will vote in May," it said.',
            "en",
            ["city council"],
        ),
        (
            'Corvane Trust runs the baths. The trust said it was "deeply sorry for the noise".',
            "en",
            ["Corvane Trust"],
        ),
        ("Selon la mairie, « tout est prêt pour la rentrée ».", "fr", ["mairie"]),
    ],
)
def test_institutions_speak_without_a_name(
    text: str, language: str, names: list[str | None]
) -> None:
    assert names_of_speakers(text, language) == names


@pytest.mark.parametrize(
    "text",
    ["La chambre est petite : « Nous sommes six. »", "Le conseil est bon : « Dormez assez. »"],
)
def test_a_room_or_an_advice_is_no_institution(text: str) -> None:
    assert names_of_speakers(text) == [None]


@pytest.mark.parametrize(("who", "name"), [("Anne Roux", "Anne Roux"), ("Les élus", None)])
def test_the_line_over_a_list_leads_to_every_item(
    who: str, name: str | None, tmp_path: Path
) -> None:
    lines = "- « Le site est bien trop loin. »\n- « Le coût a doublé en un an. »"
    (tmp_path / "a.txt").write_text(f"{who} avancent deux arguments :\n\n{lines}\n", "utf-8")
    article = read(tmp_path / "a.txt", root=tmp_path)
    quotations, _ = find_quotations(article, find_names(article, Models(enabled=False)))
    assert [q.person for q in quotations] == [name, name]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        # the clause at the end, its subject before its verb
        ("It is a “serious hazard to all who swim”, Ann Roe said.", "en", "Ann Roe"),
        ("The pill is the “single biggest factor”, the CDC says.", "en", "CDC"),
        # the agent of a passive
        ("The mayor was accused of “closing her eyes” by Ruth Amory.", "en", "Ruth Amory"),
        ("Un plan qualifié de « pure folie » par la députée Nina Valmy.", "fr", "Nina Valmy"),
        # a relative clause with a preposition
        (
            "Ils ont écrit à Clara Roy, directrice, pour qui « rien ne doit circuler ».",
            "fr",
            "Clara Roy",
        ),
        # the place where one speaks
        ("À la CFDT, on se dit « vigilants mais ouverts à tout ».", "fr", "CFDT"),
        ("« Un virage pour tous », lit-on dans une note de l'Ademe.", "fr", "Ademe"),
        # infinitives
        ("« Sans abeilles, pas de pommes », aime à répéter Hélène Quint.", "fr", "Hélène Quint"),
        ("« C'est fini. » Et Hélène Quint d'ajouter : « Tant mieux. »", "fr", "Hélène Quint"),
        # who opens the next sentence
        (
            "« J'ai tout vendu », sourit ce père de famille. Yves Kerbat a quitté Brest.",
            "fr",
            "Yves Kerbat",
        ),
        ("Paul Arnal ferme la porte.\n« On verra bien demain. » Il soupire.", "fr", "Paul Arnal"),
        # a column in a paper; a month stands between article and noun
        ("A December column in The Selby Post called it “a bubble on legs.”", "en", "Selby Post"),
        ("Former passenger Ida Roe, 67, told us: “It was dark.”", "en", "Ida Roe"),
    ],
)
def test_the_speaker_is_found(text: str, language: str, name: str) -> None:
    assert name in (names_of_speakers(text, language)[-1] or "")


def test_an_organisation_opens_the_paragraph_of_its_pronoun() -> None:
    text = (
        "Anne Roux habite Lure. « On attend », dit-elle.\n{} veut agir. « Nous votons », dit-elle."
    )
    institution = text.format("La communauté de communes")
    assert names_of_speakers(institution) == ["Anne Roux", "communauté de communes"]


def test_a_heading_that_repeats_somebody_s_words_is_theirs() -> None:
    text = (
        "Selon l'Ifop, « la hausse est nette ».\n« On entre dans l'inconnu »\n"
        "Le juge Marc Tréval craint un texte avec lequel, dit-il, « on entre dans l'inconnu »."
    )
    assert names_of_speakers(text) == ["Ifop", "Marc Tréval", "Marc Tréval"]


def test_a_paragraph_left_open_belongs_to_who_speaks_in_the_next() -> None:
    text = "« Il pleuvait, on était trois.\n« Ce jour-là, j'ai compris », raconte Yves Kerbat."
    assert names_of_speakers(text) == ["Yves Kerbat", "Yves Kerbat"]


def test_a_whole_sentence_goes_on_when_nobody_else_came_up() -> None:
    text = (
        "« Nous avons tout compté », explique Gilles Bastide.\n"
        "L'équipe suit ces écarts. « Nous souhaitons provoquer une prise de conscience. »"
    )
    (_, later) = found_in(text)[0]
    assert later.person == "Gilles Bastide"
    assert later.speaker_confidence < 0.8


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The “gig economy” is growing, Ann Roe said.", "en"),
        ("Further reading: “Nine Garden Myths That Won't Die”.", "en"),
        ("Le parti conservateur parle d'« austérité », et la crise financière dure.", "fr"),
    ],
)
def test_terms_and_titles_stay_out(text: str, language: str) -> None:
    assert quoted(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        # a mark inside a mark of the same make
        ("« On m'a demandé : « Tu rentres quand ? » », dit Rana Diop.", "fr", ["Rana Diop"]),
        # straight marks set apart by spaces
        ('" Rien n\'est encore joué ", explique Anne Roux.', "fr", ["Anne Roux"]),
        # the owner of a work or of somebody who speaks for it
        (
            "A Corvane Foods spokesperson said it was “working on the matter”.",
            "en",
            ["Corvane Foods"],
        ),
        # another organisation has the second verb
        (
            "Rae Moss called it “a con trick”, while the Institute for Tides warned of "
            "“a lost decade”.",
            "en",
            ["Rae Moss", "Institute for Tides"],
        ),
        # what they wanted, the lawyer said
        ("Tess Amado said they wanted “the truth and nothing more”.", "en", ["Tess Amado"]),
        # a clause of speech between commas
        ("The reason, writes Ann Bayer, is “always about money, always”.", "en", ["Ann Bayer"]),
        # ranks before a name
        ("“Any detail may help us now,” Det Insp Rob Marsh said.", "en", ["Rob Marsh"]),
        # groups come before the objects of prepositions
        ("A team of researchers wrote in Tide Journal: “It goes on.”", "en", [None]),
        ("Pour les opposants, c'est « un impôt sur les pauvres ».", "fr", [None]),
        ("“People were no better than chance,” a 2025 paper explains.", "en", [None]),
    ],
)
def test_who_of_several_it_is(text: str, language: str, names: list[str | None]) -> None:
    assert names_of_speakers(text, language) == names


def test_an_unnamed_spokesperson_speaks_again() -> None:
    text = (
        "Ann Urban leads a charity. “It is unfair,” she said.\n"
        "A Corvane Foods spokesperson told us it followed the rules. "
        "“We act with care at all times,” the employee said."
    )
    assert names_of_speakers(text, "en") == ["Ann Urban", "Corvane Foods"]


def test_a_company_that_looks_like_a_surname_is_named_by_its_noun() -> None:
    text = "Dans un communiqué, Corvane Dis assure : « Tout va bien. » Le groupe n'a rien ajouté."
    assert names_of_speakers(text) == ["Corvane Dis"]
