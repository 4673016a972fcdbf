"""Finding files, decoding them, refusing them, and metadata.csv."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kb.reading import Metadata, ReadingError, find_files, load_metadata, read
from kb.reading.decoding import LARGEST

FRENCH = "Le potager a grandi de 12 % : « c’est très bien », dit Hélène. Où va-t-on ? À Nîmes."


def write(folder: Path, name: str, data: bytes | str = "Un texte.") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.fixture
def make_closed() -> Callable[[Path], AbstractContextManager[None]]:
    """Rights that count: for the superuser none do."""

    @contextmanager
    def closed(folder: Path) -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        folder.chmod(0o755)
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)

    return closed


def test_files_are_found_once_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c/d.HTML", "c/e.markdown", "c/f.htm", ".hidden.txt", ".g/h.txt"):
        write(tmp_path, name)
    write(tmp_path, "metadata.csv", "path\n")
    write(tmp_path, "c/report.pdf")
    write(tmp_path, "notes")
    (tmp_path / "c" / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = find_files([tmp_path, tmp_path / "b.txt"])
    names = [file.relative_to(tmp_path).as_posix() for file in found.files]
    assert names == ["a.md", "b.txt", "c/d.HTML", "c/e.markdown", "c/f.htm"]
    reasons = {passed.path.name: passed.reason for passed in found.passed_over}
    assert set(reasons) == {"report.pdf", "notes"}
    assert "PDF" in reasons["report.pdf"]


def test_places_that_are_closed_are_told(
    make_closed: Callable[[Path], AbstractContextManager[None]],
) -> None:
    with TemporaryDirectory() as name:  # tmp_path lies below a folder that is closed itself
        folder = Path(name)
        write(folder, "a.txt")
        write(folder, "closed/b.txt")
        write(folder, "listed/c.txt")
        (folder / "closed").chmod(0)
        (folder / "listed").chmod(0o444)
        with make_closed(folder):
            found = find_files([folder])
        assert [file.name for file in found.files] == ["a.txt"]
        assert {place.path.name for place in found.closed} == {"closed", "c.txt"}
        assert all("check its rights" in place.reason for place in found.closed)
        for place in ("closed", "listed"):
            (folder / place).chmod(0o755)


def test_a_missing_path_is_told(tmp_path: Path) -> None:
    (passed,) = find_files([tmp_path / "none.txt"]).passed_over
    assert "no such file" in passed.reason


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252", "mac-roman", "cp850"],
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = FRENCH.replace("’", "'") if encoding in ("latin-1", "cp850") else FRENCH
    data = text.encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    assert read(write(tmp_path, "a.txt", data), root=tmp_path).text == text


@pytest.mark.parametrize(
    "word", ["Noël", "Ça va, déjà « été » ?", "Un cœur à 5 €", "£5 for a café"]
)
def test_a_few_letters_are_enough(tmp_path: Path, word: str) -> None:
    assert read(write(tmp_path, "a.txt", word.encode("cp1252")), root=tmp_path).text == word


def test_stretches_of_another_encoding_are_read_as_they_are(tmp_path: Path) -> None:
    data = FRENCH.encode() + b"\n" + FRENCH.encode("cp1252") + b"\n" + FRENCH.encode()
    text = read(write(tmp_path, "a.txt", data), root=tmp_path).text
    assert text == f"{FRENCH}\n{FRENCH}\n{FRENCH}"


def test_no_break_spaces_before_guillemets_are_no_pasted_text(tmp_path: Path) -> None:
    text = "Un été\u00a0» et l’hiver passé\u00a0» aussi."  # these bytes are UTF-8 for one sign
    assert read(write(tmp_path, "a.txt", text.encode("cp1252")), root=tmp_path).text == text


def test_other_alphabets_are_left_to_charset_normalizer(tmp_path: Path) -> None:
    text = "Привет, как дела? Это обычный русский текст, чтобы проверить кодировку."
    assert read(write(tmp_path, "a.txt", text.encode("cp1251")), root=tmp_path).text == text


def test_newlines_and_unicode_stay_as_they_are(tmp_path: Path) -> None:
    text = "\r\nUn texte\rdécomposé : e\u0301.\r\n\n  Fin \n"
    article = read(write(tmp_path, "a.txt", "\ufeff" + text), root=tmp_path)
    assert article.text == text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t ", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", b"%PDF-1.4 ...", "PDF"),
        ("a.txt", b"PK\x03\x04abc", "zip"),
        ("a.txt", b"text\x00\x01\x02 and more", "binary"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.txt", b"<!-- rien -->", "nothing to read"),
        ("a.pdf", b"text", "not read"),
        ("a.html", b"<html><script>x</script><p> </p>", "no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = write(tmp_path, name, data)
    with pytest.raises(ReadingError) as raised:
        read(path, root=tmp_path)
    assert reason in raised.value.reason
    assert raised.value.path == str(path)
    assert raised.value.remedy in str(raised.value)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST * 2 + 1)  # a hole: it takes no room on the disk
    with pytest.raises(ReadingError, match="40 MB"):
        read(path, root=tmp_path)


def test_folders_and_missing_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    for name, reason in (("folder.txt", "folder"), ("missing.txt", "no such file")):
        with pytest.raises(ReadingError, match=reason):
            read(tmp_path / name, root=tmp_path)


def test_a_lone_quotation_mark_is_an_article_with_a_warning(tmp_path: Path) -> None:
    article = read(write(tmp_path, "a.txt", "«"), root=tmp_path)
    assert article.warnings == ("there are no words in it",)


def test_paths_are_below_the_root(tmp_path: Path) -> None:
    path = write(tmp_path, "x/y/a.txt")
    assert read(path, root=tmp_path).path == "x/y/a.txt"
    with pytest.raises(ReadingError, match="--root"):
        read(path, root=tmp_path / "z")


def test_metadata_wins_over_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "sub/a.md", "---\ntitle: Un\nauthor: Anne\n---\nTexte.\n")
    write(
        tmp_path,
        "metadata.csv",
        "Path,title,author,site,url,published\n"
        'sub/a.md,"Deux, trois",,Le Fil,https://a.example,juin 2013\n\n',
    )
    rows = load_metadata(tmp_path)
    article = read(path, root=tmp_path, metadata=rows[path.resolve()])
    assert (article.title, article.author) == ("Deux, trois", "Anne")
    assert (article.site, article.published) == ("Le Fil", "2013-06")
    assert article.url == "https://a.example"


def test_a_french_spreadsheet_separates_by_semicolons(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    write(tmp_path, "metadata.csv", "path;title\r\na.txt;Un, deux\r\n".encode("utf-8-sig"))
    assert load_metadata(tmp_path)[path.resolve()].title == "Un, deux"


def test_a_date_that_is_none_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "a.md", "---\ndate: 2013-06-24\n---\nTexte.\n")
    article = read(path, root=tmp_path, metadata=Metadata(published="l'an dernier"))
    assert article.published == "2013-06-24"
    assert any("l'an dernier" in warning for warning in article.warnings)


def test_a_folder_without_metadata_has_none(tmp_path: Path) -> None:
    assert load_metadata(tmp_path) == {}


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("title,author\na,b\n", "line 1"),
        ("path,colour\na.txt,red\n", "line 1"),
        ("path,title\na.txt,A\n,B\n", "line 3"),
        ("path,title\na.txt,A\na.txt,B\n", "line 3"),
        ("path,title\na.txt,A,more\n", "line 2"),
        ('path,title\na.txt,"A\n', "line 2"),
        ("path,title\n\0\n", "binary"),
    ],
)
def test_a_wrong_table_is_told_with_its_line(tmp_path: Path, table: str, line: str) -> None:
    write(tmp_path, "metadata.csv", table)
    with pytest.raises(ReadingError, match=r"metadata\.csv") as raised:
        load_metadata(tmp_path)
    assert line in raised.value.reason
