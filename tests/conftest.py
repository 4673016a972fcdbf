"""What all tests share: how hypothesis searches, and where the browser is."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings

# Times vary with what else the machine does, so no example fails for being slow.
settings.register_profile("kb", deadline=None, max_examples=100)
# The search differs from run to run by hand, so that it finds more; in CI it is the same.
settings.register_profile("ci", parent=settings.get_profile("kb"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "kb")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser. Without one the test is skipped, in CI it fails."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    if os.environ.get("CI") == "true":
        pytest.fail("CI needs chromium for the browser tests")
    pytest.skip("needs chromium (as root: apt-get install chromium)")
