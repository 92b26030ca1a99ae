"""Names beside marks, placed so that no name covers another or a mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

__all__ = ["Mark", "Name", "placed_names", "spaced"]

_LETTER = 0.56  # width of a letter of the page's font in shares of its size, on average
_LINE = 1.15  # height of a line, likewise

#: Sides of a mark in the order in which they are tried: name in Plotly, step across and up.
_SIDES = (
    ("middle right", 1, 0),
    ("middle left", -1, 0),
    ("top center", 0, 1),
    ("bottom center", 0, -1),
    ("top right", 1, 1),
    ("bottom right", 1, -1),
    ("top left", -1, 1),
    ("bottom left", -1, -1),
)


class Mark(NamedTuple):
    """A mark with its place and radius in pixels, y upwards."""

    name: str
    x: float
    y: float
    radius: float


class Name(NamedTuple):
    """A name with the mark it belongs to and the side of it on which it stands."""

    mark: int
    side: str


class _Box(NamedTuple):
    left: float
    right: float
    bottom: float
    top: float


def placed_names(marks: Sequence[Mark], *, size: float, width: float, height: float) -> list[Name]:
    """Place names on a drawing of `width` times `height` pixels, the first marks first.

    A name that finds no free side is left out: its mark still tells it under the pointer and in the table.

    Examples
    --------
    >>> placed_names([Mark("Japan", 50, 50, 5), Mark("Korea", 55, 50, 5)], size=11, width=100, height=100)
    [Name(mark=0, side='middle left'), Name(mark=1, side='middle right')]
    """
    taken = [_Box(m.x - m.radius, m.x + m.radius, m.y - m.radius, m.y + m.radius) for m in marks]
    found = []
    for number, mark in enumerate(marks):
        for side, across, up in _SIDES:
            box = _box(mark, across, up, size)
            inside = box.left >= 0 and box.right <= width and box.bottom >= 0 and box.top <= height
            if inside and not _meets(box, (other for k, other in enumerate(taken) if k != number)):
                taken.append(box)
                found.append(Name(number, side))
                break
    return found


def spaced(name: str, side: str) -> str:
    """Keep a name a little away from its mark.

    Examples
    --------
    >>> spaced("Japan", "middle left") == "Japan" + chr(160), spaced("Japan", "top center")
    (True, 'Japan')
    """
    return f"\u00a0{name}" if side.endswith("right") else f"{name}\u00a0" if side.endswith("left") else name


def _box(mark: Mark, across: int, up: int, size: float) -> _Box:
    wide, high = len(mark.name) * size * _LETTER, size * _LINE
    away = mark.radius * (0.75 if across and up else 1) + 2
    x, y = mark.x + across * (away + wide / 2), mark.y + up * (away + high / 2)
    return _Box(x - wide / 2, x + wide / 2, y - high / 2, y + high / 2)


def _meets(box: _Box, others: Iterable[_Box]) -> bool:
    return any(
        box.left < other.right and box.right > other.left and box.bottom < other.top and box.top > other.bottom
        for other in others
    )
