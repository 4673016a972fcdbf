"""A real browser, which only these tests need. Without one they are skipped, but not in CI."""

import os
import shutil
from contextlib import contextmanager

import pytest

from tests.browser.serving import serving
from tests.samples import make_base

CHROMIUM = (
    os.environ.get("KB_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)
REASON = "no chromium: install it (Debian: apt-get install chromium) or name it in KB_CHROMIUM"
# Chromium's own calls home would be counted as requests of the page.
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail(REASON)
        pytest.skip(REASON)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    path = tmp_path_factory.mktemp("browser") / "kb.db"
    db = make_base(path)
    check_links(db)
    db.close()
    return path


def check_links(db):
    """As if the links had been checked: the study's page is gone, the short one leads on."""
    with db.atomic():
        db.execute(
            "update links set verdict = 'gone', failing_since = '2026-01-02',"
            " archive_url = 'https://web.archive.example/2014/etude' where url like '%brindille%'"
        )
        db.execute(
            "update links set verdict = 'redirected',"
            " final_url = 'https://www.potager.example/guide' where is_shortened = 1"
        )
        db.execute(
            "insert into link_checks (id, link_id, checked, verdict, status)"
            " select 'check-' || id, id, '2026-01-02T03:04:05Z', verdict,"
            " iif(verdict = 'gone', 404, 200) from links"
        )


@pytest.fixture(scope="session")
def address(base):
    with serving(base) as address:
        yield address


def is_error(said):
    """Whether the console was told of an error. A form that is refused is answered with 400."""
    return said.type == "error" and "status of 400" not in said.text


@pytest.fixture
def visit(browser):
    """Opens pages; afterwards nothing may have gone wrong in any of them, nor left the host."""
    complaints, requests = [], []

    @contextmanager
    def opened(url, *, width=1280, scripts=True, language="en", scheme="light", touch=False):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            locale=language,
            color_scheme=scheme,
            has_touch=touch,
        )
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if is_error(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(url)
        yield page
        context.close()

    yield opened
    assert complaints == []
    foreign = [
        url
        for url in requests
        if not url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:"))
    ]
    assert foreign == []
