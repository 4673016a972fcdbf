"""Where a name begins and ends, told by its capitals and by the words of institutions.

The model knows names too, but a source is often an institution that it does not know, or
one written small: « l'université de Caen », « le cabinet Lune », "the Ministry of Health".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kb.extraction.names.vocabulary import vocabulary
from kb.extraction.references.places import Cover
from kb.extraction.references.words import flatten, words_of
from kb.languages import alternation, fold, load

# One word of a name: « Insee », « L’Oréal », « 20minutes », "U.S.", « Ifop-Fiducial », and
# the plural possessor of "the Traders’ Federation".
_WORD = (
    r"(?:(?:[A-ZÀ-ÖØ-Þ]\.){2,6}"
    r"|[A-ZÀ-ÖØ-Þ][^\W_]{0,40}(?:[-&’'.@][^\W_]{1,40}){0,6}(?:(?<=s)[’'](?=\s[A-Z]))?"
    r"|\d{1,4}[A-Za-zÀ-ÿ][^\W_]{0,40})"
)
_GENITIVE = re.compile(r"['’]s?$")
_TWICE = re.compile(r"(?i:(\w{3,16}) à \1)(?!\w)")
_NOUN = re.compile(r"[a-zà-ÿ]{3,20}\s{1,2}(?=[A-ZÀ-Þ])")
_FIRST = re.compile(r"[^\W\d_][\w’']*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: positions in that text."""

    start: int
    end: int
    text: str
    head: str | None = None  # « université » of « l'université de Caen », folded


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """(a name, an institution written small, the words that follow an institution's head)."""
    table = load(code).table("references")
    # « Observatoire Lestrande » is not « Observatoire les trande »
    whole = r"(?!(?<=\w)\w)"
    joins = _either_case(table["joins"]) + whole
    purposes = _either_case([*table["joins"], *table["purposes"]]) + whole
    heads = _either_case(table["heads"])
    adjectives = _either_case(table["head_adjectives"])
    title = _titles(code)
    sequence = (
        rf"(?:{title}\.?\s)?{_WORD}"
        rf"(?:\s{{1,2}}(?:{joins}\s{{0,2}}){{0,2}}{_WORD}|\s\d{{1,2}}\b){{0,7}}"
    )
    adjective = rf"(?:{adjectives}(?!\w)|{_adjective(code)})"
    small = (
        rf"(?P<head>{heads})(?:\s{{1,2}}{adjective}){{0,3}}"
        rf"(?:\s{{1,2}}(?:{joins}\s{{0,2}}){{0,2}})"
    )
    tail = (
        rf"(?:\s{{1,2}}{adjective}){{0,3}}"
        rf"(?:\s{{1,2}}(?:{purposes}\s{{0,2}}){{1,2}}[^\W\d_][\w’'-]{{2,30}}"
        rf"(?:\s{{1,2}}{adjective})?){{0,3}}"
    )
    return re.compile(sequence), re.compile(small), re.compile(rf"(?P<head>{heads})(?!\w){tail}")


@cache
def _titles(code: str) -> str:
    """ "Dr", « Mme »: with a full stop they still begin a name."""
    titles = [title.capitalize() for title in vocabulary(code).titles]
    return alternation(titles) if titles else "(?!)"


@cache
def _adjective(code: str) -> str:
    """« breton », « conchylicole »: told from verbs by its ending, and by the verbs kb knows."""
    language = load(code)
    endings = language.words("references", "institution_adjectives")
    if not endings:
        return "(?!)"
    lists = ("finds", "says", "publishes", "no_adjectives")
    others = [word for name in lists for word in language.words("references", name)]
    ending = alternation(endings)
    return rf"(?!{alternation(others)}(?!\w))[a-zà-ÿ][\w-]{{0,16}}?{ending}s?(?![\w’'])"


def adjective_behind(text: str, end: int, code: str) -> int | None:
    """Where the adjective right behind a noun ends: « rapport parlementaire »."""
    found = _small_adjective(code).match(text, end)
    return found.end() if found else None


