"""From what was seen to a verdict with its evidence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import unquote

from kb.links import soft404, walls
from kb.links.chain import Chain
from kb.links.faults import Fault
from kb.links.fence import without_credentials
from kb.links.fetch import Answer
from kb.links.page import Page, page_of
from kb.links.paths import split
from kb.links.probe import Probe
from kb.links.verdicts import (
    BLOCKED,
    ERROR,
    GONE,
    OK,
    REDIRECTED,
    SKIPPED,
    SOFT_404,
    UNREACHABLE,
    Verdict,
)

_OF_FAULTS = {
    "fence": SKIPPED,
    "scheme": SKIPPED,
    "no such name": GONE,
    "protocol": ERROR,
    "loop": ERROR,
    "too many": ERROR,
    "nowhere": ERROR,
}


async def judge(
    url: str,
    chain: Chain,
    *,
    is_shortened: bool,
    probe: Callable[[str], Awaitable[Probe | None]],
) -> Verdict:
    """The verdict on an address, from the chain that it began."""
    if chain.fault is not None:
        return _verdict(chain, *_of_fault(chain, chain.fault), error=chain.fault.words)
    answer = chain.answer
    assert answer is not None
    return _verdict(chain, *await _of_answer(url, chain, answer, is_shortened, probe))


def fragment(url: str) -> str:
    """The part of a page that an address points to; empty where it is none of the page's parts.

    « #!/inbox » and « #/inbox » are for scripts, « #:~:text=… » is a search in the page.
    """
    if "#" not in url:
        return ""
    found = unquote(split(url).fragment).partition(":~:")[0]
    return "" if found.startswith(("!", "/")) or found.lower() == "top" or "=" in found else found


def _verdict(chain: Chain, verdict: str, evidence: str, error: str | None = None) -> Verdict:
    if chain.tries > 1:
        evidence = f"{evidence}; asked {chain.tries} times"
    return Verdict(
        verdict=verdict,
        evidence=evidence,
        status=chain.last_status,
        final_url=without_credentials(chain.final_url),
        hops=chain.hops,
        error=error,
        tries=chain.tries,
    )


def _of_fault(chain: Chain, fault: Fault) -> tuple[str, str]:
    verdict = _OF_FAULTS.get(fault.kind, UNREACHABLE)
    if not chain.hops:
        return verdict, fault.words
    return verdict, f"after {_redirects(len(chain.hops))}: {fault.words}"


async def _of_answer(
    url: str,
    chain: Chain,
    answer: Answer,
    is_shortened: bool,
    probe: Callable[[str], Awaitable[Probe | None]],
) -> tuple[str, str]:
    if why := walls.by_status(answer):
        return BLOCKED, why
    if answer.status in (404, 410):
        return GONE, f"the server says {_named(answer.status)}"
    page = page_of(answer, anchors=bool(fragment(url)))
    moved = chain.moved_from(url)
    if answer.status >= 300:
        if answer.status in (500, 503) and (why := walls.by_page(url, answer, page, moved=moved)):
            return BLOCKED, why
        return ERROR, f"the server says {_named(answer.status)}"
    if why := walls.by_page(url, answer, page, moved=moved):
        return BLOCKED, why
    if answer.status in (204, 205) or (not answer.body.strip() and not answer.cut):
        return ERROR, "the answer is empty"
    if page is not None and page.is_blank:
        return ERROR, "the page is empty"
    # In the form in which it was asked for, which is a proper address.
    asked = chain.hops[0].url if chain.hops else chain.final_url
    case = soft404.Case(asked, chain, page, moved, is_shortened, probe)
    if why := soft404.trouble(case):
        return ERROR, why
    if why := await soft404.evidence(case):
        return SOFT_404, why
    return _works(url, chain, answer, page, moved)


def _works(
    url: str, chain: Chain, answer: Answer, page: Page | None, moved: bool
) -> tuple[str, str]:
    said = [f"the server says {_named(answer.status)}"]
    verdict = OK
    if moved:
        verdict = REDIRECTED
        said = [f"it works, after {_redirects(len(chain.hops))}"]
    if answer.cut:
        said.append(f"the answer could not be read whole: {answer.cut}")
    elif page is not None and page.is_shell:
        said.append("scripts fill the page, so what it shows was not seen")
    part = fragment(url)
    if part and page is not None and answer.whole and part not in page.anchors:
        said.append(f"the page has no part named « {part} »")
    return verdict, "; ".join(said)


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _redirects(count: int) -> str:
    return "a redirect" if count == 1 else f"{count} redirects"
