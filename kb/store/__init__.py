"""The knowledge base as one SQLite file. Only this package contains SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.store.errors import NotFound, StoreError, explained

if TYPE_CHECKING:
    from kb.store.opening import open_kb

__all__ = ["NotFound", "StoreError", "explained", "open_kb"]


def __getattr__(name: str) -> Any:
    # sqlite-utils imports numpy wherever that is installed: too much for `kb info`.
    if name == "open_kb":
        from kb.store.opening import open_kb

        return open_kb
    raise AttributeError(f"module 'kb.store' has no attribute {name!r}")
