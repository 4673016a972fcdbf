"""A source mention while it is being made, and the names of the rules that make them."""

from __future__ import annotations

from dataclasses import dataclass

# Rules, as users read them; linking asks for them by these names.
NAMED = "named"  # « une étude de l'institut Lune »
AGAIN = "named again"  # « l'étude », "the Moon report"
ORIGIN = "named as the origin"  # « selon l'institut Lune »
SAYS = "an organisation says"  # « , indique l'institut Lune »
GENERIC = "the organisation again"  # « Le régulateur note », "the agency said"
TEAM = "its researchers"  # "scientists at the University of Moonville": who made the study
AUTHOR = "its author"  # « Ana Brun y montre que … », after « le livre d'Ana Brun »
MEDIUM = "spoken to a medium"  # « a-t-elle confié à Radio Lune »
RELAY = "relayed by"  # « étude de X relayée par Y »: Y
BRACKETS = "in brackets"
IBID = "ibid."  # « (Ibid.) » in the text: the source before
ACADEMIC = "author and year"
NOTE = "note"
LISTED = "in the list of sources"
HYPERLINK = "hyperlink"
ADDRESS = "address behind the statement"
LINE = "source line"  # « Cf étude Lune : http… » on a line of its own
EMBED = "quoted post"  # a post of a social network, embedded


@dataclass(slots=True)
class Draft:
    """A place that names a source; positions are plain ones. `work` is set by `works`."""

    start: int
    end: int
    kind: str
    rule: str
    confidence: float
    # indefinite, definite, genitive ("Orbis's survey"), plural, bare: of a work named in words
    determiner: str = "bare"
    cue: str = ""
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    container: str | None = None
    published: str | None = None
    url: str | None = None
    doi: str | None = None
    isbn: str | None = None
    aliases: tuple[str, ...] = ()  # other spellings of the maker: « (ADM) »
    work: int = -1
    # « qui dévoile, à partir d'un sondage », « est une étude annuelle »: the work just named.
    same_as_before: bool = False
    holds_results: bool = False  # "Their findings are published in a report"
    fresh: bool = False  # "the new report": not the one of 1974
    former: bool = False  # "an earlier poll": named beside the one that is spoken of
    possessive: bool = False  # « son rapport », "its report"
    unsigned: bool = False  # « Dans une étude, elle montrait »: whoever « elle » is made it
    nameless: bool = False  # "In a statement, it said": the organisation named before made it
    noted: str | None = None  # label of the note that gives its reference
    brings_out: bool = False  # of a relay: « publiée dans Lune », where a study first appeared
    label: str | None = None  # of the note whose entry this is

    @property
    def named(self) -> bool:
        """Somebody or something tells which work it is."""
        return bool(self.title or self.author or self.publisher or self.container or self.url)
