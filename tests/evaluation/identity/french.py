"""How an invented article says things in French. {v} figure, {s} who, {d} what they do."""

KIND = {
    "study": ("étude", "une", "l'"), "survey": ("enquête", "une", "l'"),
    "report": ("rapport", "un", "le "), "barometer": ("baromètre", "un", "le "),
}  # fmt: skip

FACT = {
    "share": ("{v} des {s} {d}", "{v} des {s} {d}", "{v} des {s} interrogés {d}"),
    "count": ("{v} {s} {d}", "{v} {s} {d}"),
}

# {n}: the work as a noun phrase; {N}: the same at the head of a sentence; {f}: the fact.
CITE = (
    "Selon {n}, {f}.", "D'après {n}, {f}.", "{F}, selon {n}.", "{F}, d'après {n}.",
    "{N} révèle que {f}.", "{N} montre que {f}.", "{F}, indique {n}.", "{F} (source : {b}).",
    "{F}, relève {n}.", "Comme l'a établi {n}, {f}.", "À en croire {n}, {f}.",
)  # fmt: skip
NOTE = ("{F} [{k}].", "{F} ({k}).")
RELAY = (
    "Selon {n}, relayée par {m}, {f}.", "{F}, selon {n} citée par {m}.",
    "D'après {n}, reprise par {m}, {f}.",
)  # fmt: skip
MEDIUM = ("Selon {m}, {f}.", "{F}, rapporte {m}.")

QUOTE = (
    "« {q} », explique {p}, {r} {at}.", "« {q} », estime {p}, {r} {at}.",
    "{P}, {r} {at}, prévient : « {q} »",
)  # fmt: skip
QUOTE_AGAIN = ("« {q} », ajoute {p}.", "« {q} », poursuit {p}.", "Pour {p}, « {q} ».")
QUOTE_HANDLE = ("« {q} », écrit @{h} sur Twitter.", "« {q} », note {p} (@{h}).")
AT = "chez {o}"

SAID = (
    "Il faudra du temps pour que les habitudes changent vraiment",
    "Personne n'avait vu venir un tel mouvement dans nos villages",
    "Nous devons regarder ces chiffres avec prudence",
    "Les moyens manquent et la demande ne cesse d'augmenter",
    "C'est une question de confiance plus que d'argent",
    "La situation reste très inégale d'une région à l'autre",
)
FILLER = (
    "La question revient chaque automne dans les conseils municipaux.",
    "Reste à savoir ce que les élus en feront.",
    "Le débat ne fait que commencer.",
    "Beaucoup de choses ont changé depuis, et pas seulement en ville.",
    "On aurait tort d'y voir un simple effet de mode.",
    "Dans les faits, tout dépend du lieu où l'on habite.",
)
TITLES = (
    "Ce que disent les chiffres", "Retour sur une idée reçue", "Carnet de la semaine",
    "Les vallées en mouvement", "Pourquoi rien ne change", "Une affaire de proximité",
)  # fmt: skip
NOTES = "Notes"
MONTHS = ("janvier", "mars", "mai", "juin", "septembre", "novembre")
