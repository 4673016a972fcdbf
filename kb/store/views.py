"""The small questions, as views.

Views hold no data, so they are no migrations: opening a file for writing renews them.
"""

from __future__ import annotations

from textwrap import dedent

from sqlite_utils import Database

VIEWS: dict[str, str] = {
    "quoted_people": """
        select q.person_id, p.name, p.role, p.organisation, q.article_id,
               a.label as article, a.published, count(*) as quotations
        from quotations q
        join people p on p.id = q.person_id
        join articles a on a.id = q.article_id
        group by q.person_id, q.article_id
    """,
    "unsourced_figures": """
        select statistic_id, text, value, value_high, unit, kind, subject, period,
               claim_id, claim, article_id, article, published
        from figures where support = 'none'
    """,
    # Had through another source, as the article says, or as another article of the claim's
    # group does: « selon Le Soir », which had it from a study.
    "secondhand_claims": """
        select c.citation_id, c.claim_id, c.claim, c.source_id, c.source, c.via_source_id, c.via,
               c.rule, c.confidence, c.article_id, c.article, c.published,
               coalesce(o.steps, 2) as steps, 0 as inferred
        from claim_sources c
        left join claim_origins o on o.claim_id = c.claim_id and o.source_id = c.source_id
        where c.via_source_id is not null
        union all
        select c.citation_id, c.claim_id, c.claim, o.source_id, s.label, c.source_id, c.source,
               c.rule, c.confidence, c.article_id, c.article, c.published, o.steps, 1
        from claim_origins o
        join claim_sources c on c.claim_id = o.claim_id
        join sources s on s.id = o.source_id
        where o.inferred = 1 and not exists
          (select 1 from claim_origins d where d.claim_id = c.claim_id
           and d.source_id = c.source_id)
    """,
    # Sources that no article has seen with its own eyes.
    "secondhand_sources": """
        select o.source_id, s.label as source, s.kind, min(o.steps) as steps,
               count(distinct o.claim_id) as claims, count(distinct k.article_id) as articles
        from claim_origins o
        join claims k on k.id = o.claim_id
        join sources s on s.id = o.source_id
        group by o.source_id having min(o.steps) > 1
    """,
    # How much a claim is worth: by how many origins it is told, not by how many articles. An
    # article that repeats another one counts with it.
    "claim_support": """
        select coalesce(k.group_id, k.id) as claim_id, f.text as claim,
               count(distinct k.id) as claims, count(distinct k.article_id) as articles,
               count(distinct coalesce(c.original_id, k.article_id)) as independent_articles,
               count(distinct o.source_id) as origins
        from claims k
        join claims f on f.id = coalesce(k.group_id, k.id)
        left join article_copies c on c.article_id = k.article_id
        left join claim_origins o on o.claim_id = k.id
        group by 1
    """,
    "conflicting_figures": """
        select c.statistic_id, f.text, f.value, f.unit, f.claim, f.article_id, f.article,
               c.other_id, g.text as other_text, g.value as other_value, g.unit as other_unit,
               g.claim as other_claim, g.article_id as other_article_id,
               g.article as other_article, c.source_id, s.label as source, c.reason, c.confidence
        from conflicts c
        join figures f on f.statistic_id = c.statistic_id
        join figures g on g.statistic_id = c.other_id
        left join sources s on s.id = c.source_id
    """,
    "repeated_claims": """
        select c.id as claim_id, c.text as claim, c.article_id,
               a.label as article, a.published,
               c.group_id as first_claim_id, f.text as first_claim,
               f.article_id as first_article_id, b.label as first_article,
               b.published as first_published
        from claims c
        join claims f on f.id = c.group_id
        join articles a on a.id = c.article_id
        join articles b on b.id = f.article_id
    """,
    "copied_articles": """
        select c.article_id, a.label as article, a.published, c.original_id,
               b.label as original, b.published as original_published, c.shared
        from article_copies c
        join articles a on a.id = c.article_id
        join articles b on b.id = c.original_id
    """,
    # An entry that is missing, one that nothing in the text leads to, and a number that leaves
    # out the one before it.
    "dangling_notes": """
        select n.id as note_id, n.label, n.text, n.article_id,
               a.label as article,
               case when n.start is null then 'entry missing' else 'no marker' end as reason
        from notes n
        join articles a on a.id = n.article_id
        where n.start is null
           or not exists (select 1 from note_markers m where m.note_id = n.id)
        union all
        select n.id, n.label, n.text, n.article_id, a.label, 'number jumps'
        from notes n
        join articles a on a.id = n.article_id
        where n.label <> '' and n.label not glob '*[^0-9]*' and length(n.label) < 6
          and cast(n.label as integer) > 1
          and not exists (
            select 1 from notes p where p.article_id = n.article_id
            and p.label not glob '*[^0-9]*'
            and cast(p.label as integer) = cast(n.label as integer) - 1)
    """,
    # Gone and soft-404 count from the first time; a server in trouble only once confirmed.
    # A reading of a broken address that was not taken is no link of the article.
    "dead_links": """
        select id as link_id, url, domain, verdict, failing_since, confirmed, archive_url,
               (select count(*) from link_mentions m where m.link_id = links.id) as mentions
        from links
        where (verdict in ('gone', 'soft-404')
               or (verdict in ('error', 'unreachable') and confirmed = 1))
          and (exists (select 1 from link_mentions m where m.link_id = links.id)
               or not exists (select 1 from link_readings r where r.link_id = links.id))
    """,
    "shortened_links": """
        select id as link_id, url, host, verdict, final_url, archive_url,
               (select count(*) from link_mentions m where m.link_id = links.id) as mentions
        from links where is_shortened = 1
    """,
    # Decisions in force whose place is not found any more: kept, and of no effect.
    "orphaned_reviews": """
        select r.id as review_id, r.about, r.about_id, r.field, r.decision, r.value, r.note,
               r.actor, r.created, r.article_id, r.exact, r.prefix, r.suffix
        from reviews r
        left join review_places p on p.review_id = r.id
        where r.decision <> 'erased'
          and (p.row_id is null or (r.decision in ('merged', 'split') and p.other_id is null))
          and not exists (
            select 1 from reviews n
            where n.about_id = r.about_id and n.about = r.about and n.field is r.field
              and (n.created, n.id) > (r.created, r.id)
              and (r.decision not in ('merged', 'split') or n.value = r.value))
    """,
    # « Of the links of 2011, so many still work »: by the year of the first article that gives
    # the link. Strict counts say gone, broad ones what dead_links holds; what is blocked,
    # failing for now or unchecked is in neither. The interval is Wilson's, 95 %.
    "link_survival": """
        with counted as (
          select s.year, count(*) as links, sum(s.state = 'works') as works,
                 sum(l.verdict = 'gone') as gone, sum(s.state = 'dead') as dead,
                 sum(s.state not in ('works', 'dead')) as unknown
          from link_standings s join links l on l.id = s.link_id
          where s.mentions > 0 group by s.year
        ), shares as (
          select *, works + dead as n, 1.0 * works / nullif(works + dead, 0) as share
          from counted
        )
        select year, links, works, gone as dead_strict, dead as dead_broad, unknown,
               round(100 * share, 1) as survival,
               round(100 * (share + 1.9208 / n
                            - 1.96 * sqrt((share * (1 - share) + 0.9604 / n) / n))
                     / (1 + 3.8416 / n), 1) as survival_low,
               round(100 * (share + 1.9208 / n
                            + 1.96 * sqrt((share * (1 - share) + 0.9604 / n) / n))
                     / (1 + 3.8416 / n), 1) as survival_high
        from shares
    """,
}


def renew(db: Database) -> None:
    """Make the views of the file those above; one that is right already is left alone."""
    for name, sql in VIEWS.items():
        # In the form that the file keeps, or each opening would find every view changed.
        db.create_view(name, dedent(sql).strip(), replace=True)
