"""Comparing the claims of articles: which say one thing, and which figures cannot both be right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlite_utils import Database

from kb.extraction.references.naming import is_medium
from kb.linking.identity_claims import ClaimSeen, compare
from kb.linking.identity_figures import Figure
from kb.linking.identity_words import content, word_pairs
from kb.store import pending
from kb.store.batches import by_ids
from kb.store.known_articles import cited
from kb.store.repeats import repeats

_CLAIMS = """
    select k.id, k.text, a.language from claims k join articles a on a.id = k.article_id
    where k.article_id = ? and exists (select 1 from statistics s where s.claim_id = k.id)
"""
# What stands in a claim without being claimed: its figures, and who says so.
_STRETCHES = """
    select claim_id, text from statistics where article_id = :id
    union select claim_id, marker from citations where article_id = :id
    union select k.id, m.written from claims k join source_mentions m
    on m.article_id = k.article_id and m.start < k.end and m.end > k.start
    where k.article_id = :id
"""


def compare_articles(db: Database, articles: Iterable[str]) -> None:
    """Compare the claims of these articles with all others, within the caller's transaction.

    Notes the claims whose groups have to be put together again.
    """
    together = sorted(set(articles))
    mine = {claim for (claim,) in by_ids(db, "select id from claims where article_id in", together)}
    pending.add(db, pending.GROUPS, sorted(mine | partners(db, mine)), "compared")
    _forget(db, mine)
    for article in together:
        _write_words(db, article)
    pairs = sorted(_pairs(db, mine))
    seen = _seen(db, {claim for pair in pairs for claim in pair})
    matches, conflicts = compare((seen[a], seen[b]) for a, b in pairs if a in seen and b in seen)
    db.conn.executemany(
        "insert into claim_matches values (?, ?, ?, ?, ?)",
        [(m.one_id, m.other_id, m.source_id, m.rule, m.confidence) for m in matches],
    )
    db.conn.executemany(
        "insert into conflicts values (?, ?, ?, ?, ?)",
        [(c.statistic_id, c.other_id, c.source_id, c.reason, c.confidence) for c in conflicts],
    )
    others = {claim for m in matches for claim in (m.one_id, m.other_id)} - mine
    pending.add(db, pending.GROUPS, sorted(others), "compared")


def partners(db: Database, claims: Iterable[str]) -> set[str]:
    """The claims that these are grouped with, or have been set against."""
    claims = set(claims)
    found = {claim for together in repeats(db, claims) for claim in together}
    for sql in (
        "select other_id from claim_matches where one_id in",
        "select one_id from claim_matches where other_id in",
        "select id from claims where group_id in",
        "select group_id from claims where group_id is not null and id in",
        # A conflict that goes may let two groups be one.
        "select t.claim_id from statistics s join conflicts c on c.statistic_id = s.id"
        " join statistics t on t.id = c.other_id where s.claim_id in",
        "select t.claim_id from statistics s join conflicts c on c.other_id = s.id"
        " join statistics t on t.id = c.statistic_id where s.claim_id in",
    ):
        found |= {claim for (claim,) in by_ids(db, sql, claims)}
    return found - claims


def _forget(db: Database, claims: Iterable[str]) -> None:
    each = [{"id": claim} for claim in claims]
    for sql in (
        "delete from claim_words where claim_id = :id",
        "delete from claim_keys where claim_id = :id",
        "delete from claim_matches where one_id = :id",
        "delete from claim_matches where other_id = :id",
        "delete from conflicts where statistic_id in"
        " (select id from statistics where claim_id = :id)",
        "delete from conflicts where other_id in (select id from statistics where claim_id = :id)",
    ):
        db.conn.executemany(sql, each)


def _write_words(db: Database, article: str) -> None:
    without: dict[str, set[str]] = defaultdict(set)
    for claim, stretch in db.execute(_STRETCHES, {"id": article}).fetchall():
        without[claim].add(stretch)
    words = {
        claim: content(text, language, without[claim])
        for claim, text, language in db.execute(_CLAIMS, [article]).fetchall()
    }
    db.conn.executemany(
        "insert into claim_words values (?, ?)",
        [(claim, " ".join(sorted(said))) for claim, said in words.items()],
    )
    keys = {(f"words {pair}", claim) for claim, said in words.items() for pair in word_pairs(said)}
    for claim, kind, unit, value, text, subject, code in db.execute(_VALUES, [article]).fetchall():
        if value is not None and any(character.isdigit() for character in text):
            keys.add((f"{_VALUE} {kind} {unit if kind != 'count' else ''} {value:g}", claim))
        # In a long sentence with many figures: the words of this one.
        about = content(subject or "", code)
        keys |= {(f"words {pair}", claim) for pair in word_pairs(about) if " " in pair}
    having = Counter(key for key, _ in keys)
    telling = sorted(row for row in keys if having[row[0]] <= _MOST_CLAIMS)
    db.conn.executemany("insert into claim_keys values (?, ?)", telling)


# Claims of one article that may share a key. What more of them share tells none from another,
# and a text that says one thing a thousand times would be compared a million times.
_MOST_CLAIMS = 50
_VALUE = "value"
_VALUES = """
    select s.claim_id, s.kind, s.unit, s.value, s.text, s.subject, a.language
    from statistics s join articles a on a.id = s.article_id where s.article_id = ?
