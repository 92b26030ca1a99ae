"""The look of figures in print: sizes in millimetres, one typeface, thin lines, colours that grey keeps apart.

A figure is laid out by hand in millimetres, so that nothing moves with the version of a layout engine. Type is 7 points
and never below 6; widths are those of a column and of a page of most journals. The typeface comes with qtnet: the same
run gives the same bytes on every machine.
"""

from __future__ import annotations

import warnings
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, FontProperties, fontManager
from matplotlib.textpath import text_to_path

from qtnet.report.labels import shorten
from qtnet.report.theme import FAINT, GRID, INK, MUTED

__all__ = [
    "DOUBLE",
    "FACE",
    "HEAD",
    "SINGLE",
    "SMALL",
    "TEXT",
    "Sheet",
    "fitted",
    "printed_style",
    "row_lines",
    "text_width",
]

#: Widths of a column and of a page, in millimetres.
SINGLE: Final = 88.0
DOUBLE: Final = 180.0

#: Points of heads and names, of numbers on axes, and of the least.
HEAD: Final = 7.5
TEXT: Final = 7.0
SMALL: Final = 6.0

#: Letters of which no more ever fit a figure; documents may hold words of any length.
_LONGEST: Final = 160

_MM: Final = 1 / 25.4
_POINT: Final = 25.4 / 72
_FACES: Final = {"normal": "LiberationSans-Regular.ttf", "bold": "LiberationSans-Bold.ttf"}
#: Name under which our own file is known, so that no other version of the typeface on a machine is taken.
FACE: Final = "qtnet sans"

_STYLE: Final[dict[Any, Any]] = {
    "font.family": [FACE, "DejaVu Sans"],
    "font.size": TEXT,
    "text.parse_math": False,
    "text.usetex": False,
    "text.color": INK,
    "text.hinting": "none",
    "axes.linewidth": 0.5,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.labelsize": SMALL,
    "axes.labelpad": 2.0,
    "axes.unicode_minus": True,
    "axes.formatter.use_mathtext": False,
    "axes.axisbelow": True,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": TEXT,
    "xtick.major.size": 2.0,
    "ytick.major.size": 0.0,
    "xtick.major.width": 0.5,
    "ytick.major.width": 0.5,
    "xtick.major.pad": 1.5,
    "ytick.major.pad": 2.0,
    "lines.solid_capstyle": "butt",
    "lines.dash_capstyle": "butt",
    "pdf.fonttype": 42,
    "pdf.compression": 9,
    "svg.fonttype": "none",
    "svg.hashsalt": "qtnet",
    "path.simplify": False,
    "figure.dpi": 72.0,
    "savefig.dpi": 300.0,
}


@contextmanager
def printed_style() -> Iterator[None]:
    """Draw and save in the style of print; the settings of the caller come back afterwards."""
    _know_faces()
    mpl.use("agg", force=False)
    with mpl.rc_context(), warnings.catch_warnings():
        # a sign that neither typeface has is drawn as a box; the data beside the figure have it
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        yield


@cache
def _know_faces() -> None:
    """Tell matplotlib of our own files."""
    for weight, name in _FACES.items():
        path = str(Path(__file__).parent / "fonts" / name)
        fontManager.ttflist.append(
            FontEntry(
                fname=path,
                name=FACE,
                style="normal",
                variant="normal",
                weight=700 if weight == "bold" else 400,
                stretch="normal",
                size="scalable",
            )
        )


def text_width(text: str, size: float = TEXT, *, bold: bool = False) -> float:
    """Give the width of a line of text in millimetres.

    Examples
    --------
    >>> 12 < text_width("United States") < 18
    True
    """
    _know_faces()
    face = FontProperties(family=[FACE, "DejaVu Sans"], weight="bold" if bold else "normal", size=size)
    return float(text_to_path.get_text_width_height_descent(text, face, False)[0]) * _POINT


def fitted(text: str, width: float, size: float = TEXT, *, bold: bool = False) -> str:
    """Cut a text so that it fits a width in millimetres.

    Examples
    --------
    >>> fitted("United States", 30.0), fitted("National Quantum Mission", 20.0)
    ('United States', 'National Quant…')
    """
    whole = shorten(text, _LONGEST)
    if text_width(whole, size, bold=bold) <= width:
        return whole
    fitting = bisect_left(
        range(1, len(whole)), True, key=lambda n: text_width(shorten(whole, n), size, bold=bold) > width
    )
    return shorten(whole, max(1, fitting))


class Sheet:
    """A figure whose panels are placed in millimetres from its upper left corner."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width * _MM, height * _MM), facecolor="white")

    def panel(self, left: float, top: float, width: float, height: float) -> Axes:
        """Add a panel with a line along its lower edge only."""
        axes = self.figure.add_axes(
            (left / self.width, 1 - (top + height) / self.height, width / self.width, height / self.height)
        )
        axes.set_facecolor("none")
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        return axes

    def bare(self, left: float, top: float, width: float, height: float) -> Axes:
        """Add a panel without any axis, whose units are millimetres from its own upper left corner."""
        axes = self.panel(left, top, width, height)
        axes.set_axis_off()
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        return axes

    def text(self, left: float, top: float, text: str, **look: Any) -> None:
        """Write a text whose upper left corner stands at a place."""
        settings: dict[str, Any] = {"ha": "left", "va": "top", "size": TEXT, "color": INK, **look}
        self.figure.text(left / self.width, 1 - top / self.height, text, **settings)

    def letter(self, left: float, top: float, number: int) -> None:
        """Write the letter of a panel."""
        self.text(left, top, "abcdefghijklmnopqrstuvwxyz"[number % 26], size=8.0, weight="bold")

    def rule(self, left: float, top: float, width: float, colour: str = FAINT) -> None:
        """Draw a thin line across."""
        line = mpl.lines.Line2D(
            [left / self.width, (left + width) / self.width],
            [1 - top / self.height] * 2,
            color=colour,
            linewidth=0.5,
            transform=self.figure.transFigure,
        )
        self.figure.add_artist(line)


def row_lines(axes: Axes, count: int) -> None:
    """Draw a dotted guide along each of `count` rows."""
    for row in range(count):
        axes.axhline(row, color=GRID, linewidth=0.5, linestyle=(0, (1, 2)), zorder=0)