@cache
def _small_adjective(code: str) -> re.Pattern[str]:
    given = _either_case(list(load(code).words("references", "head_adjectives")))
    if not load(code).words("references", "institution_adjectives"):
        return re.compile(r"(?!)")
    return re.compile(rf"\s(?:{given}(?!\w)|{_adjective(code)})")


def _run_on(text: str, end: int, code: str) -> int:
    """Where a name behind an institution's word ends: « fondation Chemins communs ».

    In lower case run on an adjective (« Parole vive »), a plural that agrees (« Chemins
    communs ») and a complement (« Sinistrés du littoral », « Logis sans froid »).
    """
    for _ in range(3):
        twice = _TWICE.match(text, max(text.rfind(" ", 0, end) + 1, end - 20))
        if twice and twice.start() < end <= twice.end():  # « le réseau Page à page »
            end = twice.end()
        more = _runs_on(code).match(text, end)
        if more is None:
            break
        plural = more["plural"]
        if plural is not None and (
            text[end - 1] not in "sx" or fold(plural) in words_of(code).folded("no_adjectives")
        ):
            break
        word = more["word"]
        if word is not None and fold(word) in _no_names(code):
            break
        end = more.end()
    return end


@cache
def _runs_on(code: str) -> re.Pattern[str]:
    words = load(code).words("references", "runs_on")
    if not words:
        return re.compile(r"(?!)")
    bare = "(?:de |d['’])"
    return re.compile(
        rf"\s(?:{_adjective(code)}"
        # « accuse la société Lune de vouloir »: a verb behind « de » is no complement
        rf"|(?!{bare}\w+(?:er|ir|re|oir)\b){alternation(words)}(?:\s|(?<=['’]))"
        rf"(?P<word>[a-zà-ÿ][\w-]{{2,20}})(?![\w’'])"
        rf"|(?P<plural>[a-zà-ÿ]{{3,16}}[sx])(?![\w’']))"
    )


def _either_case(words: list[str]) -> str:
    return "(?i:" + alternation(words) + ")"


def name_at(text: str, position: int, code: str) -> Name | None:
    """The name that begins at the position, an article before it passed over."""
    name = _name_at(text, position, code)
    return _up_to_its_letters(text, name) if name else None


_LETTERS = re.compile(
    r"(?P<more>(?:\s[a-zà-ÿ’'-]{2,30}){1,8})\s?\((?P<short>[A-Z][A-Za-z.]{1,9})\)"
)


def _up_to_its_letters(text: str, name: Name) -> Name:
    """« Observatoire du bruit sonore (Obs) »: the letters in brackets tell where a name ends."""
    behind = _LETTERS.match(text, name.end)
    if behind is None:
        return name
    longer = text[name.start : behind.end("more")]
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]{3,}", fold(longer)))
    short = fold(behind["short"]).replace(".", "")
    # An institution may go by letters of another language: « Organisation des mers (FSO) ».
    fits = initials.endswith(short) or initials == short[: len(initials)] or name.head is not None
    return Name(name.start, behind.end("more"), longer, name.head) if fits else name


