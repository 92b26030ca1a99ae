"""Did a printed number change: the numbers of a run against those that a paper was written with."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qtnet.errors import InputError
from qtnet.paper.latex import MARKED
from qtnet.paper.manuscript import citations
from qtnet.paper.number import FORMS, PaperNumber
from qtnet.paper.numbers import Numbers, paper_numbers
from qtnet.paper.reasons import Reasons
from qtnet.paper.store import read_numbers
from qtnet.report.store import read_inputs

__all__ = ["Change", "changed_numbers", "numbers_at", "only_cited"]

#: Forms in the order in which a change is told; the others never stand in print.
_PRINTED = ("ci", "est", "interval", "low", "high", "n", "p")

#: Smaller moves come from the order of additions.
_ROUNDING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Change:
    """A number that is not what it was.

    Parameters
    ----------
    key, label
        The key of the form that changed, and what the number is.
    kind
        ``printed``: it prints otherwise; ``gone``: the key is no longer known; ``new``: it was not known;
        ``precision``: only digits changed that are not printed.
    old, new
        What is printed, or for ``precision`` the full values.
    why
        The reason, as `qtnet diff` gives it.
    """

    key: str
    label: str
    kind: Literal["printed", "gone", "new", "precision"]
    old: str
    new: str
    why: str


def changed_numbers(old: Numbers, new: Numbers) -> tuple[Change, ...]:
    """Compare two sets of numbers by what they print.

    Parameters
    ----------
    old
        The numbers a paper was written with.
    new
        The numbers now.

    Returns
    -------
    tuple of Change
        By key; empty where nothing changed.
    """
    reasons = Reasons(old.study, new.study)
    return tuple(
        change for key in sorted({*old, *new}) if (change := _change(key, old.get(key), new.get(key), reasons))
    )


def only_cited(changes: Iterable[Change], manuscripts: Iterable[str]) -> tuple[Change, ...]:
    """Keep the changes of numbers that a manuscript cites, in whatever form."""
    cited = {citation.key for text in manuscripts for citation in citations(text)}
    cited |= {_number_of(key) for key in cited}
    return tuple(change for change in changes if change.key in cited or _number_of(change.key) in cited)


def numbers_at(path: str | Path) -> Numbers:
    """Read the numbers of a paper or of a run; those of a run that wrote none are gathered from its results.

    Raises
    ------
    InputError
        If there are neither numbers nor results.
    """
    place = Path(path)
    results = place / "results"
    try:
        return read_numbers(place)
    except InputError:
        if not results.is_dir() or (place / "paper").exists():
            raise
    return paper_numbers(read_inputs(results))


def _number_of(key: str) -> str:
    """Give the key of a number without the form behind it."""
    base, _, form = key.rpartition("/")
    return base if form in FORMS else key


def _change(key: str, old: PaperNumber | None, new: PaperNumber | None, reasons: Reasons) -> Change | None:
    shown = new or old
    if shown is None:
        return None
    if old is None or new is None:
        texts = {"old": _text(old, "ci") if old else "", "new": _text(new, "ci") if new else ""}
        kind: Literal["new", "gone"] = "new" if old is None else "gone"
        return Change(key=key, label=shown.label, kind=kind, why=reasons.of(shown), **texts)
    for form in _printed(old, new):
        if _text(old, form) != _text(new, form):
            said = {"old": _text(old, form), "new": _text(new, form)}
            where = key if form == "est" else f"{key}/{form}"
            return Change(key=where, label=new.label, kind="printed", why=reasons.of(new), **said)
    for one, other in zip(_values(old), _values(new), strict=True):
        if _differ(one, other):
            said = {"old": repr(one), "new": repr(other)}
            return Change(key=key, label=new.label, kind="precision", why=reasons.of(new), **said)
    return None


def _printed(old: PaperNumber, new: PaperNumber) -> Iterator[str]:
    return (form for form in _PRINTED if form in old.forms or form in new.forms)


def _text(number: PaperNumber, form: str) -> str:
    """Give what a form prints, with its mark."""
    text = number.forms.get(form, number.text())
    return f"{text} (exploratory)" if number.exploratory and number.is_defined and form in MARKED else text


def _values(number: PaperNumber) -> tuple[float, ...]:
    return number.value, number.low, number.high, number.p_value


def _differ(one: float, other: float) -> bool:
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) != math.isnan(other)
    return not math.isclose(one, other, rel_tol=_ROUNDING, abs_tol=_ROUNDING)
