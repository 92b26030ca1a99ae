"""What a bare ``$`` and a bare ``¥`` mean in a document: the currency of the country that it is about."""

from __future__ import annotations

from collections import Counter

from qtnet.extract.analysis import Analysis
from qtnet.extract.money.amounts import HomeCurrency
from qtnet.extract.termlists import read_termlist

__all__ = ["home_currency"]

_MAJORITY = 0.4  # of the mentions; a text on several countries counts in US dollars


def home_currency(analysis: Analysis) -> HomeCurrency:
    """Give the home currency of a document from the countries of the actors that it names.

    Notes
    -----
    A bare ``$`` is the dollar of Australia, Canada or New Zealand when at least two fifths of all
    mentions of actors are of that country and more than the American ones; else it is the US dollar.
    """
    named = Counter(m.country for s in analysis.sentences for m in s.mentions if m.country)
    dollars: dict[str, str] = read_termlist("money")["home"]
    first = max(sorted(dollars), key=lambda c: named[c])
    at_home = named[first] > named["US"] and named[first] >= _MAJORITY * sum(named.values())
    families: dict[str, list[list[str]]] = read_termlist("money")["families"]
    shared = {name: max(members, key=lambda member: named[member[0]])[1] for name, members in families.items()}
    return HomeCurrency(
        dollar=dollars[first] if at_home else "USD", yen="CNY" if named["CN"] > named["JP"] else "JPY", **shared
    )
