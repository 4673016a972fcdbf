"""What a figure is a figure of, by the grammar of its sentence.

« Un rapport évalue à 3,7 millions *le surcoût* », "It expects *the ship* to be out of
service for two months", « *des ponts* restaurés pour 12 millions ». Asked only where
the words beside the figure do not say it.
"""

from __future__ import annotations

from collections.abc import Sequence

from kb.extraction.numbers.candidates import Candidate, Span
from kb.extraction.numbers.place import Place
from kb.extraction.syntax import Word

# The two languages' models name the relations by two schemes.
SUBJECTS = {"nsubj", "nsubj:pass", "nsubjpass"}
OBJECTS = {"obj", "dobj"}
RELATIVE = {"acl:relcl", "relcl"}
MODIFYING = RELATIVE | {"acl"}
CUT_OFF = {"appos", "parataxis", "advcl", "punct", "cc", "conj", "nummod", "dep"}
NOUNS = {"NOUN", "PROPN"}
NAMING = NOUNS | {"PRON"}
VERBS = {"VERB", "AUX"}
# A figure hangs on its verb over few words: more is a parse gone wrong.
HIGHEST = 10


class Tree:
    """The parse of one sentence, in positions of the article's plain text."""

    def __init__(self, words: Sequence[Word], offset: int) -> None:
        self.words = words
        self._offset = offset
        self._children: dict[int, list[int]] = {}
        for index, word in enumerate(words):
            if word.head != index:
                self._children.setdefault(word.head, []).append(index)

    def children(self, index: int) -> list[int]:
        """The words that hang on this one, in order."""
        return self._children.get(index, [])

    def below(self, index: int) -> set[int]:
        """The word and all that hangs on it, near or far."""
        found = {index}
        waiting = [index]
        while waiting:
            for child in self.children(waiting.pop()):
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found

    def within(self, span: Span) -> list[int]:
        """The words that lie in a stretch of the text."""
        start, end = span[0] - self._offset, span[1] - self._offset
        return [i for i, w in enumerate(self.words) if start <= w.start and w.end <= end]

    def span(self, first: int, last: int) -> Span:
        """From the first word to the last, in the article's positions."""
        return self._offset + self.words[first].start, self._offset + self.words[last].end

    def child(self, index: int, relations: set[str]) -> int | None:
        """The first word that hangs on this one by one of these relations."""
        return next((c for c in self.children(index) if self.words[c].relation in relations), None)


def sized_object(place: Place, found: Candidate, tree: Tree) -> Span | None:
    """« chiffre *sa réouverture* entre 48 et 55 millions », "put *the loss* at $31 million"."""
    figure, verb, held = _verb_of(found, tree)
    if verb is None or tree.words[held].relation in SUBJECTS:
        return None
    thing = tree.child(verb, OBJECTS)
    if thing is None or thing == held or not _sizes(place, found, tree, held):
        return None
    return _phrase(place, tree, thing, figure)


def verb_subject(place: Place, found: Candidate, tree: Tree) -> Span | None:
    """The subject of the verb that the figure hangs on: "*the ship* will be out for two months"."""
    figure, verb, held = _verb_of(found, tree)
    if verb is None or tree.words[held].relation in SUBJECTS:
        return None
    subject = _subject(tree, verb)
    return None if subject is None else _phrase(place, tree, subject, figure)


def names_something(span: Span, tree: Tree) -> bool:
    """Whether a noun stands in the stretch: « a coûté *notifié en 2017* » has none."""
    return any(tree.words[i].kind in NAMING for i in tree.within(span))


def _verb_of(found: Candidate, tree: Tree) -> tuple[set[int], int | None, int]:
    """The words of the figure, the verb above it, and the word that hangs on the verb."""
    figure = set(tree.within((found.start, found.end)))
    held = next((i for i in sorted(figure) if tree.words[i].head not in figure), None)
    if held is None:
        return figure, None, 0
    for _ in range(HIGHEST):
        head = tree.words[held].head
        if head == held:
            break
        if tree.words[head].kind in VERBS:
            return figure, head, held
        held = head
    return figure, None, held


def _sizes(place: Place, found: Candidate, tree: Tree, held: int) -> bool:
    """« chiffre sa réouverture *entre* 48 et 55 millions », "put the loss *at* $31 million"."""
    markers = [held, *(c for c in tree.children(held) if tree.words[c].kind == "ADP")]
    sizing = place.lex.words("placed_at") | place.lex.words("between")
    if found.kind == "money":
        sizing |= place.lex.words("meant_for")  # « vend *sa maison* pour 200 000 euros »
    return any(tree.words[m].text.casefold() in sizing for m in markers)


def _subject(tree: Tree, verb: int) -> int | None:
    """The subject of a verb, or of the verb that lends it one."""
    for _ in range(HIGHEST):
        own = tree.child(verb, SUBJECTS)
        relation, head = tree.words[verb].relation, tree.words[verb].head
        if own is not None and tree.words[own].kind in NOUNS:
            return own
        if relation in MODIFYING:
            return head if tree.words[head].kind in NOUNS else None
        if own is not None or head == verb:
            return None  # a pronoun: the rules on what came before know more
        verb = head
    return None


def _phrase(place: Place, tree: Tree, noun: int, figure: set[int]) -> Span | None:
    """A noun with what belongs to it, without clauses, appositions and the figure itself."""
    if tree.words[noun].kind not in NOUNS:
        return None
    kept = {noun}
    waiting = [noun]
    while waiting:
        for child in tree.children(waiting.pop()):
            if child not in figure and _belongs(tree, child, figure):
                kept.add(child)
                waiting.append(child)
    first = last = noun
    while first - 1 in kept or _is_hyphen(tree, first - 1):
        first -= 1
    while last + 1 in kept or _is_hyphen(tree, last + 1):
        last += 1
    if tree.words[first].kind == "ADP" and first < noun:
        return None  # « d'après le sondage » is no subject
    return _whole_words(place, tree.span(first, last))


def _belongs(tree: Tree, child: int, figure: set[int]) -> bool:
    """Whether a word is part of its head's phrase: « *pupils who skipped breakfast* »."""
    relation = tree.words[child].relation
    if relation == "nummod" and child > tree.words[child].head:
        return True  # « Primevère 3.2 »
    if relation not in MODIFYING:
        return relation not in CUT_OFF
    below = tree.below(child)
    first = min(below)
    return not below & figure and first > 0 and tree.words[first - 1].kind != "PUNCT"


def _is_hyphen(tree: Tree, index: int) -> bool:
    """A hyphen inside a word, which the models cut in three."""
    if not 0 < index < len(tree.words) - 1 or tree.words[index].text not in "-‐‑":
        return False
    before, after = tree.words[index - 1], tree.words[index + 1]
    return before.end == tree.words[index].start and tree.words[index].end == after.start


def _whole_words(place: Place, span: Span) -> Span:
    """ "*Tembo-Banda*", "*low-oxygen zone*": models cut words at hyphens."""
    start, end = span
    while start > place.start and _inside_word(place.text[start - 1]):
        start -= 1
    while end < place.end and _inside_word(place.text[end]):
        end += 1
    return start, end


def _inside_word(sign: str) -> bool:
    return sign.isalnum() or sign in "-‐‑"
