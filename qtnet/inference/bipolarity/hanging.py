"""Which documents, actors and ties a bipolarity profile hangs on: leave one out at a time, and rank what moves most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, get_args

import numpy as np
import pandas as pd

from qtnet.errors import InputError, NotDefinedError, UnknownNameError
from qtnet.metrics.bipolarity.counting import Contributions, contributions
from qtnet.metrics.bipolarity.evaluation import COMPONENTS, Evaluation, Setting, evaluate, evaluate_data
from qtnet.metrics.bipolarity.poles import given_poles
from qtnet.metrics.bipolarity.profile import capability_vector
from qtnet.network import MultilayerNetwork
from qtnet.parallel import Seed, map_ordered
from qtnet.results import MULTILAYER, Result, tidy

__all__ = ["BipolarityInfluence", "Unit", "bipolarity_influence", "tie_name"]

Unit = Literal["documents", "actors", "ties"]
#: Networks evaluated at once: bounds memory, and is the same for any number of processes.
_CHUNK = 32


@dataclass(frozen=True, kw_only=True, eq=False)
class BipolarityInfluence(Result):
    """How far every component moves when a document, an actor or a tie is left out.

    `frame` has one row per component, layer and unit, the largest changes of each component first: ``estimate`` is the
    change (with all minus without this one), ``without`` the value without it, ``unit`` its name, ``rank`` 1 for the
    largest change in size.
    """

    of: Unit
    poles: tuple[str, str]
    frame: pd.DataFrame = field(repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Give a copy of the tidy frame with the columns unit, without and rank at its end."""
        return self.frame.copy()

    def top(self, metric: str = "TBI", layer: str = MULTILAYER, *, most: int = 10) -> pd.DataFrame:
        """Give the units on which one number hangs most: unit, change, without."""
        own = self.frame[(self.frame["metric"] == metric) & (self.frame["layer"] == layer)]
        first = own[own["estimate"].notna()].sort_values("rank", kind="stable").head(most)
        return first[["unit", "estimate", "without"]].rename(columns={"estimate": "change"}).reset_index(drop=True)


def bipolarity_influence(
    net: MultilayerNetwork,
    *,
    poles: tuple[str, str],
    of: Unit = "documents",
    rng: Seed,
    capability: Mapping[str, float] | pd.Series | None = None,
    most: int | None = None,
    jobs: int = 1,
) -> BipolarityInfluence:
    """Leave out one document, actor or tie at a time and measure every component of bipolarity again.

    Parameters
    ----------
    net
        The network.
    poles
        Pole A and pole B; they are not left out as actors.
    of
        What is left out. An actor is left out with its capability; a tie is all evidence of one sign between two actors
        in one layer, whatever its direction.
    rng
        Seed of the search behind D, the same for all.
    capability
        As for `bipolarity`.
    most
        Leave out no more than these many, the units with most weight; light ones may be missed that move much. None
        for all.
    jobs
        Processes; the result does not depend on it.

    Raises
    ------
    InputError
        If `most` is less than 2.
    UnknownNameError
        If a pole or `of` is unknown.
    NotDefinedError
        If there are fewer than two units to leave out.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["US", "CN", "US", "US"], "target": ["JP", "RU", "CN", "RU"]})
    >>> net = MultilayerNetwork.from_edges(edges.assign(layer="ai", sign=[1, 1, -1, 1]))
    >>> found = bipolarity_influence(net, poles=("US", "CN"), of="ties", rng=1).frame
    >>> found.query("metric == 'S' and layer == 'ai' and rank == 1")["unit"].item()
    'RU – US + in ai'
    """
    if most is not None and most < 2:
        raise InputError(f"most: expected at least 2, got {most}")
    if of not in get_args(Unit):
        raise UnknownNameError("unit of influence", of, get_args(Unit))
    at, power, counted = given_poles(net, poles), capability_vector(net, capability), contributions(net)
    keep, names, lost = _units(net, counted, of, at)
    if len(names) < 2:
        raise NotDefinedError(f"influence: at least two {of} are needed, the network has {len(names)}")
    if most is not None:
        heavy = _heaviest(counted, keep, most)
        keep, names, lost = keep[heavy], [names[place] for place in heavy], lost[heavy]
    seed = int(np.random.default_rng(rng).integers(2**63))
    setting, whole = evaluate_data(
        *counted.matrices(), Setting(poles=at, capability=power), rng=np.random.default_rng(seed)
    )
    task = partial(_without, counted, setting, seed)
    chunks = [(keep[s : s + _CHUNK], lost[s : s + _CHUNK]) for s in range(0, len(names), _CHUNK)]
    parts = list(map_ordered(task, chunks, jobs=jobs))
    without = {name: np.concatenate([part[name] for part in parts]) for name in COMPONENTS}
    frame = _frame(net.layers, names, whole, without)
    return BipolarityInfluence(of=of, poles=(net.ids[at[0]], net.ids[at[1]]), frame=frame)


