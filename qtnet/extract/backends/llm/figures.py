"""The numbers of a quotation, whatever their currency, which often stands elsewhere ("and another 503 million").

A number holds if it is a numeral of the quotation times one of the scales named there. So a thousandfold error, the
commonest of models, is seen, and no form of money has to be parsed.
"""

from __future__ import annotations

import re

__all__ = ["holds_number"]

_NUMERAL = re.compile(r"\d+(?:[,.  ]\d+)*")
_SCALES = {
    1e3: r"thousand|k",
    1e5: r"lakhs?|lacs?",
    1e6: r"millions?|mn|mln|mio|m",
    1e7: r"crores?|cr",
    1e9: r"billions?|bn|bln|b",
    1e12: r"trillions?|tn|trn|t|lakh[- ]crores?",
}
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_IN_FULL = 1000
_ALIKE = 0.005  # relative: a text may have more digits than the annotation asks for


def holds_number(quotation: str, number: float) -> bool:
    """Say whether a number stands in a quotation, in digits or simple words.

    Examples
    --------
    >>> holds_number("a fund of Rs 6,003.65 crore", 60036500000), holds_number("another 503 million", 503e9)
    (True, False)
    >>> holds_number("half a billion euros", 5e8), holds_number("1.234.567 euros", 1234567)
    (True, True)
    """
    text = quotation.lower()
    scales = [scale for scale, words in _SCALES.items() if re.search(rf"(?<![^\W\d_])(?:{words})\b", text)]
    values = _values(text)
    # "$5 million" is not 5: beside a scale only a numeral that is written in full stands for itself.
    read = [value for value in values if value >= _IN_FULL or not scales]
    read += [value * scale for value in values for scale in scales]
    return any(abs(value - number) <= _ALIKE * number for value in read)


def _values(text: str) -> list[float]:
    """Give every way to read the numerals of a text: a comma or point may part thousands or decimals."""
    found = [float(n) for n, word in enumerate(_WORDS, start=1) if re.search(rf"\b{word}\b", text)]
    found += [
        value for value, word in ((0.5, "half"), (0.25, "quarter"), (1.0, "an?")) if re.search(rf"\b{word}\b", text)
    ]
    for match in _NUMERAL.finditer(text):
        grouped = re.sub(r"[,  ]", "", match[0])
        for form in (grouped, grouped.replace(".", ""), re.sub(r"[.  ]", "", match[0]).replace(",", ".")):
            if re.fullmatch(r"\d+(\.\d+)?", form):
                found.append(float(form))
    return found
