"""What if: remove actors, ties or documents, or add ties such as a proposed agreement, and see what moves.

In comes a network and a change, out comes every component of bipolarity before and after. A what-if is arithmetic on
the record, not a forecast: nobody answers to the change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from qtnet.errors import InputError
from qtnet.inference.trends.change import changed
from qtnet.metrics.bipolarity.poles import given_poles
from qtnet.metrics.bipolarity.profile import Profile, profile
from qtnet.network import MultilayerNetwork
from qtnet.parallel import Seed
from qtnet.results import Result, tidy

__all__ = ["WhatIf", "what_if"]


@dataclass(frozen=True, kw_only=True, eq=False)
class WhatIf(Result):
    """Components before and after a change.

    `frame` has one row per component and layer: ``estimate`` is the change (after minus before), ``before`` and
    ``after`` the values; NaN, with the reason, where either is undefined. `change` says in words what was changed.
    """

    poles: tuple[str, str]
    change: str
    frame: pd.DataFrame = field(repr=False)
    alignment: pd.DataFrame = field(repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Give a copy of the tidy frame with the columns before and after at its end."""
        return self.frame.copy()

    def remark(self) -> str:
        """Say what was changed, and that nobody answers to it."""
        return f"{self.change}; all else is held, so this is arithmetic on the record and no forecast"


def what_if(
    net: MultilayerNetwork,
    *,
    poles: tuple[str, str],
    rng: Seed,
    capability: Mapping[str, float] | pd.Series | None = None,
    remove_actors: Sequence[str] = (),
    remove_ties: pd.DataFrame | None = None,
    remove_documents: Sequence[str] = (),
    add_ties: pd.DataFrame | None = None,
) -> WhatIf:
    """Measure bipolarity before and after a change of the network.

    Parameters
    ----------
    net
        The network.
    poles
        Pole A and pole B, before and after.
    rng
        Seed of the search behind D, the same before and after.
    capability
        As for `bipolarity`; of a removed actor it counts 0 afterwards. When None, each actor's number of ties.
    remove_actors
        Actors whose ties go; a pole cannot be removed.
    remove_ties
        Columns source, target and, if wanted, layer and sign: every tie that fits a row goes, either way round.
    remove_documents
        Documents whose evidence goes.
    add_ties
        Columns source, target, layer and, if wanted, sign, weight, doc, as for `MultilayerNetwork.from_edges`; a tie
        without a weight weighs 1. Actors and layers must be known.

    Returns
    -------
    WhatIf
        The change in every component per layer and over all layers, and in the alignment of every actor.

    Raises
    ------
    UnknownNameError
        If an actor, layer or document is not in the network.
    InputError
        If nothing is to be changed, a pole is to be removed, or a row of `remove_ties` fits no tie.
    TableError
        If `add_ties` is no table of edges.

    Examples
    --------
    A tie across the poles lowers the separation of cooperation.

    >>> edges = pd.DataFrame(
    ...     {"source": ["US", "US", "CN", "JP"], "target": ["JP", "CN", "RU", "RU"], "sign": [1, -1, 1, -1]}
    ... )
    >>> net = MultilayerNetwork.from_edges(edges.assign(layer="chips"))
    >>> deal = pd.DataFrame({"source": ["JP"], "target": ["RU"], "layer": ["chips"]})
    >>> found = what_if(net, poles=("US", "CN"), rng=1, add_ties=deal)
    >>> found.frame.query("metric == 'S' and layer == 'chips'")[["before", "after"]].round(3).values.tolist()
    [[1.0, 0.321]]
    """
    first, second = given_poles(net, poles)
    poles = (net.ids[first], net.ids[second])
    if pole := sorted(set(poles) & set(remove_actors)):
        raise InputError(f"remove_actors: {', '.join(pole)} is a pole; expected other actors")
    after, words = changed(
        net,
        remove_actors=remove_actors,
        remove_documents=remove_documents,
        remove_ties=remove_ties,
        add_ties=add_ties,
    )
    power = None if capability is None else {a: v for a, v in dict(capability).items() if a not in remove_actors}
    seed = int(np.random.default_rng(rng).integers(2**63))
    one = profile(net, poles=poles, rng=seed, capability=capability)
    two = profile(after, poles=poles, rng=seed, capability=power)
    return WhatIf(poles=poles, change=words, frame=_compared(one, two), alignment=_moved(one, two))


def _compared(one: Profile, two: Profile) -> pd.DataFrame:
    return _differences(one.components, two.components, ["metric", "layer"])


def _moved(one: Profile, two: Profile) -> pd.DataFrame:
    """Compare alignments, the largest changes of each layer first."""
    frame = _differences(one.alignment, two.alignment, ["metric", "layer", "actor"])
    size = -frame["estimate"].abs().fillna(-1.0)
    order = frame.assign(_size=size).sort_values(["layer", "_size", "actor"], kind="stable").index
    return frame.loc[order].reset_index(drop=True)


def _differences(before: pd.DataFrame, after: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    columns, ends = [*keys, "estimate", "reason"], ("_before", "_after")
    both = before[columns].merge(after[columns], on=keys, suffixes=ends, validate="one_to_one")
    told = zip(both["reason_before"], both["reason_after"], strict=True)
    reason = ["; ".join(f"{when}: {text}" for when, text in _unlike(*pair)) for pair in told]
    frame = both[keys].assign(
        estimate=both["estimate_after"] - both["estimate_before"],
        reason=reason,
        before=both["estimate_before"],
        after=both["estimate_after"],
    )
    return tidy(frame)


def _unlike(before: str, after: str) -> list[tuple[str, str]]:
    if before == after:
        return [("before and after", before)] if before else []
    return [(when, text) for when, text in (("before", before), ("after", after)) if text]
