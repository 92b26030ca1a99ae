"""Where actors stand on the map, and which ties run between the places: what the map draws.

Actors stand in their home country, several of one country in one place. Who has no home country on the map, as groups
of states, stands aside.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import pandas as pd

from qtnet.report.evidence import ordered
from qtnet.report.figures.outlines import locations, project
from qtnet.report.rows import Row, rows

__all__ = ["SEATS", "prepare_links", "prepare_places"]

#: Groups of states that have one seat: name of the place, longitude, latitude.
SEATS: Final = {"EU": ("Brussels", 4.35, 50.85)}

_LINK_COLUMNS = ["source", "target", "sign", "weight", "technologies", "ends", "facts"]


def prepare_places(
    network: pd.DataFrame, actors: pd.DataFrame, blocs: Mapping[str, int], names: Mapping[str, str]
) -> pd.DataFrame:
    """Give one row per place, the one with the heaviest ties first.

    Returns
    -------
    pd.DataFrame
        `place` (code of the country or group, or id of an actor that stands aside), `name`, `actors` (ids), `members`
        (their names), `bloc` (0 where they are of several), `weight` (of all ties at the place), `ties`, `at_home`
        (ties between two actors of the place), `x`, `y` (map units; NaN for those aside) and `facts`.
    """
    home = _homes(actors)
    spots = _spots()
    told = []
    for place, own in pd.Series(home).groupby(pd.Series(home)):
        ids = tuple(sorted(str(actor) for actor in own.index))
        touched = network[network["source"].isin(ids) | network["target"].isin(ids)]
        name, x, y = spots.get(str(place), (names.get(str(place), str(place)), float("nan"), float("nan")))
        known = {blocs.get(actor, 0) for actor in ids}
        told.append(
            {
                "place": str(place),
                "name": names.get(str(place), name),
                "actors": ids,
                "members": tuple(names.get(actor, actor) for actor in ids),
                "bloc": known.pop() if len(known) == 1 else 0,
                "weight": float(touched["weight"].sum()),
                "ties": len(touched),
                "at_home": int((touched["source"].isin(ids) & touched["target"].isin(ids)).sum()),
                "x": x,
                "y": y,
                "facts": ordered(fact for facts in touched["facts"] for fact in facts),
            }
        )
    columns = ["place", "name", "actors", "members", "bloc", "weight", "ties", "at_home", "x", "y", "facts"]
    frame = pd.DataFrame(told, columns=columns)
    return frame.sort_values(["weight", "place"], ascending=[False, True], ignore_index=True)


def prepare_links(network: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Give one row per pair of places and sign over all technologies, the lightest first so that the heavy lie on top.

    Returns
    -------
    pd.DataFrame
        `source`, `target` (places, in code-point order), `sign`, `weight`, `technologies`, `ends` (the actors) and
        `facts`.
    """
    home = _homes(actors)
    joined: dict[tuple[str, str, int], list[Row]] = {}
    for tie in rows(network):
        source, target = sorted((home[str(tie["source"])], home[str(tie["target"])]))
        if source != target:
            joined.setdefault((source, target, int(tie["sign"])), []).append(tie)
    told = [_link(*key, ties) for key, ties in sorted(joined.items())]
    frame = pd.DataFrame(told, columns=_LINK_COLUMNS)
    return frame.sort_values(["weight", "source", "target"], ignore_index=True)


def _link(source: str, target: str, sign: int, ties: list[Row]) -> Row:
    return {
        "source": source,
        "target": target,
        "sign": sign,
        "weight": math.fsum(tie["weight"] for tie in ties),
        "technologies": tuple(sorted({str(tie["layer"]) for tie in ties})),
        "ends": ordered(str(tie[end]) for tie in ties for end in ("source", "target")),
        "facts": ordered(fact for tie in ties for fact in tie["facts"]),
    }


def _homes(actors: pd.DataFrame) -> dict[str, str]:
    """Give each actor its place: its seat or its country's where the map has one, else itself."""
    known = {*locations(), *SEATS}
    homes = {}
    for row in rows(actors):
        actor, country = str(row["actor"]), str(row["country"] or "")
        homes[actor] = actor if actor in SEATS or country not in known else country
    return homes


def _spots() -> dict[str, tuple[str, float, float]]:
    spots = {code: (name, float(x), float(y)) for code, (name, x, y) in locations().items()}
    for group, (_, longitude, latitude) in SEATS.items():
        x, y = project(longitude, latitude)[0].tolist()
        spots[group] = (group, float(x), float(y))
    return spots
