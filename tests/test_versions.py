"""The version of the rules: what changes it, and what does not."""

from __future__ import annotations

from kb import versions


def test_models_and_options_change_the_extractor() -> None:
    found = {
        versions.extractor([], comments=True),
        versions.extractor([], comments=False),
        versions.extractor(["a_model"], comments=True),
        versions.extractor(["a_model", "another"], comments=True),
    }
    assert len(found) == 4
    assert versions.extractor(["b", "a"], comments=True) == versions.extractor(
        ["a", "b"], comments=True
    )


def test_rules_words_and_records_are_all_looked_at() -> None:
    looked_at = {path for path, _ in versions._rule_files()}
    assert {"records.py", "languages/fr.toml", "reading/__init__.py"} <= looked_at
    assert {"linking/__init__.py", "extraction/__init__.py", "addresses/__init__.py"} <= looked_at
    assert not any(path.startswith("linking/identity") for path in looked_at)
    assert not any(path.endswith(".pyc") for path in looked_at)


def test_identity_has_a_version_of_its_own() -> None:
    assert versions.identity() == versions.identity()
    assert versions.identity() != versions.extractor([], comments=True)
