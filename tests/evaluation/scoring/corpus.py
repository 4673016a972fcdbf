"""A folder of articles with its gold: build a knowledge base from it, and score that."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from scoring import article, gold
from scoring.counts import Counts, no_counts
from scoring.database import Database

ROOT = Path(__file__).resolve().parents[3]


class CorpusError(RuntimeError):
    """The articles could not be built or scored; the message says why."""


@dataclass(frozen=True)
class Corpus:
    """Articles, what a careful reader marked in them, and the name they are recorded under."""

    name: str
    articles: Path
    gold: Path


def build(corpus: Corpus, database: Path, *, model: bool = True) -> None:
    """Build a knowledge base from the corpus as a user would, with `kb build`."""
    command = [sys.executable, "-m", "kb", "build", str(corpus.articles), "--db", str(database)]
    command += [] if model else ["--no-model"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CorpusError(f"kb build {corpus.articles} failed:\n{done.stdout}{done.stderr}")


def score(corpus: Corpus, database: Path) -> dict[str, Counts]:
    """Counts for "all" articles, and for each language that the gold has."""
    files = sorted(corpus.gold.glob("*.json"))
    if not files:
        raise CorpusError(f"no gold in {corpus.gold}")
    opened = Database(database)
    totals: dict[str, Counts] = {"all": no_counts()}
    try:
        stored = opened.articles()
        for path in files:
            marked = gold.load(path)
            row = stored.get(marked["article"])
            counts = article.score(opened, row, marked) if row else article.all_missed(marked)
            for group in ("all", marked["meta"]["language"]):
                total = totals.setdefault(group, no_counts())
                for kind, count in counts.items():
                    total[kind].add(count)
    except gold.GoldError as error:
        raise CorpusError(str(error)) from error
    finally:
        opened.close()
    return totals
