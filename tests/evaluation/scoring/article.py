"""Score one article: each kind of thing that kb found against the gold of a careful reader."""

from __future__ import annotations

from scoring.counts import Counts, no_counts, pair
from scoring.database import (
    CITATIONS,
    LINKS,
    PERSON_MENTIONS,
    QUOTATIONS,
    QUOTED_PEOPLE,
    SOURCE_MENTIONS,
    SOURCES,
    STATISTICS,
    Database,
    Row,
)
from scoring.gold import PLACED, Gold, GoldError, Item
from scoring.likeness import (
    Span,
    close,
    fold,
    holds,
    iou,
    overlap,
    same_name,
    same_url,
    sentence_span,
    shares,
)


def score(database: Database, article: Row, gold: Gold) -> Counts:
    """Everything found in one article, counted. Raises GoldError when the text is another one."""
    for kind in PLACED:
        for item in gold.get(kind, ()):
            if article["text"][item["start"] : item["end"]] != item["text"]:
                raise GoldError(
                    f"{gold['article']}: {kind}: {item['text'][:40]!r} does not stand at"
                    f" {item['start']} of the stored text; scripts/place-gold moves it"
                )
    counts = no_counts()
    links(counts, gold, database.rows(LINKS, article["id"]))
    figures = database.rows(STATISTICS, article["id"])
    statistics(counts, gold, figures)
    unsourced(counts, gold, article["text"], figures)
    quotations(counts, gold, database.rows(QUOTATIONS, article["id"]))
    people(counts, gold, quoted_people(database, article["id"]))
    found = sources_of(database, article["id"])
    fits = sources(counts, gold, found)
    support(counts, gold, article["text"], database.rows(CITATIONS, article["id"]), fits)
    return counts


def all_missed(gold: Gold) -> Counts:
    """An article that is not in the database: everything in it is missed."""
    counts = no_counts()
    of = {
        "urls": gold["urls"],
        "shortened": [item for item in gold["urls"] if item["shortened"]],
        "statistics": gold["statistics"],
        "values": gold["statistics"],
        "subjects": [item for item in gold["statistics"] if item.get("subject")],
        "quotations": gold["quotations"],
        "speakers": gold["quotations"],
        "people": [item for item in gold["people"] if item["quoted"]],
        "sources": gold["sources"],
        "support": gold["support"],
        "via": [item for item in gold["support"] if item.get("via")],
    }
    for kind, items in of.items():
        wanted = sum(not item.get("optional") for item in items)
        counts[kind].missed += [f"{gold['article']}: not in the database"] * wanted
    return counts


def span(row: Row | Item) -> Span:
    return row["start"], row["end"]


def excused(row: Row, wanted: list[Item]) -> bool:
    """Overlaps something that may be marked or not: neither right nor wrong."""
    return any(item.get("optional") and overlap(span(item), span(row)) for item in wanted)


def links(counts: Counts, gold: Gold, got: list[Row]) -> None:
    def alike(item: Item, row: Row) -> float:
        near = 2 if overlap(span(item), span(row)) else 1
        return near if same_url(item["url"], row["url"]) else 0

    wanted = gold["urls"]
    pairs = pair(wanted, got, alike)
    for i, item in enumerate(wanted):
        what = f"{gold['article']}: {item['url']}"
        counts["urls"].detail(i in pairs, False, what)
        said = i in pairs and bool(got[pairs[i]]["is_shortened"])
        if item["shortened"]:
            counts["shortened"].detail(said, False, what)
        elif said:
            counts["shortened"].extra.append(what)
    known = {got[j]["url"] for j in pairs.values()}
    for j, row in enumerate(got):
        if j not in pairs.values() and row["url"] not in known:
            counts["urls"].extra.append(f"{gold['article']}: {row['url']}")


def right_value(item: Item, row: Row) -> bool:
    """Value, upper end, and for the kinds where they matter the unit and the kind itself."""
    value = item["value"] is None or close(row["value"], item["value"])
    unit = item["kind"] not in ("share", "money", "duration") or fold(row["unit"]) == fold(
        item["unit"]
    )
    kind = item["kind"] not in ("share", "money", "rank") or row["kind"] == item["kind"]
    return value and close(row["value_high"], item.get("high")) and unit and kind


