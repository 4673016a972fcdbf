"""Groups of claims that say one thing, and where each claim comes from in the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlite_utils import Database

from kb.linking.identity_lineage import Cited, Tie, groups, origins
from kb.store.batches import by_ids
from kb.store.known_articles import cited
from kb.store.repeats import repeats


def group(db: Database, claims: Iterable[str]) -> set[str]:
    """Put the groups of these claims together again, within the caller's transaction.

    Gives all claims that are done with: these, and those that are tied to them.
    """
    found: set[str] = set()
    ties: set[Tie] = set()
    asked = set(claims)
    reached = {claim for (claim,) in by_ids(db, "select id from claims where id in", asked)}
    while reached:
        found |= reached
        near = set()
        for first, *others in repeats(db, reached):
            ties |= {Tie(first, other, 1.0) for other in others}
            near |= {first, *others}
        for sql in _TIES:
            for one, other, confidence in by_ids(db, sql, reached):
                if one != other:
                    ties.add(Tie(min(one, other), max(one, other), confidence))
                    near |= {one, other}
        reached = near - found
    if found:
        _write(db, found, ties)
    return found | asked


_TIES = (
    "select one_id, other_id, confidence from claim_matches where one_id in",
    "select one_id, other_id, confidence from claim_matches where other_id in",
)

# The first known claim: of the earliest article, and in it the one that comes first. An
# article without a date may be of any time and is no evidence of having been first.
_IN_ORDER = """
    select coalesce(a.published, '9999'), a.path, k.start, k.id, k.group_id, k.article_id
    from claims k join articles a on a.id = k.article_id where k.id in
"""
_OPPOSED = """
    select s.claim_id, t.claim_id from statistics s join conflicts c on c.statistic_id = s.id
    join statistics t on t.id = c.other_id where s.claim_id in
"""


def _write(db: Database, members: set[str], ties: set[Tie]) -> None:
    rows = sorted(by_ids(db, _IN_ORDER, members))
    order = [row[3] for row in rows]
    stored = {row[3]: row[4] for row in rows}
    opposed = {pair for pair in by_ids(db, _OPPOSED, members) if pair[1] in members}
    moved = []
    together = groups(order, ties, opposed)
    for one in together:
        for claim in one:
            first = one[0] if claim != one[0] else None
            if stored[claim] != first:
                moved.append((first, claim))
    db.conn.executemany("update claims set group_id = ? where id = ?", moved)
    articles = {row[3]: row[5] for row in rows}
    sources = _cited(db, together, articles)
    relays = _relays(db, set(articles.values()))
    found = {
        (claim, origin.source, origin.steps, int(origin.inferred))
        for one in together
        for claim, those in origins(
            {claim: sources.get(claim, []) for claim in one},
            {claim: relays.get(articles[claim], set()) for claim in one},
        ).items()
        for origin in those
    }
    _write_origins(db, members, found)


def _cited(
    db: Database, together: Sequence[Sequence[str]], articles: Mapping[str, str]
) -> dict[str, list[Cited]]:
    of = {claim: one for one in together for claim in one}
    known = cited(db, (claim for claim, one in of.items() if len(one) > 1))
    found: dict[str, list[Cited]] = defaultdict(list)
    sql = "select claim_id, source_id, via_source_id from citations where claim_id in"
    for claim, source, via in sorted(by_ids(db, sql, of), key=repr):
        those = known.get(claim, {}).get(source, set())
        said = tuple(other for other in of[claim] if articles[other] in those and other != claim)
        found[claim].append(Cited(source, via, said))
    return found


def _relays(db: Database, articles: set[str]) -> dict[str, set[tuple[str, str]]]:
    """By article: (what relays, what is relayed)."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    sql = "select article_id, via_source_id, source_id from relays where article_id in"
    for article, via, source in by_ids(db, sql, articles):
        found[article].add((via, source))
    return found


def _write_origins(
    db: Database, claims: Iterable[str], wanted: set[tuple[str, str, int, int]]
) -> None:
    sql = "select claim_id, source_id, steps, inferred from claim_origins where claim_id in"
    stored = set(by_ids(db, sql, claims))
    db.conn.executemany(
        "delete from claim_origins where claim_id = ? and source_id = ?",
        [row[:2] for row in sorted(stored - wanted)],
    )
    db.conn.executemany("insert into claim_origins values (?, ?, ?, ?)", sorted(wanted - stored))
