"""Shares of capability: who holds how much of it, from a table or, without one, by the number of ties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from qtnet.metrics.bipolarity.counting import contributions
from qtnet.metrics.bipolarity.profile import capability_vector
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["Shares", "capability_shares", "scored_shares"]


@dataclass(frozen=True, eq=False)
class Shares:
    """Shares of capability that sum to 1, and the positions in the network of the actors that hold them."""

    share: np.ndarray
    actor: np.ndarray


def capability_shares(net: MultilayerNetwork, capability: Mapping[str, float] | pd.Series | None) -> Shares:
    """Give each actor's share of capability.

    Parameters
    ----------
    net
        The network.
    capability
        Capability ≥ 0 by actor; the actors named are the system, those with 0 too. When None, each actor's number of
        ties, counted per layer and sign as in the bipolarity profile; then the system are the actors with ties.

    Raises
    ------
    UnknownNameError, InputError
        As `qtnet.metrics.bipolarity.profile.capability_vector`.
    """
    power = capability_vector(net, capability)
    if power is None or capability is None:
        power = _ties(net)
        actor = np.flatnonzero(power)
    else:
        place = {actor: number for number, actor in enumerate(net.ids)}
        actor = np.sort([place[str(name)] for name, _ in capability.items()])
    return Shares(power[actor] / power.sum() if len(actor) else power[actor], actor)


def scored_shares(
    name: str, shares: Shares, index: Callable[[np.ndarray], float], undefined: str = "no capability"
) -> NetworkScore:
    """Give an index of shares as a result; without ties it is undefined, and where it is NaN `undefined` says why."""
    n = len(shares.share)
    if not n:
        return NetworkScore(metric=name, estimate=np.nan, reason="no capability: no ties")
    value = float(index(shares.share))
    return NetworkScore(metric=name, estimate=value, n=n, reason=undefined if np.isnan(value) else "")


def _ties(net: MultilayerNetwork) -> np.ndarray:
    counted = contributions(net)
    some = counted.value > 0
    rows = np.stack([counted.layer, counted.sign, counted.first, counted.second], axis=1)[some]
    pairs = np.unique(rows, axis=0)
    return np.bincount(pairs[:, 2:].ravel().astype(np.int64), minlength=net.n_actors).astype(float)
