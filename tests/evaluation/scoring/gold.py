"""Gold files: what a careful reader marked in one article, and where it stands.

Every item that has a place carries its `text` and, where the same words stand
more than once, which `occurrence` is meant (1 for the first, left out). Its
`start` and `end` follow from them; `place` fills them in.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Item = dict[str, Any]
Gold = dict[str, Any]

PLACED = ("urls", "statistics", "quotations", "support", "attributions")


class GoldError(ValueError):
    """A gold file that does not fit its article; the message says where."""


def load(path: Path) -> Gold:
    gold: Gold = json.loads(path.read_text(encoding="utf-8"))
    return gold


def save(gold: Gold, path: Path) -> None:
    path.write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def find(text: str, words: str, occurrence: int) -> int:
    """Where the n-th occurrence of the words starts, -1 if there is none."""
    at = -1
    for _ in range(occurrence):
        at = text.find(words, at + 1)
        if at < 0:
            return -1
    return at


def place(gold: Gold, text: str) -> None:
    """Give every item its start and end in the article's stored text.

    Raises GoldError for words that do not stand there.
    """
    for kind in PLACED:
        for item in gold.get(kind, ()):
            start = find(text, item["text"], item.get("occurrence", 1))
            if start < 0:
                raise GoldError(f"{gold['article']}: {kind}: not in the text: {item['text']!r}")
            item["start"], item["end"] = start, start + len(item["text"])


def check(gold: Gold, text: str) -> list[str]:
    """What is wrong with a gold file: words that stand elsewhere, names that lead nowhere."""
    wrong = [
        f"{kind}: {item['text'][:50]!r} does not stand at {item['start']}"
        for kind in PLACED
        for item in gold.get(kind, ())
        if text[item["start"] : item["end"]] != item["text"]
    ]
    known = {source["id"] for source in gold["sources"]}
    for link in gold["support"]:
        wrong += [
            f"support: no source {link[end]!r}"
            for end in ("source", "via")
            if link[end] and link[end] not in known
        ]
    speakers = {
        item["speaker"]
        for item in gold["quotations"]
        if item["speaker_kind"] == "person" and not item.get("optional")
    }
    quoted = {person["name"] for person in gold["people"] if person["quoted"]}
    return wrong + [f"people: {name!r} is not marked as quoted" for name in speakers - quoted]
