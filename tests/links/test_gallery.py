"""Every named behaviour of the gallery gets the verdict that it should, and says why."""

from __future__ import annotations

import asyncio

import pytest

from kb.links import Settings
from kb.links.checking import Checker
from kb.links.verdicts import VERDICTS, Verdict
from tests.links.gallery import CASES, Case, Gallery


@pytest.fixture(scope="module")
def verdicts(gallery: Gallery) -> dict[str, Verdict]:
    """What one run says of all cases together."""
    from tests.links.conftest import look_up

    settings = Settings(
        timeout=3.0,
        spacing=0.0,
        per_host=50,
        allow_private=True,
        allow_ports=gallery.allow_ports,
        ca_file=gallery.ca_file,
        look_up=look_up,
    )

    async def check(case: Case) -> tuple[str, Verdict]:
        url = gallery.url(case.url)
        return case.name, await checker.check(url, is_shortened=case.is_shortened)

    async def check_all() -> dict[str, Verdict]:
        nonlocal checker
        async with Checker(settings) as checker:
            return dict(await asyncio.gather(*map(check, CASES)))

    checker: Checker
    return asyncio.run(check_all())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_behaviour_gets_its_verdict(case: Case, verdicts: dict[str, Verdict]) -> None:
    found = verdicts[case.name]
    assert (found.verdict, found.evidence) == (case.verdict, found.evidence)
    assert case.says in found.evidence


def test_the_gallery_shows_every_verdict_in_sixty_ways() -> None:
    assert {case.verdict for case in CASES} == set(VERDICTS)
    assert len({case.name for case in CASES}) == len(CASES) >= 60
