"""The tables put together ahead of time: figures and claim_sources, claim by claim."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

# The best supported source of a claim comes first; ties go by the order of the text.
_FIRST_CITATION = """
    select c.id from citations c where c.claim_id = s.claim_id
    order by c.confidence desc, c.start, c.id limit 1
"""
# Whose words the figure stands in: the quotation around it, else the claim's attribution.
_QUOTATION = """
    select q.id from quotations q
    where q.claim_id = s.claim_id and q.start <= s.start and s.end <= q.end
    order by q.speaker_confidence desc, q.start, q.id limit 1
"""
_ATTRIBUTION = """
    select t.id from attributions t where t.claim_id = s.claim_id
    order by t.confidence desc, t.start, t.id limit 1
"""

# Cross joins, so that it begins with the few claims and not with all statistics.
_FIGURES = f"""
    insert into figures
    select s.id, s.value, s.value_high, s.unit, s.kind, s.qualifier, s.text, s.subject,
           s.period, s.claim_id, k.text, k.support,
           c.source_id, o.label, o.published,
           max(0, (select count(distinct x.source_id) from citations x
                   where x.claim_id = s.claim_id) - 1),
           c.via_source_id, v.label,
           coalesce(q.person_id, t.person_id),
           coalesce(q.organisation_id, t.organisation_id),
           coalesce(qp.name, qo.name, q.speaker, tp.name, tn.name),
           s.article_id, a.label, coalesce(e.published, a.published),
           a.language
    from touched
    cross join statistics s on s.claim_id = touched.id
    join claims k on k.id = s.claim_id
    join articles a on a.id = s.article_id
    left join sections e on e.id = k.section_id
    left join citations c on c.id = ({_FIRST_CITATION})
    left join sources o on o.id = c.source_id
    left join sources v on v.id = c.via_source_id
    left join quotations q on q.id = ({_QUOTATION})
    left join people qp on qp.id = q.person_id
    left join organisations qo on qo.id = q.organisation_id
    left join attributions t on q.id is null and t.id = ({_ATTRIBUTION})
    left join people tp on tp.id = t.person_id
    left join organisations tn on tn.id = t.organisation_id
"""

_CLAIM_SOURCES = """
    insert into claim_sources
    select c.id, c.claim_id, k.text, c.source_id, o.label, o.kind, o.published, o.link_id,
           c.via_source_id, v.label, c.marker, c.rule, c.confidence,
           c.article_id, a.label, coalesce(e.published, a.published), a.language
    from touched
    cross join citations c on c.claim_id = touched.id
    join claims k on k.id = c.claim_id
    join articles a on a.id = c.article_id
    left join sections e on e.id = k.section_id
    join sources o on o.id = c.source_id
    left join sources v on v.id = c.via_source_id
"""


def refresh(db: Database, claims: Iterable[str]) -> None:
    """Put together again the rows of these claims, within the caller's transaction."""
    db.execute("create temp table if not exists touched (id text primary key)")
    db.execute("delete from touched")
    db.conn.executemany("insert or ignore into touched values (?)", ((c,) for c in claims))
    for table, fill in (("figures", _FIGURES), ("claim_sources", _CLAIM_SOURCES)):
        db.execute(f"delete from {table} where claim_id in (select id from touched)")
        db.execute(fill)
