"""Which candidates are statistics: the numbers that tell something about the world.

Percentages, amounts of money, ratios and multiples nearly always do. Counts and
durations need evidence: a noun that they count, and nothing beside them that makes
them a year, an age, a label or the number of a model.
"""

from __future__ import annotations

import re

from kb.extraction.numbers.candidates import Candidate
from kb.extraction.numbers.place import Place, is_plural
from kb.extraction.numbers.quantities import Quantity
from kb.extraction.numbers.verbs import is_verb

FIRST_YEAR, LAST_YEAR = 1000, 2100
# A number under this is incidental when it speaks of things already known: « ces deux émissions ».
SMALL = 10
# Ages end here: "are under 25" names a group, "more than 300" counts.
LARGE = 100
FRONT = 160


def is_statistic(place: Place, found: Candidate) -> bool:
    """Whether the candidate is worth keeping."""
    if _is_joined_to_a_word(place, found):
        return False
    rule = RULES.get(found.shape)
    return rule is None or rule(place, found)


def _is_joined_to_a_word(place: Place, found: Candidate) -> bool:
    """The « 1 » of « 3-1 », the "19" of "Covid-19"."""
    at = found.number[0]
    return at >= place.start + 2 and bool(re.fullmatch(r"\w[-‐‑/.:]", place.text[at - 2 : at]))


def _quantity(found: Candidate) -> Quantity:
    """What the candidate was read from: every shape that has a rule here has one."""
    assert found.quantity is not None
    return found.quantity


def _fraction(place: Place, found: Candidate) -> bool:
    """« un tiers des », « près d'un quart »; not « confier à un tiers », "the third quarter"."""
    words = place.text[found.number[0] : found.number[1]].casefold()
    if "/" in words:
        return not place.lex.here("durations").match(place.text, found.end)
    if place.ends_with(found.number[0], "fraction_blocks"):
        return False
    if words in place.lex.words("firm_fractions"):
        return place.follows(found.end, "fraction_stops") is None
    if _opens_clause(place, found) and _verb_follows(place, found.end):
        return True  # "Most read daily; half feel guilty"
    return bool(found.qualifier) or place.follows(found.end, "fractions_need") is not None


def _opens_clause(place: Place, found: Candidate) -> bool:
    return re.search(r"(?:^|[,;:.•])\s*$", place.before(found.start)) is not None


def _verb_follows(place: Place, at: int) -> bool:
    tokens = place.tokens(at, at + 40)
    return bool(tokens) and is_verb(place, tokens, 0)


def _percent(place: Place, found: Candidate) -> bool:
    """Not the name of a group: "the top 1%", « les 10 % les plus riches »."""
    if not place.ends_with(found.start, "group_shares_before"):
        return True
    named = place.lex.words("group_shares_after")
    return bool(named) and place.follows(found.end, "group_shares_after") is None


def _duration(place: Place, found: Candidate) -> bool:
    """« dure 170 minutes »; not « il y a dix ans », « 8 min de lecture », « âgé de 54 ans »."""
    quantity = _quantity(found)
    if quantity.form == "article":
        return _single_duration(place, found)
    if place.follows(found.end, "deictic_after") or _is_reading_time(place, found):
        return False
    if place.ends_with(found.start, "deictic_before") or _names_a_week(place, found):
        return False
    words = place.text[quantity.number_end : found.end]
    if place.lex.anywhere("deictic_adjectives").search(words):
        return False
    return not _is_age(place, found)


def _is_reading_time(place: Place, found: Candidate) -> bool:
    """« 8 min de lecture » in a by-line; « après six minutes de lecture » is a figure."""
    read = place.follows(found.end, "reading_time")
    if read is None or place.ends_with(found.start, "prepositions"):
        return False
    return not _verb_follows(place, read.end())


def _names_a_week(place: Place, found: Candidate) -> bool:
    """« la semaine de quatre jours », "the four-day week": a name, not a figure."""
    if place.follows(found.end, "week_after"):
        return True
    return place.ends_with(found.start, "week_before") is not None


def _single_duration(place: Place, found: Candidate) -> bool:
    """« meurt un an avant le témoin », "less than one hour"; not « un an plus tôt »."""
    if found.qualifier:
        return True
    if place.follows(found.end, "single_after"):
        return not place.follows(found.end, "deictic_after_single")
    return place.ends_with(found.start, "single_before") is not None


