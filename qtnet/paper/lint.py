"""Is a manuscript true to its numbers: keys that do not exist, and numerals typed where a key should stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from qtnet.errors import nearest
from qtnet.paper.manuscript import Citation, Numeral, citations, numerals, uncheckable
from qtnet.paper.number import PaperNumber
from qtnet.paper.numbers import Numbers
from qtnet.results import MULTILAYER

__all__ = ["Finding", "lint", "unused_keys"]

#: Families in the order in which a typed numeral is put down to them.
_FAMILIES = ("bipolarity", "counts", "first", "funding", "quality", "blocs", "frustration", "robustness")
_MOST = 3  # keys named for one numeral
_FEW, _MANY = 2, 3  # significant digits: so many numbers have two that an equal one must be of a leading family
_FROM, _TO = 1900, 2100  # whole numbers in between are years
_SMALL = 10  # whole numbers up to here are words, counts of a list, or part of a name
_HUNDRED = 100.0
_EQUAL, _NEAR = 0.5, 1.5  # units in the last place of a numeral
_WHOLE = ("count", "money", "share", "chance", "rate")
#: Levels of tests and of intervals.
_CONVENTIONS = (0.001, 0.01, 0.05, 0.1, 0.5, 0.9, 0.95, 0.99, 50.0, 90.0, 95.0, 97.5, 99.0, 100.0)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is wrong in one place of a manuscript.

    Parameters
    ----------
    line
        Counted from 1.
    kind
        ``unknown``: no number has this key; ``typed``: a numeral equals a number; ``former``: it equals what a number
        was; ``near``: it is next to a number's value; ``unchecked``: a command makes the key.
    text
        What stands there.
    keys
        The keys that are meant, the likeliest first; for ``unknown`` the nearest.
    message
        All of it in one sentence.
    """

    line: int
    kind: Literal["unknown", "typed", "former", "near", "unchecked"]
    text: str
    keys: tuple[str, ...]
    message: str


def lint(text: str, numbers: Numbers, former: Sequence[Numbers] = ()) -> tuple[Finding, ...]:
    """Look for faults in a manuscript.

    Parameters
    ----------
    text
        LaTeX or Markdown.
    numbers
        The numbers now.
    former
        Numbers that earlier forms of the manuscript were written with.

    Returns
    -------
    tuple of Finding
        By line. Years, whole numbers up to ten and numbers of a single digit are never put down to a key: they would
        equal some value by chance.
    """
    known = numbers.texts()
    found = [
        *_unknown(citations(text), known),
        *_unchecked(uncheckable(text)),
        *_typed(numerals(text), numbers, former),
    ]
    return tuple(sorted(found, key=lambda one: (one.line, one.kind, one.text)))


def unused_keys(text: str, numbers: Numbers) -> tuple[str, ...]:
    """Give the numbers that a manuscript cites in no form."""
    cited = {citation.key for citation in citations(text)}
    cited |= {key.rpartition("/")[0] for key in cited}
    return tuple(key for key in numbers if key not in cited)


def _unknown(cited: Iterator[Citation], known: dict[str, str]) -> Iterator[Finding]:
    for citation in cited:
        if citation.key in known:
            continue
        guess = nearest(citation.key, known)
        hint = f"; did you mean '{guess}'?" if guess else ""
        yield Finding(
            line=citation.line,
            kind="unknown",
            text=citation.key,
            keys=(guess,) if guess else (),
            message=f"number '{citation.key}' is unknown{hint}",
        )


def _unchecked(made: Iterator[Citation]) -> Iterator[Finding]:
    for citation in made:
        message = f"\\qt{{{citation.key}}} cannot be checked: a command makes its key; write the key itself"
        yield Finding(line=citation.line, kind="unchecked", text=citation.key, keys=(), message=message)


