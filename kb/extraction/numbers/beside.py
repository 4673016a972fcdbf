"""What stands beside a figure and says what it is a figure of.

« 79 % *des internautes* », « évalue à 3,7 millions *le surcoût* », "a *settlement* of
$6 million", « *un seuil* de 68 décibels », "would triple *its budget*".
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from kb.extraction.numbers.candidates import Candidate, Span
from kb.extraction.numbers.distant import is_bare_measure
from kb.extraction.numbers.lexicon import lexicon
from kb.extraction.numbers.nouns import is_nominal
from kb.extraction.numbers.phrases import phrase_after, phrase_before
from kb.extraction.numbers.place import Place, Token
from kb.extraction.numbers.verbs import is_verb

# "Nearly half (48%) of voters": what the figure is of stands behind the bracket.
HYPHENED = re.compile(r"\d-\w")
RESTATED = re.compile(r"\s?\([^()]{1,24}\)|\)")


def beside(place: Place, found: Candidate, *, follows_share: bool) -> tuple[Span | None, bool]:
    """What stands beside the figure itself, and whether it names the group of a share."""
    if found.shape == "ratio" and found.noun:
        return _ratio_noun(place, found), True
    sized = _sized_behind(place, found) or _inserted(place, found)
    if sized:
        return sized, found.kind == "share"
    if found.kind == "share":
        of = _of_phrase(place, found.end) or _dont(place, found)
        group = of or _for_phrase(place, found.end, follows_share=follows_share)
        if group:
            return group, True
        return _measured(place, found), False  # "a *market share* of 12%"
    if found.kind in ("change", "money") and place.ends_with(found.start, "compared_to"):
        meant = place.follows(found.end, "meant_for")  # "against £41 for *a gym place*"
        return (phrase_after(place, meant.end() + 1) if meant else None), False
    if found.kind == "count":
        if found.noun and place.lex.anywhere("times").search(place.text, *found.noun):
            return None, False  # « téléchargée dix millions de fois »
        named = phrase_after(place, found.noun[0]) if found.noun else None
        return named or _of_phrase(place, found.end), False
    if found.kind == "multiple":
        return _factored(place, found) or _compared(place, found), False
    if found.kind == "change":
        return _changed(place, found), False
    if found.kind == "money":
        return _paid(place, found), False
    if found.kind == "duration":
        if HYPHENED.search(place.text, found.start, found.end):
            return _attributive(place, found), False  # "a 13-hour *outage*"
        topic = place.follows(found.end, "topics")
        return (phrase_after(place, topic.end()) if topic else _measured(place, found)), False
    if found.kind == "other":
        return _of_phrase(place, found.end) or _measured(place, found), False
    if found.kind == "rank":
        return _ranked(place, found), False
    return None, False


def _sized_behind(place: Place, found: Candidate) -> Span | None:
    """« évalue à 3,7 millions *le surcoût de l'intérim* », « situe entre 3 et 5 € *le prix* »."""
    if not place.lex.table["noun_before_adjective"]:
        return None
    if not place.ends_with(found.start, "placed_at") and not opens_range(place, found):
        return None
    definite = place.follows(found.end, "sized_articles")
    return phrase_after(place, found.end + 1) if definite else None


def opens_range(place: Place, found: Candidate) -> bool:
    """Whether the figure starts with « entre »."""
    opening = place.lex.here("between").match(place.text, found.start)
    return opening is not None and opening.end() <= found.end


def _inserted(place: Place, found: Candidate) -> Span | None:
    """ "*The tree cover*, at 6 percent, is low", "*Its listeners*, about 60,000 of them, say"."""
    at = place.ends_with(found.start, "placed_at")
    begin = place.base(found.start) + at.start() if at else found.start
    before = place.before(begin).rstrip()
    of_them = place.follows(found.end, "of")
    pronoun = place.follows(of_them.end(), "group_pronouns") if of_them else None
    end = pronoun.end() if pronoun else found.end
    if not (at or pronoun) or not before.endswith(",") or place.text[end : end + 1] != ",":
        return None
    comma = begin - len(place.before(begin)) + len(before) - 1
    span = phrase_before(place, comma)
    return span if span and _has_noun(place, span) else None


