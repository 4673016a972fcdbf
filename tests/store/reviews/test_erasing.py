"""A person who is erased is in no text, no index, no export and no byte of the file."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from pathlib import Path

import pytest

from kb.languages import fold
from kb.pipeline import build
from kb.store import StoreError, open_kb
from kb.store.reviews import Decision, ReviewError, decide, history
from kb.store.reviews.erasing import erase, scrub
from kb.store.reviews.exchange import export_lines, import_lines
from tests.dump import check, dump

NAME = "Odile Machétti"
ARTICLES = {
    "a.txt": f"""Les jardins de Valdorne

Selon une étude de l'institut Orbis, 64 % des communes publient leurs comptes. « Nous irons \
plus loin », promet {NAME}, directrice d'Orbis. Pour Mme Machétti, 12 % suffisent.

Voir https://exemple.org/auteurs/odile-machetti et https://exemple.org/?q=Odile%20Mach%C3%A9tti
et https://exemple.org/@odilem.

Commentaires

ODILE MACHETTI, le 3 mars 2014 : Très bien !
""",
    "b.md": f"""# Le carnet d'Odile **Machétti**

« On verra », dit Odile [Machétti](https://odilemachetti.example/x), @odilem. \
{unicodedata.normalize("NFD", NAME)} en compte 3 %, O. Machétti 4 %.
""",
    "c.html": f"""<html><head><title>Portrait de {NAME}</title>
<meta name="author" content="{NAME}"></head><body><article><h1>Portrait</h1>
<p>Odile <b>Mach&eacute;tti</b> compte 7 % de roses. « Elles sentent bon », dit-elle.</p>
<p><a href="https://exemple.org/odile-machetti">Odile
 Machétti</a> écrit des livres.</p></article></body></html>
""",
    "d.txt": "Selon l'Insee, 12 % des Machétti, et Paul Machétti avec eux, jardinent.\n",
}
PERSON = re.compile(r"odile\W{0,8}machetti|machetti\W{0,3}odile|odilemachetti|\bodilem\b")


def traces(*files: Path) -> list[str]:
    """What is left of the person in the bytes of files, in any case and with any accents."""
    found = []
    for file in files:
        text = fold(file.read_bytes().decode("utf-8", errors="replace"))
        found += [text[max(0, m.start() - 30) : m.end() + 30] for m in PERSON.finditer(text)]
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def base(folder: Path) -> Path:
    path = folder.parent / "kb.db"
    build([folder], path, model=False)
    return path


def forget(path: Path, *who: str) -> tuple[str, ...]:
    db = open_kb(path)
    report = erase(db, *who, actor="jo", note=f"on request of {NAME}")
    check(db)
    db.close()
    scrub(path)
    return report.articles


def files_of(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}*"))


def test_the_name_is_in_no_byte_of_the_file(base: Path) -> None:
    assert traces(base)
    assert forget(base, NAME, "@odilem") == ("a.txt", "b.md", "c.html")
    assert traces(*files_of(base)) == []
    db = open_kb(base)
    check(db)
    texts = dict(db.execute("select path, text from articles").fetchall())
    assert "promet █████ ████████, directrice" in texts["a.txt"]
    assert "Pour Mme ████████, 12 %" in texts["a.txt"]
    assert "█. ████████ 4 %" in texts["b.md"]
    assert texts["d.txt"] == ARTICLES["d.txt"]  # where the person is not, nor is the surname
    assert db.execute("select author from articles where path = 'c.html'").fetchone() == (
        "█████ ████████",
    )
    assert all(len(texts[name]) == len(ARTICLES[name]) for name in ("a.txt", "b.md", "d.txt"))
    for table in ("articles", "claims", "quotations", "people", "sources"):
        assert list(db[table].search("odile")) == []
    assert PERSON.search(fold("\n".join(export_lines(db.conn)))) is None
    db.close()


def test_the_name_stays_erased_in_later_builds(base: Path, folder: Path) -> None:
    forget(base, NAME, "@odilem")
    for name, text in ARTICLES.items():
        (folder / name).write_text(f"{text}\nUn mot de plus.\n", encoding="utf-8")
    (folder / "e.txt").write_text(f"« Nous irons », dit {NAME}.", encoding="utf-8")
    for _ in range(2):
        build([folder], base, model=False)
        assert traces(*files_of(base)) == []
    db = open_kb(base)
    check(db)
    assert db.execute("select text from articles where path = 'e.txt'").fetchone() == (
        "« Nous irons », dit █████ ████████.",
    )
    db.close()


@pytest.mark.parametrize("before", [True, False])
def test_the_name_stays_erased_in_a_base_built_from_nothing(
    base: Path, folder: Path, tmp_path: Path, before: bool
) -> None:
    forget(base, NAME, "@odilem")
    build([folder], base, model=False)
    db = open_kb(base)
    lines = [line.encode() for line in export_lines(db.conn)]
    expected = dump(db)
    db.close()
    new = tmp_path / "new.db"
    if not before:
        build([folder], new, model=False)
    db = open_kb(new, create=True)
    assert import_lines(db, lines, "decisions.jsonl").erases
    db.close()
    scrub(new)
    build([folder], new, model=False)
    assert traces(*files_of(new)) == []
    db = open_kb(new)
    check(db)
    assert dump(db) == expected
    db.close()


def test_decisions_keep_their_place_and_lose_the_name(base: Path, folder: Path) -> None:
    db = open_kb(base)
    quotation = db.execute("select id from quotations where text like 'Nous%'").fetchone()[0]
    decide(db, Decision("quotations", "rejected", quotation, note=f"{NAME} says so"))
    decide(db, Decision("articles", "changed", "d-txt", "author", NAME))
    db.close()
    forget(base, NAME)
    build([folder], base, model=False)
    assert not [trace for trace in traces(*files_of(base)) if "odilem" not in trace]
    db = open_kb(base)
    check(db)
    assert db.execute("select count(*) from quotations where text like 'Nous%'").fetchone() == (0,)
    assert db.execute("select author from articles where id = 'd-txt'").fetchone() == (
        "█████ ████████",
    )
    assert db.execute("select count(*) from orphaned_reviews").fetchone() == (0,)
    assert "████████ says so" in str(history(db.conn)[2].note)
    db.close()


def test_a_person_is_erased_by_id_with_all_that_is_written(base: Path) -> None:
    db = open_kb(base)
    person = db.execute("select id from people where name = ?", [NAME]).fetchone()[0]
    db.close()
    forget(base, person)
    db = open_kb(base)
    assert [name for (name,) in db.execute("select name from people") if "Odile" in name] == []
    assert db.execute("select count(*) from quotations where person_id is not null").fetchone() == (
        0,
    )
    db.close()


def test_what_is_kept_is_a_salted_hash(base: Path) -> None:
    forget(base, NAME)
    db = open_kb(base)
    (review,) = history(db.conn)
    assert (review.decision, review.actor) == ("erased", "jo")
    assert review.note == "on request of █████ ████████"
    assert re.fullmatch(r'[{}\[\]:, "a-z0-9]+', review.value or "")
    db.close()


@pytest.mark.parametrize(
    ("who", "message"),
    [("?", "no name"), ("", "no name"), ("0123456789abcdef", "no row has the id")],
)
def test_nobody_is_not_erased(base: Path, who: str, message: str) -> None:
    db = open_kb(base)
    with pytest.raises(ReviewError, match=message):
        erase(db, who)
    db.close()


def test_only_people_are_erased(base: Path) -> None:
    db = open_kb(base)
    source = db.execute("select id from source_mentions").fetchone()[0]
    with pytest.raises(ReviewError, match="people are erased"):
        erase(db, source)
    db.close()


def test_a_reader_who_keeps_the_file_open_is_told_of(base: Path) -> None:
    reader = sqlite3.connect(base)
    reader.execute("begin")
    reader.execute("select * from articles").fetchone()
    db = open_kb(base)
    erase(db, NAME, "@odilem")
    db.close()
    with pytest.raises(StoreError, match="another program"):
        scrub(base, patience=0.1)
    reader.close()
    scrub(base)
    assert traces(*files_of(base)) == []


BODY = "Dans la vallée on jardine, et 12 % des gens le disent sans qu'on le leur demande. " * 6
COMMENTS = """
    Odile Machetti dit :
    3 mars 2014 à 10 h 12

    Voir https://odilemachetti.example, où 64 % des lecteurs sont d'accord.

    Paul Lermite dit :
    4 mars 2014 à 9 h 30

    Odile Machetti a raison, @odilem aussi, à 80 %.
"""
FORMATS = {
    "a.txt": f"Les jardins\n\n{BODY}\n\n\n2 commentaires sur « Les jardins »\n\n{COMMENTS}",
    "a.md": f"# Les jardins\n\n{BODY}\n\n## Commentaires\n\nOdile Machetti dit :\n\n"
    "Voir [mon site](https://odilemachetti.example), où 64 % le disent. @odilem\n",
    "a.html": f"<html><head><title>Les jardins</title></head><body><article><h1>Les jardins</h1>"
    f'<p>{BODY}</p></article><div id="comments"><h2>2 commentaires</h2><ol class="commentlist">'
    '<li class="comment"><cite class="fn">Odile Machetti</cite> dit :<p>Voir '
    '<a href="https://odilemachetti.example">@odilem</a>, 64 % le disent.</p></li>'
    '<li class="comment"><cite class="fn">Paul Lermite</cite> dit :<p>Odile Machetti a raison, à '
    "80 %.</p></li></ol></div></body></html>",
}


@pytest.mark.parametrize("name", FORMATS)
def test_comments_that_are_left_out_leave_nobody_behind(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / name).write_text(FORMATS[name], encoding="utf-8")
    build([folder], tmp_path / "whole.db", model=False)
    assert traces(tmp_path / "whole.db")
    path = tmp_path / "published.db"
    build([folder], path, model=False, comments=False)
    assert traces(*files_of(path)) == []
    assert b"Lermite" not in path.read_bytes()
    # Comments that were in before are gone from the rows, and from the file once it is scrubbed.
    build([folder], tmp_path / "whole.db", model=False, comments=False)
    scrub(tmp_path / "whole.db")
    assert traces(*files_of(tmp_path / "whole.db")) == []
