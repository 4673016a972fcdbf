"""Where sentences end, in French and English. The people and studies are invented."""

import pytest

from kb.reading.sentences import split

FRENCH = [
    "M. Durand parle. | Mme Petit se tait.",
    "Voir p. 12 du rapport. | Il est long.",
    "Les clients, fournisseurs, etc. sont venus. | Puis rien.",
    "Les clients, fournisseurs, etc. | Rien ne va plus.",
    "La hausse est de 3.5 points en 2014. | 80,6 % des élus l’ignorent.",
    "« Tout va bien. | Rien ne presse. » | Le maire est calme.",
    "« Non ! » dit-elle. | « Si ! » répond O. Martinon.",
    "Il a dit : « Nous verrons. » | Puis il est parti.",
    "Jules César est mort en 44 av. J.-C. à Rome. | Le reste est connu.",
    "Il progresse encore. (source : Insee) | Les autres stagnent.",
    "Il progresse. | (Et qui sait, il gagnera ?) | On verra.",
    "Qui le sait ?! | Personne… | Ou presque.",
    "Elle hésite… puis repart.",
    "Le mot est lâché 🙂 | Il fallait le dire.",
    "Un Français sur deux le dit [4]. | L’autre se tait.",
    "Le total est connu.[2] | Le détail ne l’est pas.",
    "Selon l’étude du Pr. Lambert (cf. p. 3), rien. | Tout reste à faire.",
]
ENGLISH = [
    "Mr. Hale met Dr. Ives. | They talked.",
    "The U.S. Census Bureau counts. | Others guess.",
    "She left the U.S. | The move was hard.",
    "Grown et al. (2014) disagree. | So do we.",
    "Apple-Pear Inc. shares fell. | Nobody knows why.",
    "He works for Pear Inc. | The firm is small.",
    "Some, e.g. Brown, disagree. | Others, i.e. most, agree.",
    "“We know. | We always knew.” | She smiled.",
    "The tool (see fig. 3) works at 5 p.m. and later. | It is old.",
    "It works.[1] | This is new.",
    "J. K. Olsen wrote it. | It sold.",
    "The iPhone sells. | iPhone users know.",
    "Revenue was $3.4 billion.[3] | If it grows, fine.",
]


@pytest.mark.parametrize(
    ("language", "marked"), [("fr", s) for s in FRENCH] + [("en", s) for s in ENGLISH]
)
def test_sentences_end_where_a_reader_says(language: str, marked: str) -> None:
    text = marked.replace(" | ", " ")
    found = [text[start:end] for start, end in split(text, 0, len(text), language)]
    assert found == marked.split(" | ")


def test_a_closing_mark_at_the_end_stays_with_its_sentence() -> None:
    text = "« Nous verrons bien. »"
    assert split(text, 0, len(text), "fr") == [(0, len(text))]


@pytest.mark.parametrize("bait", ["." * 100_000, ". " * 50_000, "»" * 100_000, "(. " * 30_000])
def test_hostile_text_is_split_in_linear_time(bait: str) -> None:
    spans = split(bait, 0, len(bait), "fr")
    assert spans[-1][1] <= len(bait)
