"""The knowledge base as one SQLite file. Only this package contains SQL."""

from kb.store.errors import NotFound, StoreError, explained
from kb.store.opening import open_kb

__all__ = ["NotFound", "StoreError", "explained", "open_kb"]