def _measured(place: Place, found: Candidate) -> Span | None:
    """« au-dessus du *seuil* de 68 décibels », "*a zone* of between 7,500 and 8,700 km"."""
    link = place.ends_with(found.start, "of")
    return _named_before(place, place.base(found.start) + link.start()) if link else None


def _named_before(place: Place, at: int) -> Span | None:
    """The noun phrase that ends at `at`, if it is one: « est *passée* de » is none."""
    span = phrase_before(place, at)
    if span is None or not _has_noun(place, span):
        return None
    words = place.tokens(*span)
    if words[0].folded in place.lex.words("determiners"):
        return span
    before = place.tokens(span[0] - 24, span[0])
    if before and is_verb(place, before, len(before) - 1):
        return _behind_article(place, words)
    passing = ("auxiliaries", "clitics", "pronouns", "adverbs", "modals", "conjunctions")
    if before and any(before[-1].folded in place.lex.words(name) for name in passing):
        return None
    endings = tuple(place.lex.words("participle_endings"))
    past = str(place.lex.table["past_ending"]) or endings
    return None if words[0].folded.endswith(past) else span


def _behind_article(place: Place, words: list[Token]) -> Span | None:
    """The « seuil » of « vit | au-dessus du seuil »; a participle has no article before it."""
    articles = place.lex.words("determiners")
    last = max((i for i, w in enumerate(words[:-1]) if w.folded in articles), default=None)
    return None if last is None else (words[last + 1].start, words[-1].end)


def _ranked(place: Place, found: Candidate) -> Span | None:
    """ "the fifth *grounding on this coast* since 2010"."""
    if place.tokens(found.start, found.end)[-1].end != found.number[1]:
        return None
    tokens = place.tokens(found.end, found.end + 40)
    if found.end != found.number[1] or not tokens or not is_nominal(place, tokens[0]):
        return None
    return None if is_verb(place, tokens, 0) else phrase_after(place, tokens[0].start)


def _ratio_noun(place: Place, found: Candidate) -> Span | None:
    """« 9 *sociétés* sur 10 », "6 in 10 *Americans with a degree*"."""
    noun = found.noun
    assert noun is not None
    return noun if noun[1] <= found.number[1] else phrase_after(place, noun[0])


def _of_phrase(place: Place, at: int) -> Span | None:
    """« 79 % *des internautes français* », "62% of *smartphone owners*"."""
    bracket = RESTATED.match(place.text, at)
    of = place.follows(bracket.end() if bracket else at, "of")
    if of is None:
        return None
    begin = of.start() if place.lex.table["subject_keeps_of"] else of.end()
    span = phrase_after(place, begin + (place.text[begin] == " "))
    if span is None or span[1] <= of.end():
        return None
    pronoun = place.follows(of.end(), "group_pronouns")
    if pronoun:  # « 71 % d'entre eux »; "six of those *positions*" names them
        behind = place.tokens(pronoun.end(), pronoun.end() + 24)
        determined = pronoun[0].strip().casefold() in place.lex.words("determiners")
        if not determined or not behind or not is_nominal(place, behind[0]):
            return None
    return span


def _for_phrase(place: Place, at: int, *, follows_share: bool) -> Span | None:
    """« 11 % pour *les communes les mieux équipées* », "58% among *women*"."""
    links = ("group_among",) if follows_share else ("group_among", "group_for")
    group = place.follows(at, *links)
    return phrase_after(place, group.end() + 1) if group else None


def _dont(place: Place, found: Candidate) -> Span | None:
    """« un abonnement, dont 78 % *en fibre optique* »; « *5,8 millions*, dont 40 % seraient … »."""
    if not place.ends_with(found.start, "of_which"):
        return None
    behind = place.follows(found.end, "prepositions")
    if behind:
        return phrase_after(place, behind.start() + 1)
    dont = place.ends_with(found.start, "of_which")
    assert dont is not None
    at = place.base(found.start) + dont.start()
    before = place.before(at)
    return phrase_before(place, at - len(before) + len(before.rstrip(" ,(")))


