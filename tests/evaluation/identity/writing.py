"""Writes the articles of an invented world, and beside them what is one with what.

truth.jsonl holds one mention a line: {"kind": source, person, organisation, claim or
conflict, "cluster", "article": path below the root, "start", "end"}. The two members of a
conflict share a cluster.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from identity import english, french
from identity.world import Fact, Organisation, Person, Study, World, wrong_copy

_WORDS: dict[str, ModuleType] = {"fr": french, "en": english}
_VAGUE = {  # near these values, in words
    "fr": ((66.67, "près des deux tiers", -4.5, -0.5), (33.33, "environ un tiers", -2, 2),
           (50, "près de la moitié", -3, -0.5), (25, "un quart", -0.6, 0.6),
           (75, "environ trois quarts", -2, 2)),
    "en": ((66.67, "nearly two thirds", -4.5, -0.5), (33.33, "about a third", -2, 2),
           (50, "nearly half", -3, -0.5), (25, "a quarter", -0.6, 0.6),
           (75, "about three quarters", -2, 2)),
}  # fmt: skip


@dataclass
class Draft:
    """An article as it grows, with the mentions in it."""

    path: str
    code: str
    chance: random.Random
    text: str = ""
    found: list[tuple[str, str, int, int]] = field(default_factory=list)
    notes: list[tuple[str, list[tuple[str, str, int, int]]]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    @property
    def words(self) -> ModuleType:
        return _WORDS[self.code]

    def add(self, said: Said, end: str = " ") -> tuple[int, int]:
        start = len(self.text)
        self.found += [(k, c, start + a, start + b) for k, c, a, b in said.marks]
        self.text += said.text + end
        return start, start + len(said.text)


@dataclass
class Said:
    """Some words with the mentions in them."""

    text: str
    marks: list[tuple[str, str, int, int]] = field(default_factory=list)


def fill(template: str, **parts: Said | str) -> Said:
    """The template with its {names} replaced, mentions moved along."""
    said = Said("")
    rest = template
    while "{" in rest:
        before, _, behind = rest.partition("{")
        name, _, rest = behind.partition("}")
        said.text += before
        part = parts[name]
        part = part if isinstance(part, Said) else Said(part)
        at = len(said.text)
        said.marks += [(k, c, at + a, at + b) for k, c, a, b in part.marks]
        said.text += part.text
    said.text += rest
    return said


def marked(kind: str, cluster: str, text: str) -> Said:
    return Said(text, [(kind, cluster, 0, len(text))])


def capital(said: Said) -> Said:
    return Said(said.text[:1].upper() + said.text[1:], said.marks)


# -- figures and facts -----------------------------------------------------------------


def figure(value: float, kind: str, code: str, chance: random.Random) -> str:
    """The figure as an article may write it: exact, rounded, or in words."""
    sign = " %" if code == "fr" else chance.choice(("%", "%", " percent"))
    if kind == "count":
        number = f"{value:,.0f}".replace(",", " " if code == "fr" else ",")
        if chance.random() < 0.2:
            return ("plus de " if code == "fr" else "more than ") + _floor(value, code)
        return number
    roll = chance.random()
    if roll < 0.3:
        for near, words, low, high in _VAGUE[code]:
            if low <= value - near <= high:
                return words
    if roll < 0.4 and value % 10 in (1, 2, 3, 4):
        return f"{'plus de' if code == 'fr' else 'more than'} {value // 10 * 10:.0f}{sign}"
    return f"{value:.0f}{sign}"


def _floor(value: float, code: str) -> str:
    step = 10.0 ** (len(str(int(value))) - 2)
    return f"{value // step * step:,.0f}".replace(",", " " if code == "fr" else ",")


def told(fact: Fact, value: float, draft: Draft) -> Said:
    words, chance = draft.words, draft.chance
    side = draft.code == "en"
    return Said(
        chance.choice(words.FACT[fact.kind]).format(
            v=figure(value, fact.kind, draft.code, chance) if value == fact.value
            else _plain(value, fact.kind, draft.code),
            s=fact.subject[side],
            d=chance.choice(fact.doing[side]),
        )
    )  # fmt: skip


def _plain(value: float, kind: str, code: str) -> str:
    if kind == "share":
        return f"{value:.0f} %" if code == "fr" else f"{value:.0f}%"
    return f"{value:,.0f}".replace(",", " " if code == "fr" else ",")


# -- naming ----------------------------------------------------------------------------


def organisation(one: Organisation, draft: Draft) -> Said:
    """An organisation's name; the long one with the short at first, either one later."""
    if one.short is None:
        return marked("organisation", one.id, one.name)
    if one.id not in draft.seen:
        draft.seen.add(one.id)
        if draft.chance.random() < 0.6:
            long = marked("organisation", one.id, one.name)
            return fill("{a} ({b})", a=long, b=marked("organisation", one.id, one.short))
        return marked("organisation", one.id, one.name)
    return marked("organisation", one.id, draft.chance.choice((one.short, one.name)))


