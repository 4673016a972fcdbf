"""Claims somebody is said to have made, without quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from kb.extraction.names.verbs import Verb, verbs_in
from kb.extraction.quotations.clauses import aside_before, clause_lead, name_follows
from kb.extraction.quotations.subjects import Speaker, Speakers
from kb.extraction.quotations.wording import Wording
from kb.records import Article, Attribution, Quotation, Sentence

__all__ = ["find_attributions"]

_MOST = 20  # cues of one sentence that are looked at
_LONGEST = 2000  # characters of a sentence that are looked at


def find_attributions(
    article: Article, speakers: Speakers, quotations: Sequence[Quotation], wording: Wording
) -> tuple[Attribution, ...]:
    """At most one for each sentence that no quotation touches; the span is the sentence."""
    passed = {s.position for s in article.sections if s.kind in ("navigation", "notes", "caption")}
    starts = [q.start for q in quotations]
    ends = list(accumulate((q.end for q in quotations), max))
    found: list[Attribution] = []
    for sentence in article.sentences:
        if sentence.section in passed or sentence.kind == "heading":
            continue
        before = bisect_left(starts, sentence.end)
        if before and ends[before - 1] > sentence.start:
            continue
        attribution = _attribution(sentence, speakers, wording)
        if attribution is not None:
            found.append(attribution)
    return tuple(found)


def _attribution(sentence: Sentence, speakers: Speakers, wording: Wording) -> Attribution | None:
    """Whoever is named first; « selon les riverains » when nobody is."""
    unnamed: Attribution | None = None
    for rule, speaker, stance, confidence in _candidates(sentence, speakers, wording):
        sure = round(min(confidence, speaker.confidence), 2)
        if speaker.person or (speaker.organisation and stance and speaker.confidence >= 0.7):
            return Attribution(
                sentence.start,
                sentence.end,
                person=speaker.person,
                organisation=None if speaker.person else speaker.organisation,
                cue=rule,
                confidence=sure,
            )
        if speaker.people and unnamed is None:
            unnamed = Attribution(sentence.start, sentence.end, cue=rule, confidence=sure)
    return unnamed


def _candidates(
    sentence: Sentence, speakers: Speakers, wording: Wording
) -> Iterator[tuple[str, Speaker, bool, float]]:
    """Rule, speaker, whether it is an opinion or a plan, and confidence."""
    text, start = speakers.text, sentence.start
    end = min(sentence.end, start + _LONGEST)
    for match in islice(
        wording.according.finditer(text, start, end), _MOST
    ):  # « selon le maire, 60 % … »
        speaker = speakers.according(match.end(), end)
        if speaker:
            yield "according to", speaker, False, 0.9
    for figure in islice(wording.figure_verb.finditer(text, start, end), _MOST):
        speaker = speakers.before(start, figure.start())
        if speaker:  # « La maire évalue le coût à 3 millions », "She puts the cost at $3m"
            yield "figure given", speaker, True, 0.85
    for verb in islice(verbs_in(text, start, end, wording.language), _MOST):
        stance = bool(wording.stance.match(text, verb.start, verb.end))
        lead = clause_lead(text, start, verb.start, wording)
        behind_comma = lead is not None and text[lead - 1 : lead] == "," and verb.saying
        if behind_comma and (verb.pronoun or name_follows(text, verb.end, wording)):
            speaker = speakers.inverted(verb) or speakers.after(verb.end, end)
            if speaker:  # « La hausse est faible, explique Jean Roux. »
                yield "verb after", speaker, stance, 0.9
            elif wording.someone.match(text, verb.end, end):  # « …, assure un commerçant. »
                yield "verb after", Speaker(None, confidence=0.7, people=True), stance, 0.7
            continue
        aside = aside_before(text, start, verb, wording) if verb.saying else None
        if aside is not None:
            speaker = speakers.before(aside, verb.start)
            if speaker:  # "Prices, she said, have doubled.", "Jobs will go, a spokesman said."
                yield "verb at the end", speaker, stance, 0.85
                continue
        if not _claims(text, verb, end, start, wording):
            continue
        speaker = speakers.before(start, verb.start)
        if speaker:  # « Jean Roux explique que la hausse est faible. »
            yield "verb before", speaker, stance, 0.85


def _claims(text: str, verb: Verb, end: int, start: int, wording: Wording) -> bool:
    """The verb opens a claim: « que » follows, or the clause is « comme le dit X »."""
    if wording.claim_opener.match(text, verb.end, end):
        return verb.saying
    if wording.bare_claim.match(text, verb.start, end):
        return verb.saying
    if verb.saying and wording.told_opener.match(text, verb.end, end):
        return True
    clause = re.split(r"[,;]\s", text[start : verb.start])[-1]
    if wording.as_opener.match(clause.lstrip()):
        return True
    if not wording.stance.match(text, verb.start, verb.end):
        return False
    following = re.compile(r"\s+([^\W_]+)").match(text, verb.end, end)
    infinitive = following is not None and following[1].endswith(wording.infinitives)
    return bool(wording.plan_opener.match(text, verb.end, end)) or infinitive
