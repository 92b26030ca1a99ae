"""One number that a paper may quote: its value, how sure it is, what it rests on, and how it is printed.

The printed forms are those of the report's page: both round by `qtnet.report.rounding`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from qtnet.errors import UnknownNameError
from qtnet.report.labels import money
from qtnet.report.rounding import decimals, interval_text, number_text, p_text

__all__ = ["FORMS", "LEVEL", "UNDEFINED", "Kind", "PaperNumber"]

Kind = Literal[
    "estimate", "weight", "count", "rank", "share", "chance", "rate", "money", "p", "year", "setting", "text"
]

#: Nominal coverage of every interval.
LEVEL = 0.95

#: What stands for a number that is not defined; `reason` says why. Never 0.
UNDEFINED = "—"

#: The forms of a number: what comes after its key, and what it prints.
FORMS: dict[str, str] = {
    "est": "the number alone, as `\\qt{key}` prints it",
    "ci": "the number with its 95 % interval in brackets",
    "interval": "the interval alone, in brackets",
    "low": "lower end of the interval",
    "high": "upper end of the interval",
    "raw": "the number in full precision, plain digits",
    "n": "what the number rests on, counted",
    "p": "the p-value in words",
    "label": "what the number is, in words",
    "reason": "why the number is not defined, or what must be said with it",
}

#: What is said with an interval without width, which the page prints too; ranks are whole, so theirs may have none.
SAME = "interval without width: the same in all resamples"
_WIDE = ("estimate", "weight", "rate")

_LEAST = 2  # decimals of an estimate, as on the page
_INTERVALS = ("estimate", "weight", "rate", "rank")
_WITHOUT_RAW = ("text",)


@dataclass(frozen=True, kw_only=True)
class PaperNumber:
    """A number by its key.

    Parameters
    ----------
    key
        What a paper cites, for example ``bipolarity/quantum``.
    label
        What the number is, in words.
    kind
        How it is printed: an ``estimate`` with decimals by its interval's width, a ``count``, an amount of ``money``, …
    value
        The number in its unit; NaN where it is not defined, and for a ``text``.
    low, high
        Ends of its 95 % interval, NaN where there is none.
    std_error, p_value
        NaN where there is none.
    tested
        Whether the number comes with a test, so that it has the form ``p`` even where the p-value is not defined.
    n, counted
        What the number rests on, and what was counted; without `counted` there is no form ``n``.
    unit, method
        In what it is counted, and how its interval and its p-value were found.
    layer
        The technology it is about; empty where it is about none.
    facts
        Ids of the facts behind it, each with its quotation in the report.
    reason
        Why it is not defined, or what must be read with it.
    exploratory
        Whether there is too little evidence for the interval to hold.
    caution
        What to read with its interval, such as that it comes from few documents.
    words
        The text of a ``text``.

    Examples
    --------
    >>> number = PaperNumber(key="bipolarity/all", label="TBI", kind="estimate", value=0.4312, low=0.3098, high=0.5521)
    >>> str(number), f"{number:ci}", f"{number:interval}"
    ('0.43', '0.43 [0.31, 0.55]', '[0.31, 0.55]')
    """

    key: str
    label: str
    kind: Kind
    value: float = math.nan
    low: float = math.nan
    high: float = math.nan
    std_error: float = math.nan
    p_value: float = math.nan
    tested: bool = False
    n: float = math.nan
    counted: str = ""
    unit: str = ""
    method: str = ""
    layer: str = ""
    facts: tuple[str, ...] = field(default=(), repr=False)
    reason: str = ""
    exploratory: bool = False
    caution: str = ""
    words: str = ""

    @property
    def is_defined(self) -> bool:
        """Whether there is anything to print."""
        return bool(self.words) if self.kind == "text" else math.isfinite(self.value)

    @property
    def has_interval(self) -> bool:
        """Whether both ends of the interval are known."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def is_same(self) -> bool:
        """Whether all resamples gave one value, so that its interval has no width and tells nothing."""
        return self.kind in _WIDE and self.has_interval and (self.low == self.high or self.std_error == 0)

    @property
    def places(self) -> int | None:
        """Decimals of estimate and interval alike, by the interval's width; None where the kind has no decimals."""
        if self.kind in ("estimate", "rate"):
            return max(_LEAST, decimals((self.high - self.low) / 2, default=_LEAST))
        return {"weight": _LEAST, "count": 0, "p": 3}.get(self.kind)

    @cached_property
    def forms(self) -> dict[str, str]:
        """The printed forms: which there are hangs on the kind of the number, never on its value."""
        forms = {"est": self._printed(self.value) if self.is_defined else UNDEFINED}
        if self.kind in _INTERVALS:
            interval = self._interval()
            forms["ci"] = f"{forms['est']} {interval}".strip() if self.is_defined else UNDEFINED
            forms["interval"] = interval or UNDEFINED
            forms["low"], forms["high"] = (
                self._printed(end) if interval else UNDEFINED for end in (self.low, self.high)
            )
        if self.kind not in _WITHOUT_RAW:
            forms["raw"] = _raw(self.value) if self.is_defined else UNDEFINED
        if self.counted:
            forms["n"] = f"{int(self.n):,}" if math.isfinite(self.n) else UNDEFINED
        if self.tested:
            forms["p"] = p_text(self.p_value)
        said = "; ".join(told for told in (self.reason, SAME if self.is_defined and self.is_same else "") if told)
        return forms | {"label": self.label, "reason": said or UNDEFINED}

    def text(self, form: str = "est") -> str:
        """Give one printed form.

        Raises
        ------
        UnknownNameError
            If numbers of this kind have no such form.
        """
        if form not in self.forms:
            raise UnknownNameError(f"form of number '{self.key}'", form, self.forms)
        return self.forms[form]

    def __str__(self) -> str:
        return self.text()

    def __format__(self, form: str) -> str:
        return self.text(form or "est")

    def _printed(self, value: float) -> str:
        """Print a value as the page prints numbers of this kind."""
        match self.kind:
            case "text":
                return self.words
            case "estimate" | "rate":
                return number_text(value, self.places or 0)
            case "weight":
                return f"{value:.2f}"
            case "count":
                return f"{int(value):,}"
            case "rank":
                return f"{value:.6g}"
            case "share":
                return f"{value:.0%}"
            case "chance":
                return _chance(value)
            case "money":
                return money(value)
            case "p":
                return p_text(value).removeprefix("p = ").removeprefix("p ")
            case "year":
                return f"{value:.0f}"
            case "setting":
                return _raw(value)

    def _interval(self) -> str:
        """Write the interval in brackets; empty where the number has none."""
        if not (self.is_defined and self.has_interval):
            return ""
        if self.kind == "rank":  # whole ranks that hold the interval
            return f"[{math.floor(self.low)}, {math.ceil(self.high)}]"
        if self.kind == "weight":
            return f"[{self.low:.2f}, {self.high:.2f}]"
        return interval_text(self.low, self.high, places=self.places or 0)


def _chance(value: float) -> str:
    """Write a share of resamples; only all and none are written as such."""
    if value in (0.0, 1.0) or 0.005 <= value < 0.995:
        return f"{value:.0%}"
    return "<1%" if value < 0.5 else ">99%"


def _raw(value: float) -> str:
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))
