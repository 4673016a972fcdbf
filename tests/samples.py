"""A small base, made of invented articles, for the pages, the graph and the browser."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from kb.records import (
    Article,
    Attribution,
    Citation,
    Claim,
    Findings,
    LinkMention,
    Mentions,
    Note,
    NoteMarker,
    OrganisationMention,
    PersonMention,
    Plain,
    Quotation,
    Section,
    SourceMention,
    Statistic,
)
from kb.store import open_kb
from kb.store.clusters import settle
from kb.store.rows import Provenance
from kb.store.writer import write_article

HOSTILE = '<script>window.pwned=1</script><img src=x onerror="window.pwned=1"> href {{7*7}}'

FRENCH = """Les potagers d’entreprise en 2014

Selon une étude de l’institut Brindille relayée par Le Fil vert, 64 % des salariés jardinent \
au bureau (1). « C’est un vrai mouvement », dit Anne Durand, directrice de Brindille.

Ils étaient 12 000 l’an dernier, pour un budget de 230 millions d’euros.

Le guide est en ligne : http://bit.ly/potager

(1) Brindille, Jardins et bureaux, 2013, http://www.brindille.example/etude?id=1&page=2

Très bon article !
"""

ENGLISH = f"""Gardens at work
Two in three employees garden, says Brindille. {HOSTILE}
Nobody sources the 12% who do not."""


def _find(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def french() -> Findings:
    """A study behind a newspaper, a note, a quotation, two figures without a source."""
    text = FRENCH

    def at(words: str) -> tuple[int, int]:
        return _find(text, words)

    study = "Brindille, Jardins et bureaux, 2013"
    claims = (
        at(text[text.index("Selon") : text.index(" « C’est")]),
        at(text[text.index("« C’est") : text.index("\n\nIls")]),
        at("Ils étaient 12 000 l’an dernier, pour un budget de 230 millions d’euros."),
    )
    url = "http://www.brindille.example/etude?id=1&page=2"
    mentions = Mentions(
        links=(
            LinkMention(
                *at("http://bit.ly/potager"), "http://bit.ly/potager", "http://bit.ly/potager"
            ),
            LinkMention(*at(url), url, url),
        ),
        statistics=(
            Statistic(*at("64 %"), "share", 64.0, unit="%", subject="salariés", period="2013"),
            Statistic(*at("12 000"), "count", 12000.0),
            Statistic(*at("230 millions d’euros"), "money", 230e6, unit="EUR"),
        ),
        quotations=(
            Quotation(
                *at("C’est un vrai mouvement"),
                speaker="Anne Durand",
                person="Anne Durand",
                cue="verb after",
                confidence=0.9,
                speaker_confidence=0.9,
            ),
        ),
        people=(
            PersonMention(
                *at("Anne Durand"), "Anne Durand", "Anne Durand", "directrice", "Brindille"
            ),
        ),
        organisations=(
            OrganisationMention(
                *at("institut Brindille"), "institut Brindille", "Brindille", "institute"
            ),
        ),
        sources=(
            SourceMention(
                *at(study),
                work=0,
                kind="study",
                title="Jardins et bureaux",
                publisher="Brindille",
                published="2013",
                url=url,
                rule="note entry",
                confidence=0.9,
            ),
            SourceMention(
                *at("Le Fil vert"),
                work=1,
                kind="article",
                publisher="Le Fil vert",
                rule="relayed by",
                confidence=0.8,
            ),
        ),
        notes=(
            Note(
                "1",
                *at(text[text.index("(1) Brindille") : text.index("\n\nTrès bon")]),
                markers=(NoteMarker("1", *at("(1)")),),
                works=(0,),
            ),
        ),
    )
    notes, comment = text.index("(1) Brindille"), text.index("Très bon")
    sections = (
        Section(0, "body", 0, notes),
        Section(1, "notes", notes, comment),
        Section(2, "comment", comment, len(text), author="Zoé", published="2014-02-03"),
    )
    return Findings(
        Article(
            path="potagers.txt",
            text=text,
            plain=Plain(text),
            sha256="0" * 64,
            format="text",
            title="Les potagers d’entreprise en 2014",
            author="Zoé Martin",
            site="Feuille",
            url="https://feuille.example/potagers",
            published="2014-01-05",
        ),
        mentions,
        claims=(
            Claim(*claims[0], 0, "sourced"),
            Claim(*claims[1], 0, "attributed"),
            Claim(*claims[2], 0, "none"),
        ),
        citations=(Citation(0, 0, 1, *at("(1)"), rule="numbered note", confidence=0.9),),
        statistic_claims=(0, 2, 2),
        quotation_claims=(1,),
        attribution_claims=(),
        sections=sections,
    )


def english() -> Findings:
    """The same study in another article, whose text and title hold hostile markup."""
    text = ENGLISH

    def at(words: str) -> tuple[int, int]:
        return _find(text, words)

    first = at(text[text.index("Two in") : text.index("\nNobody")])
    return Findings(
        Article(
            path="gardens.txt",
            text=text,
            plain=Plain(text),
            sha256="1" * 64,
            format="text",
            title=f"Gardens at work {HOSTILE}",
            url="javascript:alert(1)",
            published="2015",
            language="en",
        ),
        Mentions(
            statistics=(
                Statistic(*at("Two in three"), "share", 66.67, unit="%", subject=HOSTILE),
                Statistic(*at("12%"), "share", 12.0, unit="%"),
            ),
            attributions=(
                Attribution(*first, organisation="Brindille", cue="says", confidence=0.7),
            ),
            organisations=(OrganisationMention(*at("Brindille"), "Brindille", "Brindille"),),
            sources=(
                SourceMention(
                    *at("Brindille"),
                    work=0,
                    title=f"A study {HOSTILE}",
                    publisher="Brindille",
                    rule="named in the sentence",
                    confidence=0.6,
                ),
            ),
        ),
        claims=(Claim(*first, 0, "sourced"), Claim(*at("Nobody sources the 12% who do not."), 0)),
        citations=(Citation(0, 0, None, *at("Brindille"), "named in the sentence", 0.6),),
        statistic_claims=(0, 1),
        attribution_claims=(0,),
        sections=(Section(0, "body", 0, len(text)),),
    )


def make_base(path: Path) -> Database:
    """A knowledge base at `path` that holds both articles."""
    db = open_kb(path, create=True)
    provenance = Provenance(None, "tests", "2026-01-01T00:00:00Z")
    write_article(db, french(), "potagers-txt", provenance)
    write_article(db, english(), "gardens-txt", provenance)
    settle(db)
    return db
