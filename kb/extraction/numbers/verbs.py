"""Finite verbs, told by a list, by their endings and by the words beside them.

A tagger would know more, but costs a thousand times the time of all these rules, and
here a verb serves only to end a phrase.
"""

from __future__ import annotations

from collections.abc import Sequence

from kb.extraction.numbers.place import Place, Token, is_plural


def is_verb(place: Place, tokens: Sequence[Token], index: int) -> bool:
    """Whether the word is a finite verb: « sont », « estiment », « s'explique », "owns".

    « la dépense publique » and "the cost" hold no verb: an article stands before.
    """
    word = tokens[index].folded
    lex = place.lex
    if word in lex.words("auxiliaries"):
        return True
    before = tokens[index - 1].folded if index else ""
    if lex.words("sure_endings") and word.endswith(tuple(lex.words("sure_endings"))):
        return True  # « la considéraient »: a pronoun, no article
    if before in lex.words("noun_markers") or not tokens[index].is_word:
        return False
    if word in lex.words("plural_verbs"):
        return _is_plural_subject(place, tokens, index)
    if before in lex.words("verb_markers") and not place.is_function_word(word):
        return True
    return (
        word in lex.words("verbs") or _has_ending(place, word) or _has_object(place, tokens, index)
    )


def is_past(place: Place, tokens: Sequence[Token], index: int) -> bool:
    """Whether the word may be a verb in the past: "turnover *dropped* from"."""
    ending = str(place.lex.table["past_ending"])
    word = tokens[index].folded
    if not ending or not word.endswith(ending) or len(word) < 5 or not index:
        return False
    before = tokens[index - 1]
    after = tokens[index + 1].folded if index + 1 < len(tokens) else ""
    noun = before.is_word and not place.is_function_word(before.folded)
    subject = noun or before.folded in place.lex.words("pronouns")
    return subject and after not in place.lex.words("by")


def _is_plural_subject(place: Place, tokens: Sequence[Token], index: int) -> bool:
    """ "owners *support* it", "57% *support* it"; but "public support" is a noun."""
    if not index:
        return True
    before = tokens[index - 1]
    if not before.is_word or is_plural(place, before):
        return before.text not in "-–"
    lists = ("pronouns", "adverbs", "relatives", "and", "auxiliaries", "modals")
    return any(before.folded in place.lex.words(name) for name in lists)


def _has_object(place: Place, tokens: Sequence[Token], index: int) -> bool:
    """ "owners *agreed* that", "it *ended*": a past tense, no participle of a noun."""
    if not is_past(place, tokens, index):
        return False
    lex = place.lex
    if tokens[index - 1].folded in lex.words("pronouns"):
        return True
    after = tokens[index + 1].folded if index + 1 < len(tokens) else ""
    return after in lex.words("determiners") or after in lex.words("pronouns")


def _has_ending(place: Place, word: str) -> bool:
    """« jugent », « dépassait », « progressèrent »; not « souvent », « portrait »."""
    lex = place.lex
    if len(word) < 5 or not lex.words("ent_words"):
        return False
    if word.endswith("ment"):
        return word in lex.words("ment_verbs")
    if word.endswith(("ent", "aient")):
        return word not in lex.words("ent_words")
    return word.endswith(("ait", "èrent", "eront")) and word not in lex.words("ait_words")
