"""Noun phrases and clauses around a number, found by the words that end them.

No tagger runs here: a phrase ends at a sign, at a finite verb (known, or by its
ending) or at a word that opens a clause.
"""

from __future__ import annotations

from kb.extraction.numbers.place import Place, Token
from kb.extraction.numbers.verbs import is_past, is_verb

LONGEST_PHRASE = 14  # tokens
CLAUSE_REACH = 260  # characters
PHRASE_REACH = 140
FIRM_SIGNS = set('.;:!?()[]{}«»“”"—–…•|/*')


def phrase_after(place: Place, at: int) -> tuple[int, int] | None:
    """The noun phrase that starts at `at`: « des internautes français | sont … »."""
    tokens = place.tokens(at, at + PHRASE_REACH)
    end = None
    in_relative = False
    for index, token in enumerate(tokens[:LONGEST_PHRASE]):
        if not token.is_word and not token.is_figure and token.text not in "%’'&":
            break
        verb = is_verb(place, tokens, index)
        if verb and not in_relative:
            break
        if verb:  # one verb group belongs to « qui ont répondu à mes questions »
            in_relative = index + 1 < len(tokens) and is_verb(place, tokens, index + 1)
        elif token.folded in place.lex.words("relatives") and end is not None:
            in_relative = True
        elif _ends_phrase(place, tokens, index):
            break
        end = token.end
    end = _trimmed_end(place, at, end)
    return None if end is None else (tokens[0].start, end)


def _ends_phrase(place: Place, tokens: list[Token], index: int) -> bool:
    """A clitic, a word that opens a clause, or « et » before another figure."""
    word = tokens[index].folded
    lex = place.lex
    if index == 0:
        return False
    if word in lex.words("clitics") or word in lex.words("phrase_ends"):
        return True
    if word in lex.words("and") or word in lex.words("or"):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        return after is None or after.is_figure or is_verb(place, tokens, index + 1)
    return False


def _trimmed_end(place: Place, at: int, end: int | None) -> int | None:
    """Without the function words that a cut leaves at the end."""
    if end is None:
        return None
    tokens = place.tokens(at, end)
    while tokens and _is_loose(place, tokens[-1]):
        tokens.pop()
    return tokens[-1].end if tokens else None


def phrase_before(place: Place, at: int) -> tuple[int, int] | None:
    """The noun phrase that ends at `at`: « concernent | les craintes liées à la sécurité »."""
    tokens = place.tokens(at - PHRASE_REACH, at)
    last = len(tokens)
    while last and _is_loose(place, tokens[last - 1]):
        if tokens[last - 1].text in ",;:()":
            return None  # « en moyenne, | de 4 000 € »
        last -= 1
    first = last
    while first and last - first < LONGEST_PHRASE and not _starts_before(place, tokens, first - 1):
        first -= 1
    while first < last and _is_opening(place, tokens[first]):
        first += 1
    return (tokens[first].start, tokens[last - 1].end) if first < last else None


def _starts_before(place: Place, tokens: list[Token], index: int) -> bool:
    """Whether a phrase that comes after this token cannot hold it."""
    token = tokens[index]
    lex = place.lex
    if not token.is_word and not token.is_figure:
        return token.text not in "-’'&%"
    if is_verb(place, tokens, index) or token.folded in lex.words("clitics"):
        return True
    if token.folded in lex.words("relatives") or token.folded in lex.words("phrase_ends"):
        return True
    reciprocal = any(t.folded in lex.words("between") for t in tokens[max(0, index - 5) : index])
    # « la rédaction et traduction », « entre le domicile et le travail » are one phrase
    if token.folded in lex.words("and") and not reciprocal:
        following = tokens[index + 1].folded if index + 1 < len(tokens) else ""
        return following in lex.words("determiners") or following == "l'"
    return False


def _is_loose(place: Place, token: Token) -> bool:
    lex = place.lex
    lists = ("prepositions", "conjunctions", "determiners", "clitics", "adverbs")
    return not token.text[0].isalnum() or any(token.folded in lex.words(n) for n in lists)