def work(study: Study, draft: Draft) -> Said:
    """The work as a noun phrase: one of many ways, each with enough to know it by."""
    chance, code = draft.chance, draft.code
    noun, indefinite, definite = draft.words.KIND[study.kind]
    by = organisation(study.publisher, draft)
    of = _of(study.publisher.name if by.text.startswith(study.publisher.name) else by.text, code)
    year = str(study.year)
    ways: list[Said]
    if code == "fr":
        ways = [
            fill(f"{indefinite} {noun} {of}{{by}} publiée en {year}", by=by),
            fill(f"{definite}{noun} {year} {of}{{by}}", by=by),
            fill(f"{indefinite} {noun} {of}{{by}} ({year})", by=by),
            fill(f"{definite}{noun} {of}{{by}} de {year}", by=by),
        ]
        if noun in ("rapport", "baromètre"):
            ways[0] = fill(f"{indefinite} {noun} {of}{{by}} publié en {year}", by=by)
        if study.title:
            ways = [
                fill(f"{definite}{noun} « {study.title} » {of}{{by}} ({year})", by=by),
                fill(f"{definite}{noun} « {study.title} », publiée en {year} par {{by}}", by=by),
            ]
    else:
        ways = [
            fill(f"a {year} {noun} by {{by}}", by=by),
            fill(f"the {year} {{by}} {noun}", by=by),
            fill(f"a {noun} published in {year} by {{by}}", by=by),
            fill(f"the {year} {noun} from {{by}}", by=by),
        ]
        if study.title:
            ways = [
                fill(f'the {noun} "{study.title}" by {{by}} ({year})', by=by),
                fill(f'"{study.title}", a {year} {noun} by {{by}}', by=by),
            ]
    said = chance.choice(ways)
    return Said(said.text, [("source", study.id, 0, len(said.text)), *said.marks])


def _of(name: str, code: str) -> str:
    if code == "en":
        return "of "
    first = name[0].lower()
    if first in "aeiouéhoi":
        return (
            "de l'" if name.split(maxsplit=1)[0] in ("Institut", "Observatoire", "Agence") else "d'"
        )
    return "du " if name.split(maxsplit=1)[0] in ("Centre", "Cabinet", "Haut", "Bureau") else "de "


def brief(study: Study, draft: Draft) -> Said:
    """For brackets: « Institut Orbis, 2014 », with the title or address if there is one."""
    by = organisation(study.publisher, draft)
    said = fill(f"{{by}}, {study.year}", by=by)
    if study.title:
        marks = ("« ", " »") if draft.code == "fr" else ('"', '"')
        said = fill(f"{{by}}, {marks[0]}{study.title}{marks[1]}, {study.year}", by=by)
    return Said(said.text, [("source", study.id, 0, len(said.text)), *said.marks])


def entry(study: Study, draft: Draft) -> Said:
    """The work in a list of notes."""
    said = brief(study, draft).text
    if study.doi:
        said += f", doi:{study.doi}"
    elif study.url:
        said += f", {study.url}" if draft.chance.random() < 0.7 else f" : {study.url}?utm_source=x"
    return marked("source", study.id, said)


def person(one: Person, draft: Draft) -> Said:
    """Somebody's full name, or the surname where the name has been given."""
    if one.id in draft.seen:
        return marked("person", one.id, one.last)
    draft.seen.add(one.id)
    name = one.full
    if draft.chance.random() < 0.12 and len(one.last) > 7:  # misspelt: a letter left out
        at = draft.chance.randint(3, len(one.last) - 3)
        name = f"{one.first} {one.last[:at]}{one.last[at + 1 :]}"
    elif draft.chance.random() < 0.15:
        name = f"{one.first[0]}. {one.last}"
    elif draft.chance.random() < 0.1:
        name = name.replace("é", "e").replace("É", "E").replace("è", "e")
    return marked("person", one.id, name)


# -- articles ---------------------------------------------------------------------------


@dataclass
class Telling:
    """A fact told in one article: for the truth about claims and conflicts."""

    fact: str
    value: float
    path: str
    span: tuple[int, int]


