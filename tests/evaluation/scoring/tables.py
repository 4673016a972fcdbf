"""The figures as tables: for a terminal, and as Markdown for docs/accuracy.md."""

from __future__ import annotations

from pathlib import Path

from scoring.counts import KINDS, Counts
from scoring.record import Figures

# A confidence of at least this is what kb calls sure.
SURE = 0.8


def table(counts: Counts, now: Figures, last: Figures) -> str:
    """One line per kind; the last column is the change of F1 since the last record."""
    head = "precision  recall     F1   right extra missed"
    languages = [group for group in now if group != "all"]
    lines = [f"{'':11} {head}" + "".join(f"{'F1 ' + one:>8}" for one in languages) + "  change"]
    for kind in KINDS:
        if kind not in now["all"]:
            continue
        count, figure = counts[kind], now["all"][kind]
        line = (
            f"{kind:11} {figure['precision']:9.3f} {figure['recall']:7.3f} {figure['f1']:6.3f}"
            f"   {count.right:5} {len(count.extra):5} {len(count.missed):6}"
        )
        for language in languages:
            one = now[language].get(kind)
            line += f"{one['f1']:8.3f}" if one else f"{'-':>8}"
        before = last.get("all", {}).get(kind)
        change = figure["f1"] - before["f1"] if before else 0.0
        lines.append(line + (f"  {change:+.3f}" if abs(change) >= 0.0005 else ""))
    return "\n".join(lines)


def misses(counts: Counts, kind: str) -> str:
    """What was missed and what was wrong, of one kind or of all."""
    chosen = KINDS if kind == "all" else (kind,)
    lines = []
    for one in chosen:
        lines += [f"{one} missed  {what}" for what in counts[one].missed]
        lines += [f"{one} wrong   {what}" for what in counts[one].extra]
    return "\n".join(lines)


def calibration(counts: Counts) -> str:
    """How right the sure ones are, and how sure the right ones."""
    lines = []
    for kind in ("speakers", "support"):
        given = counts[kind].sure
        sure = [right for confidence, right in given if confidence >= SURE]
        right = [confidence for confidence, right in given if right]
        right_share = sum(sure) / max(1, len(sure))
        sure_share = sum(confidence >= SURE for confidence in right) / max(1, len(right))
        lines.append(
            f"{kind}: {len(sure)} of {len(given)} are given {SURE} or more, {right_share:.1%} of"
            f" them right; {sure_share:.1%} of the right ones are given {SURE} or more"
        )
    return "\n".join(lines)


def markdown(now: Figures) -> str:
    """The figures of one corpus as a Markdown table: F1 with precision and recall, by language."""
    groups = list(now)
    titles = {"all": "all articles", "fr": "French", "en": "English"}
    lines = [
        "| kind | items | precision | recall | "
        + " | ".join(f"F1, {titles.get(group, group)}" for group in groups)
        + " |",
        "|---" * (4 + len(groups)) + "|",
    ]
    for kind in KINDS:
        if kind not in now["all"]:
            continue
        figure = now["all"][kind]
        cells = [
            kind,
            f"{figure['items']:.0f}",
            f"{figure['precision']:.3f}",
            f"{figure['recall']:.3f}",
        ]
        for group in groups:
            one = now[group].get(kind)
            cells.append(f"{one['f1']:.3f}" if one else "–")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def write_between(path: Path, name: str, text: str) -> None:
    """Put the text between `<!-- name -->` and `<!-- end of name -->` of a page."""
    page = path.read_text(encoding="utf-8")
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, found, rest = page.partition(start)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{path}: no place marked {start.strip()} … {end}")
    path.write_text(f"{before}{start}{text}\n{end}{after}", encoding="utf-8")
