"""The noun that a number counts: « 160 *entreprises* », "the 20 largest *cities*"."""

from __future__ import annotations

from kb.extraction.numbers.place import Place, Token, is_plural

# The noun stands within so many words: "150 new full-time jobs".
FURTHEST = 4
WINDOW = 72


def counted_noun(place: Place, at: int) -> tuple[int, int] | None:
    """Where the noun behind a number stands, its adjectives included; None where there is none.

    « d'utilisateurs » behind « millions » starts with its preposition.
    """
    tokens = place.tokens(at, at + WINDOW)
    if not tokens or place.text[at : tokens[0].start].strip(" ") or tokens[0].start > at + 1:
        return None
    index = 0
    if tokens[0].folded in place.lex.words("of"):
        index = 1
    first = index
    while index < min(len(tokens), first + FURTHEST):
        token = tokens[index]
        if not is_nominal(place, token) or _is_no_noun(place, tokens, index):
            return None
        if token.folded not in place.lex.words("before_noun"):
            return tokens[0].start, _head(place, tokens, index).end
        index += 1
    return None


def _is_no_noun(place: Place, tokens: list[Token], index: int) -> bool:
    """ "five of *them*", "another 85 *answered* by phone"; "60 *registered* voters" has one."""
    token = tokens[index]
    if token.folded in place.lex.words("group_pronouns"):
        return True
    ending = str(place.lex.table["past_ending"])
    if not ending or not token.folded.endswith(ending) or is_plural(place, token):
        return False
    return index + 1 == len(tokens) or not is_nominal(place, tokens[index + 1])


def is_nominal(place: Place, token: Token) -> bool:
    """Whether the word may be a noun or its adjective: no function word, no verb, no number."""
    lex = place.lex
    if not token.is_word or token.text.endswith(("'", "’")):
        return False
    if token.folded in lex.words("before_noun"):
        return True
    return not place.is_function_word(token.folded) and not any(
        token.folded in lex.words(name) for name in ("verbs", "auxiliaries", "not_nouns", "words")
    )


def _head(place: Place, tokens: list[Token], index: int) -> Token:
    """The noun itself: in English the last of a row that holds a plural, "150 road accidents"."""
    if place.lex.table["noun_before_adjective"]:
        return tokens[index]
    for further in range(index, min(len(tokens), index + 3)):
        if not is_nominal(place, tokens[further]):
            break
        if is_plural(place, tokens[further]):
            return tokens[further]
    return tokens[index]