def statistics(counts: Counts, gold: Gold, got: list[Row]) -> None:
    def alike(item: Item, row: Row) -> float:
        if row["end"] - row["start"] > 2 * (item["end"] - item["start"]) + 12:
            return 0
        near = iou(span(item), span(row))
        return near + (1 if near and close(row["value"], item["value"]) else 0)

    wanted = gold["statistics"]
    pairs = pair(wanted, got, alike)
    for i, item in enumerate(wanted):
        if item.get("optional"):
            continue
        what = f"{gold['article']}: {item['text']!r} = {item['value']} {item['unit']}"
        counts["statistics"].detail(i in pairs, False, what)
        if i not in pairs:
            counts["values"].missed.append(what)
            continue
        row = got[pairs[i]]
        said = f"{what}  <- {row['value']} {row['value_high'] or ''} {row['unit']} ({row['kind']})"
        counts["values"].detail(right_value(item, row), True, said)
        if item.get("subject"):
            about = f"{what} of {item['subject']!r}  <- {row['subject']!r}"
            fits = shares(item["subject"], row["subject"])
            counts["subjects"].detail(fits, bool(row["subject"]), about)
    for j, row in enumerate(got):
        if j not in pairs.values() and not excused(row, wanted):
            for kind in ("statistics", "values"):
                counts[kind].extra.append(f"{gold['article']}: {row['text']!r}")


def unsourced(counts: Counts, gold: Gold, text: str, got: list[Row]) -> None:
    """Figures that the article gives without saying whence: what a writer would be asked to mend.

    Only for gold that marks attributions too. A figure is tied to somebody by a link,
    an attribution or a quotation with a speaker in the same claim; where that may be
    marked or not, the figure is passed over.
    """
    if "attributions" not in gold:
        return
    told = [item for item in gold["quotations"] if item["speaker"]]
    ties = [
        (claim_reach(gold, text, span(item)), bool(item.get("optional")))
        for item in gold["support"] + gold["attributions"] + told
    ]
    for item in gold["statistics"]:
        rows = [row for row in got if overlap(span(item), span(row))]
        tied = [optional for place, optional in ties if overlap(span(item), place)]
        if item.get("optional") or not rows or (tied and all(tied)):
            continue
        said = any(row["support"] == "none" for row in rows)
        what = f"{gold['article']}: {item['text']!r}"
        if not tied:
            counts["unsourced"].detail(said, False, what)
        elif said:
            counts["unsourced"].extra.append(what)


def quotations(counts: Counts, gold: Gold, got: list[Row]) -> None:
    def alike(item: Item, row: Row) -> float:
        near = iou(span(item), span(row))
        return near if near >= 0.7 else 0

    wanted = gold["quotations"]
    pairs = pair(wanted, got, alike)
    for i, item in enumerate(wanted):
        if item.get("optional"):
            continue
        what = f"{gold['article']}: {item['speaker']} « {item['text'][:60]} »"
        counts["quotations"].detail(i in pairs, False, what)
        if i not in pairs:
            counts["speakers"].missed.append(what)
            continue
        row = got[pairs[i]]
        nobody = item.get("speaker_kind") == "group" and not row["name"]
        written = bool(row["written"]) and same_name(row["written"], item["speaker"])
        right = nobody or written or same_name(row["name"], item["speaker"])
        if row["name"]:
            counts["speakers"].sure.append((row["speaker_confidence"] or 0, right))
        counts["speakers"].detail(right, True, f"{what}  <- {row['name']}")
    for j, row in enumerate(got):
        if j not in pairs.values() and not excused(row, wanted):
            said = f"{gold['article']}: {row['name']} « {row['text'][:60]} »"
            counts["quotations"].extra.append(said)
            counts["speakers"].extra.append(said)


def quoted_people(database: Database, article_id: str) -> list[Row]:
    """One row per quoted person, with every role that this article gives them."""
    people: dict[str, Row] = {}
    for row in database.rows(QUOTED_PEOPLE, article_id):
        said = [row["role"], row["organisation"]]
        for mention in database.rows(PERSON_MENTIONS, row["id"], article_id):
            said += [mention["role"], mention["organisation"]]
        people[fold(row["name"])] = row | {"about": " ".join(part for part in said if part)}
    return list(people.values())


