"""How an invented article says things in English. {v} figure, {s} who, {d} what they do."""

KIND = {
    "study": ("study", "a", "the "), "survey": ("survey", "a", "the "),
    "report": ("report", "a", "the "), "barometer": ("barometer", "a", "the "),
}  # fmt: skip

FACT = {
    "share": ("{v} of {s} {d}", "{v} of {s} {d}", "{v} of the {s} surveyed {d}"),
    "count": ("{v} {s} {d}", "{v} {s} {d}"),
}

CITE = (
    "According to {n}, {f}.", "{F}, according to {n}.", "{N} shows that {f}.",
    "{N} found that {f}.", "{F}, {n} found.", "{F} (source: {b}).", "{F}, {n} says.",
    "{N} reveals that {f}.", "As {n} put it, {f}.",
)  # fmt: skip
NOTE = ("{F} [{k}].", "{F} ({k}).")
RELAY = (
    "According to {n}, cited by {m}, {f}.", "{F}, according to {n} quoted in {m}.",
    "{N}, reported by {m}, shows that {f}.",
)  # fmt: skip
MEDIUM = ("According to {m}, {f}.", "{F}, {m} reports.")

QUOTE = (
    '"{q}," says {p}, {r} {at}.', '"{q}," said {p}, {r} {at}.', '{P}, {r} {at}, warns: "{q}."',
)  # fmt: skip
QUOTE_AGAIN = ('"{q}," {p} adds.', '"{q}," said {p}.', 'For {p}, "{q}."')
QUOTE_HANDLE = ('"{q}," @{h} wrote on Twitter.', '"{q}," says {p} (@{h}).')
AT = "at {o}"

SAID = (
    "It will take time before habits really change",
    "Nobody had seen such a movement coming in our villages",
    "We must look at these figures with care",
    "Means are lacking and demand keeps growing",
    "It is a matter of trust more than of money",
    "Things remain very uneven from one region to the next",
)
FILLER = (
    "The question comes back every autumn in town halls.",
    "It remains to be seen what councils will make of it.",
    "The debate has only begun.",
    "Much has changed since then, and not only in cities.",
    "It would be wrong to call it a passing fashion.",
    "In practice everything depends on where you live.",
)
TITLES = (
    "What the figures say", "A second look at a common belief", "Notes of the week",
    "Valleys on the move", "Why nothing changes", "Close to home",
)  # fmt: skip
NOTES = "Notes"
MONTHS = ("January", "March", "May", "June", "September", "November")
