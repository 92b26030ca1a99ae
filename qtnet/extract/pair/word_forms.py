"""Word forms: inflects the base forms of the trigger lexicon and strips endings from words outside it.

The lexicon lists each verb and noun once; documents use all their forms. Inflecting on load keeps the look-up exact, so
that no stemmer conflates "university" with "universe" inside the lexicon; outside it, a light stemmer is enough.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["noun_forms", "stem", "verb_forms"]

FORMS_PATH = Path(__file__).with_name("word_forms.toml")
VOWELS = "aeiou"
ENDINGS = ("isations", "izations", "isation", "ization", "ations", "ments", "ation", "ingly", "ively")
SHORT_ENDINGS = ("ment", "ions", "ing", "ers", "ion", "ies", "ive", "ity", "ed", "er", "es", "al", "ly", "s")
SHORTEST_STEM = 4


def verb_forms(base: str) -> frozenset[str]:
    """Give a verb's forms.

    Examples
    --------
    >>> sorted(verb_forms("ship"))
    ['ship', 'shipped', 'shipping', 'ships']
    >>> sorted(verb_forms("buy"))
    ['bought', 'buy', 'buying', 'buys']
    """
    root = _doubled(base)
    present = base[:-1] if base.endswith("e") and not base.endswith("ee") else root
    past = _irregular().past.get(base)
    if past is None:
        past = (base[:-1] + "ied",) if _ends_in_consonant_y(base) else (root.removesuffix("e") + "ed",)
    return frozenset({base, _with_s(base), present + "ing", *past})


def noun_forms(base: str) -> frozenset[str]:
    """Give a noun's singular and plural.

    Examples
    --------
    >>> sorted(noun_forms("subsidy"))
    ['subsidies', 'subsidy']
    """
    return frozenset({base, _with_s(base)})


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Strip one ending from a lower-case word outside the lexicon.

    Examples
    --------
    >>> stem("ratified"), stem("shipments"), stem("pact")
    ('ratifi', 'ship', 'pact')
    """
    for endings in (ENDINGS, SHORT_ENDINGS):
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
                return word[: -len(ending)]
    return word


class _Irregular(NamedTuple):
    past: dict[str, tuple[str, ...]]
    doubled: frozenset[str]


@cache
def _irregular() -> _Irregular:
    table = tomllib.loads(FORMS_PATH.read_text(encoding="utf-8"))
    past = {base: tuple(forms.split()) for base, forms in table["irregular"].items()}
    return _Irregular(past, frozenset(table["doubled"].split()))


def _doubled(base: str) -> str:
    return base + base[-1] if base in _irregular().doubled else base


def _ends_in_consonant_y(word: str) -> bool:
    return word.endswith("y") and len(word) > 1 and word[-2] not in VOWELS


def _with_s(word: str) -> str:
    if _ends_in_consonant_y(word):
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"
