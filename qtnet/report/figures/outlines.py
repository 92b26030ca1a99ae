"""The outlines of countries, and where a place lies on the flat map.

In: `world.json` and `countries.csv` of the reference tables. Out: coordinates of the Equal Earth projection (Šavrič,
Patterson and Jenny 2019, doi:10.1080/13658816.2018.1504949), which keeps the sizes of countries comparable.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from qtnet.reference import reference_table

__all__ = ["Window", "land", "locations", "project", "world_source"]

_MIDDLE = 11.0  # degrees: the meridian in the middle of the map, so that its edge runs through the Bering Strait
_A = (1.340264, -0.081106, 0.000893, 0.003796)  # coefficients of the projection
_SCALE = 1000  # map units for the radius of the globe: one is a sixth of a pixel on a map 900 pixels wide

Points = tuple[list[float | None], list[float | None]]


class Window(NamedTuple):
    """A part of the flat map, in map units."""

    left: float
    right: float
    bottom: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def project(longitude: npt.ArrayLike, latitude: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Give map coordinates of shape ``(n_points, 2)``, in whole map units.

    Examples
    --------
    >>> project([11, 191], [0, 0]).tolist(), project(11, 90).tolist()
    ([[0, 0], [2707, 0]], [[0, 1317]])
    """
    away = np.radians(np.atleast_1d(np.asarray(longitude, dtype=float)) - _MIDDLE)
    theta = np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(np.atleast_1d(np.asarray(latitude, dtype=float)))))
    a1, a2, a3, a4 = _A
    square, sixth = theta**2, theta**6
    slope = 9 * a4 * theta**8 + 7 * a3 * sixth + 3 * a2 * square + a1
    x = 2 * np.sqrt(3) * away * np.cos(theta) / (3 * slope)
    y = theta * (a4 * theta**8 + a3 * sixth + a2 * square + a1)
    return np.asarray(np.round(_SCALE * np.column_stack([x, y])), dtype=np.int64)


@cache
def locations() -> dict[str, tuple[str, int, int]]:
    """Give name and map coordinates of each country and territory by its ISO 3166-1 code of two letters."""
    with reference_table("countries.csv").open(encoding="utf-8", newline="") as file:
        countries = list(csv.DictReader(file))
    # Beyond the edge in the Bering Strait the map goes on at its other side.
    east = [lon + 360 if (lon := float(row["lon"])) < _MIDDLE - 180 else lon for row in countries]
    places = project(east, [float(row["lat"]) for row in countries])
    return {row["iso2"]: (row["name"], int(x), int(y)) for row, (x, y) in zip(countries, places.tolist(), strict=True)}


def land(*, only: Collection[str] | None = None, without: Collection[str] = (), window: Window | None = None) -> Points:
    """Give the outlines of areas as two lists, with a gap (None) after each ring.

    Parameters
    ----------
    only, without
        Codes of the areas to give, all when None, and to leave out.
    window
        Give only the rings of which a part lies in this window.
    """
    xs: list[float | None] = []
    ys: list[float | None] = []
    for code, rings in _rings():
        if (only is not None and code not in only) or code in without:
            continue
        for ring in rings:
            if window is None or _meets(ring, window):
                xs += [*ring[:, 0].tolist(), None]
                ys += [*ring[:, 1].tolist(), None]
    return xs, ys


def world_source() -> str:
    """Say where the outlines come from."""
    world = _world()
    return f"Outlines: {world['source']}, {world['licence']}."


def _meets(ring: npt.NDArray[np.int64], window: Window) -> bool:
    (left, bottom), (right, top) = ring.min(axis=0), ring.max(axis=0)
    return bool(left <= window.right and right >= window.left and bottom <= window.top and top >= window.bottom)


@cache
def _world() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(reference_table("world.json").read_text(encoding="utf-8"))
    return read


@cache
def _rings() -> tuple[tuple[str, tuple[npt.NDArray[np.int64], ...]], ...]:
    """Give code and projected rings of each area, in the order of the file."""
    world = _world()
    step = float(world["step"])
    return tuple((str(area["code"]), tuple(_ring(values, step) for values in area["rings"])) for area in world["areas"])


def _ring(values: Iterable[int], step: float) -> npt.NDArray[np.int64]:
    degrees = np.array(list(values), dtype=float).reshape(-1, 2) / step
    return project(degrees[:, 0], degrees[:, 1])
