"""Blocs over time, or over layers: found in each alone and matched one to the next.

What is matched keeps its number; what is not is born or dies; splits and merges are told apart from both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

from qtnet.errors import InputError
from qtnet.metrics.blocs.matching import Step, step
from qtnet.metrics.blocs.partition import blocs
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Ints
from qtnet.network.windows import Window
from qtnet.results import MULTILAYER, Partition, Result, tidy

__all__ = ["BlocHistory", "bloc_history", "bloc_layers"]

Seed = np.random.Generator | np.random.SeedSequence | int


@dataclass(frozen=True, kw_only=True, eq=False)
class BlocHistory(Result):
    """Blocs that keep their number from one window (or layer) to the next.

    Attributes
    ----------
    frame
        One row per window and actor: `estimate` is the number of the bloc, the same in all windows; ``stability`` as in
        `Partition`; NaN where the actor has no ties.
    flows
        One row per pair of blocs of neighbouring windows that share actors: ``start``, ``end`` (windows), ``source``,
        ``target`` (blocs), ``actors`` (how many), ``members``. For an alluvial figure.
    events
        One row per event: ``at`` (window), ``event`` (birth, death, split, merge), ``bloc``, ``others``: the blocs into
        which a bloc splits, or of which it comes.
    over
        Whether the column of the frame is ``window`` or ``layer``.
    """

    frame: pd.DataFrame = field(repr=False)
    flows: pd.DataFrame = field(repr=False)
    events: pd.DataFrame = field(repr=False)
    over: Literal["window", "layer"] = "window"

    def to_frame(self) -> pd.DataFrame:
        """Give a copy of the tidy frame."""
        return self.frame.copy()

    def details(self) -> dict[str, object]:
        """Give flows and events as records."""
        return {"flows": self.flows.to_dict("records"), "events": self.events.to_dict("records")}

    def remark(self) -> str:
        """Count the events, and say when a bloc counts as the same."""
        counts = [f"{kind}s: {sum(self.events['event'] == kind)}" for kind in ("birth", "death", "split", "merge")]
        return (
            f"{', '.join(counts).capitalize()}. A bloc keeps its number where most actors stay. "
            f"Each {self.over} is searched alone, so that a change may also be one between partitions of nearly equal "
            "modularity: read it with `stability`."
        )


def bloc_history(
    windows: Sequence[Window],
    *,
    rng: Seed,
    restarts: int = 50,
    resolution: float = 1.0,
    coupling: float = 1.0,
) -> BlocHistory:
    """Find the blocs of each window and follow them through time.

    Parameters
    ----------
    windows
        Windows as `time_windows` gives them, at least one.
    rng
        Seed or generator of the searches.
    restarts, resolution, coupling
        As in `blocs`.

    Raises
    ------
    InputError
        If there is no window, or windows have different actors or one label.

    Notes
    -----
    Neighbouring blocs are matched so that as many actors as possible stay; windows without ties are passed over. A bloc
    without successor dies with the last window in which it is; one without predecessor is born. Actors without ties in
    one of two windows are left out of the match. Rolling windows share documents: their blocs change more smoothly than
    the world does. A bloc splits, or several merge, if two parts at least hold 30 % of the actors in both windows and
    two actors each.

    Examples
    --------
    >>> from qtnet.network.windows import time_windows
    >>> rows = [("CN", "RU", 1, 2019), ("CN", "US", -1, 2019), ("CN", "RU", 1, 2020), ("CN", "US", -1, 2020)]
    >>> edges = pd.DataFrame(rows, columns=["source", "target", "sign", "time"]).assign(layer="chips")
    >>> found = bloc_history(time_windows(MultilayerNetwork.from_edges(edges)), rng=1)
    >>> found.to_frame()[["window", "actor", "estimate"]].values.tolist()[:3]
    [['2019', 'CN', 1.0], ['2019', 'RU', 1.0], ['2019', 'US', 2.0]]
    """
    named = [(window.label, window.network) for window in windows]
    generator = np.random.default_rng(rng)
    found = [_found(net, generator, restarts, resolution, coupling) for _, net in named]
    return _followed([label for label, _ in named], found, over="window")


def bloc_layers(net: MultilayerNetwork, *, rng: Seed, restarts: int = 50, resolution: float = 1.0) -> BlocHistory:
    """Find the blocs of each layer alone and match them from layer to layer, in the order of the layers.

    Parameters
    ----------
    net
        The network.
    rng
        Seed or generator of the searches.
    restarts, resolution
        As in `blocs`.

    Notes
    -----
    Layers have no order in time: births and deaths only say that a bloc has no counterpart in the neighbouring layer.
    `blocs` instead finds one partition of all layers, in which an actor's layers pull one another into one bloc.

    Raises
    ------
    InputError
        If the network has no layer.
    """
    generator = np.random.default_rng(rng)
    parts = [net.subnetwork(layers=[layer]) for layer in net.layers]
    found = [_found(part, generator, restarts, resolution, 0.0) for part in parts]
    return _followed(list(net.layers), found, over="layer")


def _found(
    net: MultilayerNetwork, rng: np.random.Generator, restarts: int, resolution: float, coupling: float
) -> Partition:
    return blocs(net, rng=rng, restarts=restarts, resolution=resolution, coupling=coupling)


def _followed(labels: list[str], found: list[Partition], *, over: Literal["window", "layer"]) -> BlocHistory:
    if not found:
        raise InputError(f"{over}s: expected at least one, got none")
    if len(set(labels)) < len(labels) or len({partition.actors for partition in found}) > 1:
        raise InputError(f"{over}s: expected different labels and the same actors in all, got {', '.join(labels)}")
    own = [_counted(partition) for partition in found]
    tied = [number for number, blocs_of in enumerate(own) if (blocs_of >= 0).any()]
    steps = [(one, other, step(own[one], own[other])) for one, other in pairwise(tied)]
    threads = _threads(own, steps)
    frames = [
        _rows(partition, thread, label, over) for partition, thread, label in zip(found, threads, labels, strict=True)
    ]
    numbers = [
        dict(zip(a[a >= 0].tolist(), b[a >= 0].tolist(), strict=True)) for a, b in zip(own, threads, strict=True)
    ]
    return BlocHistory(
        frame=tidy(pd.concat(frames, ignore_index=True)),
        flows=_flows(labels, found[0].actors, threads, steps),
        events=_events(labels, numbers, steps),
        over=over,
    )


def _counted(partition: Partition) -> Ints:
    """Give the actors' blocs, counted from 0 without gaps, -1 for none."""
    numbers = partition.blocs().to_numpy()
    known, labels = np.isfinite(numbers), np.full(len(numbers), -1, dtype=np.int64)
    labels[known] = np.unique(numbers[known], return_inverse=True)[1]
    return labels


