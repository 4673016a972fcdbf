"""A decision finds its place again in an article that was edited, or is kept without one."""

from __future__ import annotations

import pytest

from kb.store.reviews import Decision, decide, history, orphaned, places_of
from kb.store.reviews.places import Candidate, Words, find_row, find_span, words_at
from kb.store.writer import remove_article
from tests.dump import check
from tests.made import Made, made
from tests.settled import empty
from tests.store.reviews.bases import base, first, id_of, one, write

TEXT = "En 2012, 64 % des villes publient. Ailleurs, 64 % des lacs gèlent en hiver."
LAKES = TEXT.index("64 % des lacs")


def candidates(text: str, words: str) -> list[Candidate]:
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    return [Candidate(f"row {n}", at, at + len(words)) for n, at in enumerate(starts)]


@pytest.mark.parametrize(
    "edited",
    [
        TEXT,
        f"Un mot d'abord. {TEXT}",
        TEXT.replace("En 2012, 64 % des villes publient.", "Rien."),
        TEXT.replace("En 2012", "64 % des gens le savent. En 2012"),
        TEXT.replace("Ailleurs", "En d'autres lieux"),
        TEXT.replace("des lacs gèlent", "de tous les lacs gèlent"),
        TEXT.upper(),
    ],
)
def test_a_figure_is_told_from_its_likes_by_the_words_around_it(edited: str) -> None:
    words = words_at(TEXT, LAKES, LAKES + 4)
    found = find_row("row 1", words, (), candidates(edited, "64 %"), edited)
    at = edited.casefold().index("64 % des lacs" if "tous" not in edited else "64 % de tous")
    assert found == next(c.id for c in candidates(edited, "64 %") if c.start == at)


def test_the_same_id_at_another_place_is_not_the_same_thing() -> None:
    words = words_at(TEXT, LAKES, LAKES + 4)
    edited = "Le prix du pain monte de 64 % depuis mars."
    assert find_row("row 1", words, (), [Candidate("row 1", 25, 29)], edited) is None


def test_two_places_that_could_be_it_are_none() -> None:
    text = "Ils sont 64 % ici.\n" * 40
    found = candidates(text, "64 %")
    words = words_at(text, found[20].start, found[20].end)
    assert find_row("gone", words, (), found, text) is None
    assert find_row("row 20", words, (), found, text) == "row 20"


def test_a_row_that_now_says_more_is_found_by_what_it_covers() -> None:
    words = words_at(TEXT, LAKES, LAKES + 4)
    wider = Candidate("wider", LAKES, LAKES + len("64 % des lacs"))
    assert find_row("narrow", words, (), [wider], TEXT) == "wider"


CLAIM = "Les villes de la vallée publient 64 % de leurs comptes chaque année."


@pytest.mark.parametrize(
    ("edited", "found"),
    [
        ("Les villes de la vallée publient souvent 64 % de leurs comptes chaque année.", True),
        ("Toutes les villes de la vallée publient 64 % des comptes chaque année.", True),
        ("Les villes de la vallée publient 46 % de leurs comptes chaque année.", False),
        ("Les villes de la plaine ont 64 % de lecteurs chaque année.", False),
    ],
)
def test_a_sentence_with_another_word_is_the_same_and_with_another_number_is_not(
    edited: str, found: bool
) -> None:
    words = words_at(f"Un début. {CLAIM} Une fin.", 10, 10 + len(CLAIM))
    text = f"Un début. {edited} Une fin."
    candidate = Candidate("now", 10, 10 + len(edited))
    assert find_row("then", words, (), [candidate], text) == ("now" if found else None)


def test_a_place_is_found_without_case_accents_and_spaces() -> None:
    words = words_at("Selon l'étude,  64 % des élèves lisent.", 16, 20)
    text = "SELON L’ETUDE,\n64\u00a0% DES ELEVES LISENT."
    assert find_span(words, text) == (15, 19)


@pytest.mark.parametrize("text", ["64 % " * 20_000, "a" * 100_000, "\u0301" * 100_000, ""])
def test_hostile_texts_take_no_time(text: str) -> None:
    find_span(words_at(TEXT, LAKES, LAKES + 4), text)
    find_span(Words("a", "a" * 80, "a" * 80), text)


def test_half_a_word_is_no_context() -> None:
    text = f"{'x' * 75} Marchetti dit 64 % des Marchetti-{'y' * 60} lacs"
    at = text.index("64 %")
    words = words_at(text, at, at + 4)
    assert "x" not in words.prefix
    assert "archetti" not in words.prefix.replace("Marchetti", "")


# -- in a base ------------------------------------------------------------------------------


