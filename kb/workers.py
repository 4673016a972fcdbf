"""Reads articles, here or in several processes: a file in, findings or a reason out."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import connection
from pathlib import Path

from kb.extraction import extract as find_mentions
from kb.extraction.names import Models
from kb.linking import link
from kb.reading import Metadata, ReadingError, read, without_comments
from kb.reading.erasing import Eraser, Erasure, erased
from kb.records import Article, Findings


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are read."""

    model: bool = True
    comments: bool = True
    erasures: tuple[Erasure, ...] = ()  # people whose names no rule shall see


@dataclass(frozen=True, slots=True)
class Job:
    """An article to be read."""

    file: Path
    root: Path
    path: str  # of the file below the root
    metadata: Metadata | None
    options: Options


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: findings, or the reason why there are none."""

    job: Job
    findings: Findings | None = None
    reason: str = ""


def extract(article: Article, *, model: bool = True) -> Findings:
    """Everything found in one article and what rests on what, in text positions."""
    return link(article, find_mentions(article, Models(enabled=model)))


def outcomes(jobs: Iterable[Job], workers: int) -> Generator[Outcome]:
    """Every job's outcome, as they come. No job stops another, even one that ends its process."""
    jobs = list(jobs)
    workers = min(workers, len(jobs))
    if workers <= 1:
        yield from map(perform, jobs)
        return
    left = {job.path: job for job in jobs}
    try:
        for outcome in _side_by_side(jobs, workers):
            del left[outcome.job.path]
            yield outcome
    except BrokenProcessPool:
        yield from map(_alone, left.values())


def perform(job: Job) -> Outcome:
    """Read one article. Whatever is wrong with it is in the outcome."""
    try:
        article = read(job.file, root=job.root, metadata=job.metadata)
        if not job.options.comments:
            article = without_comments(article)
        article = erased(article, Eraser(job.options.erasures))
        return Outcome(job, extract(article, model=job.options.model))
    except ReadingError as error:
        return Outcome(job, reason=f"{error.reason}; {error.remedy}")
    except Exception as error:
        # Articles are untrusted: a fault that one of them brings out must not stop the others.
        what = f"{type(error).__name__}: {error}"
        return Outcome(job, reason=f"kb failed on it ({what}); please report it with the file")


def _side_by_side(jobs: Iterable[Job], workers: int) -> Iterator[Outcome]:
    left = iter(jobs)
    with _pool(workers) as pool:
        # A few jobs ahead of the workers, no more: findings that wait take memory.
        running: set[Future[Outcome]] = {_submit(pool, job) for job in islice(left, 3 * workers)}
        while running:
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                yield future.result()
            running |= {_submit(pool, job) for job in islice(left, len(finished))}


def _alone(job: Job) -> Outcome:
    """Read an article in a process of its own: one that ends it takes no other along."""
    with _pool(1) as pool:
        try:
            return _submit(pool, job).result()
        except BrokenProcessPool:
            why = "its process was ended by the system, perhaps for want of memory"
            return Outcome(job, reason=f"{why}; try it alone with --workers 1")


def _submit(pool: ProcessPoolExecutor, job: Job) -> Future[Outcome]:
    """Hand a job to the pool. A worker that this starts is deaf to Ctrl+C from its first moment:
    interrupted while it is still importing, it would print a traceback of its own."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        return pool.submit(perform, job)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(perform, job)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that read; none outlives this one, nor the block where that is cut short."""
    # A forked process would share the open database; a spawned one begins afresh.
    context = multiprocessing.get_context("spawn")
    # Nothing is ever sent: the end of the line is the sign to end.
    theirs, ours = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(theirs,))
    with theirs, ours:
        try:
            yield pool
        except BaseException:
            ours.close()  # a reader may have minutes to go with a long article
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(line: connection.Connection) -> None:
    """In a worker: leave interrupts to the parent, and end when it is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(line,), daemon=True).start()


def _end_with(line: connection.Connection) -> None:
    connection.wait([line])
    os._exit(1)
