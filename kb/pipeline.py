"""Strings the parts together: files in, a knowledge base out."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from kb import versions
from kb.extraction.names import Models
from kb.languages import codes
from kb.reading import FoundFiles, Metadata, ReadingError, find_files, load_metadata
from kb.reading.files import real
from kb.records import Findings
from kb.store import catalogue, explained, open_kb
from kb.store.clusters import settle
from kb.store.counts import summary
from kb.store.ids import article_ids
from kb.store.reviews.erasures import erasures
from kb.store.rows import Provenance
from kb.store.writer import remove_article, write_article
from kb.workers import Job, Options, Outcome, outcomes

# How far a build is: articles done, articles to do, the path of the last one.
Progress = Callable[[int, int, str], None]


class BuildError(Exception):
    """A build that cannot begin: what is wrong with the paths or options, and what to do."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file that was not read, and why."""

    path: str
    reason: str


@dataclass
class BuildReport:
    """What a build did, and what the knowledge base holds after it."""

    database: Path
    read: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: list[Trouble] = field(default_factory=list)
    passed_over: list[Trouble] = field(default_factory=list)
    warnings: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


def build(
    paths: Sequence[str | Path],
    database: str | Path,
    *,
    root: str | Path | None = None,
    workers: int = 1,
    model: bool = True,
    comments: bool = True,
    prune: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Read the articles at `paths` into the knowledge base at `database`, made where there is none.

    Only what is new or changed is read. `root` is the folder that article paths are relative
    to; the first build records it. Raises BuildError when the paths or options are unusable
    and StoreError when the database is; a file that cannot be read is in the report.
    """
    began = time.monotonic()
    database = Path(database)
    if "" in paths:  # Path("") is the current folder, which an unset variable hardly means
        raise BuildError("a path is empty; name a file or folder, or . for the current one")
    found = _find([Path(path) for path in paths], database)
    # The last article of a folder may be what is to be removed.
    if not prune:
        _check_for_articles(paths, found)
    if workers < 1:
        raise BuildError(f"--workers is {workers}; give it 1 or more")
    if root is not None:
        _check_root(Path(root).resolve(), [Path(path) for path in paths], "choose a --root above")
    db = open_kb(database, create=True)
    try:
        with explained(database):
            base = _settle_root(db, [Path(path) for path in paths], root)
            report = BuildReport(database)
            report.passed_over = [Trouble(str(p.path), p.reason) for p in found.passed_over]
            report.failed = [Trouble(str(p.path), p.reason) for p in found.closed]
            options = Options(model, comments, erasures(db.conn))
            run = _Run(db, base, options, report)
            if prune:
                run.prune([Path(path) for path in paths])
            run.read(found.files, workers, progress or (lambda _done, _total, _path: None))
            settle(db)
            held = summary(db.conn)
            report.counts, report.warnings = held.counts, held.warnings
    finally:
        db.close()
    report.seconds = time.monotonic() - began
    return report


# -- what to read -------------------------------------------------------------------------


def _find(paths: Sequence[Path], database: Path) -> FoundFiles:
    for path in paths:
        if not _is_there(path):
            raise BuildError(f"{path}: there is no such file or folder; check the path")
    found = find_files(paths)
    named = set(paths)
    for passed in found.passed_over:
        if passed.path in named:
            raise BuildError(
                f"{passed.path}: {passed.reason}; save it as text, Markdown or HTML, "
                "or name the folder to pass it over"
            )
    own = {Path(f"{database.resolve()}{ending}") for ending in ("", "-wal", "-shm", "-journal")}
    passed_over = tuple(p for p in found.passed_over if real(p.path) not in own)
    return replace(found, passed_over=passed_over)


def _check_for_articles(paths: Sequence[str | Path], found: FoundFiles) -> None:
    if found.files or found.closed:
        return
    where = ", ".join(map(str, paths))
    others = len(found.passed_over)
    besides = f", and {others} files of other formats" if others else ""
    raise BuildError(f"{where}: no article here (.txt, .md, .html){besides}; name another one")


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that the system cannot even look up
        return False


def _is_gone(file: Path) -> bool:
    """Whether a file is no more; one in a folder that is closed to us may well be there."""
    try:
        file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def _settle_root(db: Database, paths: Sequence[Path], given: str | Path | None) -> Path:
    """The folder that article paths are relative to: the recorded one, else recorded now."""
    recorded = catalogue.setting(db, catalogue.ROOT)
    if recorded is None:
        base = Path(given).resolve() if given is not None else _common_folder(paths)
    elif given is None or Path(given).resolve() == Path(recorded):
        base = Path(recorded)
    elif Path(recorded).is_dir():
        raise BuildError(
            f"--root {given}: the root of this database is {recorded}, which its articles' ids "
            "rest on; leave --root out, or build another database with --db"
        )
    else:  # the articles have been moved, as a whole
        base = Path(given).resolve()
    _check_root(
        base,
        paths,
        "build another database with --db, or a new one with a --root above both",
    )
    if recorded != str(base):
        catalogue.remember(db, catalogue.ROOT, str(base))
    return base


def _check_root(base: Path, paths: Sequence[Path], remedy: str) -> None:
    if not base.is_dir():
        raise BuildError(f"--root {base}: there is no such folder; name the one of the articles")
    for path in paths:
        if not path.resolve().is_relative_to(base):
            raise BuildError(f"{path}: is not below {base}, the root of its database; {remedy}")


def _common_folder(paths: Sequence[Path]) -> Path:
    folders = [p.resolve() if p.is_dir() else p.resolve().parent for p in paths]
    shared = folders[0]
    while not all(folder.is_relative_to(shared) for folder in folders):
        shared = shared.parent
    return shared


# -- the work -------------------------------------------------------------------------------


@dataclass
class _Run:
    """One build at work."""

    db: Database
    root: Path
    options: Options
    report: BuildReport

    def prune(self, paths: Sequence[Path]) -> None:
        """Remove the articles below these paths whose files are gone."""
        below = [path.resolve() for path in paths]
        for path, known in sorted(catalogue.articles(self.db).items()):
            file = self.root / path
            if _is_gone(file) and any(file.is_relative_to(place) for place in below):
                remove_article(self.db, known.id)
                self.report.removed += 1

    def read(self, files: Iterable[Path], workers: int, progress: Progress) -> None:
        """Read what is new or has changed, and write it."""
        extractor = self._extractor()
        catalogue.follow_identity_rules(self.db, versions.identity())
        known = catalogue.articles(self.db)
        jobs = self._jobs(files)
        ids = article_ids(jobs, {path: article.id for path, article in known.items()})
        reasons = {
            path: reason
            for path, job in jobs.items()
            if (reason := _reason(job, known.get(path), extractor))
        }
        self.report.unchanged = len(jobs) - len(reasons)
        catalogue.plan(self.db, reasons, instead_of=list(jobs))
        work = (jobs[path] for path in sorted(reasons))
        for done, outcome in enumerate(outcomes(work, workers), start=1):
            path = outcome.job.path
            before = known.get(path)
            provenance = Provenance(
                _metadata_sha256(outcome.job),
                extractor,
                before.added if before else datetime.now(UTC).isoformat(timespec="seconds"),
            )
            self._write(outcome, ids[path], provenance)
            progress(done, len(reasons), path)

    def _write(self, outcome: Outcome, article_id: str, provenance: Provenance) -> None:
        reason = outcome.reason
        if outcome.findings is not None:
            reason = self._written(outcome.findings, article_id, provenance)
        if reason:
            catalogue.plan_done(self.db, outcome.job.path)
            self.report.failed.append(Trouble(str(outcome.job.file), reason))
        else:
            self.report.read += 1

    def _written(self, findings: Findings, article_id: str, provenance: Provenance) -> str:
        """Write an article; the reason why not, where it cannot be kept."""
        try:
            write_article(self.db, findings, article_id, provenance)
        except sqlite3.IntegrityError as error:
            return f"its rows contradict each other ({error}); please report it with the file"
        except (ValueError, OverflowError) as error:
            return f"it holds something that cannot be stored ({error}); please report it"
        return ""

    def _extractor(self) -> str:
        models = Models(enabled=self.options.model)
        packages = {package for code in codes() if (package := models.package(code))}
        return versions.extractor(packages, comments=self.options.comments)

    def _jobs(self, files: Iterable[Path]) -> dict[str, Job]:
        """The jobs by path; files that have no proper path are reported."""
        beside = _MetadataBeside(self.root, self.report.failed)
        jobs = {}
        for file in files:
            try:
                path = file.resolve().relative_to(self.root).as_posix()
                path.encode()
            except UnicodeEncodeError:
                name = os.fsencode(file).decode(errors="backslashreplace")
                self._fail(name, "its name is not valid UTF-8; rename it")
                continue
            except ValueError:
                self._fail(str(file), f"it is not below {self.root}; copy it there")
                continue
            jobs[path] = Job(file, self.root, path, beside.of(file), self.options)
        return jobs

    def _fail(self, path: str, reason: str) -> None:
        self.report.failed.append(Trouble(path, reason))


class _MetadataBeside:
    """The rows that metadata.csv files have for articles: of the nearest folder, up to the root."""

    def __init__(self, root: Path, failed: list[Trouble]) -> None:
        self._root = root
        self._failed = failed
        self._tables: dict[Path, dict[Path, Metadata]] = {}

    def of(self, file: Path) -> Metadata | None:
        file = file.resolve()
        for folder in file.parents:
            if row := self._table(folder).get(file):
                return row
            if folder == self._root:
                break
        return None

    def _table(self, folder: Path) -> dict[Path, Metadata]:
        if folder not in self._tables:
            try:
                self._tables[folder] = load_metadata(folder)
            except ReadingError as error:
                self._tables[folder] = {}
                self._failed.append(Trouble(error.path, f"{error.reason}; {error.remedy}"))
        return self._tables[folder]


def _metadata_sha256(job: Job) -> str | None:
    if job.metadata is None:
        return None
    return hashlib.sha256(repr(job.metadata).encode()).hexdigest()


def _reason(job: Job, known: catalogue.Known | None, extractor: str) -> str:
    """Why an article is to be read; empty when it is in as it is."""
    if known is None:
        return "new"
    if known.extractor != extractor:
        return "read by other rules"
    if known.metadata_sha256 != _metadata_sha256(job):
        return "other metadata"
    try:
        same = hashlib.sha256(job.file.read_bytes()).hexdigest() == known.sha256
    except OSError:
        same = False  # reading says what is wrong with it
    return "" if same else "changed"
