"""An invented world of institutes, people, media, studies and what these found.

The same for the same seed. False friends are planted: editions of one barometer in two years,
two studies of one institute in one year, people who share a surname, or all of a name.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field

# -- words to make it of: invented names, and sentences in both languages ----------------

_CORES = (
    "Orbis", "Boréal", "Kaltenor", "Mirandel", "Vaudreux", "Sorbelin", "Tarvil", "Quenor",
    "Halbrenn", "Dorval", "Lysandre", "Ferrand-Coste", "Nordeck", "Palmyre", "Brixel", "Ostermont",
    "Calvados Data", "Wexbury", "Hartwell", "Pellworth",
)  # fmt: skip
_LONG_NAMES = (
    ("Institut national des comptes locaux", "INCL"),
    ("Observatoire régional des mobilités", "ORM"),
    ("Centre d'étude des métiers ruraux", "CEMR"),
    ("Agence pour la lecture publique", "ALP"),
    ("Haut conseil des eaux douces", "HCED"),
    ("National Office of Town Finance", "NOTF"),
    ("Centre for Rural Transport", "CRT"),
    ("Institute of Applied Sleep Research", "IASR"),
    ("Bureau of Household Energy", "BHE"),
)
_MEDIA_FR = (
    "Le Courrier des Vallées", "La Gazette du Morvan", "Le Quotidien des Communes",
    "L'Écho des Plaines", "Le Journal de Saint-Ambroix", "Radio Vallespir",
)  # fmt: skip
_MEDIA_EN = (
    "the Valley Courier", "the Harborne Gazette", "the Morning Ledger", "the Fenland Times",
    "Northgate Radio", "the Kelso Tribune",
)  # fmt: skip
_FIRST = (
    "Marc", "Julie", "Olivier", "Sophie", "Karim", "Hélène", "Antoine", "Claire", "Mathieu",
    "Nadia", "Étienne", "Laure", "James", "Emily", "Robert", "Grace", "Peter", "Hannah", "Simon",
    "Alice", "Thomas", "Zoé", "Bruno", "Fatima",
)  # fmt: skip
_SURNAMES = (
    "Delaunay", "Cimelier", "Brévannes", "Lacombe", "Ferrières", "Montagnac", "Vasseur",
    "Thibaudeau", "Quesnel", "Rochebrune", "Whitcombe", "Ashdown", "Kellerman", "Prendergast",
    "Holloway", "Marchetti", "Lindqvist", "Okonkwo", "Desrosiers", "Bellegarde", "Chastaing",
    "Pemberton", "Villeneuve", "Garrigue", "Hautecombe", "Salvaterra",
)  # fmt: skip
_ROLES = (
    ("directeur de la recherche", "research director"), ("économiste", "economist"),
    ("sociologue", "sociologist"), ("porte-parole", "spokesperson"),
    ("responsable des études", "head of research"), ("présidente", "president"),
    ("statisticien", "statistician"), ("analyste", "analyst"),
)  # fmt: skip
_FIELDS = (
    (("maire", "mayor"), ("Saint-Ambroix", "Harborne")),
    (("entraîneur", "coach"), ("l'Athlétic de Vesoul", "Kelso Rovers")),
    (("cheffe", "chef"), ("restaurant La Truite", "The Copper Pan")),
)
# Who, in both languages.
_SUBJECTS = (
    ("communes rurales", "rural towns"), ("salariés", "employees"), ("ménages", "households"),
    ("lycéens", "high school pupils"), ("retraités", "pensioners"), ("agriculteurs", "farmers"),
    ("infirmières", "nurses"), ("artisans", "tradespeople"), ("locataires", "tenants"),
    ("cyclistes", "cyclists"), ("enseignants", "teachers"), ("petites entreprises", "small firms"),
    ("parents d'élèves", "parents of pupils"), ("jeunes diplômés", "recent graduates"),
    ("médecins généralistes", "family doctors"), ("automobilistes", "motorists"),
)  # fmt: skip
# What they do: each in several wordings that share some of their words.
_DOINGS = (
    (("publient leurs comptes en ligne", "mettent leurs comptes en ligne chaque année"),
     ("publish their accounts online", "put their accounts online every year")),
    (("empruntent des livres à la bibliothèque", "vont à la bibliothèque emprunter des livres"),
     ("borrow books from the library", "go to the library to borrow books")),
    (("trient leurs déchets organiques", "disent trier leurs déchets organiques"),
     ("sort their food waste", "say they sort their food waste")),
    (("dorment moins que nécessaire", "déclarent dormir moins que nécessaire"),
     ("sleep less than they need", "report sleeping less than they need")),
    (("ont renoncé à leur voiture", "ont déjà renoncé à la voiture"),
     ("have given up their car", "have already given up the car")),
    (("télétravaillent le vendredi", "ont pris l'habitude de télétravailler le vendredi"),
     ("work from home on Fridays", "are used to working from home on Fridays")),
    (("souhaitent changer de métier", "voudraient changer de métier"),
     ("want to change jobs", "would like to change jobs")),
    (("chauffent leur logement au bois", "se servent du bois pour chauffer leur logement"),
     ("heat their home with wood", "rely on wood to heat their home")),
    (("redoutent la fermeture de leur école", "craignent la fermeture de l'école"),
     ("fear the closure of their school", "are afraid of the closure of the school")),
    (("mangent à la cantine tous les jours", "déjeunent tous les jours à la cantine"),
     ("eat in the canteen every day", "have lunch in the canteen every day")),
    (("ignorent leurs droits à la formation", "connaissent mal leurs droits à la formation"),
     ("do not know their training rights", "know little of their training rights")),
    (("partagent leur jardin avec des voisins", "jardinent avec leurs voisins"),
     ("share their garden with neighbours", "garden together with neighbours")),
    (("subissent du bruit la nuit", "se plaignent du bruit la nuit"),
     ("suffer from noise at night", "complain of noise at night")),
    (("achètent des vêtements d'occasion", "s'habillent avec des vêtements d'occasion"),
     ("buy second-hand clothes", "dress in second-hand clothes")),
)  # fmt: skip
_TITLES = (
    ("Vivre en vallée", "Life in the valleys"), ("Le temps retrouvé des villages", "Village time"),
    ("Lire, écrire, transmettre", "Read, write, pass on"), ("Les nuits courtes", "Short nights"),
    ("Sobriété ordinaire", "Everyday restraint"), ("La route et après", "After the road"),
    ("Travailler autrement demain", "Working otherwise"),
    ("Le prix du silence", "The price of silence"),
    ("Habiter la pente", "Living on the slope"), ("Ce que mange l'école", "What schools eat"),
    ("Les comptes ouverts", "Open books"),
    ("Une génération sans permis", "A generation without cars"),
)  # fmt: skip


@dataclass(frozen=True)
class Organisation:
    id: str
    name: str
    short: str | None = None

    @property
    def host(self) -> str:
        plain = "".join(c for c in (self.short or self.name).lower() if c.isascii() and c.isalpha())
        return f"{plain}.example"


@dataclass(frozen=True)
class Person:
    id: str
    first: str
    last: str
    role: tuple[str, str]  # French, English
    at: tuple[str, str]
    handle: str

    @property
    def full(self) -> str:
        return f"{self.first} {self.last}"


@dataclass(frozen=True)
class Fact:
    id: str
    subject: tuple[str, str]
    doing: tuple[tuple[str, ...], tuple[str, ...]]
    value: float
    kind: str  # share, count


@dataclass(frozen=True)
class Study:
    id: str
    publisher: Organisation
    kind: str  # study, survey, report, barometer
    year: int
    title: str | None
    url: str | None
    doi: str | None
    facts: tuple[Fact, ...]
    language: str  # of its title


@dataclass
class World:
    random: random.Random
    organisations: list[Organisation] = field(default_factory=list)
    media: dict[str, list[Organisation]] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    studies: list[Study] = field(default_factory=list)


def invent(seed: int, studies: int = 60) -> World:
    """The world of a seed."""
    world = World(random.Random(seed))
    world.organisations = [
        Organisation(f"o{n}", name, short) for n, (name, short) in enumerate(_LONG_NAMES)
    ]
    for n, core in enumerate(_CORES):
        french = f"{('Institut', 'Cabinet', 'Fondation')[n % 3]} {core}"
        english = f"{core} {('Institute', 'Group', 'Foundation')[n % 3]}"
        world.organisations.append(Organisation(f"c{n}", english if n % 3 == 1 else french))
    for code, names in (("fr", _MEDIA_FR), ("en", _MEDIA_EN)):
        world.media[code] = [Organisation(f"m-{code}{n}", name) for n, name in enumerate(names)]
    _add_people(world)
    _add_studies(world, studies)
    return world


def _handle(first: str, last: str, n: int) -> str:
    plain = unicodedata.normalize("NFD", (f"{first[0]}{last}", f"{first}_{last}")[n % 2]).lower()
    return "".join(c for c in plain if c.isascii()) + ("" if n % 3 else "75")


def _add_people(world: World) -> None:
    chance = world.random
    names = [(first, last) for first in _FIRST for last in _SURNAMES]
    chance.shuffle(names)
    for n, (first, last) in enumerate(names[:44]):
        at = world.organisations[n % len(world.organisations)].name
        role = chance.choice(_ROLES)
        world.people.append(Person(f"p{n}", first, last, role, (at, at), _handle(first, last, n)))
    for n, person in enumerate(world.people[:3]):  # one name, two fields
        role, at = _FIELDS[n]
        world.people.append(
            Person(f"twin{n}", person.first, person.last, role, at, f"coach_{person.last.lower()}")
        )


_ENGLISH = {"National", "of", "for", "Institute", "Group", "Foundation"}


def _add_studies(world: World, number: int) -> None:
    chance = world.random
    pairs = [(s, d) for s in _SUBJECTS for d in _DOINGS]
    chance.shuffle(pairs)
    titles = list(_TITLES)
    chance.shuffle(titles)
    while len(world.studies) < number:
        n = len(world.studies)
        publisher = world.organisations[7 * n % len(world.organisations)]
        kind = chance.choice(("study", "survey", "report", "barometer"))
        # Two works of one house in one year have titles, or nobody could tell them apart.
        taken = {s.year for s in world.studies if s.publisher is publisher}
        year = chance.choice([y for y in range(2005, 2020) if not {y, y + 1} & taken] or [2020])
        language = "en" if _ENGLISH & set(publisher.name.split()) else "fr"
        title = titles.pop()[language == "en"] if titles and n % 4 == 0 else None
        facts = tuple(_fact(chance, f"f{n}-{m}", pairs.pop()) for m in range(2))
        url = f"https://www.{publisher.host}/{kind}-{year}-{n}.pdf" if n % 3 == 0 else None
        doi = f"10.5555/{publisher.host[:4]}.{year}.{n}" if n % 11 == 5 else None
        study = Study(f"s{n}", publisher, kind, year, title, url, doi, facts, language)
        world.studies.append(study)
        if n % 5 == 1:  # the next edition: the same questions, other figures
            later = tuple(
                Fact(f"{f.id}-next", f.subject, f.doing, _another(chance, f.value), f.kind)
                for f in facts
            )
            world.studies.append(
                Study(f"s{n}-next", publisher, kind, year + 1, title, None, None, later, language)
            )


def _fact(chance: random.Random, new_id: str, about: tuple) -> Fact:  # type: ignore[type-arg]
    if chance.random() < 0.8:
        return Fact(new_id, *about, float(chance.randint(8, 91)), "share")
    return Fact(new_id, *about, float(chance.randint(21, 980) * 100), "count")


def _another(chance: random.Random, value: float) -> float:
    if value <= 100:
        return float(min(95, value + chance.randint(6, 13)))
    return value + 100.0 * chance.randint(5, 60)


def wrong_copy(chance: random.Random, value: float) -> float:
    """What a hasty copy makes of a figure: digits swapped, one of them misread, a slip."""
    digits = str(int(value))
    swapped = digits[1] + digits[0] + digits[2:]
    if digits[0] != digits[1] and digits[1] != "0" and chance.random() < 0.5:
        return float(swapped)
    if value <= 100:
        return value + 20 if value < 60 else value - 20
    return value + 10 ** (len(digits) - 1)
