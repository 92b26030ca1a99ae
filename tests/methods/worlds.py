"""Worlds whose bipolarity is known, as the page on reading the index shows them."""

from __future__ import annotations

import math

import pandas as pd

from qtnet.metrics.registry import find_metric
from qtnet.network import MultilayerNetwork

PARTS = ("C", "S", "H", "D", "TBI")


def grouped(*sizes: int, hedgers: int = 0, across: int | None = -1, inside: int = 1) -> MultilayerNetwork:
    """Complete groups, ties of sign `inside` within and `across` between them, and hedgers who cooperate with all."""
    groups = {f"{'abcdefgh'[g]}{i:02d}": g for g, size in enumerate(sizes) for i in range(size)}
    names = [*groups, *(f"h{i:02d}" for i in range(hedgers))]
    rows = []
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            sign = _sign(groups.get(one), groups.get(other), across=across, inside=inside)
            if sign is not None:
                rows.append((one, other, "world", sign))
    return MultilayerNetwork.from_edges(pd.DataFrame(rows, columns=["source", "target", "layer", "sign"]))


def _sign(one: int | None, other: int | None, *, across: int | None, inside: int) -> int | None:
    if one is None or other is None:
        return 1 if (one is None) != (other is None) else None  # hedgers have no ties to each other
    return inside if one == other else across


def components(net: MultilayerNetwork) -> dict[str, float]:
    """Give the components for the first actors of the first two groups as poles."""
    frame = find_metric("bipolarity").function(net, poles=("a00", "b00"), rng=1).to_frame()
    return frame[frame["layer"] == "world"].set_index("metric")["estimate"].to_dict()


def rows() -> list[list[str]]:
    """Give one line per world: its name, its components and what it shows."""
    turned = grouped(20, 20, across=1, inside=-1)
    worlds = [
        ("two hostile groups of 20", grouped(20, 20), "the perfect divide"),
        ("of 30 and 10", grouped(30, 10), "unequal poles: C falls, nothing else does"),
        ("of 38 and 2", grouped(38, 2), "nearly one pole: polarised, hardly bipolar"),
        (
            "three hostile groups of 20",
            grouped(20, 20, 20),
            "hostility also runs elsewhere (H), two blocs are not enough (D)",
        ),
        ("four of 15", grouped(15, 15, 15, 15), "many poles are no bipolarity"),
        ("five of 12", grouped(12, 12, 12, 12, 12), "the same, more so"),
        ("two of 15 and 2 hedgers", grouped(15, 15, hedgers=2), "who is tied to both poles lowers C and S"),
        ("two of 15 and 6 hedgers", grouped(15, 15, hedgers=6), "the same, more so"),
        ("two of 15 and 12 hedgers", grouped(15, 15, hedgers=12), "the same, more so"),
        (
            "two groups of 20 without a tie between",
            grouped(20, 20, across=None),
            "apart, not hostile: TBI is undefined, not 0",
        ),
        (
            "two groups of 20, hostile inside, friendly across",
            turned,
            "hostility off the line: H is not above 0, and TBI is 0",
        ),
        ("all of 40 cooperate", grouped(20, 20, across=1), "no divide and no hostility: undefined as well"),
    ]
    return [
        [name, *(_shown(components(net).get(part, math.nan)) for part in PARTS), told] for name, net, told in worlds
    ]


def _shown(value: float) -> str:
    return "–" if math.isnan(value) else f"{round(value, 2) + 0.0:.2f}".replace("-", "−")
