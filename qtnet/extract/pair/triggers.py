"""Trigger classes: which of the words in a sentence speak of agreeing, supplying, restricting and so on.

The classes stand in ``triggers.toml``. They let the model learn "a word of restriction stands between the two" from a
few hundred ties and apply it to verbs that no training document used.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from qtnet.errors import InputError
from qtnet.extract.pair.word_forms import noun_forms, verb_forms

__all__ = ["CONTENT_CLASSES", "Lexicon", "load_lexicon", "tag"]

LEXICON_PATH = Path(__file__).with_name("triggers.toml")
#: Classes that can carry a tie; the others describe its surroundings.
CONTENT_CLASSES = (
    "agree", "dialogue", "cooperate", "research", "venture", "supply", "demand", "fund", "receive", "restrict",
    "rival", "align", "join", "build",
)  # fmt: skip
KEYS = frozenset({"verbs", "nouns", "words"})


class Lexicon(NamedTuple):
    """Classes by word sequence, and the longest sequence that starts with each word."""

    classes: dict[tuple[str, ...], tuple[str, ...]]
    longest: dict[str, int]
    verbs: frozenset[str]


@cache
def load_lexicon(path: Path = LEXICON_PATH) -> Lexicon:
    """Read and inflect the trigger classes.

    Raises
    ------
    InputError
        When a class has a key other than ``verbs``, ``nouns`` and ``words``.

    Examples
    --------
    >>> load_lexicon().classes[("teamed", "up")]
    ('cooperate',)
    """
    found: dict[tuple[str, ...], list[str]] = {}
    verbs: set[str] = set()
    for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if unknown := sorted(entry.keys() - KEYS):
            raise InputError(f"{path.name}: class '{name}' has unknown keys {unknown}; expected {sorted(KEYS)}")
        forms = {form for base in entry.get("verbs", "").split() for form in verb_forms(base)}
        verbs |= forms
        forms |= {form for base in entry.get("nouns", "").split() for form in noun_forms(base)}
        for form in sorted(forms.union(entry.get("words", ()))):
            found.setdefault(tuple(form.split()), []).append(name)
    longest: dict[str, int] = {}
    for words in found:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return Lexicon({words: tuple(sorted(set(names))) for words, names in found.items()}, longest, frozenset(verbs))


def tag(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Give each word its classes; a phrase gives its classes to its first word, and the others none.

    Examples
    --------
    >>> tag(["they", "joined", "forces", "with"])
    [(), ('cooperate',), (), ('with',)]
    >>> tag(["state-backed"])
    [('fund',)]
    """
    lexicon = load_lexicon()
    longest, classes = lexicon.longest, lexicon.classes
    tags: list[tuple[str, ...]] = [()] * len(words)
    free = 0
    for position, word in enumerate(words):
        if position < free:
            continue
        if "-" in word:
            tags[position] = _last_part(word, lexicon)
        if word in longest:
            for length in range(min(longest[word], len(words) - position), 0, -1):
                if names := classes.get(tuple(words[position : position + length])):
                    tags[position], free = names, position + length
                    break
    return tags


def _last_part(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    return lexicon.classes.get((word.rpartition("-")[2],), ())
