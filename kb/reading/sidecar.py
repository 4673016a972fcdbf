"""metadata.csv: what somebody knows of the articles beside it, better than the files say."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from kb.reading.decoding import decode, read_bytes
from kb.reading.errors import ReadingError
from kb.reading.files import METADATA, real

_COLUMNS = ("path", "title", "author", "site", "url", "published")


@dataclass(frozen=True)
class Metadata:
    """One row of metadata.csv; an empty cell says nothing."""

    title: str | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None
    published: str | None = None


def load_metadata(folder: Path | str) -> dict[Path, Metadata]:
    """The rows of a folder's metadata.csv by the resolved path of their file; none without one.

    ReadingError, with the line, for a table that cannot be understood.
    """
    folder = Path(folder)
    path = folder / METADATA
    if not path.is_file():
        return {}
    data = read_bytes(path)
    if not data.strip():
        return {}
    try:
        table = decode(data, path)
    except ReadingError as error:
        raise ReadingError(path, error.reason, "save it as CSV in UTF-8") from error
    # A spreadsheet puts semicolons where the comma is the decimal sign, as in French.
    head = table.partition("\n")[0]
    delimiter = ";" if ";" in head and "," not in head else ","
    # Strict, so that a quotation mark that never closes does not swallow the rest in silence.
    reader = csv.DictReader(io.StringIO(table, newline=""), delimiter=delimiter, strict=True)
    rows: dict[Path, Metadata] = {}
    try:
        _check_columns(path, reader.fieldnames or [])
        for row in reader:
            cells = {_name(key): (value or "").strip() for key, value in row.items() if key}
            if None in row:
                raise _wrong(path, reader.line_num, "it has more cells than the first line")
            if not any(cells.values()):
                continue
            if not cells["path"]:
                raise _wrong(path, reader.line_num, "its path is empty")
            file = real(folder / cells["path"])
            if file in rows:
                raise _wrong(path, reader.line_num, f"{cells['path']} has a row already")
            rows[file] = Metadata(**{name: cells.get(name) or None for name in _COLUMNS[1:]})
    except csv.Error as error:
        # The reader below counts a line that was never finished, too.
        raise _wrong(path, reader.reader.line_num, str(error)) from error
    return rows


def _check_columns(path: Path, names: object) -> None:
    known = {_name(name) for name in names} if isinstance(names, list) else set()
    if "path" not in known:
        raise _wrong(path, 1, "there is no column « path »")
    if unknown := known - set(_COLUMNS):
        raise _wrong(path, 1, f"nobody knows the column « {min(unknown)} »")


def _name(column: str) -> str:
    return column.strip().lower()


def _wrong(path: Path, line: int, reason: str) -> ReadingError:
    return ReadingError(
        path, f"line {line}: {reason}", f"mend that line; the columns are {', '.join(_COLUMNS)}"
    )
