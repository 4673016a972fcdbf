"""A whole run: all links that are due, what was found written down batch by batch."""

from __future__ import annotations

import asyncio
import gc
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from kb import addresses
from kb.links import archives, expansion, history
from kb.links.archives import Archive, NoAnswer
from kb.links.checking import Checker
from kb.links.fence import without_credentials
from kb.links.fetch import allow_many_connections
from kb.links.services import Pace, Service
from kb.links.settings import Settings
from kb.links.verdicts import ARCHIVED, SKIPPED, Verdict
from kb.store import checks
from kb.store.checks import Check, DueLink, WantedCopy
from kb.store.errors import explained

# Links that are under way or wait for their host's turn; more only takes memory.
_WINDOW = 1_024
_BATCH = 100  # checks written in one transaction, or what came within
_SOON = 0.5  # seconds
_LOOKERS = 4  # look-ups in the archive that are under way; its pace bounds them further
_SELDOM = (20_000, 20, 20)  # objects that are new, and the like: see gc.set_threshold
_MOST_CHANGES = 1_000  # reported; the base has all

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Result:
    """One link as `kb check --json` tells it."""

    url: str
    verdict: str
    status: int | None
    final_url: str | None
    hops: tuple[tuple[str, int], ...]
    evidence: str
    archive_url: str | None
    before: str | None  # the verdict of the last check
    is_shortened: bool

    def as_json(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "url": self.url,
            "verdict": self.verdict,
            "status": self.status,
            "final_url": self.final_url,
            "hops": [{"url": url, "status": status} for url, status in self.hops],
            "evidence": self.evidence,
            "archive_url": self.archive_url,
            "before": self.before,
            "is_shortened": self.is_shortened,
        }


@dataclass
class Report:
    """What a run did, and how the links stand after it."""

    database: Path
    due: int = 0
    checked: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)  # of this run
    changes: list[tuple[str, str, str]] = field(default_factory=list)  # (url, before, after)
    learnt: list[str] = field(default_factory=list)  # hosts that turned out to be shorteners
    archive_is_down: bool = False
    interrupted: bool = False
    standing: Mapping[str, int] = field(default_factory=dict)  # {verdict: links} of all links
    dead: int = 0
    seconds: float = 0.0


# Called with the address of a link's copy; None where there is none to be had.
OnCopy = Callable[[str | None], None]
# Called with each result, in the order in which they are ready.
OnResult = Callable[[Result], None]
# (checked, due, counts by verdict)
Progress = Callable[[int, int, Mapping[str, int]], None]


def _utc_now() -> datetime:
    return datetime.now(UTC)


def check(
    database: str | Path,
    settings: Settings | None = None,
    *,
    on_result: OnResult | None = None,
    progress: Progress | None = None,
    now: Now = _utc_now,
) -> Report:
    """Check the links of a knowledge base that are due.

    What was found is written as it comes, so that a run that is ended at any moment loses
    next to nothing, and the next one goes on from there. Raises StoreError for an unusable
    database; what goes wrong out there is in the verdicts.
    """
    path = Path(database)
    allow_many_connections()
    run = _Run(path, settings or Settings(), on_result, progress, now)
    with explained(path), _little_garbage(), run.connected():
        try:
            with _event_loop() as runner:
                runner.run(run.run())
        except KeyboardInterrupt:
            run.report.interrupted = True
        run.finish()
    return run.report


