"""Write world.json: outlines of countries for the map of the report, from Natural Earth (public domain).

Not part of the package: run it by hand with the PyPI package pycountry and the npm package world-atlas
(Natural Earth 4.1 as TopoJSON) unpacked. Countries come from the scale 1:110 million; those that it leaves out because
they are small (Singapore, Hong Kong, Malta, Bahrain and others) from 1:50 million.

    npm pack world-atlas@2 && tar xzf world-atlas-2.*.tgz
    python data/reference/build_world.py package/countries-110m.json package/countries-50m.json
"""

from __future__ import annotations

import heapq
import json
import sys
from pathlib import Path

import numpy as np
import pycountry

OUT = Path(__file__).parent / "world.json"
CUT = -169.0  # degrees: the map's edge, in the Bering Strait, so that no country is cut in two
STEP = 10  # coordinates are whole tenths of a degree: a third of a pixel on a map 1,100 pixels wide
LEAST_TURN = 0.18  # square degrees: a point that moves the outline by less is left out
LEAST_ISLAND = 0.6  # square degrees; the largest part of a country stays whatever its size
ANTARCTICA = "AQ"
WITHOUT_NUMBER = {"Kosovo": "XK"}  # areas that have no number in ISO 3166-1 but a code in countries.csv

Ring = np.ndarray


def areas(path: Path) -> list[tuple[str, list[Ring]]]:
    """Read a TopoJSON file: the code of each area, empty where it has none, and its rings in degrees."""
    world = json.loads(path.read_text(encoding="utf-8"))
    scale, shift = (np.array(world["transform"][key]) for key in ("scale", "translate"))
    arcs = [simplified(unbroken(np.cumsum(np.array(arc), axis=0) * scale + shift)) for arc in world["arcs"]]
    found = []
    for area in world["objects"]["countries"]["geometries"]:
        parts = {"Polygon": [area.get("arcs")], "MultiPolygon": area.get("arcs")}.get(area["type"], [])
        rings = [joined(ring, arcs) for part in parts for ring in part]
        found.append((code(area), rings))
    return found


def code(area: dict) -> str:
    """Give the two letters of an area from its ISO number."""
    known = pycountry.countries.get(numeric=area.get("id", ""))
    return known.alpha_2 if known else WITHOUT_NUMBER.get(area["properties"]["name"], "")


def joined(ring: list[int], arcs: list[Ring]) -> Ring:
    """Put the arcs of a ring together; a negative number is an arc that runs backwards."""
    parts = [arcs[k] if k >= 0 else arcs[~k][::-1] for k in ring]
    return unbroken(np.vstack([part[1:] if n else part for n, part in enumerate(parts)]))


def unbroken(line: Ring) -> Ring:
    """Let the longitude of a line run on where it passes 180°."""
    return np.column_stack([np.unwrap(line[:, 0], period=360), line[:, 1]])


def simplified(arc: Ring) -> Ring:
    """Leave out the points that matter least, smallest triangle first (Visvalingam and Whyatt 1993); ends stay."""
    left, right = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    size = [np.inf] * len(arc)

    def triangle(k: int) -> float:
        (x0, y0), (x1, y1), (x2, y2) = arc[left[k]], arc[k], arc[right[k]]
        # A degree of longitude is shorter far from the equator; the map shows it so.
        return abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)) / 2 * float(np.cos(np.radians(y1)))

    for k in range(1, len(arc) - 1):
        size[k] = triangle(k)
    closed = bool((arc[0] == arc[-1]).all())
    kept, heap = len(arc), [(size[k], k) for k in range(1, len(arc) - 1)]
    heapq.heapify(heap)
    gone: set[int] = set()
    while heap and heap[0][0] < LEAST_TURN and kept > (5 if closed else 2):
        value, k = heapq.heappop(heap)
        if k in gone or value != size[k]:
            continue
        gone.add(k)
        kept -= 1
        left[right[k]], right[left[k]] = left[k], right[k]
        for near in (left[k], right[k]):
            if 0 < near < len(arc) - 1:
                size[near] = max(value, triangle(near))
                heapq.heappush(heap, (size[near], near))
    return arc[[k for k in range(len(arc)) if k not in gone]]


def placed(ring: Ring) -> Ring:
    """Move a ring that lies beyond the map's edge to its other side."""
    return ring + np.array([360.0, 0.0]) if ring[:, 0].mean() < CUT else ring


def area_of(ring: Ring) -> float:
    """Give the area of a ring in square degrees, as large as it is drawn."""
    x, y = ring.T
    return abs(float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]))) / 2 * float(np.cos(np.radians(ring[:, 1].mean())))


def whole_tenths(ring: Ring) -> list[int]:
    """Give a ring as one list, longitude and latitude by turns, without the points that fall together."""
    points = np.round(ring * STEP).astype(int)
    new = np.append(True, (np.diff(points, axis=0) != 0).any(axis=1))
    return [int(value) for value in points[new].ravel()]


def speck(ring: Ring) -> list[int]:
    """Give the smallest square that can be drawn, for a country that is smaller."""
    x, y = (int(value) for value in np.round(ring.mean(axis=0) * STEP))
    return [x - 1, y - 1, x - 1, y + 1, x + 1, y + 1, x + 1, y - 1, x - 1, y - 1]


def outlines(shapes: list[tuple[str, list[Ring]]], *, least: float) -> list[dict[str, object]]:
    """Give code and rings of each area; small islands go, the largest part stays."""
    told = []
    for name, rings in shapes:
        parts = sorted(map(placed, rings), key=area_of, reverse=True)
        kept = [whole_tenths(ring) for n, ring in enumerate(parts) if n == 0 or area_of(ring) >= least]
        drawn = [ring for ring in kept if len(ring) > 6]
        told.append({"code": name, "rings": drawn or [speck(parts[0])]})
    return told


def main(coarse: Path, fine: Path) -> None:
    """Write the file."""
    large = [(name, rings) for name, rings in areas(coarse) if name != ANTARCTICA]
    known = {name for name, _ in large} | {ANTARCTICA, ""}
    small = [(name, rings) for name, rings in areas(fine) if name not in known]
    found = outlines(large, least=LEAST_ISLAND) + outlines(small, least=LEAST_ISLAND)
    world = {
        "source": "Natural Earth 4.1, admin 0 countries at 1:110 million, small countries at 1:50 million",
        "licence": "public domain",
        "step": STEP,
        "areas": sorted(found, key=lambda area: (str(area["code"]), area["rings"])),
    }
    OUT.write_text(json.dumps(world, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