"""
_SHARING_WORDS = """
    select mine.claim_id, theirs.claim_id from claim_keys mine
    cross join claim_keys theirs on theirs.key = mine.key
    where mine.key not like 'value %' and theirs.claim_id <> mine.claim_id and mine.claim_id in
"""
# The same value alone says nothing; with the same source it may be the same claim.
_SHARING_VALUE = """
    select mine.claim_id, theirs.claim_id from claim_keys mine
    cross join claim_keys theirs on theirs.key = mine.key
    where mine.key like 'value %' and theirs.claim_id <> mine.claim_id
    and exists (
      select 1 from citations c cross join citations d on d.claim_id = theirs.claim_id
      where c.claim_id = mine.claim_id
      and (c.source_id in (d.source_id, d.via_source_id)
           or c.via_source_id in (d.source_id, d.via_source_id)))
    and mine.claim_id in
"""


def _pairs(db: Database, claims: set[str]) -> set[tuple[str, str]]:
    """The pairs of a claim of ours and another one that are to be compared."""
    return {
        (min(pair), max(pair))
        for sql in (_SHARING_WORDS, _SHARING_VALUE)
        for pair in by_ids(db, sql, claims)
    }


def _seen(db: Database, claims: set[str]) -> dict[str, ClaimSeen]:
    """These claims with what they are compared by."""
    sources: dict[str, set[str]] = defaultdict(set)
    makers: dict[str, set[str]] = defaultdict(set)
    passed_on = set()
    for claim, source, via, kind, author, publisher, code in by_ids(db, _RESTS_ON, claims):
        sources[claim] |= {source, via} - {None}
        makers[claim] |= {name for name in (author, publisher) if name}
        written_about = via is not None or kind not in _ORIGINS
        if written_about or any(is_medium(name, code) for name in makers[claim]):
            passed_on.add(claim)
    known = cited(db, claims)
    figures: dict[str, list[Figure]] = defaultdict(list)
    for claim, code, subject, *rest in by_ids(db, _FIGURES, claims):
        figure = Figure(*rest)
        figures[claim].append(replace(figure, subject=content(subject or "", code)))
    return {
        claim: ClaimSeen(
            id=claim,
            article_id=article,
            language=code,
            words=frozenset(words.split()),
            figures=tuple(sorted(figures[claim], key=lambda figure: figure.id)),
            sources=frozenset(sources[claim]),
            makers=frozenset(() if claim in passed_on else makers[claim]),
            articles={a: s for s, those in sorted(known.get(claim, {}).items()) for a in those},
        )
        for claim, article, code, words in by_ids(db, _SEEN, claims)
    }


# Articles and posts pass on what others found; these are where a figure comes from.
_ORIGINS = frozenset({"study", "survey", "report", "press release", "book", "other"})
_SEEN = """
    select k.id, k.article_id, a.language, w.words from claims k
    join articles a on a.id = k.article_id join claim_words w on w.claim_id = k.id where k.id in
"""
_FIGURES = """
    select s.claim_id, a.language, s.subject, s.id, s.text, s.kind, s.value, s.value_high, s.unit,
           s.qualifier, s.period
    from statistics s join articles a on a.id = s.article_id where s.claim_id in
"""
_RESTS_ON = """
    select c.claim_id, c.source_id, c.via_source_id, m.kind, m.author, m.publisher, a.language
    from citations c join source_mentions m on m.id = c.source_mention_id
    join articles a on a.id = c.article_id where c.claim_id in
"""


def in_articles(db: Database, claims: Iterable[str]) -> Iterator[str]:
    """The articles of these claims."""
    found = by_ids(db, "select distinct article_id from claims where id in", set(claims))
    return iter(dict.fromkeys(article for (article,) in found))
