"""Claims as lists show them: the words, what they carry, where they stand, what they rest on."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kb.store.asking import Row, rows

_CLAIMS = """
    select c.id, c.text, c.support, c.group_id, c.article_id, a.label as article,
           coalesce(e.published, a.published) as published, a.language
    from claims c
    join articles a on a.id = c.article_id
    left join sections e on e.id = c.section_id
    where c.id in (select value from json_each(:ids))"""
_SOURCES = """
    select claim_id, source_id, source, source_kind, source_published, via_source_id, via,
           confidence
    from claim_sources where claim_id in (select value from json_each(:ids))
    order by confidence desc, citation_id"""
_FIGURES = """
    select id, claim_id, text, kind, value, value_high, unit, qualifier, subject, period
    from statistics where claim_id in (select value from json_each(:ids)) order by start, id"""
_SAID = """
    select said.claim_id, said.person_id, p.name as person,
           said.organisation_id, o.name as organisation
    from (select claim_id, person_id, organisation_id, start from quotations
          where claim_id in (select value from json_each(:ids))
          union all
          select claim_id, person_id, organisation_id, start from attributions
          where claim_id in (select value from json_each(:ids))) said
    left join people p on p.id = said.person_id
    left join organisations o on o.id = said.organisation_id
    order by said.start"""


def told(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Row]:
    """These claims in this order, each once, with `sources`, `figures` and `speakers`."""
    wanted = {"ids": json.dumps(list(ids))}
    found = {row["id"]: row for row in rows(connection, _CLAIMS, wanted)}
    sources = _each_once(rows(connection, _SOURCES, wanted), ("source_id", "via_source_id"))
    figures = _each_once(rows(connection, _FIGURES, wanted), ("id",))
    spoken = [
        row for row in rows(connection, _SAID, wanted) if row["person"] or row["organisation"]
    ]
    speakers = _each_once(spoken, ("person_id", "organisation_id"))
    for claim, row in found.items():
        row["sources"], row["figures"] = sources[claim], figures[claim]
        row["speakers"] = speakers[claim]
    return [found[one] for one in dict.fromkeys(ids) if one in found]


def _each_once(found: Iterable[Row], same: tuple[str, ...]) -> defaultdict[str, list[Row]]:
    """The rows by their claim; of those that agree in these columns, the first."""
    by_claim: defaultdict[str, dict[tuple[object, ...], Row]] = defaultdict(dict)
    for row in found:
        by_claim[row.pop("claim_id")].setdefault(tuple(row[column] for column in same), row)
    return defaultdict(list, {claim: list(rows.values()) for claim, rows in by_claim.items()})