def _is_age(place: Place, found: Candidate) -> bool:
    """« le ministre de 54 ans », « les internautes de plus de 55 ans », « À 35 ans, elle »."""
    if found.unit != "year" or found.value >= 120:
        return False
    if _is_apposition(place, found):
        return True
    if place.ends_with(found.start, "age_words"):
        return not _is_said_length(place, found)
    of = place.ends_with(found.start, "age_links")
    if of is None or found.value < SMALL:
        return False
    before = place.before(found.start)[: of.start()].split()
    return bool(before) and not _lasts(place, before[-1])


def _is_said_length(place: Place, found: Candidate) -> bool:
    """« estime à onze ans *le délai* », « évalué à 5 ans »: how long, not how old."""
    definite = place.follows(found.end, "articles_before")
    words = place.tokens(definite.end(), definite.end() + 40) if definite else []
    if words and words[0].folded in place.lex.words("lasting"):
        return True
    before = place.before(found.start).casefold().split()
    stems = tuple(place.lex.words("sizing_stems"))
    return len(before) > 1 and bool(stems) and before[-2].startswith(stems)


def _is_apposition(place: Place, found: Candidate) -> bool:
    """« soupire Paulette Ruchon, 62 ans, »."""
    name = re.search(r"(?:^|\s)[A-ZÀ-Ý][\w'’-]*\s?[,(]\s?$", place.before(found.start))
    return name is not None and place.after(found.end, 1) in (",", ")")


def _lasts(place: Place, word: str) -> bool:
    """A thing that has a length: « une peine de 15 ans »."""
    bare = re.sub(r"^\w['’]|\W+$", "", word).casefold()
    if bare in place.lex.words("lasting") or bare in place.lex.words("verbs"):
        return True
    return not bare or place.is_function_word(bare)


def _times(place: Place, found: Candidate) -> bool:
    """« utilisé 23 fois »; not « deux fois »."""
    return found.value >= SMALL and not place.ends_with(found.start, "definite")


def _count(place: Place, found: Candidate) -> bool:
    quantity = _quantity(found)
    if quantity.form == "article":
        return place.follows(found.number[1], "counted_singly") is not None
    if found.value == 0:
        return False
    if _is_year(place, found) or _is_name(place, found):
        return False
    if quantity.amount.scaled or quantity.form == "collective":
        return _large(found)
    if found.noun is None:
        return _bare(place, found)
    if found.value < SMALL:
        return _small(place, found)
    grouped = quantity.amount.grouped and found.value >= 1000
    counted = quantity.form == "words" or grouped or _is_counted(place, found)
    return counted or _is_further(place, found)


def _large(found: Candidate) -> bool:
    """« 3 millions d'emplois », "7.6 million have"; « des milliers » needs its noun."""
    quantity = _quantity(found)
    return quantity.form != "collective" or found.noun is not None or quantity.amount.scaled


def _bare(place: Place, found: Candidate) -> bool:
    """A number without a noun behind it needs other evidence.

    « passe de 27 à 5 journalistes », « en a recruté 1 200 », « plus de 300 sont venus »,
    « Parmi les 11 écoles qui ont répondu, quatre … », "the average age is 30".
    """
    quantity = _quantity(found)
    if quantity.shared or quantity.paired:
        return quantity.paired
    if quantity.amount.grouped and quantity.value >= 1000:
        return quantity.value == int(quantity.value)
    if found.qualifier and quantity.form == "digits" and found.value >= LARGE:
        return True
    return (
        _is_partitive(place, found)
        or _is_measured(place, found)
        or _is_part_of(place, found)
        or _acts(place, found)
        or _is_toll(place, found)
        or _are_so_many(place, found)
        or _is_further(place, found)
    )


def _is_toll(place: Place, found: Candidate) -> bool:
    """ "has killed 92 and sickened", « l'usine emploie 340, »: those counted go without saying."""
    if found.value < SMALL or not place.ends_with(found.start, "counting_verbs"):
        return False
    return _ends_phrase(place, found)


def _are_so_many(place: Place, found: Candidate) -> bool:
    """« ils n'étaient que 140 à Noël », « Elles sont 35 en tout »."""
    if found.value < SMALL or not place.ends_with(found.start, "being_many"):
        return False
    return _ends_phrase(place, found)


def _is_further(place: Place, found: Candidate) -> bool:
    """ "and another 85 sat down with us", « 85 autres ont répondu »."""
    if found.value < SMALL:
        return False
    if place.ends_with(found.start, "another"):
        return True
    others = place.follows(found.end, "others")
    return others is not None and _verb_follows(place, others.end())


def _ends_phrase(place: Place, found: Candidate) -> bool:
    end = re.match(r"\s?[,.;:)!?]|\s?$", place.after(found.end, 2))
    return bool(end or place.follows(found.end, "prepositions", "and"))


