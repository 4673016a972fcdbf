"""What all tests share: how hypothesis searches."""

from __future__ import annotations

import os

from hypothesis import settings

# Times vary with what else the machine does, so no example fails for being slow.
settings.register_profile("kb", deadline=None, max_examples=100)
# The search differs from run to run by hand, so that it finds more; in CI it is the same.
settings.register_profile("ci", parent=settings.get_profile("kb"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "kb")


def pytest_collection_modifyitems(items):
    """The browser's tests come last: its driver keeps an event loop running in this thread,
    and as long as one runs, no other test can start its own."""
    items.sort(key=lambda item: "browser" in item.path.parts)
