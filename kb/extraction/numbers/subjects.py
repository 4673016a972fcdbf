"""What a statistic is a number of, in the words of the article.

« 79 % *des internautes français* », « *les craintes liées à la sécurité* (76 %) »,
« *La formation* dure deux jours »; « 57 % jugent … » speaks of the people of the
sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from kb.extraction.numbers.candidates import Candidate, Span
from kb.extraction.numbers.grammar import Tree, names_something, sized_object, verb_subject
from kb.extraction.numbers.lexicon import lexicon
from kb.extraction.numbers.nouns import is_nominal
from kb.extraction.numbers.phrases import clause_subject, phrase_after, phrase_before
from kb.extraction.numbers.place import Place, Token
from kb.extraction.numbers.verbs import is_verb

# A group named so many sentences ago is no longer meant by « 57 % jugent … ».
MEMORY = 8
# How far a phrase may stand before its figure, in characters.
FRONT = 160
# So many figures of a sentence are looked at for the one that a bracket restates.
LOOK_BACK = 6
# « Coût de l'opération : 6,2 millions »: a title before a colon is short, in words.
LONGEST_TITLE = 8
# "Nearly half (48%) of voters": what the figure is of stands behind the bracket.
RESTATED = re.compile(r"\s?\([^()]{1,24}\)|\)")


@dataclass
class Memory:
    """What the figures before this one were figures of."""

    group: str | None = None  # the last explicit whole of a share: « des personnes interrogées »
    group_age: int = 0
    counted: str | None = None  # the last thing counted
    people: str | None = None  # the last people counted: « 1 012 *adultes* »
    sentence: list[tuple[Candidate, str | None]] = field(default_factory=list)

    def next_sentence(self) -> None:
        self.sentence = []
        self.group_age += 1
        if self.group_age > MEMORY:
            self.group = self.counted = self.people = None

    def note(self, found: Candidate, subject: str | None, *, explicit: bool) -> None:
        self.sentence.append((found, subject))
        if subject and explicit and found.kind == "share":
            self.group, self.group_age = subject, 0
        if subject and found.kind == "count" and found.noun:
            self.counted, self.group_age = subject, 0

    def meet(self, people: str | None) -> None:
        """Takes note of people who were counted: "1,012 adults ... 61% sleep badly"."""
        self.people = people or self.people

    def whole(self) -> str | None:
        """Whom a share without a group of its own is a share of."""
        return self.group or self.people

    def last_is_share(self) -> bool:
        """Whether a share with a subject stands before in this sentence."""
        return any(c.kind == "share" and subject for c, subject in self.sentence)

    def last(self) -> str | None:
        """The subject of the figure before in this sentence."""
        return self.sentence[-1][1] if self.sentence else None


Grammar = Callable[[], Tree | None]  # the parse of the sentence, made when it is asked for


def subject_of(place: Place, found: Candidate, memory: Memory, grammar: Grammar) -> str | None:
    """The subject of the statistic; the memory takes note of it."""
    span, names_group = _explicit(place, found, follows_share=memory.last_is_share())
    if span and found.kind == "change" and memory.last() and _restates_change(place, span):
        span = None
    subject = _words(place, span) if span else _inferred(place, found, memory, grammar)
    memory.note(found, subject, explicit=names_group and span is not None)
    if found.kind == "count" and found.noun and subject:
        met = place.lex.anywhere("people").search(place.text, *found.noun) is not None
        memory.meet(subject if met else None)
    return subject


def _words(place: Place, span: Span) -> str:
    return place.text[span[0] : span[1]]


def _explicit(place: Place, found: Candidate, *, follows_share: bool) -> tuple[Span | None, bool]:
    """What stands beside the figure itself, and whether it names the group of a share."""
    if found.shape == "ratio" and found.noun:
        return _ratio_noun(place, found), True
    sized = _sized_behind(place, found) or _inserted(place, found)
    if sized:
        return sized, False
    if found.kind == "share":
        of = _of_phrase(place, found.end) or _dont(place, found)
        return of or (None if follows_share else _for_phrase(place, found.end)), True
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
    if not place.ends_with(found.start, "placed_at") and not _opens_range(place, found):
        return None
    definite = place.follows(found.end, "sized_articles")
    return phrase_after(place, found.end + 1) if definite else None


def _opens_range(place: Place, found: Candidate) -> bool:
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
        return None
    passing = ("auxiliaries", "clitics", "pronouns", "adverbs", "modals", "conjunctions")
    if before and any(before[-1].folded in place.lex.words(name) for name in passing):
        return None
    endings = tuple(place.lex.words("participle_endings"))
    past = str(place.lex.table["past_ending"]) or endings
    return None if words[0].folded.endswith(past) else span


def _ranked(place: Place, found: Candidate) -> Span | None:
    """ "the fifth *grounding on this coast* since 2010"."""
    if place.tokens(found.start, found.end)[-1].end != found.number[1]:
        return None
    tokens = place.tokens(found.end, found.end + 40)
    if found.end != found.number[1] or not tokens or not is_nominal(place, tokens[0]):
        return None
    return None if is_verb(place, tokens, 0) else phrase_after(place, tokens[0].start)


def _restates_change(place: Place, span: Span) -> bool:
    """ "fell from 1,140 to 715, *a drop* of 37 percent": the figures before say of what."""
    words = [t for t in place.tokens(*span) if is_nominal(place, t)]
    behind_comma = place.before(span[0]).rstrip().endswith((",", " soit", "–", "("))
    return behind_comma and all(_is_change_word(place, w.folded) for w in words)


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


def _for_phrase(place: Place, at: int) -> Span | None:
    """« 11 % pour *les communes les mieux équipées* », "58% among *women*"."""
    group = place.follows(at, "group_for")
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
    if of and place.lex.table["subject_keeps_of"] and place.follows(of.end(), "determiners"):
        return phrase_after(place, of.start() + 1)  # « perd 15 % de *son signal* »
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
    if not is_noun and len(words) == 1 and _is_change_word(place, words[0].folded):
        return None  # "fell by 2%"
    return span


def _is_change_word(place: Place, word: str) -> bool:
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
    link = place.ends_with(found.start, "of")
    if link:
        span = _named_before(place, place.base(found.start) + link.start())
        if span:
            return span
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
    if first is None or first.is_figure or first.folded in no_subject:
        return None  # « d'ici à 2026 », « en 2014 », « en moyenne »
    span = phrase_after(place, begin + (place.text[begin] == " "))
    timed = span and _is_time(place, span)
    return None if timed else span


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


# -- when nothing stands beside the figure --------------------------------------------


def _inferred(place: Place, found: Candidate, memory: Memory, grammar: Grammar) -> str | None:
    titled = _titled(place, found)
    if titled:
        return _words(place, titled)
    bracketed = place.before(found.start).rstrip().endswith("(")
    if bracketed:
        return _bracketed(place, found, memory)
    if _is_second_of_pair(found, memory):
        return memory.last()
    if found.kind == "share" and place.ends_with(found.start, "elliptic") and memory.group:
        return memory.group
    if place.ends_with(found.start, "compared_to", "restating") and memory.last():
        return memory.last()  # « contre 61 % un an plus tôt », « soit 12 € par habitant »
    fronted = _fronted(place, found)
    if fronted:
        return _words(place, fronted)
    if found.kind == "share" and _is_itself_subject(place, found):
        announced = _announced(place, found)
        return _words(place, announced) if announced else memory.whole()
    if found.kind in ("count", "share") and _is_part_of_those(place, found):
        announced = _announced(place, found)
        known = memory.last() or (_words(place, announced) if announced else None)
        known = known or (memory.counted if found.kind == "count" else None) or memory.whole()
        if known:
            return known
    if found.kind == "count" and found.noun is None and _is_itself_subject(place, found):
        return memory.counted
    if (
        found.kind in ("change", "share", "multiple")
        and _is_apposition(place, found)
        and memory.last()
    ):
        return memory.last()
    span = _placed(place, found) or _by_grammar(place, found, grammar())
    return _words(place, span) if span else memory.last()


def _by_grammar(place: Place, found: Candidate, tree: Tree | None) -> Span | None:
    """What the clause is about: by the words, by the parse, or by the two together.

    Of the two languages' parsers one is right more often than the words, one is not.
    """
    told = clause_subject(place, found.start) or phrase_before(place, found.start)
    if tree is None:
        return told
    sized = sized_object(place, found, tree)
    if sized:
        return sized
    parsed = verb_subject(place, found, tree)
    if told and not names_something(told, tree):
        told = None
    return parsed or told if place.lex.table["parse_first"] else told or parsed


def _titled(place: Place, found: Candidate) -> Span | None:
    """« *Coût de l'opération* : 6,2 millions d'euros »: no verb, so the colon is one."""
    before = place.before(found.start, FRONT)
    if not before.rstrip().endswith(":") or found.kind == "share":
        return None
    colon = found.start - len(before) + before.rindex(":")
    words = place.tokens(place.start, colon)
    clause = any(_makes_clause(place, words, i) for i in range(len(words)))
    if clause or not 0 < len(words) <= LONGEST_TITLE:
        return None
    return phrase_before(place, colon - (place.text[colon - 1] == " "))


def _makes_clause(place: Place, words: list[Token], index: int) -> bool:
    said = words[index].folded in place.lex.words("pronouns") | place.lex.words("clitics")
    return said or is_verb(place, words, index)


def _is_second_of_pair(found: Candidate, memory: Memory) -> bool:
    """The « 40 % » of « passe de 46 % à 40 % »."""
    quantity = found.quantity
    earlier = memory.sentence[-1][0].quantity if memory.sentence else None
    return bool(quantity and earlier and quantity.paired and earlier.paired)


def _bracketed(place: Place, found: Candidate, memory: Memory) -> str | None:
    """« *les cadres* (76 %) »; but "6 in 10 *Americans* own one (64%)": a verb is between."""
    opening = found.start - len(place.before(found.start)) + place.before(found.start).rfind("(")
    if memory.sentence and not place.text[memory.sentence[-1][0].end : opening].strip():
        return memory.last()  # "about half (48%) said"
    for before, subject in reversed(memory.sentence[-LOOK_BACK:]):
        if before.kind != "share" or subject is None or subject != memory.group:
            continue
        inside = place.before(before.start).rstrip().endswith("(")
        between = place.tokens(before.end, opening)
        if inside or any(is_verb(place, between, i) for i in range(len(between))):
            return subject
    span = phrase_before(place, opening)
    return _words(place, span) if span else memory.last()


def _fronted(place: Place, found: Candidate) -> Span | None:
    """« Sur les 1 850 répondants, les trois quarts … », "out of that number, 12.6% have"."""
    before = place.before(found.start, FRONT).rstrip()
    if not before.endswith(","):
        return None
    comma = found.start - len(place.before(found.start, FRONT)) + len(before) - 1
    opening = max(before.rfind(",", 0, -1), before.rfind(".", 0, -1))
    begin = comma - len(before) + 1 + opening + 1
    among = place.lex.anywhere("among").search(place.text, begin, comma)
    if among is None or len(place.text[begin : among.start()].split()) > 1:
        return None
    span = phrase_after(place, among.end())
    return span if span and span[1] <= comma else None


def _is_itself_subject(place: Place, found: Candidate) -> bool:
    """« 83,9 % jugent que », "57% did": a verb follows, or the figure opens its clause."""
    tokens = place.tokens(found.end, found.end + 40)
    if not tokens:
        return False
    if is_verb(place, tokens, 0) or tokens[0].folded in place.lex.words("clitics"):
        return True
    before = place.before(found.start).rstrip()
    opens = not before or before[-1] in ",;:.•"
    return opens and tokens[0].is_word and tokens[0].folded not in place.lex.words("prepositions")


def _is_part_of_those(place: Place, found: Candidate) -> bool:
    """ "Only five *of them* had a permit", « Ils n'étaient que 13 % »."""
    if place.ends_with(found.start, "being_many"):
        return True
    of = place.follows(found.end, "of")
    return of is not None and place.follows(of.end(), "group_pronouns") is not None


