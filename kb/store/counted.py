"""What is counted as it is written: numbers that pages would otherwise scan whole tables for.

Each count is kept by triggers, in the transaction that changes the table, whoever writes to
it. Part of schema 2: never edited.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from kb.store.tables import table


@dataclass(frozen=True)
class Count:
    """How many rows of a table there are for each `name` and `part`.

    `name`, `part` and `only` are SQL over {row}. With `distinct`, rows that agree in these
    columns count once; a row counts for the first of them.
    """

    what: str
    table: str
    name: str = "''"
    part: str = "''"
    only: str = "1"
    distinct: tuple[str, ...] = ()
    changing: tuple[str, ...] = ()  # the columns whose change moves a row to another count

    def of(self, row: str) -> tuple[str, str, str]:
        """name, part and only of this row."""
        name, part, only = (sql.replace("{row}", row) for sql in (self.name, self.part, self.only))
        name, part = (f"cast(coalesce({sql}, '') as text)" for sql in (name, part))
        return name, part, only

    def counts(self, row: str) -> str:
        """Whether the row counts: condition of a trigger that runs after the change."""
        _, _, only = self.of(row)
        if not self.distinct:
            return only
        same = " and ".join(f"o.{column} = {row}.{column}" for column in self.distinct)
        return (
            f"({only}) and not exists"
            f" (select 1 from {self.table} o where {same} and o.id <> {row}.id)"
        )


# Values in bins that people read at a glance: tens for shares, 1-2-5 steps for the rest.
STEPS = tuple(float(f"{digit}e{power}") for power in range(13) for digit in (1, 2, 5))


def _bin() -> str:
    value = "{row}.value"
    shares = f"cast(max(-1, min(10, {value} / 10 - ({value} < 0))) as integer)"
    steps = " ".join(f"when {value} < {step:.0f} then {n}" for n, step in enumerate(STEPS))
    return f"case when {{row}}.unit = '%' then {shares} else case {steps} else {len(STEPS)} end end"


_YEAR = "substr(coalesce({row}.source_published, {row}.published), 1, 4)"

COUNTS = (
    *(
        Count(name, name)
        for name in (
            "articles", "claims", "statistics", "quotations", "attributions", "citations",
            "sources", "people", "organisations", "notes", "links",
        )
    ),
    Count("support", "claims", "{row}.support", changing=("support",)),
    Count(
        "support of article", "claims", "{row}.article_id", "{row}.support",
        changing=("support", "article_id"),
    ),
    Count(
        "claims of source", "citations", "{row}.source_id",
        distinct=("source_id", "article_id", "claim_id"), changing=("source_id",),
    ),
    Count(
        "articles of source", "citations", "{row}.source_id",
        distinct=("source_id", "article_id"), changing=("source_id",),
    ),
    Count(
        "quotations of person", "quotations", "{row}.person_id",
        only="{row}.person_id is not null", changing=("person_id",),
    ),
    Count(
        "quotations of organisation", "quotations", "{row}.organisation_id",
        only="{row}.organisation_id is not null", changing=("organisation_id",),
    ),
    Count("unit", "figures", "{row}.unit", changing=("unit",)),
    Count("figures by support", "figures", "{row}.support", changing=("support",)),
    Count(
        "values of unit", "figures", "{row}.unit", _bin(),
        only="{row}.value is not null", changing=("unit", "value"),
    ),
    Count(
        "years of unit", "figures", "{row}.unit", _YEAR,
        changing=("unit", "source_published", "published"),
    ),
    Count("state", "link_standings", "{row}.state", "{row}.is_shortened",
          changing=("state", "is_shortened")),
    Count("domain", "link_standings", "{row}.domain", changing=("domain",)),
    Count("state of domain", "link_standings", "{row}.domain", "{row}.state",
          changing=("domain", "state")),
    Count("state of year", "link_standings", "{row}.year", "{row}.state",
          only="{row}.mentions > 0", changing=("year", "state", "mentions")),
)  # fmt: skip


def create(db: Database) -> None:
    """The table of counts, filled from what is there, and the triggers that keep it."""
    table(
        db,
        "counts",
        {"what": str, "name": str, "part": str, "n": int},
        pk=("what", "name", "part"),
        required=("n",),
        indexed=(("what", "n"),),
    )
    for number, count in enumerate(COUNTS):
        db.execute(f"insert into counts {counted(count)}")
        for sql in _triggers(count, number):
            db.execute(sql)


def counted(count: Count) -> str:
    """SQL that counts anew: what, name, part, n."""
    name, part, only = count.of("t")
    number = f"count(distinct t.{count.distinct[-1]})" if count.distinct else "count(*)"
    return (
        f"select '{count.what}', {name}, {part}, {number} as n"
        f" from {count.table} t where {only} group by 2, 3"
    )


def _triggers(count: Count, number: int) -> Iterator[str]:
    yield _trigger(count, f"counts_{number}_in", "insert", "new", "1")
    yield _trigger(count, f"counts_{number}_out", "delete", "old", "1")
    if count.changing:
        changed = " or ".join(f"old.{column} is not new.{column}" for column in count.changing)
        update = f"update of {', '.join(count.changing)}"
        yield _trigger(count, f"counts_{number}_from", update, "old", f"({changed})")
        yield _trigger(count, f"counts_{number}_to", update, "new", f"({changed})")


def _trigger(count: Count, label: str, event: str, row: str, condition: str) -> str:
    name, part, _ = count.of(row)
    if row == "new":
        step = (
            f"insert into counts (what, name, part, n) values ('{count.what}', {name}, {part}, 1)"
            " on conflict (what, name, part) do update set n = n + 1;"
        )
    else:
        where = f"what = '{count.what}' and name = {name} and part = {part}"
        step = (
            f"update counts set n = n - 1 where {where};"
            f" delete from counts where {where} and n = 0;"
        )
    return (
        f"create trigger {label} after {event} on {count.table}"
        f" when {condition} and {count.counts(row)} begin {step} end"
    )
