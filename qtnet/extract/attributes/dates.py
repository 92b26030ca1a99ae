"""Dates in the text, and the year in which a tie began or was agreed.

Only what is said counts: a year in the clause of the tie, a date relative to the document's ("last October"), or the
document's own year where the tie is its news. Anything else gives no year.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from qtnet.extract.analysis import Analysis
from qtnet.extract.proposals import TieProposal
from qtnet.extract.termlists import read_termlist
from qtnet.extract.termscan import TermList, TermScan

__all__ = ["DateMention", "dates_in", "document_year", "year_at", "year_of"]


class DateMention(NamedTuple):
    """A date in a text; `month` is 0 where only the year is known."""

    start: int
    end: int
    year: int
    month: int


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_ISO = re.compile(rf"\b(?P<year>{_YEAR})-(?P<number>0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?\b")
_FULL = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?,?\s+(?P<year>{_YEAR})\b"
)
_BARE = re.compile(rf"(?<![\d.,$€£¥₩₹-])(?P<year>{_YEAR})(?![\d%]|[.,]\d)")
#: After these, a number that looks like a year counts things.
_UNIT = re.compile(
    r"\s*(?:nm|km|MHz|GHz|qubits?|GPUs?|engineers|jobs|people|students|million|billion|crore|companies|firms|chips)\b",
    re.I,
)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₩₹]|\b(?:USD|EUR|GBP|JPY|KRW|INR|Rs\.?|RM|No\.))\s*$")
_RELATIVE = re.compile(
    rf"\b(?:(?P<last>last|the previous|the past)|(?P<next>next|the coming)|(?P<this>this|the same))\s+"
    rf"(?:(?P<month>{_MONTH})\b|(?P<unit>year|spring|summer|autumn|fall|winter|month|week)\b)"
    rf"|\b(?P<ago>a|one|two|three|four|five|ten|\d{{1,2}})\s+years?\s+(?:ago|earlier)\b|\b(?P<today>today|yesterday|on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    rf"|\b(?:in|on|since|late|early)\s+(?P<lone>{_MONTH})\b(?!\s+(?:of\s+)?\d{{4}})",
)
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
_SINCE_YEARS = re.compile(
    rf"\b(?:by|until|till|to|before|through)\s+(?:the\s+end\s+of\s+|late\s+|early\s+|mid-)?(?={_YEAR})", re.I
)
_LASTING = ("supply", "restriction", "rivalry", "alignment")
_LEAD = 5  # sentences at a dated document's head that tell its news: 58 of 70 undated ties there are of its year
#: "…, which have worked together since 1999, …": what is said there is no date of the main clause.
_RELATIVE_CLAUSE = re.compile(
    r", (?:which|who|whose|partners|friends|allies|rivals)\b[^,;:.]{0,80}\bsince\b[^,;:]{0,40},"
)
_CLAUSE_REACH = 90  # characters beyond the quotation in which a date still belongs to it


def year_of(analysis: Analysis, proposal: TieProposal) -> int | None:
    """Give the year in which a proposed tie began or was agreed, or None where the text does not say.

    Parameters
    ----------
    analysis
        The document in which the tie was found; its date resolves "last year".
    proposal
        The tie.
    """
    lasting = proposal.mode in _LASTING
    return year_at(analysis, proposal.sentence, proposal.start, proposal.end, lasting=lasting)


def year_at(analysis: Analysis, sentence: int, start: int, end: int, *, lasting: bool = False) -> int | None:
    """Give the year of what the quotation `start:end` of a sentence says; a `lasting` state is not the day's news."""
    here = analysis.sentences[sentence]
    last = max(here.end, end)
    text = analysis.document.text[here.start : last]
    low, high = start - here.start, end - here.start
    dates = [
        date
        for date in _beginnings(text, document_year(analysis), document_month(analysis))
        if not _is_of_another(text, date, low, high)
    ]
    inside = [d for d in dates if d.start < high and d.end > low]
    near = [d for d in dates if d.start < high + _CLAUSE_REACH and d.end > low - _CLAUSE_REACH]
    for found in (inside, near):
        if found:
            return min(found, key=lambda d: (_distance(d, low, high), d.start)).year
    if _says("earlier", text):
        return None
    is_news = (sentence < _LEAD and not lasting) or _says("news", text)
    return document_year(analysis) if is_news else None


