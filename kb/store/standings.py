"""How each link stands: its state in one word, the year it was first given, what leans on it.

Kept by triggers, in the transaction that changes a link, its mentions or the claims whose
source it is. Part of schema 2: never edited.
"""

from __future__ import annotations

from sqlite_utils import Database

from kb.store.tables import table

# An error counts as dead once it is confirmed, as in the view `dead_links`.
_STATE = """case
    when {row}.verdict is null then 'unchecked'
    when {row}.verdict in ('ok', 'redirected') then 'works'
    when {row}.verdict in ('gone', 'soft-404') then 'dead'
    when {row}.verdict in ('error', 'unreachable')
    then case when {row}.confirmed = 1 then 'dead' else 'failing' end
    else {row}.verdict end"""

_YEAR = "(select substr(published, 1, 4) from articles where id = new.article_id)"
_FIRST_YEAR = """(select min(substr(a.published, 1, 4))
    from link_mentions m join articles a on a.id = m.article_id where m.link_id = {link})"""

# Two citations of one claim by one source count once.
_LEANING = """(select count(distinct claim_id) from claim_sources where link_id = {link})"""
_ANOTHER = """exists (select 1 from claim_sources o where o.claim_id = {row}.claim_id
    and +o.link_id = {row}.link_id and o.citation_id <> {row}.citation_id)"""

_TRIGGERS = {
    "link_added after insert on links": f"""
        insert into link_standings (link_id, state, is_shortened, domain, mentions, claims)
        values (new.id, {_STATE.format(row="new")}, new.is_shortened, new.domain, 0, 0);""",
    "link_changed after update of verdict, confirmed, is_shortened, domain on links": f"""
        update link_standings
        set state = {_STATE.format(row="new")}, is_shortened = new.is_shortened,
            domain = new.domain
        where link_id = new.id;""",
    "link_given after insert on link_mentions": f"""
        update link_standings
        set mentions = mentions + 1, year = coalesce(min(year, {_YEAR}), year, {_YEAR})
        where link_id = new.link_id;""",
    "link_not_given after delete on link_mentions": f"""
        update link_standings
        set mentions = mentions - 1, year = {_FIRST_YEAR.format(link="old.link_id")}
        where link_id = old.link_id;""",
    "link_given_otherwise after update of link_id on link_mentions": f"""
        update link_standings
        set mentions = mentions - 1, year = {_FIRST_YEAR.format(link="old.link_id")}
        where link_id = old.link_id;
        update link_standings
        set mentions = mentions + 1, year = {_FIRST_YEAR.format(link="new.link_id")}
        where link_id = new.link_id;""",
    f"link_leaned_on after insert on claim_sources when not {_ANOTHER.format(row='new')}": """
        update link_standings set claims = claims + 1 where link_id = new.link_id;""",
    f"link_not_leaned_on after delete on claim_sources when not {_ANOTHER.format(row='old')}": """
        update link_standings set claims = claims - 1 where link_id = old.link_id;""",
}  # fmt: skip


def create(db: Database) -> None:
    """The table, filled from what is there, and the triggers that keep it."""
    table(
        db,
        "link_standings",
        {
            "link_id": str, "state": str, "is_shortened": int, "domain": str, "year": str,
            "mentions": int, "claims": int,
        },
        pk="link_id",
        owned_by={"link_id": "links"},
        required=("state", "is_shortened", "domain", "mentions", "claims"),
        indexed=(
            ("state", "claims", "mentions"), ("is_shortened", "claims", "mentions"), "domain",
        ),
    )  # fmt: skip
    db.execute(f"insert into link_standings {standing()}")
    for head, body in _TRIGGERS.items():
        db.execute(f"create trigger {head} begin {body} end")


def standing() -> str:
    """SQL that says anew how every link stands."""
    return f"""
        select l.id, {_STATE.format(row="l")}, l.is_shortened, l.domain,
               {_FIRST_YEAR.format(link="l.id")},
               (select count(*) from link_mentions where link_id = l.id),
               {_LEANING.format(link="l.id")}
        from links l"""
