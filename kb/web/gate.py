"""Which of the databases that Datasette serves are ours: everything here is shown for those only.

An installed plugin is loaded for every database that its user opens.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from kb.store.recognising import is_kb
from kb.web.compat import Datasette


def is_ours(datasette: Datasette, database: str | None) -> bool:
    """Whether the database of this name is a knowledge base."""
    if database is None or database not in datasette.databases:
        return False
    path = datasette.databases[database].path
    if path is None:
        return False
    try:
        # A file that was none when the server started may have become one.
        changed = Path(path).stat().st_mtime_ns
    except OSError:
        return False
    return _is_kb(str(path), changed)


@lru_cache(maxsize=256)
def _is_kb(path: str, _changed: int) -> bool:
    return is_kb(path)


def ours(datasette: Datasette) -> list[str]:
    """The names of all knowledge bases served here."""
    return [name for name in datasette.databases if is_ours(datasette, name)]
