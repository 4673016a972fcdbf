"""Every rule by which something is found has words in each language of the interface."""

import ast
from pathlib import Path

import pytest

import kb
from kb.addresses import repair
from kb.extraction.references import drafts
from kb.pipeline import build
from kb.rendering.findings import ArticleRows, tell
from kb.rendering.showing import Showing
from kb.rendering.wording import languages, wording
from kb.store import open_kb

CODE = Path(kb.__file__).parent
ARTICLES = CODE.parent / "data" / "articles"
# Which argument of these calls names the rule.
NAMING = {"Cue": 0, "Tier": 0, "Evidence": 3, "_give": 2}


def names_in(tree):
    """The names of rules in a module, as far as they stand where a rule is named."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            place = NAMING.get(called)
            if place is not None and len(node.args) > place:
                yield node.args[place]
            yield from (one.value for one in node.keywords if one.arg in ("rule", "cue"))
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            name = node.value.elts[0]
            if isinstance(name, ast.Constant):
                yield name


def rules_in_code():
    found = {value for name, value in vars(drafts).items() if name.isupper()}
    for part in ("extraction", "linking"):
        for file in (CODE / part).rglob("*.py"):
            for said in names_in(ast.parse(file.read_text(encoding="utf-8"))):
                # « "a" if x else "b" » names two.
                found |= {
                    one.value
                    for one in ast.walk(said)
                    if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value
                }
    return found


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    path = tmp_path_factory.mktemp("rules") / "kb.db"
    build([ARTICLES], path)
    db = open_kb(path, read_only=True)
    yield db
    db.close()


def test_rules_are_found_in_the_code():
    assert {"verb before", "note", "same title", "named in the sentence"} <= rules_in_code()


@pytest.mark.parametrize("language", languages())
def test_every_rule_in_the_code_has_words(language):
    known = wording(language)._words["rule"]
    # Comparisons with `==` name rules too, but only ones that are made elsewhere.
    assert sorted(rules_in_code() - known.keys()) == []


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("citations", "rule"),
        ("relays", "rule"),
        ("source_mentions", "rule"),
        ("quotations", "cue"),
        ("attributions", "cue"),
        ("merges", "rule"),
    ],
)
def test_every_rule_that_found_something_has_words(base, language, table, column):
    found = {row[0] for row in base.execute(f"select distinct {column} from {table}")} - {""}
    assert found
    assert found <= wording(language)._words["rule"].keys()


def test_no_rule_is_told_in_another_language():
    assert Showing(wording("fr")).rule("verb before") == "règle «\u00a0verbe de parole avant\u00a0»"
    spoken = [wording(language)._words["rule"] for language in languages()]
    # « signature » and « continued » may look alike; phrases do not.
    alike = [rule for rule in spoken[0] if len({words[rule] for words in spoken}) == 1]
    assert [rule for rule in alike if " " in rule] == []


def test_cards_name_rules_and_mends_in_the_readers_language():
    text = "Lune : www.lune.example."
    mended = repair("www.lune.example.")
    rows = ArticleRows(
        {"text": text, "id": "a"},
        sources=[
            {
                "id": "1", "source_id": "s", "start": 0, "end": 4, "name": "Lune", "kind": "study",
                "written": "Lune", "author": None, "publisher": None, "published": None,
                "url": None, "rule": "source line", "confidence": 0.5,
            }
        ],
        links=[
            {
                "id": "2", "link_id": "l", "start": 7, "end": 23, "url": mended.url,
                "final_url": None, "repair": mended.repair, "verdict": None, "is_shortened": 0,
            }
        ],
    )  # fmt: skip
    source, link = tell(rows, lambda *_: None, wording("fr")).all
    assert any("ligne qui nomme la source" in line.words for line in source.lines)
    assert any("protocole ajouté" in line.words for line in link.lines)
