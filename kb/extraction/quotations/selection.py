"""Which stretches between marks are somebody's words, and which a title, a name or irony."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.extraction.quotations.marks import Marked
from kb.extraction.quotations.speakers import Cue, Place
from kb.extraction.quotations.wording import Wording
from kb.languages import fold

__all__ = ["Verdict", "judge"]

# « l'explication » is one word, as it is for whoever counts them.
_WORDS = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LONG = 6  # words that no name or borrowed expression has, as a rule


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it is a quotation, and how sure that is."""

    quotation: bool
    confidence: float


def judge(
    text: str,
    hidden: str,
    place: Place,
    cue: Cue | None,
    kind: str,
    continuing: bool,
    wording: Wording,
) -> Verdict:
    """Weighs the evidence at one place.

    `kind` is the section's; `continuing` says that the paragraph has quoted before.
    """
    marked = place.marked
    content = text[marked.start : marked.end]
    words = _WORDS.findall(content)
    if not words:
        return Verdict(False, 0.0)
    clause = _has_clause(words, content, wording)
    direct = cue is not None and cue.direct and cue.rule != "according to"
    spoken = direct or (cue is not None and cue.speaker is not None)
    before = _before(hidden, place)
    # « Elle a vu ses ruches décliner, « d'abord lentement, puis d'un coup ». »
    spoken = spoken or (continuing and before.endswith((",", "—", "–")))
    if kind in ("notes", "caption") and not (direct and clause):
        return Verdict(False, 0.9)
    if marked.nested and not (direct and len(words) >= 4):
        return Verdict(False, 0.8)
    likened = cue is not None and cue.characterises  # "described as “a leap” by the council"
    if _listed(text, place) or (not likened and _published(text, marked, wording)):
        return Verdict(False, 0.9)
    said = spoken and direct and cue is not None and cue.rule == "colon" and clause
    if not said and _entitled(before, content, direct, wording):
        return Verdict(False, 0.85)
    # "what they are calling “Humanity's Longest Test”" is a name too
    named = direct and cue is not None and cue.speaker is not None and not cue.characterises
    if _title_case(words, content) and not named:
        return Verdict(False, 0.85)
    # « Le groupe dit « travailler avec tous » » is no group called so.
    infinitive = direct and len(words) >= 3 and words[0].endswith(wording.infinitives or ("\0",))
    said_so = infinitive or (
        likened and spoken
    )  # « un plan qualifié de « folie » par ses opposants »
    if not said_so and _termed(before, direct, wording) and not (clause and len(words) >= _LONG):
        return Verdict(False, 0.85)
    # « Pour elle, ces mesures sont « largement insuffisantes ». »
    if len(words) in (2, 3) and _partial(content, before, cue, wording):
        return Verdict(True, 0.65)
    if continuing and not before and content.rstrip()[-1] in ".!?…" and len(words) >= 2:
        return Verdict(True, 0.85)  # "…," she says. "Try seeing a doctor."
    return _by_length(words, content, before, clause, direct, spoken, cue, wording, marked)


def _partial(content: str, before: str, cue: Cue | None, wording: Wording) -> bool:
    """« …, que la ville n'y peut « pas grand-chose » », "that crews had stopped “chasing ghosts”".

    Two or three words in somebody's clause that hang on a verb, not on a noun as a term does.
    """
    if cue is None or cue.speaker is None or not content[0].islower():
        return False
    if cue.characterises and (cue.speaker.known or cue.speaker.people):
        return True
    last = re.findall(r"[^\W_]+", before[-20:].casefold())[-1:]
    if not cue.speaker.known or not last or not before[-1].isalnum():
        return False
    if last[0] in wording.quoting_words:
        return last[0] not in wording.determiners | wording.prepositions
    if _predicate(before, wording):
        return True
    small = wording.determiners | wording.prepositions | wording.term_words | wording.title_words
    return not wording.apposed_terms and last[0] not in small and not _after_noun(before, wording)


def _predicate(before: str, wording: Wording) -> bool:
    """ "It is the “leading factor”, the agency says", « demeurait un « leurre coûteux » »."""
    found = re.findall(r"[^\W_]+", before[-30:].casefold())[-2:]
    return len(found) == 2 and found[0] in wording.copulas and found[1] in wording.determiners


def _after_noun(before: str, wording: Wording) -> bool:
    """ "the night shift “club”": a noun with its article stands right before the mark."""
    found = re.findall(r"[^\W_]+", before[-40:].casefold())
    return any(word in wording.determiners for word in found[-3:-1])


def _by_length(
    words: list[str],
    content: str,
    before: str,
    clause: bool,
    direct: bool,
    spoken: bool,
    cue: Cue | None,
    wording: Wording,
    marked: Marked,
) -> Verdict:
    length = len(words)
    article = _article_before(before, wording)
    if length >= _LONG:
        sure = 0.97 if direct else 0.93 if spoken or clause else 0.7
        return Verdict(clause or spoken or length >= 8 or not article, sure)
    if length >= 4:
        if clause or direct:
            return Verdict(True, 0.95 if direct and clause else 0.85)
        return Verdict(spoken and not article, 0.7)
    stopped = content.rstrip()[-1:] in ".!?…"
    if direct and (clause or stopped) and length + stopped >= 2:
        return Verdict(True, 0.85)
    somebody = cue is not None and cue.speaker is not None
    if direct and article and length == 3 and somebody and not _determined(before, wording):
        return Verdict(True, 0.6)  # « que Jean Roux qualifie de « fragile mais réel » »
    if direct and not article and length >= 2 and cue and cue.rule in ("verb before", "colon"):
        return Verdict(True, 0.65)
    if direct and cue and cue.rule in ("verb after", "inserted"):
        alone = not before and content[0].isupper() and cue.speaker is not None
        return Verdict(length >= 2 or stopped or alone, 0.75)  # « Inacceptable », a réagi X.
    if direct and cue and cue.rule == "according to" and not before:
        return Verdict(length >= 2 and content[0].isupper(), 0.6)  # « Un non-sens », pour X.
    if somebody and clause and length >= 2 and before[-1:] in (",", ":"):
        return Verdict(True, 0.65)  # « Pour elle, « tout est clair ». »
    if not before and marked.is_closed and clause and stopped:
        return Verdict(length >= 3, 0.55)
    return Verdict(False, 0.8)