def write(world: World, folder: Path, articles: int = 200) -> None:
    """Write the articles and truth.jsonl into the folder."""
    chance = world.random
    tellings: list[Telling] = []
    lines: list[dict[str, object]] = []
    for number in range(articles):
        code = "fr" if chance.random() < 0.6 else "en"
        draft = Draft(f"{code}/{number:03d}.{chance.choice(('txt', 'txt', 'md'))}", code, chance)
        _write_article(draft, world, tellings)
        path = folder / draft.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(draft.text, encoding="utf-8")
        lines += [
            {"kind": k, "cluster": c, "article": draft.path, "start": a, "end": b}
            for k, c, a, b in draft.found
        ]
    lines += _of_claims(tellings)
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _write_article(draft: Draft, world: World, tellings: list[Telling]) -> None:
    words, chance = draft.words, draft.chance
    title = chance.choice(words.TITLES)
    mark = "# " if draft.path.endswith(".md") else ""
    draft.text = f"{mark}{title}\n\n{chance.choice(words.FILLER)} "
    # Some works are cited much more often than others.
    home = [s for s in world.studies if s.language == draft.code]
    studies = []
    for _ in range(3):
        among = home if chance.random() < 0.97 else world.studies
        studies.append(among[int(len(among) * chance.random() ** 1.6)])
    quoted = chance.sample(world.people, 2)
    if quoted[0].last == quoted[1].last:
        quoted = quoted[:1]
    for number, study in enumerate(dict.fromkeys(studies)):
        for fact in study.facts[: chance.choice((1, 1, 2))]:
            _cite(draft, world, study, fact, tellings)
        draft.text += chance.choice(words.FILLER) + " "
        if number < len(quoted):
            _quote(draft, quoted[number])
        draft.text = draft.text.rstrip() + "\n\n"
    if draft.notes:
        draft.text += f"{'## ' if mark else ''}{words.NOTES}\n\n"
        for number, (text, marks) in enumerate(draft.notes, start=1):
            label = f"[{number}] " if f"[{number}]" in draft.text else f"({number}) "
            draft.text += label
            draft.add(Said(text, marks), "\n\n" if mark else "\n")


def _cite(draft: Draft, world: World, study: Study, fact: Fact, tellings: list[Telling]) -> None:
    words, chance = draft.words, draft.chance
    wrong = chance.random() < 0.07
    value = wrong_copy(chance, fact.value) if wrong else fact.value
    said = told(fact, value, draft)
    roll = chance.random()
    if roll < 0.2 and (study.url or study.doi or study.title):
        cited = entry(study, draft)
        draft.notes.append((cited.text, cited.marks))
        template = "{F} [{k}]."
        span = draft.add(fill(template, F=capital(said), k=str(len(draft.notes))))
    else:
        templates = words.RELAY if roll > 0.85 else words.CITE
        template = chance.choice(templates)
        medium = chance.choice(world.media[draft.code])
        parts: dict[str, Said | str] = {"f": said, "F": capital(said)}
        if "{b}" in template:
            parts["b"] = brief(study, draft)
        else:
            named = work(study, draft)
            parts |= {"n": named, "N": capital(named)}
        parts["m"] = marked("source", medium.id, medium.name)
        span = draft.add(fill(template, **parts))
    tellings.append(Telling(fact.id, value, draft.path, span))


def _quote(draft: Draft, one: Person) -> None:
    words, chance = draft.words, draft.chance
    side = draft.code == "en"
    known = one.id in draft.seen
    name = person(one, draft)
    at = words.AT.format(o=one.at[side])
    parts: dict[str, Said | str] = {
        "q": chance.choice(words.SAID), "p": name, "P": name, "r": one.role[side], "at": at,
        "h": marked("person", one.id, one.handle),
    }  # fmt: skip
    draft.add(fill(chance.choice(words.QUOTE_AGAIN if known else words.QUOTE), **parts))
    if chance.random() < 0.4:
        parts |= {"p": person(one, draft), "q": chance.choice(words.SAID)}
        draft.add(fill(chance.choice(words.QUOTE_AGAIN), **parts))
    if chance.random() < 0.15:
        parts |= {"p": person(one, draft), "q": chance.choice(words.SAID)}
        draft.add(fill(words.QUOTE_HANDLE[1], **parts))


def _of_claims(tellings: list[Telling]) -> list[dict[str, object]]:
    lines = []
    for telling in tellings:
        cluster = f"{telling.fact}={telling.value:g}"
        lines.append(_line("claim", cluster, telling))
    by_fact: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_fact.setdefault(telling.fact, []).append(telling)
    for fact, told_of in by_fact.items():
        pairs = [
            (one, other)
            for n, one in enumerate(told_of)
            for other in told_of[n + 1 :]
            if one.value != other.value and one.path != other.path
        ]
        for n, pair in enumerate(pairs):
            lines += [_line("conflict", f"x{fact}-{n}", one) for one in pair]
    return lines


def _line(kind: str, cluster: str, telling: Telling) -> dict[str, object]:
    start, end = telling.span
    return {
        "kind": kind, "cluster": cluster, "article": telling.path, "start": start, "end": end,
    }  # fmt: skip
