"""Is this file a knowledge base? Asked by the browser's plugin of every file that it is shown."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from kb.store import schema


def is_kb(path: str | Path | None) -> bool:
    """Whether the file is a knowledge base of this schema; False for all that cannot be opened."""
    if path is None:
        return False
    address = f"file:{quote(str(Path(path).resolve()))}?mode=ro"
    try:
        connection = sqlite3.connect(address, uri=True)
    except sqlite3.Error:
        return False
    try:
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return bool(mark == schema.APPLICATION_ID and version == schema.VERSION)
