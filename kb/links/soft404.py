"""Soft 404s: an answer of 200 for a page that is not there any more.

Rules in the order of what they need: where the chain ended, what the page says of itself,
and last, on suspicion, what the site shows for a page that cannot exist.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kb import addresses
from kb.links import paths
from kb.links.chain import Chain
from kb.links.likeness import alike, sketch
from kb.links.page import BEGINNING, Page
from kb.links.probe import Probe
from kb.links.wording import marks, wording

_SHORT = 120  # words of a page that only says that there is none
_LONG = 300  # words of a page that has something to tell
_FIRM = 3  # words of a heading beside what it says of something missing
_MOST_OF_THEM = 0.75  # of the words of an address
_SEGMENT = re.compile(r"\s[|–—·:•»>-]+\s|\s*[|·•»]\s*|: ")
_WORD = re.compile(r"[^\W\d_]+")
_EDGES = " .!?…,;:-–—\"'«»"


@dataclass(frozen=True)
class Case:
    """A page that answered 200, as it is judged."""

    asked: str  # the address at the beginning of the chain
    chain: Chain
    page: Page | None
    moved: bool  # it ended elsewhere
    is_shortened: bool  # the beginning stands for some other address
    probe: Callable[[str], Awaitable[Probe | None]]

    @property
    def final(self) -> str:
        return self.chain.final_url

    @cached_property
    def is_vouched(self) -> bool:
        """Whether the page is about what its address says, or keeps its number."""
        return _is_vouched_by_titles(self) or _is_vouched_by_text(self)

    @property
    def named(self) -> str:
        """The address whose words the page should have: of a short one, where it leads."""
        return self.final if self.is_shortened else self.asked


async def evidence(case: Case) -> str:
    """Why the page is not what was asked for; empty when it may be."""
    if why := _by_place(case) or _by_parking(case) or _by_title(case):
        return why
    said, loose = _said_in_passing(case), _said_loosely(case)
    if not _is_suspect(case, said or loose):
        return ""
    return await _by_probe(case, "" if loose else said)


def trouble(case: Case) -> str:
    """What a page says of its site being out of order for a while; empty when it says nothing."""
    page = case.page
    if page is None or page.all_words > _SHORT:
        return ""
    missing = _missing_title(page.title) or _missing_title(page.headings)
    if missing.isdigit() or len(missing.split()) > 1:  # more than « Error »
        return ""
    said = None
    for part in _SEGMENT.split(f"{page.title[:300]} | {page.headings[:300]}"):
        found = wording().trouble.search(part)
        # Not « Maintenance en cours sur les lignes du réseau de la vallée ».
        if found and len(part.split()) <= len(found[0].split()) + 1:
            said = found
    if said is None and page.words <= BEGINNING:
        said = wording().trouble.search(page.everything)
    if said is None or _is_about(case, said[0]):
        return ""
    return f"the site is out of order: « {said[0]} »"


# -- where the chain ended ----------------------------------------------------------------


def _by_place(case: Case) -> str:
    if not case.moved:
        return ""
    if paths.is_error_place(case.final) and not paths.is_error_place(case.asked):
        return "it redirects to an error page"
    if case.is_shortened:
        return _by_place_of_a_short_one(case)
    if paths.is_front(case.final) and not paths.is_front(case.asked):
        # « site.fr/blog » moves to « blog.site.fr », and old pages to a fragment of a new one.
        return "" if _names_the_host(case) else "it redirects to the front page"
    if paths.is_search_place(case.final) and not paths.is_search_place(case.asked):
        return "it redirects to a search"
    above = paths.is_above(case.final, case.asked) and paths.is_page(case.asked)
    # A section is about some of the words of its pages: « /hives/warre-hive-p5 ».
    if above and _share_in_titles(case) < _MOST_OF_THEM:
        return "it redirects to the section that the page was in"
    if case.is_vouched:
        return ""
    named = bool(paths.slug_words(case.asked)) and paths.is_page(case.asked)
    if named and paths.is_section(case.final):
        return "it redirects to a section"
    return ""


def _by_place_of_a_short_one(case: Case) -> str:
    """A short address leads to another site; a page of the shortener's own stands for nothing."""
    if addresses.domain(case.final) == addresses.domain(case.asked):
        return "the short address leads nowhere but to the shortener's own pages"
    return ""


