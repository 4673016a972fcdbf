"""Files of JSON Lines that come from elsewhere: each line is looked at before any counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

_LONGEST = 1_000_000  # bytes of a line

Read = TypeVar("Read")


class LineError(ValueError):
    """A file that cannot be imported: its name, the number of the first bad line, a remedy."""


def read_lines(lines: Iterable[bytes], name: str, read: Callable[[str], Read]) -> list[Read]:
    """What `read` makes of each line that is not blank; it raises ValueError for a bad one."""
    found: list[Read] = []
    bad: list[str] = []
    for number, line in enumerate(lines, start=1):
        try:
            text = _text(line)
            if text.strip():
                found.append(read(text))
        except ValueError as error:
            bad.append(f"{name}, line {number}: {error}")
    if bad:
        others = f" (and {len(bad) - 1} more bad lines)" if len(bad) > 1 else ""
        raise LineError(f"{bad[0]}{others}. Nothing was imported")
    return found


def _text(line: bytes) -> str:
    if len(line) > _LONGEST:
        raise ValueError(f"it is longer than {_LONGEST:,} bytes; take it out")
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8; save the file as UTF-8") from None