def _announced(place: Place, found: Candidate) -> Span | None:
    """« *Les emprunteurs* ne sont pas ceux que j'attendais : six sur dix sont des femmes »."""
    before = place.before(found.start, FRONT)
    colon = before.rfind(":")
    if colon < 0 or any(c in before[colon + 1 :] for c in ".;"):
        return None
    base = found.start - len(before)
    tokens = place.tokens(base, base + colon)
    if not tokens or tokens[0].folded not in place.lex.words("plural_determiners"):
        return None
    return phrase_after(place, tokens[0].start)


def _placed(place: Place, found: Candidate) -> Span | None:
    """« a chiffré *le projet* à 5,8 millions », "put *public support* at 58%"."""
    at = place.ends_with(found.start, "placed_at")
    if at is None and not _opens_range(place, found):
        return None
    span = phrase_before(place, place.base(found.start) + at.start() if at else found.start)
    if span is None:
        return None
    words = place.tokens(*span)
    determined = [w for w in words if w.folded in place.lex.words("determiners")]
    object_of = place.tokens(span[0] - 30, span[0])
    after_verb = bool(object_of) and is_verb(place, object_of, len(object_of) - 1)
    return span if determined and after_verb else None


def _is_apposition(place: Place, found: Candidate) -> bool:
    """« un chiffre d'affaires de 1,2 milliard, en hausse de 12 % »."""
    before = place.before(found.start)
    sign = max(before.rfind(s) for s in ",;(")
    words = place.tokens(place.base(found.start) + sign + 1, found.start)
    if sign < 0 or len(words) > 3:
        return False
    return not words or (not is_nominal(place, words[0]) or _is_change_word(place, words[0].folded))