def _name_at(text: str, position: int, code: str) -> Name | None:
    article = _article(code).match(text, position)
    if article and not re.match(r"[A-ZÀ-Þ]\w", text[position : position + 2]):
        position = article.end()
    sequence, small, institution = _patterns(code)
    if article and position < article.end():
        # « Le Conseil des marées »: the article's capital is the sentence's
        headed = institution.match(text, article.end())
        named = small.match(text, article.end())
        named = named if named and sequence.match(text, named.end()) else None
        either = named or (headed if headed and " " in headed.group() else None)
        position = article.end() if either else position
    start = position
    if article and position == article.end() and text[position : position + 1].isupper():
        # « Le Courrier des plateaux »: the article is part of a medium's name
        of_the_press = _media_words(code)[1].match(fold(text[position : position + 20]))
        general = of_the_press and of_the_press.group() in words_of(code).folded("generic")
        if of_the_press and not general and text[article.start()].isupper():
            start = article.start()
    begun = small.match(text, position)
    medium = _media(code).match(text, begun.end()) if begun else None
    proper = sequence.match(text, begun.end()) if begun else None
    if begun and proper is None and begun.group()[-1] in " '’":
        # « le gestionnaire de réseau Orbis »: a noun between
        noun = _NOUN.match(text, begun.end())
        proper = sequence.match(text, noun.end()) if noun else None
    if begun and medium:  # « le magazine 60 Millions de consommateurs »
        return _name(text, start, medium.end(), fold(begun["head"]), code)
    if begun and proper:
        # « le cabinet Lune », « l'université de Caen »
        return _name(text, start, _run_on(text, proper.end(), code), fold(begun["head"]), code)
    found = institution.match(text, position)
    if found and (" " in found.group() or fold(found["head"]) in _alone(code)):
        # « la Cour des comptes », « l'Observatoire des inégalités », « la préfecture »
        longer = sequence.match(text, position)
        end = _run_on(text, max(found.end(), longer.end() if longer else 0), code)
        return _name(text, start, end, fold(found["head"]), code)
    medium = _media(code).match(text, position)
    if medium:  # « à l'AFP Paul Lune »: the medium ends where its name ends
        return _name(text, start, medium.end(), None, code)
    plain = sequence.match(text, position)
    if plain is None:
        return None
    small_end = _small_end(code).match(text, plain.end())
    if small_end and " " not in plain.group() and fold(plain.group()) not in _articles(code):
        # « la Sécurité routière », « le Code général des impôts »
        return _name(text, start, _run_on(text, small_end.end(), code), None, code)
    if article and text[article.start()].islower() and re.fullmatch(r"[A-Z][a-zà-ÿ]+", plain[0]):
        # « tiré du Suivi normand des ports »
        return _name(text, start, _run_on(text, plain.end(), code), None, code)
    return _name(text, start, plain.end(), None, code)


_BEHIND = re.compile(r"(?:-\w*)?[ ,]*")  # « Celui-ci »
_LAST = re.compile(r"\s(?:\w{1,3}(?:\s|['’]))?(?P<word>\w+)$")
_ROLE = re.compile(r"\s?(?:[a-zà-ÿ]{1,3}[\s’'])?(?:[a-zà-ÿ-]{3,20}\s){1,3}")


def name_after_role(text: str, position: int, code: str) -> Name | None:
    """« l’économiste Jean-Michel Lune », "the charity Ibis": what it is, then the name."""
    role = _ROLE.match(text, position)
    name = name_at(text, role.end(), code) if role else None
    if role is None or name is None or name.head is not None:
        return None
    kind = fold(role.group().split()[-1])
    institution = kind in words_of(code).folded("generic") | words_of(code).folded("heads")
    return name if " " in name.text or institution else None


def names_in(text: str, code: str) -> list[Name]:
    """Every name of a stretch of text, from left to right; without overlaps."""
    found: list[Name] = []
    sequence = _patterns(code)[0]
    position = 0
    while match := sequence.search(text, position):
        name = name_at(text, match.start(), code)
        position = max(match.end(), name.end if name else 0)
        if name:
            found.append(name)
    return found


def _name(text: str, start: int, end: int, head: str | None, code: str) -> Name | None:
    based = _based(code).match(text, start, end)
    start = based.end() if based else start  # "the Brume-based Tide Center"
    first = _FIRST.match(text, start, end)
    while (
        first
        and _GENITIVE.sub("", fold(first.group())) in _no_names(code)
        and not _is_of_a_title(text, first, end, code)
    ):
        start = _BEHIND.match(text, first.end(), end).end()  # type: ignore[union-attr]
        first = _FIRST.match(text, start, end)
    written = _GENITIVE.sub("", text[start:end].rstrip(" .,;:-–’'&"))
    last = _LAST.search(written)
    if last and last["word"] in _calendar(code):  # « l'Observatoire des marées de mars »
        written = written[: last.start()]
    alone = fold(written).strip(".")
    if len(written) < 2 or alone in vocabulary(code).titles or alone in _articles(code):
        return None
    if alone in words_of(code).folded("not_alone") or not any(c.isalpha() for c in alone):
        return None
    if alone.partition(" ")[2] in words_of(code).folded("peoples"):
        return None  # « Les Français estiment »
    return Name(start, start + len(written), written, head)


