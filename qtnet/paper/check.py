"""Did a printed number change: the numbers of a run against those that a paper was written with."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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

#: Forms of one estimate: a change is told by the first that differs.
_ESTIMATE = ("ci", "est", "interval", "low", "high")
#: Forms that change for themselves; a manuscript may print any of them.
_OTHER = ("n", "p", "label", "reason")
_RAW = "raw"
#: What a number means although no form prints it.
_MEANING = ("unit", "method", "counted", "n")

#: Smaller moves come from the order of additions.
_ROUNDING = 1e-9

Kind = Literal["printed", "gone", "meaning", "new", "precision", "note"]
_Told = tuple[str, Kind, str, str]  # what comes behind the key, the kind of change, old and new


@dataclass(frozen=True, kw_only=True)
class Change:
    """A number that is not what it was.

    Parameters
    ----------
    key, label
        The key of the form that changed, and what the number is.
    kind
        ``printed``: a form prints otherwise; ``gone``: the key is no longer known; ``meaning``: unit, method or what
        was counted changed; ``new``: it was not known; ``precision``: only digits changed that are not printed;
        ``note``: only the facts behind it changed.
    old, new
        What is printed, or for ``precision`` the full values.
    why
        The reason, as `qtnet diff` gives it.
    """

    key: str
    label: str
    kind: Kind
    old: str
    new: str
    why: str


def changed_numbers(old: Numbers, new: Numbers) -> tuple[Change, ...]:
    """Compare two sets of numbers by every form that a paper can print, then by unit, method, digits and facts.

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
        change for key in sorted({*old, *new}) for change in _changes(key, old.get(key), new.get(key), reasons)
    )


def only_cited(changes: Iterable[Change], manuscripts: Iterable[str]) -> tuple[Change, ...]:
    """Keep the changes of numbers that a manuscript cites, in whatever form; digits are printed where it cites them."""
    exact = {citation.key for text in manuscripts for citation in citations(text)}
    cited = exact | {_number_of(key) for key in exact}
    return tuple(
        replace(change, kind="printed") if change.kind == "precision" and change.key in exact else change
        for change in changes
        if change.key in cited or _number_of(change.key) in cited
    )


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


def _changes(key: str, old: PaperNumber | None, new: PaperNumber | None, reasons: Reasons) -> Iterator[Change]:
    """Give what changed of one number; digits and facts only where nothing else did."""
    shown = new or old
    if shown is None:
        return
    why = reasons.of(shown)
    if old is None or new is None:
        said = {"old": _text(old, "ci") if old else "", "new": _text(new, "ci") if new else ""}
        yield Change(key=key, label=shown.label, kind="new" if old is None else "gone", why=why, **said)
        return
    told = False
    for part, kind, one, other in (*_in_print(old, new), *_in_meaning(old, new)):
        told = True
        yield Change(key=f"{key}{part}", label=new.label, kind=kind, old=one, new=other, why=why)
    if not told and (quiet := _unprinted(old, new)):
        part, kind, one, other = quiet
        yield Change(key=f"{key}{part}", label=new.label, kind=kind, old=one, new=other, why=why)


def _in_print(old: PaperNumber, new: PaperNumber) -> Iterator[_Told]:
    """Give the forms that print otherwise: of the estimate the first, and each of the others."""
    differing = [form for form in FORMS if form != _RAW and _form(old, form) != _form(new, form)]
    first = next((form for form in _ESTIMATE if form in differing), None)
    for form in ([first] if first else []) + [form for form in _OTHER if form in differing]:
        yield "" if form == "est" else f"/{form}", "printed", _form(old, form), _form(new, form)


def _in_meaning(old: PaperNumber, new: PaperNumber) -> Iterator[_Told]:
    """Give what a number means that no form prints."""
    for name in _MEANING:
        one, other = getattr(old, name), getattr(new, name)
        if (name == "n" and old.counted and new.counted) or one == other or (one != one and other != other):
            continue
        yield "", "meaning", f"{name} {one}", f"{name} {other}"


def _unprinted(old: PaperNumber, new: PaperNumber) -> _Told | None:
    """Give the first digits that differ, else how the facts do; None where nothing differs."""
    for name in ("value", "low", "high", "std_error", "p_value"):
        one, other = getattr(old, name), getattr(new, name)
        if _differ(one, other):
            return f"/{_RAW}" if name == "value" else "", "precision", repr(one), repr(other)
    if set(old.facts) != set(new.facts):
        came, went = len({*new.facts} - {*old.facts}), len({*old.facts} - {*new.facts})
        return "", "note", f"{len(old.facts)} facts", f"{len(new.facts)} facts ({came} came, {went} went)"
    return None


def _form(number: PaperNumber, form: str) -> str:
    """Give what a form prints, empty where the number has no such form."""
    if form not in number.forms:
        return ""
    return _text(number, form)


def _text(number: PaperNumber, form: str) -> str:
    """Give what a form prints, with its mark."""
    text = number.forms.get(form, number.text())
    return f"{text} (exploratory)" if number.exploratory and number.is_defined and form in MARKED else text


def _differ(one: float, other: float) -> bool:
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) != math.isnan(other)
    return not math.isclose(one, other, rel_tol=_ROUNDING, abs_tol=_ROUNDING)