@lru_cache(maxsize=64)
def _beginnings(text: str, year: int | None, month: int | None) -> tuple[DateMention, ...]:
    """Give the dates of a sentence that are no deadlines, found once for all that it says."""
    return tuple(date for date in dates_in(text, year, month) if not _is_deadline(text, date))


@lru_cache(maxsize=128)
def _says(name: str, text: str) -> bool:
    return _scan(name).search(text) is not None


@cache
def _scan(name: str) -> TermScan:
    return TermScan([TermList(read_termlist("dates")[name])])


def dates_in(text: str, year: int | None = None, month: int | None = None) -> list[DateMention]:
    """Find the dates of a text in order.

    Parameters
    ----------
    text
        Any text.
    year, month
        Of the document, to resolve "last year" and "in May"; without them such dates are left out.

    Examples
    --------
    >>> [d[2:] for d in dates_in("On 5 May 2023, after 2022, they paid $2000; 2025-06-01")]
    [(2023, 5), (2022, 0), (2025, 6)]
    >>> [d.year for d in dates_in("signed last October", 2012, 6)]
    [2011]
    """
    found: list[DateMention] = []
    for pattern in (_ISO, _FULL, _BARE):
        for m in pattern.finditer(text):
            taken = any(d.start < m.end() and d.end > m.start() for d in found)
            if not taken and not _UNIT.match(text, m.end()) and not _MONEY_BEFORE.search(text, 0, m.start()):
                found.append(DateMention(m.start(), m.end(), int(m["year"]), _month(m.groupdict())))
    if year is not None:
        for m in _RELATIVE.finditer(text):
            if not any(d.start < m.end() and d.end > m.start() for d in found):
                found.append(DateMention(m.start(), m.end(), _resolve(m, year, month), 0))
    return sorted(found)


def document_year(analysis: Analysis) -> int | None:
    """Give the year of the document's date, or None."""
    date = analysis.document.date
    return int(date[:4]) if re.match(_YEAR, date) else None


def document_month(analysis: Analysis) -> int | None:
    """Give the month of the document's date, or None."""
    date = analysis.document.date
    return int(date[5:7]) if re.match(rf"{_YEAR}-\d\d", date) else None


def _month(groups: dict[str, str]) -> int:
    if groups.get("number"):
        return int(groups["number"])
    return _number(groups["month"]) if groups.get("month") else 0


def _number(month: str) -> int:
    return _MONTHS.index(month[:3].lower()) + 1


def _resolve(match: re.Match[str], year: int, month: int | None) -> int:
    if match["ago"]:
        return year - (_NUMBERS.get(match["ago"]) or int(match["ago"]))
    if match["today"]:
        return year
    if match["lone"]:
        return year - 1 if month is not None and _number(match["lone"]) > month else year
    if match["month"]:
        later = month is not None and _number(match["month"]) >= month
        return year - 1 if match["last"] and later else year
    if match["unit"] in ("month", "week"):
        return year
    return year - 1 if match["last"] else year + 1 if match["next"] else year


def _is_deadline(text: str, date: DateMention) -> bool:
    before = text[max(0, date.start - 24) : date.end]
    return any(m.end() == date.start - max(0, date.start - 24) for m in _SINCE_YEARS.finditer(before))


def _is_of_another(text: str, date: DateMention, low: int, high: int) -> bool:
    """Say whether a date stands in a relative clause that tells something else: "A and B, friends since 1999, sign"."""
    return any(
        m.start() < date.start and date.end <= m.end() and not (m.start() <= low and high <= m.end())
        for m in _RELATIVE_CLAUSE.finditer(text, max(0, date.start - _CLAUSE_REACH), date.end + _CLAUSE_REACH)
    )


def _distance(date: DateMention, start: int, end: int) -> int:
    return max(0, start - date.end, date.start - end)