def _names_the_host(case: Case) -> bool:
    parts = paths.segments(case.asked)
    return len(parts) == 1 and parts[0] in addresses.host(case.final).split(".")


# -- what the page says of itself -----------------------------------------------------------


def _by_parking(case: Case) -> str:
    places = marks()["places"]
    if case.moved:
        host = addresses.host(case.final)
        if any(host == one or host.endswith("." + one) for one in places["parking"]):
            return f"the domain is parked or for sale: it redirects to {host}"
    page = case.page
    if page is None or page.all_words > _LONG:
        return ""
    source = page.markup.lower()
    mark = next((mark for mark in places["parking_sources"] if mark in source), None)
    short = page.all_words <= _SHORT
    if not (mark or short):
        return ""
    said = wording().parked.search(f"{page.title} {page.headings} {page.everything}")
    if said and not _is_about(case, said[0]):
        return f"the domain is parked, for sale or closed: « {said[0]} »"
    if mark and short:
        return "the domain is parked: the page is that of a parking service"
    return ""


def _by_title(case: Case) -> str:
    page = case.page
    if page is None:
        return ""
    for text in (page.title, page.headings):
        said = _missing_title(text)
        if said and not _is_about(case, said) and _is_firm(page, said):
            return "" if _tells_much(case) else f"the page says: « {said} »"
    return ""


def _is_firm(page: Page | None, said: str) -> bool:
    """Whether a page that says this in a title is about nothing else.

    « Page introuvable après la mise à jour » above a long discussion is its subject.
    """
    if page is None or page.words <= _SHORT:
        return True
    # « Gone » may be a song.
    if len(said.split()) < 2 and not said.isdigit():
        return False
    most = len(said.split()) + (_FIRM if page.headings else 1)
    titles = page.headings.split(" | ") if page.headings else _SEGMENT.split(page.title[:300])
    return any(_missing_title(one) and len(one.split()) <= most for one in titles)


def _said_loosely(case: Case) -> str:
    """What a title says of something missing among other things; empty when it does not."""
    page = case.page
    if page is None or page.words <= _SHORT:  # what it says is firm
        return ""
    titles = f"{page.title[:300]} | {page.headings[:300]}"
    said = _missing_title(page.title) or _missing_title(page.headings)
    if not said and (found := wording().missing.search(titles)):
        said = found[0]
    return "" if not said or _is_firm(page, said) or _is_about(case, said) else said


def _said_in_passing(case: Case) -> str:
    """What the page says near its beginning of something missing; empty when it does not."""
    page = case.page
    if page is None or page.words > _LONG:
        return ""
    beginning = page.beginning
    for pattern in (wording().missing, wording().nothing_found):
        found = pattern.search(beginning)
        at_once = found is not None and (page.words <= _SHORT or found.start() < 150)
        if found and at_once and not _is_about(case, found[0]):
            return found[0]
    return ""


def _missing_title(text: str) -> str:
    """The part of a title that says that there is no such page; empty when none does."""
    return _parts_missing(text[:300])


@lru_cache(maxsize=256)
def _parts_missing(text: str) -> str:
    # Title and heading are often one, and looked at again when the text is.
    says_so = wording().missing.search(text) is not None
    for part in _SEGMENT.split(text):
        bare = part.strip(_EDGES)
        if bare in wording().missing_titles or _is_error_code(bare):
            return bare
        found = wording().missing.search(bare) if says_so else None
        # « Page introuvable », « Oups, cette page n'existe plus »: little else is said.
        if found and len(bare.split()) <= len(found[0].split()) + 4:
            return found[0]
    return ""


def _is_error_code(title: str) -> bool:
    """« HTTP Error 404.0 », « 404 – page introuvable »; not « Peugeot 404 »."""
    if "404" not in title and "410" not in title:
        return False
    words = re.findall(r"[^\W_]+", title)
    if not {"404", "410"} & set(words):
        return False
    return all(word.isdigit() or word in wording().error_words for word in words)


