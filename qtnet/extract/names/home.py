"""The home country of an organisation that is not in the gazetteer, from the words about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qtnet.extract.names.gazetteer import cities, country_forms, gazetteer
from qtnet.extract.names.names import Name
from qtnet.extract.names.namewords import name_words, words_of

__all__ = ["countries_at", "home_around", "home_in_name"]

_STOPS = words_of(". ; : ( ) of with and or by from to for in at on against than that , between")
_WINDOW = 6
_HUMPS = re.compile(r"(?<=[a-z])[A-Z][a-z]{3,}$|^[A-Z][a-z]{3,}(?=[A-Z])")  # "QuantumKorea"
_APPOSITION = 14


def home_in_name(words: Sequence[str]) -> str:
    """Give the country that a name tells: by a country, demonym, city or legal form in it.

    Examples
    --------
    >>> home_in_name(["University", "of", "Oulu"]), home_in_name(["Acme", "Quantum", "GmbH"]), home_in_name(["Acme"])
    ('FI', 'DE', '')
    """
    for length in (4, 3, 2, 1):
        for at in range(len(words) - length + 1):
            part = " ".join(words[at : at + length])
            found = country_forms().get(part) or cities().get(part)
            if found:
                return found
    joined = [part for word in words for part in _HUMPS.findall(word)]
    if home := next((country_forms()[part] for part in joined if part in country_forms()), ""):
        return home
    for length in (3, 2, 1):
        for at in range(len(words) - length + 1):
            known = gazetteer().names.get(" ".join(words[at : at + length]))
            if known and known.kind != "programme" and known.country and length < len(words):
                return known.country
    return next((home for w in words if (home := name_words().legal.get(w, ""))), "")


def countries_at(names: Sequence[Name]) -> dict[int, str]:
    """Give the country that is named at each token."""
    named = (n for n in names if n.kind in ("country", "bloc") and n.country)
    return {at: n.country for n in named for at in range(n.first, n.last)}


def home_around(words: Sequence[str], forms: dict[int, str], name: Name) -> Counter[str]:
    """Count the countries that the sentence ties to a name: "Dutch startup X", "X, a Finnish firm", "X of Japan"."""
    votes: Counter[str] = Counter()
    left = _before(words, forms, name.first)
    if left:
        votes[left] += 3
    right = _behind(words, forms, name.last)
    if right:
        votes[right] += 2
    return votes


def _before(words: Sequence[str], forms: dict[int, str], first: int) -> str:
    for at in range(first - 1, max(-1, first - 1 - _WINDOW), -1):
        if at in forms:
            return forms[at]
        based = words[at] == "based" and at >= 2 and words[at - 1] == "-"
        if based:
            place = next((p for k in (3, 2, 1) if (p := " ".join(words[max(0, at - 1 - k) : at - 1])) in cities()), "")
            if place:
                return cities()[place]
        if words[at] in _STOPS:
            return ""
    return ""


def _behind(words: Sequence[str], forms: dict[int, str], last: int) -> str:
    at = last
    if at < len(words) and words[at] == "(":  # an acronym or ticker in brackets
        at = next((i + 1 for i in range(at, min(at + 6, len(words))) if words[i] == ")"), at)
    if at >= len(words):
        return ""
    if words[at] in ("of", "in", "from") or (words[at] == "," and at + 1 < len(words)):
        begin = at + 1
        if words[begin : begin + 1] and words[begin] == "the":
            begin += 1
        direct = _country_at(words, forms, begin)
        if direct:
            return direct
        if words[at] == "," and words[begin] in ("a", "an", "the", "based", "headquartered", "which"):
            return _in_apposition(words, forms, begin)
    return ""


def _in_apposition(words: Sequence[str], forms: dict[int, str], begin: int) -> str:
    for at in range(begin, min(begin + _APPOSITION, len(words))):
        found = _country_at(words, forms, at)
        if found:
            return found
        if words[at] in (",", ".", ";"):
            break
    return ""


def _country_at(words: Sequence[str], forms: dict[int, str], at: int) -> str:
    if at in forms:
        return forms[at]
    for length in (3, 2, 1):
        place = " ".join(words[at : at + length])
        if place in cities():
            return cities()[place]
    return ""
