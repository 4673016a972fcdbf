"""Sources that are articles of this knowledge base: « the Gazette reported », and here it is.

What an article cites of another one can then be compared with what that one says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlite_utils import Database

from kb import addresses
from kb.linking.identity import words
from kb.linking.identity_sources import article_keys
from kb.linking.identity_titles import is_telling
from kb.store.batches import by_ids
from kb.store.identities import short_key


def names(title: str | None, url: str | None) -> set[str]:
    """What an article is known by: rows of `article_prints`."""
    found = {f"at {addresses.key(url)}"} if url else set()
    folded = " ".join(words(title))
    return found | ({f"titled {folded[:200]}"} if is_telling(folded) else set())


def citing(db: Database, article: str) -> set[str]:
    """The articles that name this one as a source, by its address or its title."""
    found: set[str] = set()
    for title, url in by_ids(db, "select title, url from articles where id in", {article}):
        address = addresses.key(url) if url else None
        keys = {short_key(*key) for key in article_keys(title, address)}
        sql = "select distinct article_id from identity_keys where kind = 'sources' and key in"
        found |= {other for (other,) in by_ids(db, sql, keys)}
    return found - {article}


def cited(db: Database, claims: Iterable[str]) -> dict[str, dict[str, set[str]]]:
    """{claim: {source: articles of this knowledge base that it is}}, where there are any."""
    named: dict[str, set[tuple[str, str]]] = defaultdict(set)  # name -> (claim, source)
    for claim, source, title, key in by_ids(db, _CITED, set(claims)):
        folded = " ".join(words(title))
        if key:
            named[f"at {key}"].add((claim, source))
        if is_telling(folded):
            named[f"titled {folded[:200]}"].add((claim, source))
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    sql = "select print, article_id from article_prints where print in"
    for name, article in by_ids(db, sql, named):
        for claim, source in named[name]:
            found[claim][source].add(article)
    return found


_CITED = """
    select distinct c.claim_id, c.source_id, n.title, coalesce(x.key, l.key)
    from citations c
    join source_mentions m on m.id = c.source_mention_id
    join source_mentions n on n.article_id = m.article_id and n.work = m.work
    left join links l on l.id = n.link_id
    left join expansions x on x.link_id = n.link_id
    where coalesce(n.title, n.link_id) is not null and c.claim_id in
"""
