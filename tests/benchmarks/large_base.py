"""A large base of invented articles, the same for the same seed: for measuring pages.

Rows are put in directly, so that a million claims take minutes; every table that a page asks is
filled, with a few sources that very many claims rest on, as in real bases.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlite_utils import Database

from kb.store import derived, open_kb
from kb.store.writer import insert

CLAIMS_EACH = 20  # in an article
_BATCH = 100  # articles in one transaction
_SYLLABLES = re.findall("[^aeiou]+[aeiou]", "bacedifogulamenoporusatevizobracledrofligreplastotri")
_UNITS = ("%", "%", "%", "%", "EUR", "year", "minute", "people", "")
_KINDS = {"%": "share", "EUR": "money", "year": "duration", "minute": "duration"}
_VERDICTS = (None, "ok", "ok", "ok", "redirected", "gone", "soft-404", "blocked", "error")


class _Invented:
    """Names and words, by number, and numbers of which small ones are much more frequent."""

    def __init__(self, claims: int, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = [self._word() for _ in range(4000)]
        self.sources = max(10, claims // 5)
        self.people = max(5, claims // 20)
        self.organisations = max(5, claims // 40)
        self.links = max(10, claims // 3)

    def _word(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self.random.randint(2, 4)))

    def often(self, most: int) -> int:
        """A number below `most`: the first of a thousand come about every hundredth time."""
        return int(most ** self.random.random()) - 1

    def sentence(self, length: int) -> str:
        return " ".join(self.words[self.often(len(self.words))] for _ in range(length))

    def date(self) -> str:
        return f"{self.random.randint(1995, 2025)}-{self.random.randint(1, 12):02d}-15"


def make(path: Path, claims: int, seed: int, told: Callable[[str], None] = print) -> None:
    """Make the base at `path`, which must not be there."""
    invented = _Invented(claims, seed)
    db = open_kb(path, create=True)
    with db.atomic():
        _identities(db, invented)
    articles = max(1, claims // CLAIMS_EACH)
    for first in range(0, articles, _BATCH):
        with db.atomic():
            for number in range(first, min(first + _BATCH, articles)):
                _article(db, invented, number)
        if first and first % (50 * _BATCH) == 0:
            told(f"{first * CLAIMS_EACH:,} of {claims:,} claims")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def _id(*parts: object) -> str:
    return hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()[:16]


def _identities(db: Database, invented: _Invented) -> None:
    insert(db, "links", [_link(invented, n) for n in range(invented.links)])
    rows = [
        {"id": _id("organisation", n), "name": f"{invented.sentence(2).title()} {n}", "kind": None}
        for n in range(invented.organisations)
    ]
    insert(db, "organisations", rows)
    people = []
    for n in range(invented.people):
        organisation = invented.often(invented.organisations)
        people.append(
            {
                "id": _id("person", n),
                "name": f"{invented.sentence(2).title()} {n}",
                "role": invented.sentence(2),
                "organisation": rows[organisation]["name"],
                "organisation_id": rows[organisation]["id"],
            }
        )
    insert(db, "people", people)
    insert(db, "sources", [_source(invented, n) for n in range(invented.sources)])


def _link(invented: _Invented, n: int) -> dict[str, object]:
    domain = f"site{invented.often(3000)}.example"
    url = f"https://{domain}/{n}"
    return {
        "id": _id("link", n), "url": url, "key": url, "host": domain, "domain": domain,
        "is_shortened": int(n % 50 == 0), "verdict": invented.random.choice(_VERDICTS),
        "confirmed": 0,
    }  # fmt: skip


def _source(invented: _Invented, n: int) -> dict[str, object]:
    title = f"{invented.sentence(4).capitalize()} {n}"
    return {
        "id": _id("source", n), "kind": "study", "label": title, "title": title,
        "publisher": invented.words[invented.often(2000)], "published": invented.date(),
        "link_id": _id("link", invented.often(invented.links)),
    }  # fmt: skip


def _article(db: Database, invented: _Invented, number: int) -> None:
    article = f"a{number}"
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in _ORDER}
    sentences, at = [], 0
    for n in range(CLAIMS_EACH):
        text = f"{invented.random.randint(1, 99)} % {invented.sentence(14)}."
        _claim(rows, invented, (article, n), text, at)
        sentences.append(text)
        at += len(text) + 1
    label = invented.sentence(6).capitalize()
    rows["articles"].append(
        {
            "id": article, "path": f"{article}.txt", "title": label, "label": label,
            "author": invented.sentence(2), "site": invented.words[invented.often(300)],
            "published": invented.date(), "language": ("fr", "en")[number % 2], "format": "text",
            "text": " ".join(sentences), "words": CLAIMS_EACH * 16, "sha256": _id(article),
            "extractor": "invented", "added": "2026-01-01",
        }
    )  # fmt: skip
    for name in _ORDER:
        if rows[name]:
            insert(db, name, rows[name])
    derived.refresh(db, (str(row["id"]) for row in rows["claims"]))


_ORDER = (
    "articles", "link_mentions", "person_mentions", "organisation_mentions", "source_mentions",
    "claims", "statistics", "quotations", "citations",
)  # fmt: skip


def _claim(
    rows: dict[str, list[dict[str, object]]],
    invented: _Invented,
    place: tuple[str, int],
    text: str,
    at: int,
) -> None:
    article, n = place
    claim = _id("claim", *place)
    link = _id("link", invented.often(invented.links))
    chance = invented.random.random()
    support = "sourced" if chance < 0.6 else "attributed" if chance < 0.75 else "none"
    span = {"article_id": article, "start": at, "end": at + len(text)}
    rows["claims"].append({"id": claim, "text": text, "support": support, **span})
    unit = invented.random.choice(_UNITS)
    for m in range(1 + (n % 5 == 0)):
        rows["statistics"].append(
            {
                "id": _id("statistic", *place, m), "claim_id": claim, **span, "text": text[:4],
                "kind": _KINDS.get(unit, "count"), "unit": unit, "qualifier": "",
                "value": float(invented.random.randint(1, 99)), "subject": text[5:30],
            }
        )  # fmt: skip
    if support == "sourced":
        source = invented.often(invented.sources)
        mention = {
            "id": _id("source mention", *place), "source_id": _id("source", source), "work": n,
            **span, "written": text[:30], "kind": "study", "rule": "invented", "confidence": 0.9,
        }  # fmt: skip
        rows["source_mentions"].append(mention)
        rows["citations"].append(
            {
                "id": _id("citation", *place), "claim_id": claim, **span, "marker": text[:30],
                "source_id": mention["source_id"], "source_mention_id": mention["id"],
                "via_source_id": None, "rule": "invented", "confidence": 0.9,
            }
        )  # fmt: skip
    elif support == "attributed":
        person = _id("person", invented.often(invented.people))
        mention = {
            "id": _id("person mention", *place), "person_id": person, **span,
            "written": text[:12], "name": text[:12],
        }  # fmt: skip
        rows["person_mentions"].append(mention)
        rows["quotations"].append(
            {
                "id": _id("quotation", *place), "claim_id": claim, **span, "text": text,
                "person_id": person, "person_mention_id": mention["id"], "cue": "invented",
                "confidence": 0.9, "speaker_confidence": 0.9,
            }
        )  # fmt: skip
    if n % 3 == 0:
        rows["link_mentions"].append(
            {
                "id": _id("link mention", *place), "link_id": link,
                **span, "written": text[:20], "repair": "", "stripped": "",
            }
        )  # fmt: skip


def some(db: Database, seed: int, n: int) -> Iterator[tuple[str, str]]:
    """Some pages to ask for: (kind, id), the most leaned-on ones among them."""
    chance = random.Random(seed)
    (claims,) = db.execute("select n from counts where what = 'claims'").fetchone()
    for kind, most in (
        ("claim", claims // CLAIMS_EACH), ("source", claims // 5), ("person", claims // 20),
    ):  # fmt: skip
        yield kind, _id(kind, "a0", 0) if kind == "claim" else _id(kind, 0)
        for _ in range(n - 1):
            number = chance.randrange(max(1, most))
            yield kind, _id(kind, f"a{number}", 3) if kind == "claim" else _id(kind, number)
