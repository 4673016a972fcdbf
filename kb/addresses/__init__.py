"""Web addresses and identifiers: pure functions, no network.

Two forms of an address are kept apart: the one that is fetched (`repair(...).url`,
what the author meant, never re-encoded) and the one that tells whether two
addresses are the same (`key`).
"""

from __future__ import annotations

from kb.addresses.canonical import domain, host, key, stripped
from kb.addresses.identifiers import doi_url, find_doi, find_isbn
from kb.addresses.repair import Repaired, repair, repair_href
from kb.addresses.sharing import is_share_button
from kb.addresses.shorteners import is_shortened
from kb.addresses.written import find_written

__all__ = [
    "Repaired",
    "doi_url",
    "domain",
    "find_doi",
    "find_isbn",
    "find_written",
    "host",
    "is_share_button",
    "is_shortened",
    "key",
    "repair",
    "repair_href",
    "stripped",
]
