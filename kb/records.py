"""The plain data that flows through kb: what is read, what is found, what is linked.

Two kinds of positions occur, and each record says which it has:

* *text positions* are offsets in Unicode code points into `Article.text`, the
  stored text, which for `.txt` and `.md` is the file's own text with its markup.
* *plain positions* are offsets into `Article.plain.text`, the same text without
  markup, which is what the rules read.

Reading, extraction and linking work in plain positions throughout; the last step
of linking turns them into text positions (`Plain.to_text`), so everything that
the store, the pages and the exports see has text positions.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

# -- what reading gives -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plain:
    """The readable text of an article: no markup, entities decoded, U+00A0 and kin as spaces.

    `starts[i]` and `ends[i]` are the text positions of the stored characters that
    plain character i stands for; both are None where text and plain text are of
    one length, character for character.
    """

    text: str
    starts: array[int] | None = None
    ends: array[int] | None = None

    def to_text(self, start: int, end: int) -> tuple[int, int]:
        """The text positions of the plain span [start, end)."""
        if self.starts is None or self.ends is None:
            return start, end
        if start >= end:
            if start < len(self.starts):
                return self.starts[start], self.starts[start]
            end_of_text = self.ends[-1] if self.ends else 0
            return end_of_text, end_of_text
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of an article with one kind and one author. Plain positions."""

    position: int  # 0, 1, 2 ... in reading order
    kind: str  # body, post, comment, notes, caption, navigation
    start: int
    end: int
    title: str | None = None
    author: str | None = None
    published: str | None = None  # ISO date with the precision it has


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, list item or heading. Plain positions, without outer white space or bullet."""

    start: int
    end: int
    section: int  # Section.position
    paragraph: int  # counts through the whole article; the items of a list share one
    kind: str = "sentence"  # sentence, item (of a list), heading, quote (block quotation)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A hyperlink of the article's markup: its visible words and its address."""

    start: int  # plain positions of the visible words (start == end for an empty anchor)
    end: int
    url: str  # as written in the markup, entities decoded
    # Text positions of the address where the stored text holds it (Markdown, inline
    # HTML in a text file); None for an HTML page, whose stored text is the rendered one.
    written: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """A block quotation of the markup, with its `cite` address if it has one. Plain positions."""

    start: int
    end: int
    cite: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One file, read."""

    path: str  # relative to the root, with forward slashes
    text: str  # what is stored
    plain: Plain
    sha256: str  # of the file's bytes
    format: str  # text, markdown, html
    title: str | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None
    published: str | None = None  # ISO date with the precision it has
    language: str = "fr"  # ISO 639-1; a language that kb has a file for
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    blockquotes: tuple[BlockQuote, ...] = ()
    # For HTML, (text position, line, column) of the file at each text node, ascending:
    # the way back from the rendered text to the file. Lines and columns count from 1.
    file_map: tuple[tuple[int, int, int], ...] = ()
    warnings: tuple[str, ...] = ()  # what a person should know about the reading


# -- what extraction finds: mentions (plain positions until linking has finished) ----


@dataclass(frozen=True, slots=True)
class LinkMention:
    """An address where it stands in the article."""

    start: int
    end: int
    written: str  # as it stands, without surrounding punctuation
    url: str  # repaired: what is fetched
    anchor_text: str | None = None
    repair: str = ""  # what was mended, "; "-joined names of repairs; empty when nothing was
    stripped: str = ""  # tracking parameters that the key leaves out
    readings: tuple[str, ...] = ()  # other possible repairs, best first
    # Text positions of the address itself where that is not the plain span: the address of
    # a Markdown link, one in front matter (whose plain span is empty). What is stored.
    written_at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Statistic:
    """A number that tells something about the world, in normal form (ANNOTATION.md)."""

    start: int
    end: int
    kind: str  # share, count, money, duration, rank, change, multiple, other
    value: float
    value_high: float | None = None
    unit: str = ""
    qualifier: str = ""  # more than, less than, about, at least, at most, nearly, only
    subject: str | None = None  # verbatim
    period: str | None = None  # ISO date or range "2012/2014", as the sentence says it


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named in the article. `name` is the fullest name the article gives."""

    start: int
    end: int
    written: str
    name: str
    role: str | None = None
    organisation: str | None = None
    handle: str | None = None


@dataclass(frozen=True, slots=True)
class OrganisationMention:
    """An organisation named in the article. `name` is the fullest name the article gives."""

    start: int
    end: int
    written: str
    name: str
    kind: str | None = None  # company, institute, university, press, authority, party ...


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words given as someone's own; the span leaves the quotation marks out.

    At most one of `person` and `organisation` is set; each is the `name` of a
    mention in the same article. `speaker` is what the article writes (« dit-elle »
    gives "elle", « les dirigeants » gives "les dirigeants").
    """

    start: int
    end: int
    speaker: str | None = None
    person: str | None = None
    organisation: str | None = None
    cue: str = ""  # the name of the rule that found the speaker
    confidence: float = 0.5  # that it is a quotation
    speaker_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """A claim somebody is said to have made, without quotation marks: the span of its words.

    Person and organisation are both None where the article names nobody (« selon le maire »).
    """

    start: int
    end: int
    person: str | None = None
    organisation: str | None = None
    cue: str = ""
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class SourceMention:
    """A place where the article names an origin. Mentions of one work share `work`."""

    start: int
    end: int
    work: int  # the article's own number for the work: 0, 1, 2 ...
    # study, survey, report, article, post, book, speech, press release, social post,
    # web page, other
    kind: str = "other"
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    container: str | None = None  # the journal, site or programme that it appeared in
    published: str | None = None
    url: str | None = None  # repaired address of a LinkMention of this article
    doi: str | None = None
    isbn: str | None = None
    rule: str = ""
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class NoteMarker:
    """« (3) » or « [7] » in the running text."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """An entry of the notes. start and end are None where the entry is missing."""

    label: str
    start: int | None = None
    end: int | None = None
    markers: tuple[NoteMarker, ...] = ()
    works: tuple[int, ...] = ()  # SourceMention.work of what the entry cites (« Ibid. » resolved)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything extraction found in one article."""

    links: tuple[LinkMention, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    people: tuple[PersonMention, ...] = ()
    organisations: tuple[OrganisationMention, ...] = ()
    sources: tuple[SourceMention, ...] = ()
    notes: tuple[Note, ...] = ()
    warnings: tuple[str, ...] = ()


# -- what linking adds ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence or list item that carries a statistic, a quotation or a finding."""

    start: int
    end: int
    section: int  # Section.position
    support: str = "none"  # sourced, attributed, none


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim rests on a source. The span is the marker that says so."""

    claim: int  # index into Findings.claims
    work: int
    via: int | None  # the nearest relay's work
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Relay:
    """The article had one work through another."""

    work: int
    via: int
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Findings:
    """One article with all that was found in it, in text positions: what the store writes."""

    article: Article
    mentions: Mentions
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    relays: tuple[Relay, ...] = ()
    statistic_claims: tuple[int, ...] = ()  # index of the claim of each of mentions.statistics
    quotation_claims: tuple[int, ...] = ()
    attribution_claims: tuple[int, ...] = ()
    sections: tuple[Section, ...] = field(default=())  # of the article, in text positions
