"""What was found in an article, told for a reader: what it is, how it was found, what backs it.

Takes the store's rows as mappings, so that pages, exports and tests share it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kb.rendering.markup import web_address
from kb.rendering.spans import Span
from kb.rendering.values import shown_value
from kb.rendering.wording import Wording

Row = Mapping[str, Any]
RowAddress = Callable[[str, str], str | None]  # table and id -> address of the row's page


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card: a label, words, and where they lead (None: nowhere)."""

    label: str
    words: str
    href: str | None = None
    outside: bool = False  # the address leaves the site
    quoted: bool = False  # the article's own words


@dataclass(frozen=True, slots=True)
class Step:
    """One reason for which a claim rests on a source."""

    source: Line
    via: Line | None
    marker: str
    rule: str
    confidence: str
    key: str  # of the span that says so


@dataclass(frozen=True, slots=True)
class Finding:
    """One find: its place in the text and what its card says."""

    span: Span
    title: str
    words: str  # the article's own words
    lines: tuple[Line, ...] = ()
    steps: tuple[Step, ...] = ()
    group: str = ""  # the table its row is in


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """The store's rows of one article, each list in the order of the text."""

    article: Row
    sections: Sequence[Row] = ()
    claims: Sequence[Row] = ()
    statistics: Sequence[Row] = ()
    quotations: Sequence[Row] = ()  # with person_name, organisation_name
    attributions: Sequence[Row] = ()  # with person_name, organisation_name
    people: Sequence[Row] = ()  # person_mentions, with name
    organisations: Sequence[Row] = ()  # organisation_mentions, with name
    sources: Sequence[Row] = ()  # source_mentions, with name and url
    citations: Sequence[Row] = ()  # with source_name, via_name
    notes: Sequence[Row] = ()  # with sources: the names of what the entry cites
    markers: Sequence[Row] = ()  # note_markers, with label and the entry's text and start
    links: Sequence[Row] = ()  # link_mentions, with url, is_shortened, verdict, final_url


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one article; `of(kind)` picks."""

    all: tuple[Finding, ...]
    _by_kind: dict[str, list[Finding]] = field(default_factory=dict)

    def of(self, kind: str) -> list[Finding]:
        """The finds of one kind, in the order of the text."""
        return self._by_kind.get(kind, [])

    @property
    def spans(self) -> list[Span]:
        """The places in the text; a note whose entry is missing has none."""
        return [found.span for found in self.all if found.span.end > found.span.start]


def tell(rows: ArticleRows, address: RowAddress, words: Wording) -> Findings:
    """What was found in the article, for a reader of the language of `words`."""
    teller = _Teller(rows, address, words)
    found = sorted(teller.everything(), key=lambda one: (one.span.start, -one.span.end))
    by_kind: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in found:
        by_kind[one.span.kind].append(one)
    return Findings(tuple(found), dict(by_kind))


class _Teller:
    def __init__(self, rows: ArticleRows, address: RowAddress, words: Wording) -> None:
        self._rows = rows
        self._text: str = rows.article["text"] or ""
        self._address = address
        self._words = words
        self._steps: defaultdict[str, list[Step]] = defaultdict(list)
        for row in rows.citations:
            self._steps[row["claim_id"]].append(self._step(row))
        self._speakers: defaultdict[str, dict[str, Line]] = defaultdict(dict)
        for row in (*rows.quotations, *rows.attributions):
            speaker = self._speaker(row)
            if speaker:
                self._speakers[row["claim_id"]][speaker.words] = speaker

    def everything(self) -> Iterable[Finding]:
        rows = self._rows
        in_order = sorted(rows.claims, key=lambda row: (row["start"], row["end"]))
        for number, row in enumerate(in_order, start=1):
            yield self._claim(row, number)
        for kind, table, found, tell_one in (
            ("statistic", "statistics", rows.statistics, self._statistic),
            ("quotation", "quotations", rows.quotations, self._spoken),
            ("attribution", "attributions", rows.attributions, self._spoken),
            ("person", "people", rows.people, self._person),
            ("organisation", "organisations", rows.organisations, self._organisation),
            ("source", "sources", rows.sources, self._source),
            ("citation", "citations", rows.citations, self._citation),
            ("note", "notes", rows.notes, self._note),
            ("marker", "notes", rows.markers, self._marker),
            ("link", "links", rows.links, self._link),
        ):
            for row in found:
                yield tell_one(kind, table, row)

    # -- one kind each ------------------------------------------------------------

    def _claim(self, row: Row, number: int) -> Finding:
        support = row["support"] or "none"
        title = self._words.name("support", support)
        return self._finding(
            "claim",
            "claims",
            row,
            title=f"{self._kind('claim')} {number}",
            tip=f"{self._kind('claim')} {number}: {title}",
            lines=[
                self._line("support", self._words.name("support_long", support)),
                *self._speakers[row["id"]].values(),
            ],
            steps=self._steps[row["id"]],
            flavour=support,
            number=number,
        )

    def _statistic(self, kind: str, table: str, row: Row) -> Finding:
        shown = shown_value(
            row["value"],
            row["unit"],
            high=row["value_high"],
            kind=row["kind"],
            qualifier=row["qualifier"],
            words=self._words,
        )
        title = self._words.name("statistic_kind", row["kind"])
        return self._finding(
            kind,
            table,
            row,
            title=title,
            tip=f"{title}: {shown}",
            lines=[
                self._line("value", shown),
                self._line("subject", row["subject"], quoted=True),
                self._line("period", row["period"]),
            ],
        )

    def _spoken(self, kind: str, table: str, row: Row) -> Finding:
        speaker = self._speaker(row)
        name = speaker.words if speaker else self._words("phrase.no_speaker")
        written = row.get("speaker")
        return self._finding(
            kind,
            table,
            row,
            tip=f"{self._kind(kind)}: {name}",
            lines=[
                speaker or self._line("speaker", name),
                self._line("written", written, quoted=True) if written != name else None,
                self._found(row["cue"], row["confidence"]),
            ],
        )

    def _speaker(self, row: Row) -> Line | None:
        """Who says it: the person, else the organisation, else as the article writes it."""
        if row["person_name"]:
            target = self._row("people", row["person_id"])
            return self._line("speaker", row["person_name"], target)
        if row["organisation_name"]:
            target = self._row("organisations", row["organisation_id"])
            return self._line("speaker", row["organisation_name"], target)
        return self._line("speaker", row.get("speaker"), quoted=True)

    def _person(self, kind: str, _table: str, row: Row) -> Finding:
        name = row["name"] or row["written"]
        return self._finding(
            kind,
            "person_mentions",
            row,
            tip=f"{self._kind(kind)}: {name}",
            lines=[
                self._line("name", name, self._row("people", row["person_id"])),
                self._line("role", row["role"], quoted=True),
                self._line("organisation", row["organisation"]),
            ],
        )

    def _organisation(self, kind: str, _table: str, row: Row) -> Finding:
        name = row["name"] or row["written"]
        return self._finding(
            kind,
            "organisation_mentions",
            row,
            tip=f"{self._kind(kind)}: {name}",
            lines=[
                self._line("name", name, self._row("organisations", row["organisation_id"])),
                self._line("kind", self._words.name("organisation_kind", row["kind"])),
            ],
        )

    def _source(self, kind: str, _table: str, row: Row) -> Finding:
        genre = self._words.name("source_kind", row["kind"])
        name = row["name"] or row["written"]
        return self._finding(
            kind,
            "source_mentions",
            row,
            title=genre,
            tip=f"{genre}: {name}",
            lines=[
                self._line("name", name, self._row("sources", row["source_id"])),
                self._line("author", row["author"]),
                self._line("publisher", row["publisher"]),
                self._line("published", self._words.date(row["published"])),
                self._outside("address", row["url"]),
                self._found(row["rule"], row["confidence"]),
            ],
        )

    def _citation(self, kind: str, table: str, row: Row) -> Finding:
        step = self._step(row)
        return self._finding(
            kind,
            table,
            row,
            tip=f"{self._words('field.rests_on')}: {row['source_name'] or ''}",
            lines=[step.source, step.via, self._found(row["rule"], row["confidence"])],
        )

    def _note(self, kind: str, table: str, row: Row) -> Finding:
        label = f"{self._kind('note')} {row['label']}"
        lines = [self._line("rests_on", name) for name in row["sources"]]
        if row["start"] is None:
            lines.append(self._line("status", self._words("phrase.missing_entry")))
        return self._finding(kind, table, row, title=label, tip=label, lines=lines)

    def _marker(self, kind: str, table: str, row: Row) -> Finding:
        label = f"{self._kind('note')} {row['label']}"
        missing = row["note_start"] is None
        entry = self._words("phrase.missing_entry") if missing else row["note_text"]
        # The row has no id of its own: note and place name it.
        own = {**dict(row), "id": f"{row['note_id']}-{row['start']}"}
        return self._finding(
            kind,
            table,
            own,
            title=label,
            tip=label,
            lines=[self._line("entry", entry, f"#at-note-{row['note_id']}", quoted=not missing)],
            row_id=row["note_id"],
            flavour="missing" if missing else "",
        )

    def _link(self, kind: str, _table: str, row: Row) -> Finding:
        verdict = row["verdict"] or "unchecked"
        state = self._words.name("verdict", verdict)
        if row["is_shortened"]:
            state = f"{self._words('phrase.shortened')}, {state}"
        return self._finding(
            kind,
            "link_mentions",
            row,
            tip=f"{self._kind(kind)}: {row['url']}",
            lines=[
                self._outside("address", row["url"]),
                self._outside("leads_to", row["final_url"]),
                self._line("repaired", self._repaired(row["repair"])),
                self._line("status", state, self._row("links", row["link_id"])),
            ],
            flavour="dead" if verdict in ("gone", "soft-404") else "",
        )

    # -- pieces -------------------------------------------------------------------

    def _finding(
        self,
        kind: str,
        table: str,
        row: Row,
        *,
        tip: str,
        lines: Iterable[Line | None],
        title: str | None = None,
        steps: Sequence[Step] = (),
        flavour: str = "",
        number: int | None = None,
        row_id: str | None = None,
    ) -> Finding:
        start, end = row["start"] or 0, row["end"] or 0
        span = Span(
            start=start,
            end=end,
            kind=kind,
            id=str(row["id"]),
            href=self._address(table, str(row_id or row["id"])),
            tip=tip[:300],
            flavour=flavour,
            number=number,
        )
        told = tuple(line for line in lines if line is not None and line.words)
        return Finding(
            span, title or self._kind(kind), self._text[start:end], told, tuple(steps), table
        )

    def _step(self, row: Row) -> Step:
        via = self._line("via", row["via_name"], self._row("sources", row["via_source_id"]))
        source = self._line("rests_on", row["source_name"], self._row("sources", row["source_id"]))
        return Step(
            source=source or Line(self._words("field.rests_on"), "?"),
            via=via,
            marker=row["marker"] or "",
            rule=self._words.name("rule", row["rule"]),
            confidence=self._percent(row["confidence"]),
            key=f"citation-{row['id']}",
        )

    def _kind(self, kind: str) -> str:
        return self._words.name("kind", kind)

    def _line(
        self, label: str, words: str | None, href: str | None = None, *, quoted: bool = False
    ) -> Line | None:
        if not words:
            return None
        return Line(self._words(f"field.{label}"), str(words), href, quoted=quoted)

    def _outside(self, label: str, url: str | None) -> Line | None:
        if not url:
            return None
        return Line(self._words(f"field.{label}"), url, web_address(url), outside=True)

    def _repaired(self, repair: str | None) -> str:
        """What was mended in an address: « protocole ajouté, mot collé coupé »."""
        mends = (repair or "").split("; ")
        return ", ".join(self._words.name("repair", mend) for mend in mends if mend)

    def _found(self, rule: str | None, confidence: float | None) -> Line | None:
        if not rule:
            return None
        how = self._words("phrase.rule", rule=self._words.name("rule", rule))
        return self._line("found", f"{how} · {self._percent(confidence)}" if confidence else how)

    def _percent(self, confidence: float | None) -> str:
        if confidence is None:
            return ""
        return shown_value(round(confidence * 100), "%", words=self._words)

    def _row(self, table: str, row_id: str | None) -> str | None:
        return self._address(table, row_id) if row_id else None
