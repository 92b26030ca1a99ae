"""The hashes of what reads documents: the same twice, and other when a word or a rule is."""

import shutil

import pytest

from qtnet.facts import fingerprint


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A small package in place of the real one: a lexicon, a rule, and what Python leaves beside it."""
    package = tmp_path / "qtnet"
    for place, text in {
        "extract/lexicon/triggers.toml": "sign = 1",
        "facts/build.py": "x = 1",
        "facts/build.pyc": "compiled",
        "report/page.py": "y = 1",
    }.items():
        (package / place).parent.mkdir(parents=True, exist_ok=True)
        (package / place).write_text(text)
    monkeypatch.setattr(fingerprint, "_PACKAGE", package)
    return package


def changed(before: dict[str, str]) -> set[str]:
    after = fingerprint.reading_fingerprint()
    return {name for name in before if before[name] != after[name]}


@pytest.mark.parametrize(
    ("place", "moved"),
    [
        ("extract/lexicon/triggers.toml", {"lexicon_sha256"}),
        ("facts/build.py", {"rules_sha256"}),
        ("facts/build.pyc", set()),
        ("report/page.py", set()),
    ],
)
def test_only_the_hash_of_what_changed_moves(copy, place, moved):
    before = fingerprint.reading_fingerprint()
    (copy / place).write_text("changed")
    assert changed(before) == moved


def test_a_file_under_another_name_is_another_lexicon(copy):
    before = fingerprint.reading_fingerprint()
    shutil.move(copy / "extract/lexicon/triggers.toml", copy / "extract/lexicon/signs.toml")
    assert changed(before) == {"lexicon_sha256"}