def _threads(own: list[Ints], steps: list[tuple[int, int, Step]]) -> list[Ints]:
    """Give each bloc the number of its predecessor, or the next free one; -1 for no bloc."""
    number: list[dict[int, int]] = [{} for _ in own]
    free = 1
    before = {other: (one, found.successor) for one, other, found in steps}
    for place, labels in enumerate(own):
        if place in before:
            one, successor = before[place]
            number[place] = {int(new): number[one][old] for old, new in enumerate(successor) if new >= 0}
        for label in range(int(labels.max(initial=-1)) + 1):
            if label not in number[place]:
                number[place][label], free = free, free + 1
    return [
        np.array([number[place].get(int(label), -1) for label in labels], dtype=np.int64)
        for place, labels in enumerate(own)
    ]


def _rows(partition: Partition, thread: Ints, label: str, over: str) -> pd.DataFrame:
    frame = partition.to_frame()
    whole = frame[frame["layer"] == MULTILAYER].set_index("actor").reindex(list(partition.actors))
    rows = whole[["stability", "reason"]].reset_index()
    rows["estimate"] = np.where(thread > 0, thread, np.nan)
    return rows.assign(metric="blocs", **{"layer": MULTILAYER, over: label})


def _flows(
    labels: list[str], actors: tuple[str, ...], threads: list[Ints], steps: list[tuple[int, int, Step]]
) -> pd.DataFrame:
    rows = []
    for one, other, _ in steps:
        frame = pd.DataFrame({"actor": actors, "source": threads[one], "target": threads[other]})
        for (source, target), part in frame[(frame[["source", "target"]] > 0).all(axis=1)].groupby(
            ["source", "target"]
        ):
            row = {"start": labels[one], "end": labels[other], "source": source, "target": target}
            rows.append(row | {"actors": len(part), "members": ", ".join(part["actor"])})
    return pd.DataFrame(rows, columns=["start", "end", "source", "target", "actors", "members"])


def _events(labels: list[str], numbers: list[dict[int, int]], steps: list[tuple[int, int, Step]]) -> pd.DataFrame:
    rows: list[dict[str, object]] = []

    def note(place: int, event: str, bloc: int, others: tuple[int, ...] = ()) -> None:
        rows.append({"at": labels[place], "event": event, "bloc": bloc, "others": others})

    for one, other, found in steps:
        before, after = numbers[one], numbers[other]
        for column in sorted(set(range(len(found.shared[0]))) - set(found.successor.tolist())):
            note(other, "birth", after[column])
        for row in np.flatnonzero(found.successor < 0).tolist():
            note(one, "death", before[row])
        for row, parts in found.splits.items():
            note(other, "split", before[row], tuple(after[part] for part in parts))
        for column, parts in found.merges.items():
            note(other, "merge", after[column], tuple(before[part] for part in parts))
    return pd.DataFrame(rows, columns=["at", "event", "bloc", "others"])