def _has_clause(words: list[str], content: str, wording: Wording) -> bool:
    """A subject pronoun or a finite verb: something is said."""
    for word in words:
        plain = word.casefold().replace("’", "'")
        if plain in wording.finite or any(part in wording.finite for part in plain.split("'")):
            return True
    return bool(re.search(r"[^\W_](?:n['’]t|['’](?:re|ll|ve|m|d))\b", content))


def _before(hidden: str, place: Place) -> str:
    return hidden[place.lead : place.led].replace("\x00", "").rstrip()


def _entitled(before: str, content: str, direct: bool, wording: Wording) -> bool:
    """« le livre « Les Urnes vides » », "a report titled “Broken Ladders”": a title's noun.

    A title begins with a capital; at a reporting verb or colon only a noun right
    before the mark counts (« Le rapport de Jean Roux dit : « … » »).
    """
    first = next((c for c in content if c.isalpha()), "")
    if not first.isupper():
        return False
    last = re.split(r"[.;!?\n(]", before[-80:].rstrip("( "))[-1].rstrip(' ,:“"«–—-')
    found = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", last)
    headed = found and len(found) <= 5 and fold(found[0]) in wording.title_heads
    if headed and content.rstrip()[-1] not in ".!?…":
        return True  # (Étude Mareva : « Accélérer la mutation »)
    return any(word in wording.title_words for word in found[-1 if direct else -3 :])


def _termed(before: str, direct: bool, wording: Wording) -> bool:
    """« la pratique dite du « forfait renversé » », "the word “sustainable”"."""
    last = before[-60:].rstrip(' ,:(“"«–—-').casefold()
    found = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", last)
    small = wording.determiners | wording.prepositions
    while found and found[-1] in small and found[-1] not in wording.term_words:
        found.pop()
    if not found or found[-1] not in wording.term_words:
        return False
    if direct and found[-1] in small | wording.predicatives:
        return False  # "warned of “a lost winter”", "described it as “a start”"
    if len(found) > 1 and wording.names.pronouns.get(found[-2]) in ("masculine", "feminine"):
        return False  # "what she called “the quiet courage” of nurses"
    # « elle s'est dite « profondément attachée » » says something of herself.
    return len(found) < 2 or found[-2] not in wording.helpers


def _article_before(before: str, wording: Wording) -> bool:
    """« un « closed shop » », « l'« hécatombe » »: an article outside makes it a noun."""
    last = re.search(r"([^\W_]+)['’]?$", before)
    if last is None:
        return False
    word = last[1].casefold()
    small = wording.determiners | wording.prepositions
    return word in small - wording.relatives - wording.claim_words


def _determined(before: str, wording: Wording) -> bool:
    """« un « closed shop » »: an article right before the mark, not only a preposition."""
    last = re.findall(r"[^\W_]+", before[-20:].casefold())[-1:]
    return bool(last) and last[0] in wording.determiners - wording.prepositions


def _title_case(words: list[str], content: str) -> bool:
    """ "Broken Ladders: Mobility in the New Economy": capitals throughout and no full stop.

    French titles have one capital, so this tells little there, and never harms.
    """
    long_words = [word for word in words if len(word) > 3]
    if len(words) < 2 or not long_words or re.search(r"[.!?…]\s+\S", content):
        return False
    if len(long_words) == 1 and content.rstrip()[-1] in ".!?…":
        return False  # "Nothing at all."
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in long_words)
    return (
        words[0][0].isupper()
        and capitals >= 0.75 * len(long_words)
        and (len(long_words) > 1 or len(words) <= 3)
    )


def _listed(text: str, place: Place) -> bool:
    """An entry of a list of works: Author – « Title » – Publication – date."""
    line = text.rfind("\n", place.lead, place.marked.opened) + 1  # a bullet is no author's dash
    before = text[max(place.lead, line) : place.marked.opened]
    after = text[place.marked.closed : place.marked.closed + 12]
    dash_before = re.search(r"[–—-]\s*$", before) and before.strip(" –—-\t•*()0123456789.")
    dash_after = re.match(r"\s*[,.]?\s*[–—-]\s*\S", after)
    entry = text[place.marked.closed : min(place.block[1], place.marked.closed + 160)]
    if re.match(r"\s*[–—-]\s[^–—\n]*\s[–—-]\s.*\b(?:19|20)\d\d\b", entry):
        return True  # - « Se chauffer, ou pas » - Observatoire Morvalin - 14 novembre 2023
    return bool(dash_before and (dash_after or len(before) < 60))


def _published(text: str, marked: Marked, wording: Wording) -> bool:
    """« La Machine et les hommes » (éditions du Phare), "The Soil Ledger," came out in 2019."""
    after = text[marked.closed : marked.closed + 30]
    return bool(
        (wording.works_behind.match(after.lstrip(" ,(\t")))
        or re.match(r"\s*\((?:[^()\d]{0,30},?\s)?(?:19|20)\d\d\)", after)
    )
