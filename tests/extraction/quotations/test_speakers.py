"""Who said it: one test sentence or two for each rule."""

from __future__ import annotations

import pytest

from kb.records import BlockQuote
from tests.extraction.quotations.quoted import found_in, said


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        (
            "« Tout est à refaire ici », affirme Jean Roux, maire de Lure.",
            "verb after",
            "Jean Roux",
        ),
        ("« Tout est à refaire », a expliqué à l'AFP Jean Roux, maire.", "verb after", "Jean Roux"),
        ("« Rien n'est fait, sourit Anne Roux. On attend. »", "inserted", "Anne Roux"),
        ("Anne Roux assure que « les moyens ont été maintenus ».", "verb before", "Anne Roux"),
        ("Selon Anne Roux, « rien ne sera comme avant ».", "according to", "Anne Roux"),
        ("Pour Anne Roux, « on ne double pas un réseau ».", "according to", "Anne Roux"),
        ("« On ne double pas un réseau », selon Anne Roux.", "according to", "Anne Roux"),
        ("Une vision que partage le maire, Jean Roux (4) : « C'est vrai. »", "colon", "Jean Roux"),
        ("Comme l'écrivait Anne Roux, « le temps ne fait rien ».", "verb before", "Anne Roux"),
        ("« Le temps ne fait rien » : la phrase est d'Anne Roux.", None, "Anne Roux"),
        ("La direction de la SNCF « regrette ce blocage inutile ».", "subject before", "SNCF"),
        ("« Nous irons au bout du chemin » (Jean Roux)", "author in brackets", "Jean Roux"),
        ("Jean Roux n'y croit plus. « Nous avons tout essayé. »", "named before", "Jean Roux"),
        (
            "Une thèse contestée par Anne Roux, qui y voit « une erreur de jeunesse ».",
            None,
            "Anne Roux",
        ),
        (
            "L'État « n'a rien fait du tout » depuis, explique Jean Roux.",
            "verb at the end",
            "Jean Roux",
        ),
    ],
)
def test_french_rules(text: str, cue: str | None, name: str) -> None:
    (quotation,) = found_in(text)[0]
    assert (quotation.person or quotation.organisation) == name
    if cue is not None:
        assert quotation.cue == cue


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("“We have run out of time,” said Dana Whitlow, a baker.", "verb after", "Dana Whitlow"),
        ("“We have run out of time,” Dana Whitlow told us.", "verb after", "Dana Whitlow"),
        ("Dana Whitlow, a baker, told us: “We have run out.”", "colon", "Dana Whitlow"),
        ("According to Dana Whitlow, it is “still far too early.”", "according to", "Dana Whitlow"),
        ("As Dana Whitlow once wrote, “a library is a memory.”", "verb before", "Dana Whitlow"),
        ("“It is the smart thing to do”\n– Mark Wayfer, Harbour Network.", "byline", "Mark Wayfer"),
        (
            "A 2015 article from Vandermere University stated “it may well be so.”",
            None,
            "Vandermere University",
        ),
        (
            "A spokeswoman for the Harbour Trust said: “We are working on it.”",
            None,
            "Harbour Trust",
        ),
    ],
)
def test_english_rules(text: str, cue: str | None, name: str) -> None:
    (quotation,) = found_in(text, "en")[0]
    assert (quotation.person or quotation.organisation) == name
    if cue is not None:
        assert quotation.cue == cue


def test_the_next_quotation_goes_on() -> None:
    text = "« Un point noir », affirme Jean Roux. « Deux ans que nous attendons. »"
    assert said(text) == [("Un", "Jean Roux"), ("Deux", "Jean Roux")]


def test_pronouns_go_by_gender() -> None:
    text = "Anne Roux a reçu Paul Petit. « Je pars demain », a-t-elle dit. « Je reste », dit-il."
    assert said(text) == [("Je", "Anne Roux"), ("Je", "Paul Petit")]


def test_a_role_stands_for_who_has_it() -> None:
    text = (
        "Jean Roux, professeur à Lure, a vu Paul Petit, maire de Vesoul.\n"
        "« Les résultats sont là », résume le professeur."
    )
    assert said(text) == [("Les", "Jean Roux")]


def test_the_company_is_the_one_named_before() -> None:
    text = "Corvane Systems makes meters. The company said it was “cooperating with the police.”"
    assert said(text, "en") == [("cooperating", "Corvane Systems")]


@pytest.mark.parametrize(
    "text",
    [
        "Cela suffit aux dirigeants à affirmer « oui, nous avons intégré le numérique ».",
        "« On nous a déjà fait le coup », lâche un délégué qui reste anonyme.",
        "Les syndicats dénoncent « une décision prise sans nous ».",
    ],
)
def test_groups_and_unnamed_people_are_nobody(text: str) -> None:
    (quotation,) = found_in(text)[0]
    assert quotation.person is None
    assert quotation.organisation is None


def test_somebody_unnamed_does_not_inherit_the_speaker_before() -> None:
    text = "“It was a friend,” said Ann Roe. “It was a tree,” said another, who gave no name."
    assert said(text, "en") == [("It", "Ann Roe"), ("It", None)]


def test_a_pronoun_in_a_comment_does_not_reach_into_the_article_s_notes() -> None:
    text = "« Je n'en sais rien du tout », dit-il."
    assert said(text) == [("Je", None)]


def test_an_embedded_post_has_its_author() -> None:
    text = "Check the metadata in the photo. — Simon Nomade (@simonnomade) December 3, 2012"
    (quotation,) = found_in(text, "en", blockquotes=(BlockQuote(0, len(text)),))[0]
    assert text[quotation.start : quotation.end] == "Check the metadata in the photo."
    assert quotation.person == "Simon Nomade"


def test_a_block_quotation_without_an_author_is_left_alone() -> None:
    text = "All that glitters is not gold, as they say."
    assert found_in(text, "en", blockquotes=(BlockQuote(0, len(text)),))[0] == ()


def test_every_speaker_is_a_mention_of_the_article() -> None:
    text = "« Nous répondrons demain », indique la préfecture. « Rien », dit Zig Oulmes."
    for quotation in found_in(text)[0]:
        assert (quotation.person or quotation.organisation) in ("préfecture", "Zig Oulmes")


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        (
            "« Il faut voter », a-t-elle affirmé lundi. Claire Vidal, députée, attend.",
            "fr",
            "Claire Vidal",
        ),
        (
            "An editorial in the Ashby Courier argued that “somebody has to pay for it.”",
            "en",
            "Ashby Courier",
        ),
        ("Keisha, 17, takes two buses. “You get used to it,” she says.", "en", "Keisha"),
    ],
)
def test_speakers_named_later_by_first_name_or_by_their_paper(
    text: str, language: str, name: str
) -> None:
    (quotation,) = found_in(text, language)[0]
    assert name in (quotation.person or quotation.organisation or "")