def _factored(place: Place, found: Candidate) -> Span | None:
    """« divise *sa facture* par trois »."""
    by = place.ends_with(found.start, "by")
    span = phrase_before(place, place.base(found.start) + by.start()) if by else None
    if span is None:
        return None
    determined = place.tokens(*span)[0].folded in place.lex.words("determiners")
    return span if determined else None


def _compared(place: Place, found: Candidate) -> Span | None:
    """« trois fois plus *de tumeurs* », "2.6x more *time*", "10X more on *live videos*"."""
    if place.ends_with(found.start, "by"):
        return None  # « a été divisé par deux entre 2005 et 2020 »
    counted = place.follows(found.number[0] - 1, "counted_multiples")
    if found.shape == "multiplier" and not counted and place.follows(found.end, "determiners"):
        return phrase_after(place, found.end + 1)  # "would triple *its watering budget*"
    if found.shape == "multiplier" and not counted:
        return None  # « le trafic a triplé depuis »
    at = found.end
    if place.follows(at, "rates"):
        return None  # "pay five times more per liter"
    more = place.follows(at, "times_more", "times_less")
    if more and more[0].strip().casefold() not in place.lex.words("determiners"):
        at = more.end()
    of = place.follows(at, "of")
    if of and place.lex.table["subject_keeps_of"]:
        return phrase_after(place, of.start())
    on = place.follows(at, "prepositions")
    if on and place.follows(at, "compared_to") is None:
        return phrase_after(place, on.end() + 1)
    if place.lex.table["subject_keeps_of"]:
        return None  # « deux fois plus fréquents »
    tokens = place.tokens(at, at + 40)
    if not tokens or not is_nominal(place, tokens[0]):
        return None
    if tokens[0].folded in place.lex.words("likely") or is_verb(place, tokens, 0):
        return None
    return phrase_after(place, tokens[0].start)


def _changed(place: Place, found: Candidate) -> Span | None:
    """« *une coupe budgétaire* de 2 % », "increase *conversion* by 80%", "135% more *reach*"."""
    of = place.follows(found.end, "of")
    if of and place.lex.table["subject_keeps_of"]:
        contracted = of[0].strip().casefold() in place.lex.words("determiners")
        if contracted or place.follows(of.end(), "determiners"):
            # « perd 15 % de *son signal* », « une baisse de 23 % *des dépôts sauvages* »
            return phrase_after(place, of.start() + 1)
    if of and not place.lex.table["subject_keeps_of"] and found.unit == "%":
        return phrase_after(place, of.end() + 1)  # "cut 40% of *its staff*"
    noun = place.follows(found.end, "rise_nouns", "fall_nouns")
    into = place.follows(noun.end(), "change_of") if noun else None
    if into:
        span = phrase_after(place, into.end() + 1)  # "a 6 per cent increase in *risk*"
        if span and not place.tokens(*span)[0].is_figure and not _is_time(place, span):
            return span
    behind = place.follows(found.end, "more_by", "less_by")
    if behind and not place.lex.table["subject_keeps_of"]:
        tokens = place.tokens(behind.end(), behind.end() + 40)
        likely = bool(tokens) and tokens[0].folded in place.lex.words("likely")
        if tokens and is_nominal(place, tokens[0]) and not likely:
            return phrase_after(place, tokens[0].start)
    link = place.ends_with(found.start, "change_links")
    if link is None:
        return None
    span = phrase_before(place, place.base(found.start) + link.start())
    if span is None:
        return None
    words = place.tokens(*span)
    if words[0].folded in place.lex.words("prepositions"):  # « en hausse de 12 % »
        return None
    named = [t for t in words if is_nominal(place, t)]
    is_noun = words[0].folded in place.lex.words("determiners") or len(named) > 1
    if not is_noun and place.lex.table["subject_keeps_of"]:
        return None  # « a augmenté de 30 % »
    if not is_noun and len(words) == 1 and is_change_word(place, words[0].folded):
        return None  # "fell by 2%"
    return span


