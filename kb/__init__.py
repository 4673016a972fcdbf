"""kb: which study backs which claim. A citation and source-tracking knowledge base.

    import kb

    article = kb.read("articles/a.txt", root="articles")
    findings = kb.extract(article)
    kb.build(["articles"], "kb.db")
    db = kb.open_kb("kb.db")

`kb.records` describes what these give. Each name is imported when it is first used, so that
`import kb` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.pipeline import build
    from kb.reading import read
    from kb.store import open_kb
    from kb.workers import extract

__all__ = ["build", "extract", "open_kb", "read"]

_HOMES = {
    "build": "kb.pipeline",
    "extract": "kb.workers",
    "open_kb": "kb.store",
    "read": "kb.reading",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kb' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
