"""The words whose part of speech is known: closed classes, and every form of the verbs in ``words.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qtnet.errors import InputError

__all__ = ["Words", "load_words"]

WORDS_PATH = Path(__file__).with_name("words.toml")
VOWELS = "aeiou"
#: The tag of each closed class; a word in several takes the first.
CLOSED = (
    ("be", "A"), ("have", "A"), ("do", "A"), ("modals", "M"), ("coordinators", "C"), ("relatives", "W"),
    ("determiners", "D"), ("pronouns", "O"), ("subordinators", "S"), ("prepositions", "P"), ("numbers", "Q"),
    ("dates", "Q"), ("adjectives", "J"), ("adverbs", "R"), ("negations", "!"),
)  # fmt: skip
SETS = (
    "be", "have", "negations", "noun_verbs", "saying", "inverting", "giving", "object_control", "catenative",
    "catenative_adjectives", "light", "relational", "class_nouns", "prenominal_amounts", "adverbs", "pronouns",
    "seldom_plural", "leading_ing", "times",
)  # fmt: skip
WITH_PLURALS = frozenset({"relational", "class_nouns"})


@dataclass(frozen=True, slots=True)
class Words:
    """Closed classes by word, verb forms (form to lemma and tags), phrases that act as one word, and named sets.

    The tags of a verb form are B (base), Z (third person), Y (past only), X (participle only), V (past or participle)
    and I (``-ing``).
    """

    closed: MappingProxyType[str, str]
    verbs: MappingProxyType[str, tuple[str, str]]
    phrases: MappingProxyType[tuple[str, ...], str]
    longest: MappingProxyType[str, int]
    sets: MappingProxyType[str, frozenset[str]]
    class_suffixes: tuple[str, ...]


@cache
def load_words(path: Path = WORDS_PATH) -> Words:
    """Read the word lists and inflect the verbs.

    Raises
    ------
    InputError
        When a list is missing.

    Examples
    --------
    >>> words = load_words()
    >>> words.verbs["taken"], words.verbs["supplies"], words.verbs["backed"]
    (('take', 'X'), ('supply', 'Z'), ('back', 'V'))
    """
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    if missing := sorted({*SETS, *(name for name, _ in CLOSED), "verbs", "irregular", "doubled"} - table.keys()):
        raise InputError(f"{path.name}: lists {missing} are missing")
    closed: dict[str, str] = {}
    for name, tag in CLOSED:
        for word in table[name].split():
            closed.setdefault(word, tag)
    phrases = _phrases(table["multiword"])
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return Words(
        MappingProxyType(closed),
        MappingProxyType(_verb_table(table)),
        MappingProxyType(phrases),
        MappingProxyType(longest),
        MappingProxyType({name: _set(table[name], name in WITH_PLURALS) for name in SETS}),
        tuple(table["class_suffixes"].split()),
    )


def _set(words: str, with_plurals: bool) -> frozenset[str]:
    found = words.split()
    return frozenset([*found, *(_with_s(word) for word in found)] if with_plurals else found)


def _phrases(lines: list[str]) -> dict[tuple[str, ...], str]:
    found = {}
    for line in lines:
        phrase, _, meaning = line.partition("=")
        words = tuple(phrase.split())
        found[words] = meaning or words[-1]
    return found


def _verb_table(table: dict[str, Any]) -> dict[str, tuple[str, str]]:
    doubled = frozenset(table["doubled"]["words"].split())
    irregular = {base: tuple(forms.split()) for base, forms in table["irregular"].items()}
    found: dict[str, tuple[str, str]] = {}
    for base in sorted({*table["verbs"].split(), *irregular} - {"be", "have", "do"}):
        for form, tag in _forms(base, base in doubled, irregular.get(base)):
            if form not in found or found[form][1] != "B":
                found[form] = (base, tag)
    return found


def _forms(base: str, is_doubled: bool, principal: tuple[str, ...] | None) -> list[tuple[str, str]]:
    root = base + base[-1] if is_doubled else base
    silent = base.endswith("e") and not base.endswith(("ee", "ye"))
    present = base[:-2] + "ying" if base.endswith("ie") else (base[:-1] if silent else root) + "ing"
    forms = [(present, "I")]
    if principal is None:
        past = base[:-1] + "ied" if _ends_in_consonant_y(base) else (root[:-1] if base.endswith("e") else root) + "ed"
        forms.append((past, "V"))
    elif principal[0] == principal[1]:
        forms.append((principal[0], "V"))
    else:
        forms += [(principal[0], "Y"), (principal[1], "X")]
    return [*forms, (_with_s(base), "Z"), (base, "B")]


def _ends_in_consonant_y(word: str) -> bool:
    return word.endswith("y") and len(word) > 1 and word[-2] not in VOWELS


def _with_s(word: str) -> str:
    if _ends_in_consonant_y(word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
