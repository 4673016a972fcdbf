"""Roles in apposition on either side of a name, with their organisation."""

from __future__ import annotations

import pytest

from tests.extraction.names.articles import names_of


@pytest.mark.parametrize(
    ("text", "language", "role", "organisation"),
    [
        (
            "« Oui », affirme Olivier Lepelle, responsable des ventes de Mareva Technologies.",
            "fr",
            "responsable des ventes de Mareva Technologies",
            "Mareva Technologies",
        ),
        (
            "Une vision que partage le co-président de l’Institut Varnelle, Jean-Marc Lecq.",
            "fr",
            "co-président de l’Institut Varnelle",
            "Institut Varnelle",
        ),
        (
            "Professeur de droit constitutionnel, Dominique Rousselle en doute.",
            "fr",
            "Professeur de droit constitutionnel",
            None,
        ),
        ("La ministre de la Mer Hélène Vautrin a cédé.", "fr", "ministre de la Mer", None),
        ("Gisèle Pautre, 78 ans, ancienne factrice, sourit.", "fr", "ancienne factrice", None),
        (
            "Sarah Hashmill, Communications Manager at Harbour Trust, told us so.",
            "en",
            "Communications Manager at Harbour Trust",
            "Harbour Trust",
        ),
        ("The architect Susan Boll-Fisher agrees.", "en", "architect", None),
        ("Sen. Robert Callow dismissed it.", "en", "Sen.", None),
        ("Daniel Okafeld became chairman of the Port Authority.", "en", None, "Port Authority"),
        ("Tomás Herrero, who teaches law at Eastbrook College, smiled.", "en", None, None),
        ("Florence Imberti (LR) a répondu.", "fr", None, None),
    ],
)
def test_role_and_organisation(
    text: str, language: str, role: str | None, organisation: str | None
) -> None:
    (found,) = names_of(text, language).people
    if role is not None:
        assert found.role == role
    if organisation is not None:
        assert found.organisation == organisation


def test_a_role_said_by_a_verb_is_one() -> None:
    (found,) = names_of("Tomás Herrero, who teaches law at Eastbrook College, smiled.", "en").people
    assert found.role == "who teaches law at Eastbrook College"


def test_what_follows_the_role_is_no_part_of_it() -> None:
    (found,) = names_of("Samir Ouahbi, chercheur à Lyon, qui a vu le fichier, doute.").people
    assert found.role == "chercheur à Lyon"


def test_a_role_before_and_brings_no_role_to_the_next_name() -> None:
    found = names_of("Le maire et Jean Roux sont venus.").people
    assert [m.role for m in found] == [None]


def test_the_next_sentence_may_say_the_role() -> None:
    text = "« Oui », répond Aïcha Benkiran. La politologue publie un livre."
    assert [m.role for m in names_of(text).people] == ["politologue"]


def test_an_office_that_says_nothing_may_be_somebody_elses() -> None:
    text = "« Oui », répond Aïcha Benkiran. Le maire n'était pas présent."
    assert [m.role for m in names_of(text).people] == [None]
    text = "« Oui », répond Anton Benkiran. Le maire ajoute que tout va bien."
    assert [m.role for m in names_of(text).people] == ["maire"]


def test_a_role_may_stand_behind_the_house() -> None:
    text = "« Oui », précise Aïcha Benkiran de l'institut Lune, responsable des travaux."
    (found,) = names_of(text).people
    assert (found.role, found.organisation) == ("responsable des travaux", "institut Lune")


def test_who_tells_a_medium_is_apart_from_the_medium() -> None:
    for told in ("à l'AFP", "au Courrier", "à Radio Brume"):
        (found,) = names_of(f"« Nous avons attendu », explique {told} Claire Benkiran.").people
        assert found.name == "Claire Benkiran"


def test_a_house_in_brackets_may_begin_in_small_letters() -> None:
    (found,) = names_of("« Oui », répond Anton Benkiran (agence Orphée).").people
    assert found.organisation == "Orphée"
    (found,) = names_of("« Oui », répond Anton Benkiran (Fédération du petit commerce).").people
    assert found.organisation == "Fédération du petit commerce"


