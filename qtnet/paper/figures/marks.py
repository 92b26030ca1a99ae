"""The marks of blocs and of ties in print: colour never alone, so that grey and colour-blind eyes read the same."""

from __future__ import annotations

from typing import Any, Final

from matplotlib.axes import Axes

from qtnet.paper.figures.style import SMALL, Sheet, text_width
from qtnet.report.figures.gathered import is_gathered
from qtnet.report.theme import INK, TIES, bloc_mark

__all__ = ["TIE_WIDTHS", "bloc_look", "legend_row", "tie_look"]

_MARKERS: Final[dict[str, Any]] = {
    "circle": "o",
    "square": "s",
    "diamond": "D",
    "triangle-up": "^",
    "cross": "P",
    "x": "X",
    "star": "*",
    "hexagon": "h",
    "pentagon": "p",
    "hexagram": (6, 1, 0),
    "circle-open": "o",
}
#: Sizes that look alike, in shares of the circle's.
_SIZES: Final = {"diamond": 0.86, "square": 0.9, "triangle-up": 1.1, "cross": 1.15, "x": 1.15, "star": 1.45}
#: Points, for the lightest third of the weights, the middle and the heaviest.
TIE_WIDTHS: Final = (0.5, 1.0, 1.8)


def bloc_look(bloc: int, size: float, actor: str = "") -> dict[str, Any]:
    """Give marker and colours of a bloc; a mark for several actors is open."""
    colour, symbol = bloc_mark(bloc)
    is_open = symbol == "circle-open" or is_gathered(actor)
    return {
        "linestyle": "none",
        "marker": _MARKERS[symbol],
        "markersize": size * _SIZES.get(symbol, 1.0),
        "markerfacecolor": "white" if is_open else colour,
        "markeredgecolor": colour if is_open else "white",
        "markeredgewidth": 0.9 if is_open else 0.4,
    }


def tie_look(sign: int, width: int) -> dict[str, Any]:
    """Give colour, dash and width of a tie."""
    return {
        "color": TIES[sign][1],
        "linewidth": TIE_WIDTHS[width],
        "linestyle": "solid" if sign > 0 else (0, (3.0 / TIE_WIDTHS[width], 1.6 / TIE_WIDTHS[width])),
    }


def legend_row(sheet: Sheet, left: float, top: float, blocs: list[int], *, arrows: bool, weights: bool) -> None:
    """Draw one line that explains signs, weights, directions and blocs."""
    room = sheet.bare(left, top, sheet.width - left - 1.0, 4.0)
    at = 0.0
    for sign in (1, -1):
        room.plot([at, at + 7.0], [2.0, 2.0], **tie_look(sign, 1))
        at = _named(room, at + 8.0, TIES[sign][0])
    if weights:
        for width in range(3):
            room.plot([at, at + 4.0], [2.0, 2.0], color=INK, linewidth=TIE_WIDTHS[width], solid_capstyle="butt")
            at += 5.0
        at = _named(room, at, "weight: up to ⅓, ⅔, all of the largest")
    if arrows:
        room.plot([at + 1.0], [2.0], marker=(3, 0, -90), color=INK, markersize=3.6, markeredgewidth=0)
        at = _named(room, at + 3.0, "direction")
    for bloc in blocs:
        room.plot([at + 1.0], [2.0], **bloc_look(bloc, 4.6))
        at = _named(room, at + 3.0, f"bloc {bloc}" if bloc else "no bloc")


def _named(room: Axes, at: float, words: str) -> float:
    """Write words at a place and give where the next thing may begin."""
    room.text(at, 2.0, words, size=SMALL, va="center_baseline", color=INK)
    return at + text_width(words, SMALL) + 4.0
