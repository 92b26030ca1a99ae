"""What an unknown name is, from the class nouns around it: "the research hubs 6GEM and QII", "X, a Dutch start-up"."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from qtnet.extract.names.namewords import words_of
from qtnet.extract.vocabulary import Kind

__all__ = ["kind_around"]

_FILE = Path(__file__).parents[1] / "lexicon" / "names" / "definites.toml"
_SKIPPED = words_of(", and or & - “ ” \" ' ‘ ’ ( ) the of like such as including named called : – —")
_REACH, _APPOSITION = 14, 8
_PROGRAMMES = words_of("initiative programme program project scheme consortium")


def kind_around(words: Sequence[str], first: int, last: int) -> Kind | None:
    """Give the kind that a class noun before a name (or its list), or in its apposition, tells.

    Examples
    --------
    >>> words = "The institutes SIMIT and IEMN met Acme , a French start - up .".split()
    >>> kind_around(words, 4, 5), kind_around(words, 6, 7), kind_around(words, 0, 1)
    ('research', 'company', None)
    """
    nouns = _class_nouns()
    if last < len(words) and words[last] in _PROGRAMMES:
        return "programme"
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = words[at]
        if word.lower() in nouns:
            return nouns[word.lower()]
        if word not in _SKIPPED and not word[0].isupper():
            break
    if (
        words[last : last + 1] in ((",",), [","])
        and words[last + 1 : last + 2]
        and words[last + 1] in ("a", "an", "the", "another", "one")
    ):
        for word in words[last + 2 : last + 2 + _APPOSITION]:
            if word.lower() in nouns:
                return nouns[word.lower()]
            if word in (",", ".", ";", "which", "that"):
                break
    return None


@cache
def _class_nouns() -> dict[str, Kind]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    nouns: dict[str, Kind] = {}
    for group in table["group"]:
        if len(group["kinds"]) == 1:
            nouns.update(dict.fromkeys(f"{group['one']} {group['several']}".split(), group["kinds"][0]))
    nouns["start"] = "company"
    nouns["programme"] = nouns["program"] = nouns["initiative"] = nouns["scheme"] = "programme"
    nouns["cable"] = "programme"  # undersea: those who build and fund it are its parties
    return nouns
