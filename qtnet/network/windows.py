"""Windows of time: the same actors, layers and corpus, with the ties of some years only.

A tie belongs to the year that its evidence gives; evidence of unknown year is in no window and is counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypedDict, cast, get_args

import numpy as np

from qtnet.errors import InputError, NotDefinedError, UnknownNameError

if TYPE_CHECKING:
    from qtnet.network.arrays import EvidenceArrays, Floats
    from qtnet.network.multilayer import MultilayerNetwork

__all__ = ["Window", "WindowChoice", "WindowKind", "inside_years", "time_windows", "window_choice"]

WindowKind = Literal["calendar", "rolling", "cumulative"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Window:
    """The network of some years: `first` and `last` are inclusive; `label` is ``2019`` or ``2019–2021``."""

    label: str
    first: int
    last: int
    network: MultilayerNetwork = field(repr=False)


class WindowChoice(TypedDict):
    """Kind, width and step of windows, as `time_windows` takes them."""

    kind: WindowKind
    width: int
    step: int | None


def window_choice(text: str) -> WindowChoice:
    """Read windows written as one word, ``KIND:WIDTH`` or, if they roll, ``KIND:WIDTH:STEP``.

    Raises
    ------
    InputError
        If the kind is unknown, the width is missing, or a number is none.

    Examples
    --------
    >>> window_choice("rolling:5")
    {'kind': 'rolling', 'width': 5, 'step': None}
    """
    kind, *numbers = text.split(":")
    fits = kind in get_args(WindowKind) and len(numbers) in (1, 2) and all(n.isdecimal() and int(n) for n in numbers)
    if not fits or (len(numbers) == 2 and kind != "rolling"):
        raise InputError(
            "windows: expected calendar, rolling or cumulative with the years in a window and, if rolling, the years "
            f"between their beginnings, such as calendar:5 or rolling:5:1, not '{text}'"
        )
    width, *step = map(int, numbers)
    return {"kind": cast("WindowKind", kind), "width": width, "step": step[0] if step else None}


def time_windows(
    net: MultilayerNetwork, *, kind: WindowKind = "calendar", width: int = 1, step: int | None = None
) -> tuple[Window, ...]:
    """Cut a network into windows of time, from the first year with a tie to the last.

    Parameters
    ----------
    net
        The network; ties need years.
    kind
        ``"calendar"``: years side by side, `width` to a window, the last one perhaps shorter; ``"rolling"``: windows of
        `width` years that begin `step` years apart, and one that ends with the last year; ``"cumulative"``: all years
        up to the end of each calendar window.
    width
        Years in a window, at least 1.
    step
        Years between the beginnings of rolling windows, 1 when not given.

    Returns
    -------
    tuple of Window
        In the order of time. Windows without ties are kept.

    Raises
    ------
    InputError
        If `width` or `step` is less than 1, or a step is given for windows that do not roll.
    NotDefinedError
        If no tie has a year.

    Examples
    --------
    >>> import pandas as pd
    >>> from qtnet.network import MultilayerNetwork
    >>> edges = pd.DataFrame({"source": "US", "target": ["JP", "KR", "IN"], "time": [2019, 2020, 2022]})
    >>> net = MultilayerNetwork.from_edges(edges.assign(layer="chips"))
    >>> [(w.label, len(w.network.ties)) for w in time_windows(net, kind="rolling", width=2)]
    [('2019–2020', 2), ('2020–2021', 1), ('2021–2022', 1)]
    """
    if kind not in get_args(WindowKind):
        raise UnknownNameError("kind of window", kind, get_args(WindowKind))
    if width < 1 or (step is not None and step < 1):
        raise InputError(f"width and step: expected whole numbers of years of at least 1, got {width} and {step}")
    if step is not None and kind != "rolling":
        raise InputError(f"step: only rolling windows have one, and these are {kind}")
    years = net.evidence["year"].to_numpy(dtype=float)
    known = np.floor(years[np.isfinite(years)])
    if not known.size:
        raise NotDefinedError(f"windows: none of the {len(years)} contributions to ties has a year")
    first, last = int(known.min()), int(known.max())
    if kind == "rolling":
        latest = max(first, last - width + 1)
        starts = sorted({*range(first, latest + 1, step or 1), latest})
        spans = [(start, min(start + width - 1, last)) for start in starts]
    else:
        spans = [(start, min(start + width - 1, last)) for start in range(first, last + 1, width)]
    if kind == "cumulative":
        spans = [(first, end) for _, end in spans]
    return tuple(
        Window(label=_label(begin, end), first=begin, last=end, network=net.window(begin, end)) for begin, end in spans
    )


def inside_years(evidence: EvidenceArrays, first: int, last: int) -> tuple[Floats, Counter[str]]:
    """Give 1 for contributions of the years from `first` to the end of `last`, 0 for others, and count these."""
    if first > last:
        raise InputError(f"window: expected a first year not after the last, got {first} to {last}")
    year = evidence.source["year"].to_numpy(dtype=float)[evidence.row]
    known = np.isfinite(year)
    inside = known & (year >= first) & (year < last + 1)
    lost = Counter({"unknown year": int((~known).sum()), "other year": int((known & ~inside).sum())})
    return inside.astype(float), lost


def _label(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