def _typed(typed: Iterator[Numeral], numbers: Numbers, former: Sequence[Numbers]) -> Iterator[Finding]:
    """Put typed numerals down to keys: equal to a number, to a former one, or next to one, in this order."""
    for numeral in typed:
        if not _telling(numeral):
            continue
        told: tuple[Literal["typed", "former", "near"], list[str], str] | None = None
        if equal := _keys(numeral, numbers, slack=_EQUAL):
            told = ("typed", equal, "is")
        elif was := [key for old in former for key in _keys(numeral, old, slack=_EQUAL)]:
            told = ("former", list(dict.fromkeys(was)), "was")
        elif numeral.decimals and (near := _keys(numeral, numbers, slack=_NEAR)):
            told = ("near", near, "is nearly")
        if told is None:
            continue
        kind, keys, verb = told
        more = f" or {len(keys) - _MOST} more" if len(keys) > _MOST else ""
        named = ", ".join(f"\\qt{{{key}}}" for key in keys[:_MOST])
        message = f"'{numeral.text}' is typed by hand; it {verb} {named}{more}"
        yield Finding(line=numeral.line, kind=kind, text=numeral.text, keys=tuple(keys), message=message)


def _telling(numeral: Numeral) -> bool:
    """Whether an equal value is hardly chance."""
    if numeral.value in _CONVENTIONS:
        return False
    if not numeral.decimals:
        return abs(numeral.value) > _SMALL and not _FROM <= numeral.value <= _TO
    return _significant(numeral) >= _FEW


def _significant(numeral: Numeral) -> int:
    return len(f"{abs(numeral.value):.{numeral.decimals}f}".replace(".", "").lstrip("0"))


def _keys(numeral: Numeral, numbers: Numbers, *, slack: float) -> list[str]:
    """Give the keys whose value is a numeral's, or next to it by `slack` units in its last place."""
    room = slack * 10.0**-numeral.decimals * (1 + 1e-9)
    found = [
        key
        for one in numbers.values()
        for key in (
            *(_matching(one, numeral, room) if _may_be(one, numeral, near=slack > _EQUAL) else ()),
            *(_tested(one, numeral, room) if slack == _EQUAL else ()),
        )
    ]
    return sorted(dict.fromkeys(found), key=lambda key: (_place(key), key.count("/"), key))


def _may_be(number: PaperNumber, numeral: Numeral, *, near: bool) -> bool:
    """Whether a numeral of this form can mean a number, and would hardly be its neighbour by chance."""
    if number.kind in ("text", "year", "setting", "rank") or not number.is_defined:
        return False
    if (number.kind == "count" and numeral.decimals) or (number.kind not in _WHOLE and not numeral.decimals):
        return False
    if number.kind in ("share", "chance", "rate") and not numeral.percent and not numeral.decimals:
        return False
    if near and number.layer not in ("", MULTILAYER):
        return False
    return _is_told(number, numeral, strict=near)


def _is_told(number: PaperNumber, numeral: Numeral, *, strict: bool = False) -> bool:
    """Whether a numeral names what the number is about, or has digits enough for its family."""
    named = _subject(number) in numeral.around
    leading = number.key.partition("/")[0] in _FAMILIES
    return named or (leading if strict or _significant(numeral) < _MANY else True)


def _tested(number: PaperNumber, numeral: Numeral, room: float) -> Iterator[str]:
    """Give the key of a p-value, and of what a number rests on, where the value is that of the numeral."""
    if not number.is_defined or numeral.percent or not _is_told(number, numeral):
        return
    if "p" in number.forms and numeral.decimals and abs(number.p_value - numeral.value) <= room:
        yield f"{number.key}/p"
    if "n" in number.forms and not numeral.decimals and number.n == numeral.value:
        yield f"{number.key}/n"


def _subject(number: PaperNumber) -> str:
    """Give the actor that a number is about, as the label ends with its name; else what no text holds."""
    about = number.label.rpartition(": ")[2].partition(",")[0]
    return about if number.label.count(": ") and about else "\0"


def _matching(number: PaperNumber, numeral: Numeral, room: float) -> Iterator[str]:
    """Give the key of a number, and of an end of its interval, where the value is that of the numeral."""
    scale = _HUNDRED if number.kind in ("share", "chance", "rate") and numeral.percent else 1.0
    if number.kind == "money":
        scale = next((1 / size for size in (1e12, 1e9, 1e6, 1e3) if abs(number.value) >= size), 1.0)
    for form, value in (("", number.value), ("/low", number.low), ("/high", number.high)):
        if form and "interval" not in number.forms:
            continue
        if value == value and value != 0 and abs(scale * value - numeral.value) <= room:
            yield f"{number.key}{form}"


def _place(key: str) -> int:
    family = key.partition("/")[0]
    return _FAMILIES.index(family) if family in _FAMILIES else len(_FAMILIES)
