"""Reading in several processes: a job that ends its process takes no other along."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path
from typing import Any

import pytest

from kb.workers import Job, Options, outcomes


class _EndsItsProcess:
    """Metadata that end whatever process unpacks them."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (1,)


def jobs(folder: Path, *names: str) -> list[Job]:
    for name in names:
        (folder / name).write_text(f"{name} : 64 % des élus lisent.", encoding="utf-8")
    return [Job(folder / name, folder, name, None, Options(model=False)) for name in names]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_job_has_its_outcome(tmp_path: Path, workers: int) -> None:
    found = {
        outcome.job.path: outcome
        for outcome in outcomes(
            [
                *jobs(tmp_path, "a.txt", "b.txt"),
                Job(tmp_path / "gone.txt", tmp_path, "gone.txt", None, Options(model=False)),
            ],
            workers,
        )
    }
    assert found["a.txt"].findings and found["b.txt"].findings
    assert found["gone.txt"].findings is None
    assert "no such file" in found["gone.txt"].reason


def test_a_job_that_ends_its_process_is_reported_and_the_others_are_done(tmp_path: Path) -> None:
    good = jobs(tmp_path, "a.txt", "b.txt", "c.txt")
    bad: Any = _EndsItsProcess()
    bomb = Job(tmp_path / "a.txt", tmp_path, "bad.txt", bad, Options(model=False))
    found = {outcome.job.path: outcome for outcome in outcomes([bomb, *good], 2)}
    assert {path for path, outcome in found.items() if outcome.findings} == {
        "a.txt",
        "b.txt",
        "c.txt",
    }
    assert "ended by the system" in found["bad.txt"].reason


def test_reading_that_is_given_up_leaves_no_process(tmp_path: Path) -> None:
    reading = outcomes(jobs(tmp_path, "a.txt", "b.txt", "c.txt"), 2)
    next(iter(reading))
    assert multiprocessing.active_children()
    reading.close()
    assert multiprocessing.active_children() == []