def _is_part_of(place: Place, found: Candidate) -> bool:
    """ "130 of his patients", « 84 des élèves », "only five of them", « quatre d'entre eux »."""
    of = place.follows(found.end, "of")
    if of is None or found.value <= 1:
        return False
    return place.follows(of.end(), "definite", "group_pronouns") is not None


def _acts(place: Place, found: Candidate) -> bool:
    """« 131 avaient ouvert un livre, 84 en avaient terminé un »: the number opens a clause."""
    tokens = place.tokens(found.end, found.end + 40)
    if not tokens or not _opens_clause(place, found):
        return False
    index = 1 if tokens[0].folded in place.lex.words("clause_clitics") else 0
    return len(tokens) > index and tokens[index].folded in place.lex.words("auxiliaries")


def _is_measured(place: Place, found: Candidate) -> bool:
    """ "The average age is 30.", « Le nombre de victimes s'élève à 212, »: the clause ends here."""
    quantity = _quantity(found)
    ends = re.match(r"\s?[,.;)]|$", place.after(found.end, 2))
    if quantity.form != "digits" or not (ends or place.follows(found.end, "prepositions")):
        return False
    clause = re.split(r"[,;:.()]", place.before(found.start))[-1]
    measured = place.lex.anywhere("measured").search(clause)
    return measured is not None and len(clause[measured.end() :].split()) > 0


def _is_partitive(place: Place, found: Candidate) -> bool:
    """« Parmi les 11 écoles qui ont répondu, quatre (...) ont déclaré », "Of the 51, nine were"."""
    before = place.before(found.start, FRONT).strip()
    among = place.lex.anywhere("among").match(before)
    return among is not None and before.endswith(",") and before.count(",") == 1


def _small(place: Place, found: Candidate) -> bool:
    """« Sept écoles affirment »; not « ces deux émissions », « les trois projets »."""
    noun = found.noun
    assert noun is not None
    if place.ends_with(found.start, "definite"):
        return False
    tokens = place.tokens(noun[0], noun[1])
    return any(is_plural(place, t) for t in tokens) and _is_counted(place, found)


def _is_counted(place: Place, found: Candidate) -> bool:
    """The noun is a common noun in the plural; « 33 CDD » and « 3 Français » have capitals."""
    noun = found.noun
    assert noun is not None
    tokens = place.tokens(noun[0], noun[1])
    if any(is_plural(place, t) for t in tokens):
        return True
    return found.value >= SMALL and tokens[-1].text.isupper() and len(tokens[-1].text) > 1


def _is_year(place: Place, found: Candidate) -> bool:
    """« en 2013 », « l'étude 2013 », "the 2016 elections"; « auprès de 2000 personnes » counts."""
    quantity = _quantity(found)
    amount = quantity.amount
    plain = amount.form == "digits" and not amount.grouped and not amount.scaled
    values = [found.value] if found.high is None else [found.value, found.high]
    if not plain or not any(
        FIRST_YEAR <= v <= LAST_YEAR and v == int(v) and v >= 1000 for v in values
    ):
        return False
    if found.value < 1500 and found.noun:
        return False
    if found.qualifier and found.noun:
        return False
    counted = found.noun and place.lex.anywhere("people").search(
        place.text, found.noun[0], found.noun[1]
    )
    return not counted


def _is_name(place: Place, found: Candidate) -> bool:
    """« Boeing 737 », "iPhone 14", « Web 2.0 »: the number of a model stands behind a name."""
    quantity = _quantity(found)
    amount = quantity.amount
    if amount.form != "digits" or amount.scaled or amount.grouped or found.qualifier:
        return False
    before = place.tokens(found.start - 40, found.start)
    if not before or not before[-1].is_word or place.text[before[-1].end : found.start] != " ":
        return False
    word = before[-1]
    if not any(c.isupper() for c in word.text):
        return False
    opens = word.start == place.start or place.text[word.start - 2 : word.start - 1] in ".:!?"
    return not (opens and place.is_function_word(word.folded))


def _measure(place: Place, found: Candidate) -> bool:
    """« Il a fait 41° » is a temperature; « une vision à 360° » is a figure of speech."""
    if found.unit != "°":
        return True
    return place.lex.anywhere("temperature").search(place.text[place.start : place.end]) is not None


RULES = {
    "measure": _measure,
    "percent": _percent,
    "fraction": _fraction,
    "duration": _duration,
    "times": _times,
    "count": _count,
}
