"""People by their handles: « Zoé Brème (@zbreme) », and @zbreme elsewhere in the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.extraction.names.verbs import verbs_in
from kb.languages import fold
from kb.records import PersonMention

# Not in an address (orbis.example/@zbreme) nor in one for mail.
_HANDLE = re.compile(r"(?<![\w@./:-])@\w{2,30}(?![\w@]|\.\w)")


def with_handles(
    text: str, mentions: Sequence[PersonMention], language: str
) -> list[PersonMention]:
    """The mentions with those by a handle: of somebody named beside it, or of one who speaks."""
    found = list(_HANDLE.finditer(text))
    if not found:
        return list(mentions)
    names = {fold(m.handle): m.name for m in mentions if m.handle}
    verbs = [verb for verb in verbs_in(text, 0, len(text), language) if verb.saying]
    before, behind = {verb.start for verb in verbs}, {verb.end for verb in verbs}
    taken = {at for m in mentions for at in range(m.start, m.end)}
    added = []
    for match in found:
        said = text[match.start() - 1 : match.start()] == " " and match.start() - 1 in behind
        speaks = said or (text[match.end() : match.end() + 1] == " " and match.end() + 1 in before)
        name = names.get(fold(match.group()), match.group() if speaks else None)
        if name is not None and match.start() not in taken:
            start, end = match.span()
            added.append(PersonMention(start, end, match.group(), name, handle=match.group()))
    return sorted([*mentions, *added], key=lambda m: (m.start, m.end))