def tie_name(first: str, second: str, sign: int, layer: str) -> str:
    """Name all evidence of one sign between two actors in a layer.

    Examples
    --------
    >>> tie_name("CN", "US", -1, "ai")
    'CN – US − in ai'
    """
    return f"{first} – {second} {'+' if sign > 0 else '−'} in {layer}"


def _units(
    net: MultilayerNetwork, counted: Contributions, of: Unit, poles: tuple[int, int]
) -> tuple[np.ndarray, list[str], np.ndarray]:
    """Give which entries stay without each unit, shape (units, entries), the units' names and the actors lost."""
    if of == "documents":
        codes = np.unique(counted.document)
        out = counted.document == codes[:, None]
        names = [net.corpus[code] for code in codes.tolist()]
    elif of == "actors":
        tied = np.unique(np.concatenate([counted.first, counted.second]))
        codes = tied[~np.isin(tied, poles)]
        out = (counted.first == codes[:, None]) | (counted.second == codes[:, None])
        names = [net.ids[code] for code in codes.tolist()]
    else:
        entries = np.stack([counted.first, counted.second, counted.layer, counted.sign], axis=1)
        kinds, place = np.unique(entries, axis=0, return_inverse=True)
        out = place.reshape(-1) == np.arange(len(kinds))[:, None]
        names = [tie_name(net.ids[a], net.ids[b], sign, net.layers[layer]) for a, b, layer, sign in kinds.tolist()]
    lost = codes if of == "actors" else np.full(len(names), -1)
    return ~out, names, lost


def _heaviest(counted: Contributions, keep: np.ndarray, most: int) -> np.ndarray:
    """Give the places of the units with most weight, in their own order."""
    weight = (~keep) @ np.abs(counted.value)
    return np.sort(np.argsort(-weight.round(12), kind="stable")[:most])


def _without(
    counted: Contributions, setting: Setting, seed: int, units: tuple[np.ndarray, np.ndarray]
) -> dict[str, np.ndarray]:
    keep, lost = units
    P, N = counted.matrices(keep.astype(float))
    if setting.capability is None or (lost < 0).all():
        return evaluate(P, N, setting, rng=np.random.default_rng(seed)).values
    found = [_without_one(P[[k]], N[[k]], setting, seed, int(actor)).values for k, actor in enumerate(lost)]
    return {name: np.concatenate([part[name] for part in found]) for name in COMPONENTS}


def _without_one(P: np.ndarray, N: np.ndarray, setting: Setting, seed: int, actor: int) -> Evaluation:
    """Evaluate without the capability of an actor as well."""
    power = np.array(setting.capability, dtype=float)
    power[actor] = 0.0
    own = Setting(
        poles=setting.poles,
        capability=power,
        tau=setting.tau,
        hostility=setting.hostility,
        with_consistency=setting.with_consistency,
    )
    return evaluate(P, N, own, rng=np.random.default_rng(seed))


def _frame(
    layers: tuple[str, ...], names: list[str], whole: Evaluation, without: dict[str, np.ndarray]
) -> pd.DataFrame:
    frames = []
    for name in COMPONENTS:
        for place, layer in enumerate([*layers, MULTILAYER]):
            if name == "X" and layer != MULTILAYER:
                continue
            value, left = float(whole.values[name][0, place]), without[name][:, place]
            change = value - left
            size = np.nan_to_num(np.abs(change).round(12), nan=-1.0)
            order = np.lexsort((np.arange(len(names)), -size))
            why = "undefined with all" if np.isnan(value) else "undefined without it"
            frame = pd.DataFrame({"metric": name, "layer": layer, "estimate": change[order]})
            frame["reason"] = np.where(np.isnan(change[order]), why, "")
            frame["unit"] = np.array(names, dtype=object)[order]
            frame["without"], frame["rank"] = left[order], np.arange(1, len(names) + 1)
            frames.append(frame)
    return tidy(pd.concat(frames, ignore_index=True))
