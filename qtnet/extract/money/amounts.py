"""Amounts of money as written: number, scale, range, currency, whatever they are for.

The forms are data (`lexicon/money.toml`). A bare ``$`` or ``¥`` takes the document's home currency; an amount in
brackets right after another is the same money; "another 503 million" takes the currency of the amount before.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from qtnet.extract.termlists import read_termlist

__all__ = ["Amount", "HomeCurrency", "amounts_in"]


class HomeCurrency(NamedTuple):
    """What a bare ``$``, a bare ``¥`` and names that several currencies share mean in a document."""

    dollar: str = "USD"
    yen: str = "JPY"
    krone: str = "DKK"
    peso: str = "MXN"
    rupee: str = "INR"


class Amount(NamedTuple):
    """Money in a text; `high` is the upper end of a range."""

    start: int
    end: int
    amount: float
    high: float | None
    currency: str


_DIGITS = (  # 1.234.567,8 and 1,5 as on the Continent; 1,234.5; 1 234; 1.5
    r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d+,\d{1,2}(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[  ]\d{3})+(?!\d)|\d+(?:\.\d+)?"
)
_RANGE = r"\s*(?:-|–|—|to|and)\s*"
_BETWEEN = re.compile(r"\bbetween\s+(?:about\s+|around\s+)?$", re.IGNORECASE)
_ABOUT = (
    r"(?:about|around|approximately|approx\.?|roughly|some|nearly|almost|equal to|equivalent to|or|ca\.?|just over)"
)
_SAME = re.compile(
    rf"\s*[(\[]\s*(?:{_ABOUT}\s+)*$|,?\s+(?:or|i\.e\.|equivalent to|equal to)\s+(?:{_ABOUT}\s+)?$", re.IGNORECASE
)
_BARE_AFTER = re.compile(
    r"\s*(?:$|[.,;:)–]|(?:for|from|in|into|to|of (?:it|this|that|these|which|them)|will|is|was|are|on|by|as|over|and"
    r"|annually|a year|per year|each)\b)",
    re.IGNORECASE,
)
_BARE_REACH = 260  # characters after an amount within which "another 503 million" is still money of its kind
_WORLD = re.compile(
    r"\b(?:around the world|worldwide|globally|global(?! \w+ (?:centre|center))|world[’']s)\b[^.]*$", re.IGNORECASE
)
_WORLD_REACH = 160  # characters before an amount in which a word may say that it is the world's
_LEAST_DIGITS = 4  # of a number glued to a currency's code and without a scale
_GIVEN = re.compile(
    r"\b(?:g[ia]ve|given|invest(?:s|ed)?|put|spend|spent|pledged|contribut(?:e|es|ed)|pa(?:y|ys|id)|granted)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d$")


def amounts_in(text: str, home: HomeCurrency | None = None) -> list[Amount]:
    """Find the amounts of a text in order, conversions in brackets left out.

    Parameters
    ----------
    text
        Any text.
    home
        What bare symbols mean; US dollars and yen when not given.

    Examples
    --------
    >>> [a[2:] for a in amounts_in("€1.5–2 billion, Rs 6003.65 crore (US$730 million), half a billion euros")]
    [(1500000000.0, 2000000000.0, 'EUR'), (60036500000.0, None, 'INR'), (500000000.0, None, 'EUR')]
    """
    home = home or HomeCurrency()
    found: list[Amount] = []
    dropped_end = -1
    for match in _matches(text):
        amount = _read(match, home, found, text)
        if amount is None:
            continue
        last_end = max(found[-1].end if found else -1, dropped_end)
        if last_end >= 0 and _SAME.fullmatch(text, last_end, amount.start):
            dropped_end = amount.end
            continue
        found.append(amount)
    return found


def _matches(text: str) -> list[re.Match[str]]:
    """Match amounts from left to right; "and" makes a range only after "between"."""
    out: list[re.Match[str]] = []
    place = 0
    while match := _pattern().search(text, place):
        joined = re.search(r"\d[^\d]*\sand\s", match.group())
        if joined and not _BETWEEN.search(text, 0, match.start()):
            cut = _pattern().search(text, match.start(), match.start() + joined.end() - len(" and "))
            match = cut or match
        if _is_other_number(match):
            place = match.end("low")  # "May 2024 – $1 million": the first number is another thing
            continue
        out.append(match)
        place = match.end()
    return out


def _is_other_number(match: re.Match[str]) -> bool:
    """Say whether a range's lower end is another number: unmarked, and a year or before an end with its own mark."""
    if match["word"] or match["pre"] or match["scale"] or match["mid"]:
        return False
    return bool(match["pre3"] or (_YEAR_LIKE.match(match["low"]) and (match["high"] or match["high2"])))