def test_its_owner_is_the_owner_of_the_organisation_named_before() -> None:
    text = "L’association Toits clairs s’inquiète. Son président, Étienne Malhour, le dit."
    (found,) = names_of(text).people
    assert (found.role, found.organisation) == ("président", "association Toits")


@pytest.mark.parametrize(
    ("text", "language", "name", "role", "organisation"),
    [
        (
            "“It is a lot,” said Larne University economist Maria Stone.",
            "en",
            "Maria Stone",
            "economist",
            "Larne University",
        ),
        (
            "“It is a lot,” said the Transport Foundation's director of policy, Maria Stone.",
            "en",
            "Maria Stone",
            "director of policy",
            "Transport Foundation",
        ),
        (
            "The Royal Guild of Bakers met. The guild's chief executive, Maria Stone, left.",
            "en",
            "Maria Stone",
            "chief executive",
            "Royal Guild of Bakers",
        ),
        ("“Yes,” said Maria Stone, a 34-year-old vendor.", "en", "Maria Stone", "vendor", None),
        (
            "“Yes,” said Maria Stone, Ph.D., the agency's chief economist.",
            "en",
            "Maria Stone",
            "chief economist",
            None,
        ),
        (
            "Writing in The Selby Post, columnist Maria Stone argued for it.",
            "en",
            "Maria Stone",
            "columnist",
            "The Selby Post",
        ),
        ("L'archiviste Marie Diop a tout gardé.", "fr", "Marie Diop", "archiviste", None),
        (
            "« Non », dit Marie Diop, infirmière depuis dix ans au centre hospitalier de Tulle.",
            "fr",
            "Marie Diop",
            "infirmière",
            "centre hospitalier de Tulle",
        ),
    ],
)
def test_roles_and_organisations_apart(
    text: str, language: str, name: str, role: str, organisation: str | None
) -> None:
    (mention,) = [m for m in names_of(text, language).people if m.name == name]
    assert (mention.role or "").endswith(role)
    assert mention.organisation == organisation


@pytest.mark.parametrize(
    ("text", "language", "role", "organisation"),
    [
        # said with the verb of speech
        (
            "Jeanne Roux dénonce un retard. « Assez », a lancé la présidente de la Ligue des prés.",
            "fr",
            "présidente de la Ligue des prés",
            "Ligue des prés",
        ),
        # said by a verb
        ("Anne Diop, 41 ans, dirige l'Institut Varnelle.", "fr", None, "Institut Varnelle"),
        ("Ann Roe chairs the Harbour Trust.", "en", None, "Harbour Trust"),
        # of the organisation named before, or beside
        ("The Tide Council is worried. “No,” says president David Weiss.", "en", "president", None),
        ("Harbour Trust's Karin Anders agrees.", "en", None, "Harbour Trust"),
        ("Brian Coomb, PhD, of Eastbrook University, agrees.", "en", None, "Eastbrook University"),
        # two words behind an elided article are one role
        ("La secrétaire d'État Nina Valmy hésite.", "fr", "secrétaire d'État", None),
        # what he is stands right before him
        ("L'Homme nouveau du neuropsychiatre Jean Roux paraît.", "fr", "neuropsychiatre", None),
    ],
)
def test_roles_apart_from_the_name(
    text: str, language: str, role: str | None, organisation: str | None
) -> None:
    (found,) = names_of(text, language).people
    assert role is None or found.role == role
    assert organisation is None or found.organisation == organisation


def test_a_verb_without_its_accent_is_no_role() -> None:
    (found,) = names_of("Son rival, Ken Daudet Marie, l'accuse de tout.").people[:1]
    assert found.role != "accuse de tout"


def test_a_part_of_them_is_nobody_s_role() -> None:
    (found,) = names_of("Chez Jean Roux, la moitié des salariés le disent.").people
    assert found.role is None
