"""What is said when a file cannot be read."""

from __future__ import annotations

from pathlib import Path


class ReadingError(Exception):
    """A file that cannot be read: which, why, and what its owner can do about it."""

    def __init__(self, path: Path | str, reason: str, remedy: str) -> None:
        super().__init__(f"{path}: {reason}; {remedy}")
        self.path = str(path)
        self.reason = reason
        self.remedy = remedy