def _is_of_a_title(text: str, first: re.Match[str], end: int, code: str) -> bool:
    """ "the Sunday Ledger": behind an article a day begins the name of a paper."""
    day = first.group() in _calendar(code) and first.group()[0].isupper()
    named = first.end() < end and text[first.end() + 1 : first.end() + 2].isupper()
    before = text[max(0, first.start() - 8) : first.start()]
    return day and named and bool(_article(code).search(before))


@cache
def _based(code: str) -> re.Pattern[str]:
    words = load(code).words("references", "based")
    return re.compile(
        rf"[^.,;:()\n]{{1,40}}?-{alternation(words)}\s(?=[A-Z])" if words else r"(?!)"
    )


@cache
def _articles(code: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load(code).words("references", "articles"))


@cache
def _small_end(code: str) -> re.Pattern[str]:
    endings = load(code).words("references", "adjective_endings")
    return re.compile(rf"\s\w{{0,14}}{alternation(endings)}(?!\w)" if endings else r"(?!)")


def institutions_in(text: str, code: str) -> list[Name]:
    """Institutions written small, behind an article: « la préfecture », « l'institut Lune »."""
    found = []
    for article in _article(code).finditer(text):
        small = text[article.end() : article.end() + 1].islower()
        name = name_at(text, article.end(), code) if small else None
        if name and name.head is not None:
            found.append(name)
    return found


def all_names_in(text: str, code: str) -> list[Name]:
    """Names and institutions written small, from left to right; the longer of two that overlap."""
    small = institutions_in(text, code)
    headed = Cover((name.start, name.end) for name in small)
    large = [name for name in names_in(text, code) if not headed.touches(name.start, name.end)]
    return sorted([*small, *large], key=lambda name: name.start)


@cache
def _no_names(code: str) -> frozenset[str]:
    """Words that begin no name: function words, months, days of the week, respondents."""
    words = words_of(code)
    people = words.folded("respondents") | words.folded("teams")
    return words.folded("no_names") | {fold(word) for word in _calendar(code)} | people


@cache
def _calendar(code: str) -> frozenset[str]:
    """Months and days as the language writes them: « mars », not the planet « Mars »."""
    dates = load(code).table("dates")
    return frozenset(word for names in (*dates["months"], *dates["weekdays"]) for word in names)


@cache
def _alone(code: str) -> frozenset[str]:
    return words_of(code).folded("alone")


@cache
def _media(code: str) -> re.Pattern[str]:
    return re.compile(alternation(load(code).words("references", "media")) + r"(?!\w)")


@cache
def _media_words(code: str) -> tuple[frozenset[str], re.Pattern[str]]:
    table = load(code).table("references")
    known = frozenset(_bare(word, code) for word in table["media"])
    return known, re.compile(
        rf"\b{alternation([flatten(word) for word in table['media_heads']])}\b"
    )


def is_medium(name: str, code: str) -> bool:
    """« Radio Lune », « le quotidien Le Soir », "The Moon Gazette": somebody can speak to it."""
    known, heads = _media_words(code)
    return _bare(name, code) in known or bool(heads.search(fold(name)))


def is_known_medium(name: str, code: str) -> bool:
    """One of the media that the language lists by name."""
    return _bare(name, code) in _media_words(code)[0]


def medium_called(name: str, code: str) -> str:
    """« Monde » of « au Monde » is « Le Monde »; another name is given back as it is."""
    return _spelled(code).get(_bare(name, code), name)


@cache
def _spelled(code: str) -> dict[str, str]:
    known = load(code).words("references", "media")
    with_article = (name for name in known if _article(code).match(fold(name)))
    return {_bare(name, code): name for name in with_article}


def _bare(name: str, code: str) -> str:
    """Without its article: « Le Monde » is known in « journaliste au Monde » too."""
    return _article(code).sub("", fold(name), count=1)


@cache
def _article(code: str) -> re.Pattern[str]:
    words = load(code).words("references", "articles")
    elided = alternation(word for word in words if word.endswith("'"))
    whole = alternation(word for word in words if not word.endswith("'"))
    either = rf"{whole}\s+" + (rf"|{elided}\s?" if any(w.endswith("'") for w in words) else "")
    return re.compile(rf"(?<![\w’'])(?i:{either})")