def is_change_word(place: Place, word: str) -> bool:
    lex = place.lex
    stems = tuple(lex.words("up_stems") | lex.words("down_stems"))
    return word.startswith(stems) or word in lex.words("up_words") | lex.words("down_words")


def _paid(place: Place, found: Candidate) -> Span | None:
    """ "a *settlement* of $6 million", « 230 millions d'euros *de chiffre d'affaires* »."""
    attributive = _attributive(place, found)  # "a £1.5bn *package*"
    if attributive:
        return attributive
    if place.follows(found.start - 1, "adjectival"):  # « *une dépense* inférieure à 200 € »
        return phrase_before(place, found.start)
    link = place.ends_with(found.start, "of", "placed_at")  # « *des paniers* à 2 € »
    if link:
        span = _named_before(place, place.base(found.start) + link.start())
        if span and not is_bare_measure(place, span):
            return _priced(place, found, span)
    at = found.end
    per = place.follows(at, "per")
    at = per.end() if per else at
    spell = _spell(place.lex.code).match(place.text, at)  # "$3 million over two years for *a road*"
    at = spell.end() if spell and spell.end() <= place.end else at
    on = place.follows(at, "money_for")
    if on is None:
        return _meant_for(place, at)
    begin = on.start() if on[0].strip().casefold() in place.lex.words("of") else on.end()
    first = next(iter(place.tokens(on.end(), on.end() + 40)), None)
    no_subject = place.lex.words("adverbs") | place.lex.words("not_subjects")
    if first is not None and first.folded in place.lex.words("adverbs"):
        after = place.tokens(first.end, first.end + 24)[:1]  # "in overall *aid*"
        first = after[0] if after and is_nominal(place, after[0]) else first
    if first is None or first.is_figure or first.folded in no_subject:
        return None  # « d'ici à 2026 », « en 2014 », « en moyenne »
    span = phrase_after(place, begin + (place.text[begin] == " "))
    timed = span and _is_time(place, span)
    return None if timed else span


def _priced(place: Place, found: Candidate, span: Span) -> Span | None:
    """« au prix de 1 € par *repas* »: a price alone does not say of what."""
    named = [t.folded for t in place.tokens(*span) if is_nominal(place, t)]
    per = place.follows(found.end, "for_each")
    if per is None or any(word not in place.lex.words("price_nouns") for word in named):
        return span
    return phrase_after(place, per.end() + 1) or span


def _is_time(place: Place, span: Span) -> bool:
    """« pour l'année », "in two years"; but "in federal money every year" is no time."""
    last = place.tokens(*span)[:4][-1]
    timed = place.lex.anywhere("durations", "months").search(place.text, span[0], last.end)
    return timed is not None


@cache
def _spell(code: str) -> re.Pattern[str]:
    lex = lexicon(code)
    return re.compile(
        rf"\s{lex.any_of('spell_links')}\s\w{{1,9}}\s{lex.any_of('durations')}", re.IGNORECASE
    )


def _attributive(place: Place, found: Candidate) -> Span | None:
    if place.lex.table["noun_before_adjective"] or place.text[found.end : found.end + 1] != " ":
        return None
    tokens = place.tokens(found.end, found.end + 40)
    named = bool(tokens) and is_nominal(place, tokens[0]) and not is_verb(place, tokens, 0)
    return phrase_after(place, found.end + 1) if named else None


def _meant_for(place: Place, at: int) -> Span | None:
    """« 12 000 euros sont prévus pour *des cloisons* »."""
    tokens = place.tokens(at, at + 60)
    if not tokens or not is_verb(place, tokens, 0):
        return None
    stems = tuple(place.lex.words("devoted_stems"))
    for before, token in pairwise(tokens[:6]):
        devoted = before.folded.startswith(stems)
        meant = before is not tokens[0] and token.folded in place.lex.words("meant_for")
        if meant or (devoted and token.folded in place.lex.words("prepositions")):
            return phrase_after(place, token.end + 1)
    return None


def _has_noun(place: Place, span: Span) -> bool:
    return any(is_nominal(place, t) for t in place.tokens(*span))
