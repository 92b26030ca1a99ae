"""What a bare ``$`` and a bare ``¥`` mean in a document: the currency of the country that it is about."""

from __future__ import annotations

from collections import Counter

from qtnet.extract.amounts import HomeCurrency
from qtnet.extract.analysis import Analysis
from qtnet.extract.termlists import read_termlist

__all__ = ["home_currency"]


def home_currency(analysis: Analysis) -> HomeCurrency:
    """Give the home currency of a document from the countries of the actors that it names.

    Notes
    -----
    A bare ``$`` is the dollar of Australia, Canada, Singapore, Hong Kong or New Zealand when actors of that country
    are named more often than American ones and than those of any other such country; else it is the US dollar.
    """
    named = Counter(m.country for s in analysis.sentences for m in s.mentions if m.country)
    dollars: dict[str, str] = read_termlist("money")["home"]
    first = max(sorted(dollars), key=lambda c: named[c])
    rivals = max([named["US"], *(n for c, n in named.items() if c in dollars and c != first)], default=0)
    dollar = dollars[first] if named[first] > rivals else "USD"
    return HomeCurrency(dollar=dollar, yen="CNY" if named["CN"] > named["JP"] else "JPY")
