"""Parts of a network: the contributions of some kind, and the surroundings of an actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from qtnet.errors import InputError, UnknownNameError
from qtnet.network.checks import checked_sign
from qtnet.network.multilayer import MultilayerNetwork

__all__ = ["ego_network", "filtered"]


def filtered(
    net: MultilayerNetwork,
    *,
    status: Sequence[str] | None = None,
    min_confidence: float = 0.0,
    years: tuple[int, int] | None = None,
    sign: int | None = None,
) -> MultilayerNetwork:
    """Keep the contributions that meet all conditions, and all actors and layers; ties are summed again.

    Parameters
    ----------
    net
        The network.
    status
        Statuses to keep; every one must occur.
    min_confidence
        Least confidence of a contribution, 0 to 1.
    years
        First and last year; contributions without a year are left out then.
    sign
        1 keeps cooperation, −1 hostility, None both.

    Returns
    -------
    MultilayerNetwork
        `dropped` counts the contributions that were left out, by the first condition that they do not meet.

    Raises
    ------
    UnknownNameError
        If a status does not occur in the network.
    InputError
        If confidence or years are out of order, or the sign is not 1, −1 or None.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": "a", "target": ["b", "c"], "layer": "x", "confidence": [0.9, 0.4]})
    >>> net = filtered(MultilayerNetwork.from_edges(edges), min_confidence=0.5)
    >>> len(net.ties), dict(net.dropped)
    (1, {'confidence below 0.5': 1})
    """
    evidence = net.evidence
    conditions: dict[str, np.ndarray] = {}
    if status is not None:
        known = sorted(set(evidence["status"]))
        for name in status:
            if name not in known:
                raise UnknownNameError("status", name, known)
        conditions["other status"] = evidence["status"].isin(list(status)).to_numpy()
    if not 0 <= min_confidence <= 1:
        raise InputError(f"min_confidence: expected a number between 0 and 1, got {min_confidence}")
    conditions[f"confidence below {min_confidence:g}"] = evidence["confidence"].to_numpy() >= min_confidence
    if years is not None:
        first, last = years
        if first > last:
            raise InputError(f"years: expected the first before the last, got {first} and {last}")
        year = evidence["year"].to_numpy(dtype=float)
        conditions["no year"] = ~np.isnan(year)
        conditions["other year"] = (year >= first) & (year < last + 1)
    if checked_sign(sign) is not None:
        conditions["other sign"] = net.tie_arrays.sign[evidence["tie"].to_numpy()] == sign
    keep = np.ones(len(evidence), dtype=bool)
    lost: Counter[str] = Counter()
    for name, met in conditions.items():
        lost[name] = int((keep & ~met).sum())
        keep &= met
    return net.reweighted(keep.astype(float)).with_dropped(lost)


def ego_network(net: MultilayerNetwork, actor: str, *, radius: int = 1, between: bool = True) -> MultilayerNetwork:
    """Give an actor, those within some steps of it in any layer, and the ties among them.

    Parameters
    ----------
    net
        The network; a step takes a tie of either sign, either way.
    actor
        The actor in the middle.
    radius
        Most steps, at least 1.
    between
        Whether ties among the others stay; when False only those of the actor do.

    Raises
    ------
    UnknownNameError
        If there is no such actor.
    InputError
        If the radius is below 1.
    """
    if actor not in net.ids:
        raise UnknownNameError("actor", actor, net.ids)
    if radius < 1:
        raise InputError(f"radius: expected at least 1 step, got {radius}")
    ties = net.tie_arrays
    near = np.zeros(net.n_actors, dtype=bool)
    near[net.ids.index(actor)] = True
    for _ in range(radius):
        touched = near[ties.source] | near[ties.target]
        near[ties.source[touched]] = near[ties.target[touched]] = True
    around = net.subnetwork(actors=[name for name, inside in zip(net.ids, near, strict=True) if inside])
    if between:
        return around
    middle, own = around.ids.index(actor), around.tie_arrays
    touches = (own.source == middle) | (own.target == middle)
    return around.reweighted(touches[around.evidence["tie"].to_numpy()].astype(float))
