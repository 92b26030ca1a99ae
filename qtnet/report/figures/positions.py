"""Where actors stand: on one circle for every layer, so that layers can be compared at a glance.

Neighbours on the circle belong to the same bloc; inside a bloc the actors with the heaviest ties stand in the middle.
The positions depend on the frame alone: no simulation, no random start.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

__all__ = ["beside", "chord", "circle", "heaviest"]

_GAP = 0.6  # empty places between two blocs


def heaviest(network: pd.DataFrame, top: int) -> list[str]:
    """Give the `top` actors by summed tie weight, heaviest first; equal weights in code-point order.

    Examples
    --------
    >>> ties = pd.DataFrame({"source": ["JP", "JP"], "target": ["US", "IN"], "weight": [2.0, 1.0]})
    >>> heaviest(ties, 2)
    ['JP', 'US']
    """
    weights = network["weight"].astype(float).tolist()
    total: dict[str, float] = {}
    for end in ("source", "target"):
        for actor, weight in zip(map(str, network[end]), weights, strict=True):
            total[actor] = total.get(actor, 0.0) + weight
    # Sums that differ only by the order of adding are equal.
    return sorted(total, key=lambda actor: (-round(total[actor], 9), actor))[:top]


def circle(actors: list[str], blocs: Mapping[str, int]) -> pd.DataFrame:
    """Place actors, given heaviest first, on the unit circle: columns ``actor, bloc, angle, x, y``.

    Examples
    --------
    >>> circle(["US", "JP", "CN"], {"US": 1, "JP": 1, "CN": 2})["actor"].tolist()
    ['JP', 'US', 'CN']
    """
    groups = [[a for a in actors if blocs.get(a, 0) == bloc] for bloc in sorted({blocs.get(a, 0) for a in actors})]
    order = [actor for group in groups for actor in _heavy_in_the_middle(group)]
    steps, place = [], 0.0
    for previous, actor in zip([None, *order], order, strict=False):
        apart = previous is not None and blocs.get(previous, 0) != blocs.get(actor, 0)
        place += (1 + _GAP) if apart else (1 if previous is not None else 0)
        steps.append(place)
    around = (steps[-1] if steps else 0) + 1 + (_GAP if len(groups) > 1 else 0)
    angle = np.pi / 2 - 2 * np.pi * np.array(steps) / around
    return pd.DataFrame(
        {
            "actor": order,
            "bloc": [blocs.get(actor, 0) for actor in order],
            "angle": angle.round(6),
            "x": np.cos(angle).round(4),
            "y": np.sin(angle).round(4),
        }
    )


def chord(
    start: tuple[float, float], end: tuple[float, float], *, bend: float = 0.0, points: int = 13
) -> tuple[list[float], list[float]]:
    """Give a curve between two places that is drawn towards the centre; `bend` moves it aside.

    Examples
    --------
    >>> x, y = chord((-1.0, 0.0), (1.0, 0.0), points=3)
    >>> x, y
    ([-1.0, 0.0, 1.0], [0.0, 0.0, 0.0])
    """
    (x0, y0), (x1, y1) = start, end
    # A curve between neighbours stays near the rim, one across the circle passes near the centre.
    pull = 0.92 - 0.5 * float(np.hypot(x1 - x0, y1 - y0)) / 2
    middle_x = pull * (x0 + x1) / 2 - bend * (y1 - y0)
    middle_y = pull * (y0 + y1) / 2 + bend * (x1 - x0)
    t = np.linspace(0, 1, points)
    x = (1 - t) ** 2 * x0 + 2 * t * (1 - t) * middle_x + t**2 * x1
    y = (1 - t) ** 2 * y0 + 2 * t * (1 - t) * middle_y + t**2 * y1
    return (x.round(4) + 0.0).tolist(), (y.round(4) + 0.0).tolist()


def beside(columns: int, *, left: float, right: float, narrow: bool) -> list[float]:
    """Give the range of an axis of columns 0, 1, 2, … that leaves `left` and `right` pixels beside them for names.

    Examples
    --------
    >>> beside(3, left=100, right=34, narrow=False)
    [-0.25, 2.085]
    """
    wide = 350 if narrow else 934  # pixels of a figure on a phone, and of the narrowest card on a screen
    step = max(1, columns - 1) / (wide - left - right)
    return [round(-left * step, 4), round(max(1, columns - 1) + right * step, 4)]


def _heavy_in_the_middle(group: list[str]) -> list[str]:
    middle: list[str] = []
    for position, actor in enumerate(group):
        middle = [*middle, actor] if position % 2 == 0 else [actor, *middle]
    return middle