def people(counts: Counts, gold: Gold, got: list[Row]) -> None:
    wanted = [item for item in gold["people"] if item["quoted"]]
    pairs = pair(wanted, got, lambda item, row: float(same_name(item["name"], row["name"])))
    for i, item in enumerate(wanted):
        counts["people"].detail(i in pairs, False, f"{gold['article']}: {item['name']}")
        about = " ".join(part for part in (item.get("role"), item.get("organisation")) if part)
        if about and i in pairs:
            said = got[pairs[i]]["about"]
            what = f"{gold['article']}: {item['name']}, {about}  <- {said}"
            counts["roles"].detail(shares(about, said), bool(said), what)
    perhaps = [q["speaker"] for q in gold["quotations"] if q.get("optional") and q["speaker"]]
    for j, row in enumerate(got):
        if j not in pairs.values() and not any(same_name(one, row["name"]) for one in perhaps):
            counts["people"].extra.append(f"{gold['article']}: {row['name']}")


def sources_of(database: Database, article_id: str) -> list[Row]:
    """The sources that this article's claims rest on, with all that the article says of them."""
    found = database.rows(SOURCES, article_id)
    for row in found:
        said = [row[key] for key in ("title", "author", "publisher", "url", "kind")]
        row["urls"] = [row["url"]] if row["url"] else []
        for mention in database.rows(SOURCE_MENTIONS, row["id"], article_id):
            said += mention.values()
            row["urls"] += [mention["url"]] if mention["url"] else []
        row["hay"] = fold(" ".join(part for part in said if part))
    return found


def same_source(item: Item, row: Row) -> float:
    """An address that both have settles it; otherwise the longer the fitting words the better."""
    if any(same_url(one, other) for one in item["urls"] for other in row["urls"]):
        return 1000
    if item["must"] and all(holds(must, row["hay"]) for must in item["must"]):
        return 1 + sum(map(len, item["must"]))
    return 0


def sources(counts: Counts, gold: Gold, got: list[Row]) -> dict[str, set[str]]:
    """Count the sources; returns for each source of kb which of the gold's it may be."""
    wanted = gold["sources"]
    # Required ones first, so that an optional twin never takes the row of a required one.
    pairs = pair(
        wanted, got, lambda item, row: same_source(item, row) * (1 if item.get("optional") else 10)
    )
    for i, item in enumerate(wanted):
        if not item.get("optional"):
            what = f"{gold['article']}: {item['id']} {item['must']}"
            counts["sources"].detail(i in pairs, False, what)
    fits = {row["id"]: {item["id"] for item in wanted if same_source(item, row)} for row in got}
    for j, row in enumerate(got):
        if j not in pairs.values() and not fits[row["id"]]:
            said = (row[key] for key in ("kind", "title", "author", "publisher", "url"))
            label = " | ".join(part for part in said if part)
            counts["sources"].extra.append(f"{gold['article']}: {label}")
    return fits


def support(
    counts: Counts, gold: Gold, text: str, got: list[Row], fits: dict[str, set[str]]
) -> None:
    used: set[str] = set()
    for item in gold["support"]:
        reach = claim_reach(gold, text, span(item))
        found = [
            row
            for row in got
            if item["source"] in fits.get(row["source_id"], ()) and covers(span(item), reach, row)
        ]
        used |= {row["id"] for row in found}
        if item.get("optional"):
            continue
        what = f"{gold['article']}: « {item['text'][:60]} » -> {item['source']}"
        counts["support"].detail(bool(found), False, what)
        if item.get("via"):
            right = any(item["via"] in fits.get(row["via_source_id"], ()) for row in found)
            said = any(row["via_source_id"] for row in found)
            counts["via"].detail(right, said, f"{what} via {item['via']}")
    optional = {item["id"] for item in gold["sources"] if item.get("optional")}
    for row in got:
        right, fit = row["id"] in used, fits.get(row["source_id"], set())
        if right or not fit & optional:
            counts["support"].sure.append((row["confidence"] or 0, right))
            if not right:
                to = ", ".join(sorted(fit)) or row["source_id"]
                counts["support"].extra.append(f"{gold['article']}: « {row['text'][:60]} » -> {to}")


def claim_reach(gold: Gold, text: str, place: Span) -> Span:
    """How far a claim may reach: its sentences, and those of a quotation that it touches."""
    reach = sentence_span(text, place)
    for quotation in gold["quotations"]:
        if overlap(span(quotation), place):
            wider = sentence_span(text, span(quotation))
            reach = min(reach[0], wider[0]), max(reach[1], wider[1])
    return reach


def covers(place: Span, reach: Span, row: Row) -> bool:
    """kb's claim is the marked one: it shares half of the shorter, and does not run far beyond."""
    length = row["end"] - row["start"]
    shared = overlap(place, span(row))
    near = shared >= 0.5 * max(1, min(place[1] - place[0], length))
    return bool(near and overlap(reach, span(row)) >= 0.6 * length)
