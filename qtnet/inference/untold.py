"""The sentence for what the evidence does not tell: names with a reason, or with a p-value that chance could give."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

__all__ = ["untold"]

#: A test result with a larger p-value tells nothing.
_LEVEL = 0.05
#: More names with one reason are counted, not listed.
_LISTED = 4


def untold(
    lead: str, names: Iterable[str], reasons: Iterable[str], p_values: Iterable[float], *, plural: str = "others"
) -> str:
    """Give the sentence that begins "Cannot be told from these documents", or nothing where all is told.

    Parameters
    ----------
    lead
        What was asked, before the names.
    names, reasons, p_values
        One each per result; the reason is empty where the result is defined, the p-value NaN where nothing is tested.
    plural
        What the names are, where there are too many with one reason to list.

    Examples
    --------
    >>> untold("whether there is a trend of ", ["ties", "funding"], ["", "2 years"], [0.3, float("nan")])
    'Cannot be told from these documents: whether there is a trend of funding (2 years); ties (p = 0.3).'
    >>> untold("", ["ties"], [""], [0.01])
    ''
    """
    frame = pd.DataFrame({"name": list(names), "reason": list(reasons), "p": list(p_values)})
    parts = []
    for reason, part in frame[frame["reason"] != ""].groupby("reason", sort=False):
        listed = ", ".join(part["name"]) if len(part) <= _LISTED else f"{len(part)} {plural}"
        parts.append(f"{listed} ({reason})")
    weak = frame[(frame["reason"] == "") & (frame["p"] > _LEVEL)]
    parts += [f"{name} (p = {p:.2g})" for name, p in zip(weak["name"], weak["p"], strict=True)]
    return f"Cannot be told from these documents: {lead}{'; '.join(parts)}." if parts else ""
