"""What a statistic is a number of, in the words of the article.

« 79 % *des internautes français* », « *les craintes liées à la sécurité* (76 %) »,
« *La formation* dure deux jours »; « 57 % jugent … » speaks of the people of the
sentence before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kb.extraction.numbers.beside import RESTATED, beside, is_change_word, opens_range
from kb.extraction.numbers.candidates import Candidate, Span
from kb.extraction.numbers.distant import (
    FRONT,
    behind_measure,
    counts_those_before,
    gapped,
    is_bare_measure,
    is_part,
)
from kb.extraction.numbers.grammar import Tree, names_something, sized_object, verb_subject
from kb.extraction.numbers.nouns import is_nominal
from kb.extraction.numbers.phrases import clause_subject, phrase_after, phrase_before
from kb.extraction.numbers.place import Place, Token
from kb.extraction.numbers.verbs import is_verb

# A group named so many sentences ago is no longer meant by « 57 % jugent … ».
MEMORY = 8
# So many figures of a sentence are looked at for the one that a bracket restates.
LOOK_BACK = 6
# « Coût de l'opération : 6,2 millions »: a title before a colon is short, in words.
LONGEST_TITLE = 8


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

    def recent(self) -> str | None:
        """The whole of a share in this sentence or the one before."""
        return self.group if self.group_age <= 1 else None

    def last_is_share(self) -> bool:
        """Whether a share with a subject stands before in this sentence."""
        return any(c.kind == "share" and subject for c, subject in self.sentence)

    def last(self) -> str | None:
        """The subject of the figure before in this sentence."""
        return self.sentence[-1][1] if self.sentence else None


Grammar = Callable[[], Tree | None]  # the parse of the sentence, made when it is asked for


def subject_of(place: Place, found: Candidate, memory: Memory, grammar: Grammar) -> str | None:
    """The subject of the statistic; the memory takes note of it."""
    span, names_group = beside(place, found, follows_share=memory.last_is_share())
    if span and found.kind == "change" and memory.last() and _restates_change(place, span):
        span = None
    subject = _words(place, span) if span else _inferred(place, found, memory, grammar)
    memory.note(found, subject, explicit=names_group and span is not None)
    if found.kind == "count" and found.noun and subject:
        met = place.lex.anywhere("people").search(place.text, *found.noun) is not None
        asked = place.ends_with(found.start, "asked") is not None
        memory.meet(subject if met or asked else None)
    return subject


def _words(place: Place, span: Span) -> str:
    return place.text[span[0] : span[1]]


def _restates_change(place: Place, span: Span) -> bool:
    """ "fell from 1,140 to 715, *a drop* of 37 percent": the figures before say of what."""
    words = [t for t in place.tokens(*span) if is_nominal(place, t)]
    behind_comma = place.before(span[0]).rstrip().endswith((",", " soit", "–", "("))
    return behind_comma and all(is_change_word(place, w.folded) for w in words)


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
    if found.kind == "count" and found.noun is None and is_part(place, found) and memory.last():
        return memory.last()
    if found.kind in ("count", "share") and counts_those_before(place, found):
        return memory.counted or memory.whole() or memory.last()
    gap = gapped(place, found, memory.sentence[-1][0]) if memory.sentence else None
    if gap:
        return _words(place, gap)
    fronted = _fronted(place, found)
    if fronted:
        known = memory.counted if is_bare_measure(place, fronted) else None
        return known or _words(place, fronted)
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
    if span and is_bare_measure(place, span):
        meant = behind_measure(place, found)
        known = _words(place, meant) if meant else memory.last() or memory.recent()
        return known or _words(place, span)
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
    restated = RESTATED.match(place.text, found.end)  # "Just over a third (34%) did not know"
    end = restated.end() if restated else found.end
    tokens = place.tokens(end, end + 40)
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
    """« a chiffré *le projet* à 5,8 millions », « classe *l'hôpital* au 47e rang »."""
    at = place.ends_with(found.start, "placed_at", *(["rank_at"] if found.kind == "rank" else []))
    if at is None and not opens_range(place, found):
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
    return not words or (not is_nominal(place, words[0]) or is_change_word(place, words[0].folded))