def _is_opening(place: Place, token: Token) -> bool:
    """A word that leads into a phrase without belonging to it."""
    lex = place.lex
    lists = ("conjunctions", "adverbs", "openers")
    return not token.text[0].isalnum() or any(token.folded in lex.words(n) for n in lists)


def clause_subject(place: Place, at: int) -> tuple[int, int] | None:
    """The subject of the clause that holds the place `at`.

    « Envoyé spécial, qui existe depuis | 26 ans », "The budget was | $3.4 billion",
    « La formation a coûté cher et dure | deux jours ».
    """
    tokens = place.tokens(at - CLAUSE_REACH, at)
    index = len(tokens) - 1
    while index >= 0:
        if is_verb(place, tokens, index) or is_past(place, tokens, index):
            found = _subject_of(place, tokens, index)
            if found is not None:
                return found
        elif tokens[index].text in FIRM_SIGNS and _has_phrase(place, tokens, index):
            break
        index -= 1
    return None


def _has_phrase(place: Place, tokens: list[Token], index: int) -> bool:
    """Whether words stand behind the sign that could be a subject without a verb."""
    behind = tokens[index + 1 :]
    return any(t.is_word and not _is_loose(place, t) for t in behind)


def _subject_of(place: Place, tokens: list[Token], verb: int) -> tuple[int, int] | None:
    """The noun phrase before a verb group; of a relative clause what « qui » stands for."""
    lex = place.lex
    first = verb
    while first and _in_verb_group(place, tokens, first - 1):
        first -= 1
    if not first:
        return None
    before = tokens[first - 1]
    if before.folded in lex.words("relatives"):
        found = phrase_before(place, _comma_before(place, before.start))
    elif before.text == ",":
        found = _over_insertion(place, tokens, first - 1)
    else:
        found = phrase_before(place, before.end)
    if found is None:
        return None
    found = _antecedent(place, tokens, found)
    words = place.tokens(*found)
    if all(t.folded in lex.words("pronouns") or _is_loose(place, t) for t in words):
        return None
    return found


def _antecedent(place: Place, tokens: list[Token], found: tuple[int, int]) -> tuple[int, int]:
    """The whole of « Ceux qui lisent sur *un écran* | dorment »: a relative clause ends it."""
    index = next((i for i, t in enumerate(tokens) if t.start >= found[0]), 0) - 1
    while index >= 0 and tokens[index].is_word and not _in_verb_group(place, tokens, index):
        index -= 1
    if index < 0 or not _in_verb_group(place, tokens, index):
        return found
    while index >= 0 and _in_verb_group(place, tokens, index):
        index -= 1
    if index < 0 or tokens[index].folded not in place.lex.words("relatives"):
        return found
    if index and tokens[index - 1].folded in place.lex.words("pronouns"):
        return tokens[index - 1].start, found[1]
    antecedent = phrase_before(place, _comma_before(place, tokens[index].start))
    return (antecedent[0], found[1]) if antecedent else found


def _in_verb_group(place: Place, tokens: list[Token], index: int) -> bool:
    lex, token = place.lex, tokens[index]
    return (
        is_verb(place, tokens, index)
        or token.folded in lex.words("clitics")
        or token.folded in lex.words("adverbs")
        or token.folded in ("y", "en")
    )


def _comma_before(place: Place, at: int) -> int:
    """« Envoyé spécial, qui existe »: the comma before the relative pronoun is passed over."""
    before = place.before(at)
    stripped = before.rstrip(" ,")
    return at - (len(before) - len(stripped))


def _over_insertion(place: Place, tokens: list[Token], comma: int) -> tuple[int, int] | None:
    """« La maire, élue en mars, a … »: the subject stands before the insertion."""
    opening = comma - 1
    while opening >= 0 and tokens[opening].text not in ",.;:":
        opening -= 1
    if opening < 0 or tokens[opening].text != ",":
        return None
    return phrase_before(place, tokens[opening].start)