@contextmanager
def _little_garbage() -> Iterator[None]:
    """Looking for garbage again and again among what stays takes a fifth of a run."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _event_loop() -> asyncio.Runner:
    """A faster loop where there is one."""
    try:
        import uvloop
    except ImportError:
        return asyncio.Runner()
    return asyncio.Runner(loop_factory=uvloop.new_event_loop)


class _Run:
    """One run at work."""

    def __init__(
        self,
        database: Path,
        settings: Settings,
        on_result: OnResult | None,
        progress: Progress | None,
        now: Now,
    ) -> None:
        self.report = Report(database)
        self._settings = settings
        self._on_result = on_result or (lambda _result: None)
        self._progress = progress or (lambda _checked, _due, _counts: None)
        self._now = now
        self._began = now()

    @contextmanager
    def connected(self) -> Iterator[None]:
        self._reader = checks.connect(self.report.database)
        self._writer: sqlite3.Connection | None = None
        try:
            self._writer = checks.connect(self.report.database)
            yield
        finally:
            self._reader.close()
            if self._writer is not None:
                self._writer.close()

    # -- the run -----------------------------------------------------------------------

    async def run(self) -> None:
        """Check all that is due."""
        assert self._writer is not None
        if self._settings.shorteners:
            checks.add_shorteners(
                self._writer, self._settings.shorteners, "given", _written(self._began)
            )
        self._shorteners = checks.shortener_hosts(self._reader)
        self.report.due = checks.plan(self._reader, _written(self._began), self._settings.ages)
        # Writing may wait for a build: in a thread of its own, it holds nobody up.
        self._writing = ThreadPoolExecutor(1, "checks")
        self._results: asyncio.Queue[tuple[DueLink, Check] | None] = asyncio.Queue(_WINDOW)
        self._window = asyncio.Semaphore(_WINDOW)
        try:
            async with Checker(self._settings, self._shorteners) as checker:
                self._checker = checker
                self._archive = self._make_archive(checker)
                self._to_look_up: asyncio.Queue[tuple[WantedCopy, OnCopy]] = asyncio.Queue()
                if self._archive is not None:
                    for wanted in checks.copies_wanted(self._reader):
                        self._to_look_up.put_nowait((wanted, _tell_nobody))
                recorder = asyncio.create_task(self._record_all())
                lookers = [asyncio.create_task(self._look_for_copies()) for _ in range(_LOOKERS)]
                try:
                    await self._check_all()
                finally:
                    await self._results.put(None)
                    await recorder
                await self._to_look_up.join()
                for looker in lookers:
                    looker.cancel()
        finally:
            self._writing.shutdown(wait=True)

    def _make_archive(self, checker: Checker) -> Archive | None:
        base = self._settings.archive_url
        if base is None:
            return None
        redirects = Service(checker.services, Pace(archives.PACE))
        return Archive(redirects, Service(checker.services, Pace(archives.INDEX_PACE)), base)

    async def _check_all(self) -> None:
        async with asyncio.TaskGroup() as group:
            for link in checks.due(self._reader):
                await self._window.acquire()
                group.create_task(self._check(link))

    async def _check(self, link: DueLink) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            verdict = await self._judged(link)
            took = round((loop.time() - began) * 1000)
            await self._results.put((link, self._made(link, verdict, took)))
        finally:
            self._window.release()

    async def _judged(self, link: DueLink) -> Verdict:
        try:
            return await self._checker.check(link.url, is_shortened=link.is_shortened)
        except Exception as error:  # a fault of ours: one link must not stop the others
            why = f"kb failed to judge it ({type(error).__name__}: {error}); please report it"
            return Verdict(SKIPPED, why, error=why)

    def _made(self, link: DueLink, verdict: Verdict, milliseconds: int) -> Check:
        checked = _written(self._now())
        state = history.state([*link.history, (checked, verdict.verdict)])
        long = None
        if link.is_shortened:
            long = expansion.target(link.url, verdict, self._shorteners)
        return Check(
            link_id=link.id,
            checked=checked,
            verdict=verdict.verdict,
            status=verdict.status,
            final_url=verdict.final_url,
            hops=tuple((without_credentials(hop.url), hop.status) for hop in verdict.hops),
            evidence=verdict.evidence,
            error=verdict.error,
            milliseconds=milliseconds,
            failing_since=state.failing_since,
            confirmed=state.confirmed,
            # What was found once stays found.
            archive_url=link.archive_url if verdict.verdict in ARCHIVED else None,
            expanded=(long, addresses.key(long)) if long else None,
            wants_copy=self._wants_copy(link, verdict),
        )

    def _wants_copy(self, link: DueLink, verdict: Verdict) -> bool:
        return (
            self._archive is not None
            and verdict.verdict in ARCHIVED
            and not link.archive_url
            and not link.is_shortened
            and link.url.lower().startswith("http")
        )

    # -- what was found ----------------------------------------------------------------

    async def _record_all(self) -> None:
        """Write results down in batches until there are no more."""
        going = True
        while going:
            batch, going = await self._batch()
            if batch:
                await self._in_thread(checks.record, [check for _, check in batch])
                for link, check in batch:
                    self._count(link, check)
                self._progress(self.report.checked, self.report.due, self.report.verdicts)

    async def _batch(self) -> tuple[list[tuple[DueLink, Check]], bool]:
        """Some results, and whether there may be more."""
        first = await self._results.get()
        if first is None:
            return [], False
        batch = [first]
        until = asyncio.get_running_loop().time() + _SOON
        while len(batch) < _BATCH:
            try:
                found = await self._next_result(until)
            except TimeoutError:
                break
            if found is None:
                return batch, False
            batch.append(found)
        return batch, True

    async def _next_result(self, until: float) -> tuple[DueLink, Check] | None:
        """The next result; None after the last. Raises TimeoutError."""
        with suppress(asyncio.QueueEmpty):
            return self._results.get_nowait()
        async with asyncio.timeout_at(until):
            return await self._results.get()

    def _count(self, link: DueLink, check: Check) -> None:
        self.report.checked += 1
        self.report.verdicts[check.verdict] += 1
        if link.verdict not in (None, check.verdict) and len(self.report.changes) < _MOST_CHANGES:
            self.report.changes.append(
                (without_credentials(link.url), str(link.verdict), check.verdict)
            )
        tell = partial(self._tell, link, check)
        if check.wants_copy:
            date = link.date or check.checked[:10]
            wanted = WantedCopy(link.id, check.id, link.url, date)
            self._to_look_up.put_nowait((wanted, tell))
        else:
            tell(check.archive_url)

    async def _look_for_copies(self) -> None:
        """Look for copies, one link after the other, until cancelled."""
        while True:
            wanted, tell = await self._to_look_up.get()
            tell(await self._copy_of(wanted))
            self._to_look_up.task_done()

    async def _copy_of(self, wanted: WantedCopy) -> str | None:
        """The address of a link's copy. Where the archive says nothing, the next run asks again."""
        archive = self._archive
        if archive is None or archive.is_down:
            return None
        try:
            copy = await archive.nearest(without_credentials(wanted.url), wanted.date)
        except NoAnswer:
            return None
        finally:
            self.report.archive_is_down = archive.is_down
        found = (copy.url, copy.archived) if copy else None
        await self._in_thread(checks.record_copy, wanted, found)
        return copy.url if copy else None

    def _tell(self, link: DueLink, check: Check, archive_url: str | None) -> None:
        self._on_result(
            Result(
                url=without_credentials(link.url),
                verdict=check.verdict,
                status=check.status,
                final_url=check.final_url,
                hops=check.hops,
                evidence=check.evidence,
                archive_url=archive_url,
                before=link.verdict,
                is_shortened=link.is_shortened,
            )
        )

    async def _in_thread(self, write: Callable[..., None], *arguments: Any) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._writing, write, self._writer, *arguments)

    # -- afterwards --------------------------------------------------------------------

    def finish(self) -> None:
        """Learn from what was found, and let the base follow."""
        assert self._writer is not None
        self._learn(self._writer)
        checks.apply(self._writer)
        self.report.standing = checks.by_verdict(self._writer)
        self.report.dead = checks.dead(self._writer)
        self.report.seconds = (self._now() - self._began).total_seconds()

    def _learn(self, writer: sqlite3.Connection) -> None:
        """Which hosts turned out to only forward; their addresses are expanded like others."""
        now = _written(self._now())
        for host, links in checks.forwarding(writer).items():
            if not expansion.looks_like_shortener([(url, final) for _, url, final in links]):
                continue
            bare = host.removeprefix("www.")
            checks.add_shorteners(writer, [bare], "learnt", now)
            expanded = [(link, final, addresses.key(final)) for link, _, final in links if final]
            checks.expand(writer, expanded, now)
            self.report.learnt.append(bare)


def _tell_nobody(_archive_url: str | None) -> None:
    """Of a link that an earlier run told of."""


def _written(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="milliseconds")
