"""The sup-F statistic of a single break at an unknown time, many series at once."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Literal

import numpy as np
import numpy.typing as npt

__all__ = ["BreakModel", "Shape", "break_model"]

Floats = npt.NDArray[np.float64]

Shape = Literal["level", "trend"]

#: Share of the windows at either end where no break is looked for (Andrews 1993).
_TRIMMING = 0.15
#: A smaller share that a break leaves comes from rounding.
_ROUNDING = 1e-14


@dataclass(frozen=True, eq=False)
class BreakModel:
    """A series without a break (constant, or line) beside series with one at every place that is allowed.

    `places` are the numbers of the first window after the break; `smooth` projects on the model without a break;
    `extra` has, per place, an orthonormal basis of what the break adds, shape (places, T, terms).
    """

    places: npt.NDArray[np.int64]
    smooth: Floats
    extra: Floats
    terms: int

    def residuals(self, series: Floats) -> Floats:
        """Give what the model without a break leaves of each series, shape (n_series, T)."""
        return np.asarray(series - series @ self.smooth)

    def shares(self, series: Floats) -> Floats:
        """Give what share of the sum of squares a break takes away, shape (n_series, places), in [0, 1]."""
        left = self.residuals(series)
        gained = (np.einsum("dt,ktq->dkq", left, self.extra) ** 2).sum(axis=2)
        return np.asarray(gained / (left**2).sum(axis=1)[:, None])

    def f_value(self, share: float) -> float:
        """Turn a share into an F value; infinite where the break leaves nothing."""
        if share >= 1 - _ROUNDING:
            return float("inf")
        length, added = self.extra.shape[1:]
        return float(share / added / ((1 - share) / (length - self.terms - added)))


def break_model(length: int, shape: Shape) -> BreakModel:
    """Lay out the model for a number of windows.

    Parameters
    ----------
    length
        Number of windows T.
    shape
        ``"level"``: a constant that jumps; ``"trend"``: a line whose level and slope change.

    Examples
    --------
    >>> model = break_model(8, "level")
    >>> model.places.tolist()
    [2, 3, 4, 5, 6]
    >>> model.shares(np.array([[0.0, 1, 0, 1, 4, 5, 4, 5]])).round(2).tolist()
    [[0.31, 0.66, 0.94, 0.66, 0.31]]
    >>> round(model.f_value(16 / 17), 6)
    96.0
    """
    time = np.arange(length) - (length - 1) / 2
    base = np.column_stack([np.ones(length), time]) if shape == "trend" else np.ones((length, 1))
    edge = max(base.shape[1] + 1, ceil(_TRIMMING * length))
    places = np.arange(edge, length - edge + 1)
    smooth = base @ np.linalg.pinv(base)
    extra = []
    for place in places:
        after = (np.arange(length) >= place).astype(float)
        added = after[:, None] * base
        extra.append(np.linalg.qr(added - smooth @ added)[0])
    return BreakModel(places, smooth, np.stack(extra), base.shape[1])