@cache
def _pattern() -> re.Pattern[str]:
    table = read_termlist("money")
    symbols = "|".join(sorted(map(re.escape, table["symbols"]), key=lambda s: (-len(s), s)))
    codes = "|".join(table["codes"]["all"])
    words = "|".join(sorted(table["words"], key=lambda s: (-len(s), s)))
    scales = "|".join(sorted(table["scales"], key=lambda s: (-len(s), s)))
    numbers = "|".join(sorted(table["numbers"], key=lambda s: (-len(s), s)))
    before = rf"(?:(?<![A-Za-z])(?:U\.?S\.?\s\$|{symbols})\s?|(?<![A-Za-z])(?:{codes})\s?)"
    scale = rf"(?:[\s-]?(?i:{scales})(?![A-Za-z]))"
    after = rf"(?:[\s-]?(?:{codes})(?![A-Za-z])|[\s-](?i:{words})(?![A-Za-z]))"
    low = rf"(?:(?P<pre>{before})|(?<![\w.,]))(?P<low>{_DIGITS})(?P<scale>{scale})?(?P<mid>{after})?"
    top = rf"{_RANGE}(?P<pre2>{before})?(?P<high>{_DIGITS})(?P<scale2>{scale})(?P<mid2>{after})?"
    high = rf"(?:{top}|{_RANGE}(?P<pre3>{before})(?P<high2>{_DIGITS}))?"
    currency = rf"(?P<wmid>[\s-](?i:{words})|\s(?:{codes}))(?![A-Za-z])"
    worded = rf"(?<!\w)(?P<word>(?i:{numbers}))[\s-](?P<wscale>(?i:{scales})){currency}"
    return re.compile(rf"{low}{high}(?![\w%]|[.,]\d)|{worded}")


def _read(match: re.Match[str], home: HomeCurrency, before: list[Amount], text: str) -> Amount | None:
    if match["word"]:
        number = read_termlist("money")["numbers"][re.sub(r"\s+", " ", match["word"].lower())]
        return Amount(*match.span(), round(number * _scale(match["wscale"]), 2), None, _currency(match["wmid"], home))
    marks = [match[g] for g in ("pre", "mid", "pre2", "pre3", "mid2") if match[g]]
    scale = _scale(match["scale"] or match["scale2"])
    low = _number(match["low"])
    high = match["high"] or match["high2"]
    if not marks:
        return _elliptic(match, before, text, round(low * scale, 2), home)
    if match["pre"] is None and match["scale"] is None and match["mid"] is None and _YEAR_LIKE.match(match["low"]):
        return None
    if _is_label(match) or (match["pre"] and match["pre"].strip() == "R" and not (match["scale"] or match["scale2"])):
        return None
    currency = _currency(marks[0], _abroad(home, text, match.start()))
    top = round(_number(high) * _scale(match["scale2"] or match["scale"]), 2) if high else None
    if top is not None and top <= low * scale:
        top = None
    return Amount(*match.span(), round(low * scale, 2), top, currency)


def _elliptic(
    match: re.Match[str], before: list[Amount], text: str, amount: float, home: HomeCurrency
) -> Amount | None:
    """Read "another 503 million" as money when money stands shortly before and no counted thing follows."""
    near = (
        bool(before)
        and match.start() - before[-1].end < _BARE_REACH
        and "\n" not in text[before[-1].end : match.start()]
    )
    if not match["scale"] or match["high"] is not None or not _BARE_AFTER.match(text, match.end()):
        return None
    if near:
        return Amount(*match.span(), amount, None, before[-1].currency)
    if _GIVEN.search(text, max(0, match.start() - 30), match.start()):
        return Amount(*match.span(), amount, None, home.dollar)
    return None


def _is_label(match: re.Match[str]) -> bool:
    """Say whether letters and digits are a name: COP27 is a conference."""
    glued = match["pre"] and match["pre"][-1:].isalpha()
    return bool(glued and not match["scale"] and not match["scale2"] and len(match["low"]) < _LEAST_DIGITS)


def _abroad(home: HomeCurrency, text: str, start: int) -> HomeCurrency:
    """Give the American dollar to a sum that is told of the whole world."""
    return home._replace(dollar="USD") if _WORLD.search(text, max(0, start - _WORLD_REACH), start) else home


def _number(digits: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d+,\d{1,2}", digits):  # 1.234.567,8 or 1,5
        digits = digits.replace(".", "").replace(",", ".")
    return float(re.sub(r"[,\s]", "", digits))


def _scale(word: str | None) -> float:
    if word is None:
        return 1.0
    plain = re.sub(r"\s+", " ", word).strip(" -")
    scales = read_termlist("money")["scales"]
    return next(float(v) for k, v in scales.items() if re.fullmatch(k, plain, re.IGNORECASE))


def _currency(mark: str, home: HomeCurrency) -> str:
    plain = re.sub(r"\s+", " ", mark).strip(" -")
    plain = re.sub(r"^U\.?S\.?\s\$$", "US$", plain)
    table = read_termlist("money")
    if plain in table["codes"]["all"]:
        return plain
    code: str = table["symbols"].get(plain, "")
    if not code:
        code = next(v for k, v in table["words"].items() if re.fullmatch(k, plain, re.IGNORECASE))
    shared = {"yen or yuan": home.yen, "dollar": home.dollar}
    return shared.get(code) or (str(getattr(home, code)) if code in HomeCurrency._fields else code)
