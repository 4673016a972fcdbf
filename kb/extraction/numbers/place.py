"""A sentence with a view of what stands before and behind a place in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from kb.extraction.numbers.lexicon import Lexicon

# How far rules look to either side, in characters: keeps the work on any text linear.
NEAR = 64
FUNCTION_WORDS = (
    "prepositions",
    "conjunctions",
    "determiners",
    "pronouns",
    "clitics",
    "adverbs",
)
FIGURE = r"\d+(?:[.,–-]\d+)*"
ELIDED = r"[^\W_]+['’](?=\w)"
WORD = r"[^\W_]+(?:[-‐‑.][^\W_]+)*"
TOKEN = re.compile(rf"{FIGURE}(?!\w)|{ELIDED}|{WORD}|[^\w\s]|_+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, an elided word (« l' ») or a sign."""

    start: int
    end: int
    text: str
    folded: str  # in lower case, with the plain apostrophe

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_figure(self) -> bool:
        return self.text[0].isdigit()


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence of a text, as the rules see it."""

    text: str
    start: int
    end: int
    lex: Lexicon
    # The tokens of the sentence and where they start, read once: rules ask for them often.
    _tokens: list[Token] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def before(self, at: int, reach: int = NEAR) -> str:
        """The text of the sentence before `at`, cut to `reach` characters."""
        return self.text[max(self.start, at - reach) : at]

    def after(self, at: int, reach: int = NEAR) -> str:
        """The text of the sentence from `at` on, cut to `reach` characters."""
        return self.text[at : min(self.end, at + reach)]

    def ends_with(self, at: int, *names: str) -> re.Match[str] | None:
        """A word of these lists directly before `at`; positions count from `base(at)`."""
        return self.lex.last(*names).search(self.before(at))

    def base(self, at: int) -> int:
        """Where the stretch that `before` gives starts."""
        return max(self.start, at - NEAR)

    def follows(self, at: int, *names: str) -> re.Match[str] | None:
        """A word of these lists directly behind `at`; positions are the text's."""
        match = self.lex.here(*names).match(self.text, at)
        return match if match and match.end() <= self.end else None

    def is_function_word(self, folded: str) -> bool:
        """Whether the word is a preposition, a conjunction, an article, a pronoun, an adverb."""
        return any(folded in self.lex.words(name) for name in FUNCTION_WORDS)

    def tokens(self, start: int, end: int) -> list[Token]:
        """The words and signs between two places; a word that the first place cuts is cut."""
        if not self._tokens:
            self._tokens.extend(_read(self.text, self.start, self.end))
            self._starts.extend(t.start for t in self._tokens)
        first = bisect_left(self._starts, start)
        cut = self._tokens[first - 1] if first else None
        last = bisect_right(self._starts, end)
        while last > first and self._tokens[last - 1].end > end:
            last -= 1
        whole = self._tokens[first:last]
        if cut is not None and cut.end > start:
            return [*_read(self.text, start, min(cut.end, end)), *whole]
        return whole


def _read(text: str, start: int, end: int) -> list[Token]:
    found = TOKEN.finditer(text, start, end)
    return [Token(m.start(), m.end(), m[0], m[0].casefold().replace("’", "'")) for m in found]


def is_plural(place: Place, token: Token) -> bool:
    """Whether the word has the mark of the plural, or is known to do without."""
    if token.folded in place.lex.words("plurals"):
        return True
    return token.folded.endswith(("s", "x", "z")) and token.folded not in place.lex.words(
        "not_nouns"
    )
