"""One figure of a paper: the drawing, the words for those who do not see it, and the numbers that it shows."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd
from matplotlib.figure import Figure

__all__ = ["PaperFigure"]


@dataclass(frozen=True, kw_only=True, eq=False)
class PaperFigure:
    """A figure, or the reason why there is none.

    Parameters
    ----------
    key
        Name of its files and, after ``fig:``, its label in LaTeX.
    title
        What it shows, one sentence: the beginning of its caption.
    reading
        How to read it: the rest of its caption.
    alt
        What it says, for those who do not see it.
    data
        The numbers behind it.
    drawing
        None when there is nothing to draw, for `reason`.
    """

    key: str
    title: str
    reading: str
    alt: str
    data: pd.DataFrame = field(repr=False)
    drawing: Figure | None = field(default=None, repr=False)
    reason: str = ""

    @property
    def width_mm(self) -> float:
        """Width of the drawing in millimetres."""
        return round(self.drawing.get_figwidth() * 25.4, 1) if self.drawing is not None else 0.0