def _is_about(case: Case, said: str) -> bool:
    """Whether the address itself speaks of missing pages: an article about them."""
    own = set(re.findall(r"[^\W_]+", " ".join(paths.segments(case.named))))
    telling = [word for word in re.findall(r"[^\W_]+", said) if len(word) > 2]
    return bool(telling) and all(word in own for word in telling)


def _tells_much(case: Case) -> bool:
    return case.page is not None and case.page.words > _LONG and case.is_vouched


# -- what vouches for a page -------------------------------------------------------------------


def _is_vouched_by_titles(case: Case) -> bool:
    """Whether title and heading are about what the address says."""
    return _share_in_titles(case) >= 0.5


def _share_in_titles(case: Case) -> float:
    """How much of what the address says title and heading have, from 0 to 1."""
    page = case.page
    wanted = paths.slug_words(case.named)
    if page is None or not wanted:
        return 0.0
    titles = _words_of(case, f"{page.title} {page.headings}")
    return len(wanted & titles) / len(wanted)


def _words_of(case: Case, text: str) -> set[str]:
    """The words of a text, without those of the address where it is only repeated as it is."""
    for part in paths.segments(case.named):
        if "-" in part or "_" in part:
            text = text.replace(part, " ")
    return set(_WORD.findall(text))


def _is_vouched_by_text(case: Case) -> bool:
    """Whether the text has the words of the address, or its number: so may one that echoes it."""
    page = case.page
    if page is None:
        return False
    wanted = paths.slug_words(case.named)
    beginning = f"{page.title} {page.headings} {page.beginning}"
    shown = set(map(paths.plain, re.findall(r"\d+", beginning)))
    if paths.numbers(case.named, years=True) & shown:
        return True
    # A long page has any two words.
    telling = len(wanted) >= (2 if page.words <= _LONG else 3)
    if telling and len(wanted & _words_of(case, page.main)) >= _MOST_OF_THEM * len(wanted):
        return True
    if not case.moved:
        return False
    kept = wanted & paths.words(case.final)
    same_number = bool(paths.numbers(case.asked) & paths.numbers(case.final))
    return same_number or (bool(wanted) and len(kept) >= max(1, 0.5 * len(wanted)))


def _is_suspect(case: Case, said: str) -> bool:
    """Whether it is worth asking the site for a page that cannot exist."""
    page = case.page
    if page is None or paths.is_front(case.named):
        return False
    if said or page.words <= BEGINNING:  # a few words may only repeat the address
        return True
    wanted = paths.slug_words(case.named)
    if _many_of(case, wanted & _words_of(case, f"{page.title} {page.headings}")):
        return False
    if case.moved and not _many_of(case, wanted & paths.words(case.final)):
        return not paths.numbers(case.asked) & paths.numbers(case.final)
    return not _is_vouched_by_text(case) or _calls_itself_the_front(case)


def _many_of(case: Case, found: frozenset[str]) -> bool:
    """Whether these of the address's words can be no accident: two at least, or its only one.

    A folder's only word is on all of its pages: « Dataset » on that of « /dataset/4711 ».
    """
    wanted = paths.slug_words(case.named)
    least = 1 if len(wanted) == 1 and paths.is_named(case.named) else 2
    return len(found) >= max(least, 0.5 * len(wanted))


def _calls_itself_the_front(case: Case) -> bool:
    """Whether the page says that the front page is its own address; some sites' pages all do."""
    own = case.page.canonical if case.page else ""
    return own.startswith(("http", "/")) and paths.is_front(own)


async def _by_probe(case: Case, said: str) -> str:
    """What the site's answer for a made-up address tells of the page, which says `said`."""
    page = case.page
    probe = await case.probe(case.named)
    echoed = _is_vouched_by_titles(case)
    why = f"the page says: « {said} »" if said and not echoed else ""
    if page is None or probe is None or probe.hard:
        return why
    if case.moved and not case.is_shortened:
        same = addresses.key(probe.redirected_to) == addresses.key(case.final)
        return "it redirects to where the site sends every unknown address" if same else why
    if probe.sketch is None or page.is_shell:
        return why
    own = sketch(page, case.named, case.final)
    if alike(own, probe.sketch):
        return why or "the site shows the same page for an address that cannot exist"
    # It says so under another title than the site's pages for what is missing: in a
    # discussion of a dead link, say.
    return why if own.titled == probe.sketch.titled else ""