def decided() -> tuple[list[str], list[bytes]]:
    """Decisions of all kinds on the first article: what they should come to, and as lines."""
    from kb.store.reviews.exchange import export_lines

    db = base(first())
    decide(db, Decision("statistics", "changed", id_of(db, "statistics", "64 %"), "value", 65))
    decide(db, Decision("statistics", "rejected", id_of(db, "statistics", "30 %")))
    decide(db, Decision("quotations", "changed", id_of(db, "quotations", "Nous ouvrirons tout"),
                        "speaker", "Bo Reed"))  # fmt: skip
    decide(db, Decision("citations", "rejected", id_of(db, "citations", "Une étude Bora")))
    decide(db, Decision("articles", "changed", "a-txt", "author", "Cléa Moor"))
    at = places_of(db.conn, "a-txt", "hameaux")[0]
    value = {"start": at, "end": at + 7, "kind": "count", "value": 3}
    decide(db, Decision("statistics", "added", "a-txt", value=value))
    source = id_of(db, "source_mentions", "Une étude Bora")
    claim = one(db, "select claim_id from quotations")
    decide(db, Decision("citations", "added", claim, value={"source": source}))
    return state(db), [line.encode() for line in export_lines(db.conn)]


def state(db) -> list[str]:
    """What the decisions are about, as a reader sees it."""
    return [
        *(f"{t}: {v:g} {s}" for t, v, s in db.execute(
            "select text, value, support from figures order by text")),
        *(f"{q}: {n}" for q, n in db.execute(
            "select q.text, p.name from quotations q join people p on p.id = q.person_id")),
        *(f"{m}: {c}" for m, c in db.execute(
            "select marker, source from claim_sources order by source, marker")),
        *(a for (a,) in db.execute("select author from articles")),
    ]  # fmt: skip


EDITS = {
    "not at all": first(),
    "before": first(before="Un avis de 2012 : 64 % de rien. "),
    "behind": first(behind=" Et encore : « Nous ouvrirons tout » (bis)."),
    "in another sentence": first(orbis="Selon une enquête Orbis de 2013, 64 % des communes "
                                 "de la plaine publient leurs comptes chaque année."),
}  # fmt: skip


@pytest.mark.parametrize("how", EDITS)
def test_decisions_are_in_force_in_an_edited_article(how: str) -> None:
    expected, lines = decided()
    db = base(first())
    from kb.store.reviews.exchange import import_lines

    assert import_lines(db, lines, "decisions.jsonl").orphaned == ()
    write(db, EDITS[how])
    check(db)
    assert state(db) == expected
    assert orphaned(db.conn) == []


@pytest.mark.parametrize("how", EDITS)
@pytest.mark.parametrize("before", [True, False])
def test_decisions_are_in_force_in_a_base_built_from_nothing(how: str, before: bool) -> None:
    from kb.store.reviews.exchange import import_lines

    expected, lines = decided()
    db = empty()
    if before:
        assert len(import_lines(db, lines, "decisions.jsonl").orphaned) == len(lines)
    write(db, EDITS[how])
    if not before:
        assert import_lines(db, lines, "decisions.jsonl").orphaned == ()
    check(db)
    assert state(db) == expected
    assert orphaned(db.conn) == []


def test_what_is_decided_on_words_that_are_gone_is_kept_and_listed() -> None:
    db = base(first())
    decide(db, Decision("statistics", "confirmed", id_of(db, "statistics", "64 %")))
    decide(db, Decision("statistics", "changed", id_of(db, "statistics", "64 %"), "value", 65))
    text = "Il ne reste rien de ce qui fut écrit ici."
    write(db, made("a.txt", text))
    assert [review.field for review in orphaned(db.conn)] == ["value", None]
    assert len(history(db.conn)) == 2
    write(db, first())
    assert orphaned(db.conn) == []
    assert one(db, "select value from figures where text = '64 %'") == 65


def test_decisions_on_an_article_that_is_gone_are_kept_and_listed() -> None:
    db = base(first())
    decide(db, Decision("articles", "changed", "a-txt", "author", "Ada Hill"))
    decide(db, Decision("articles", "changed", "a-txt", "author", "Bo Reed"))
    remove_article(db, "a-txt")
    (left,) = orphaned(db.conn)  # the older one is not in force
    assert left.value == "Bo Reed"


def test_what_the_machine_no_longer_finds_needs_no_rejection() -> None:
    db = base(first())
    decide(db, Decision("statistics", "rejected", id_of(db, "statistics", "64 %")))
    text = first().article.text
    write(db, made("a.txt", text))
    assert orphaned(db.conn) == []


def test_what_a_person_added_and_the_machine_then_finds_is_one_row() -> None:
    text = "Ils sont douze cents à lire dans la vallée, et la moitié à écrire."
    db = base(made("a.txt", text, claims=[Made(text)]))
    start = text.index("douze cents")
    value = {"start": start, "end": start + 11, "kind": "count", "value": 1200}
    decide(db, Decision("statistics", "added", "a-txt", value=value))
    found = Made(text, ["douze cents"], values={"kind": "other", "value": 12.0, "unit": ""})
    write(db, made("a.txt", text, claims=[found]))
    check(db)
    assert db.execute("select text, kind, value from statistics").fetchall() == [
        ("douze cents", "count", 1200)
    ]
    assert orphaned(db.conn) == []
