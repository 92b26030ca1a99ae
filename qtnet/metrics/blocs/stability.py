"""From many searches to one answer with its stability.

The partition of highest modularity is the answer; the others say how sure it is. Modularity has many partitions of
nearly the same quality, so a bloc is as good as the share of searches that find its members together.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from qtnet.metrics.scopes import ScopedScores
from qtnet.network.arrays import Floats, Ints, TieArrays
from qtnet.results import MULTILAYER, Partition, tidy

__all__ = ["actor_blocs", "bloc_stability", "by_size", "chance_share", "stability", "state_strength"]

#: Stands for "in no bloc".
NONE = -1


def actor_blocs(states: Ints, layer: Ints, actor: Ints, strength: Floats) -> Ints:
    """Give each actor the bloc in which most of its strength lies, the lower number where two have as much.

    Parameters
    ----------
    states
        Bloc of each state, counted from 0.
    layer, actor
        Layer and actor of each state.
    strength
        Weight of each actor's ties in each layer, shape (n_layers, n_actors).

    Returns
    -------
    Ints
        Shape (n_actors,), -1 for an actor without ties.
    """
    n_actors, n_blocs = strength.shape[1], int(states.max(initial=-1)) + 1
    held = np.bincount(actor * n_blocs + states, strength[layer, actor], minlength=n_actors * n_blocs)
    table = held.reshape(n_actors, n_blocs)
    return np.where(table.sum(axis=1) > 0, table.argmax(axis=1), NONE).astype(np.int64)


def state_strength(ties: TieArrays, n_layers: int, n_actors: int) -> Floats:
    """Give the weight of each actor's ties in each layer, whatever sign and direction, shape (n_layers, n_actors)."""
    ends = np.concatenate([ties.source, ties.target]) + np.tile(ties.layer, 2) * n_actors
    sums = np.bincount(ends, np.tile(ties.weight, 2), minlength=n_layers * n_actors)
    return sums.reshape(n_layers, n_actors).astype(float)


def by_size(states: Ints, actors: Ints) -> tuple[Ints, Ints]:
    """Count blocs from 1, the one with most actors first; among equals, most states, then the first state."""
    n_blocs = int(states.max(initial=-1)) + 1
    n_states = np.bincount(states, minlength=n_blocs)
    n_actors = np.bincount(actors[actors >= 0], minlength=n_blocs)
    order = np.lexsort((np.arange(n_blocs), -n_states, -n_actors))
    number = np.empty(n_blocs, dtype=np.int64)
    number[order] = np.arange(1, n_blocs + 1)
    return number[states], np.where(actors >= 0, number[actors], NONE).astype(np.int64)


def stability(chosen: Ints, runs: npt.NDArray[np.int64]) -> Floats:
    """Give, for each member of a bloc, the mean share of runs in which it stands with each other member.

    A member that is alone in its bloc has the share of runs in which it is alone. NaN where `chosen` is -1.

    Parameters
    ----------
    chosen
        Blocs, -1 for none.
    runs
        Blocs in each run, shape (n_runs, n).
    """
    inside = np.flatnonzero(chosen >= 0)
    size = np.bincount(chosen[inside])[chosen[inside]]
    values, shares = np.full(len(chosen), np.nan), np.zeros(len(inside))
    for run in runs:
        alone = np.bincount(run[run >= 0], minlength=1)[run[inside]] == 1
        cell = chosen[inside] * (int(run.max(initial=-1)) + 1) + run[inside]
        together = np.bincount(cell)[cell] - 1
        shares += np.where(size == 1, alone, together / np.maximum(size - 1, 1))
    values[inside] = shares / len(runs)
    return values


def bloc_stability(partition: Partition) -> ScopedScores:
    """How surely each bloc is one: the mean share of restarts that put two of its members together.

    Parameters
    ----------
    partition
        Blocs, as `blocs` gives them.

    Returns
    -------
    ScopedScores
        One row per bloc (column ``bloc``): the share in [0, 1], NaN for a bloc of one actor; ``n`` members; ``chance``,
        the share of restarts that put two actors of the network together whoever they are; ``weakest``, the member
        that is least often with the others.

    Notes
    -----
    Restarts are searches in the same network: they say how far modularity decides, not how blocs would change with
    other documents (`blocs_bootstrap`).
    """
    blocs, shares = partition.blocs(), partition.coassignment
    chance = chance_share(shares, blocs.notna().to_numpy())
    rows: list[dict[str, object]] = []
    for bloc in sorted(blocs.dropna().unique()):
        members = np.flatnonzero((blocs == bloc).to_numpy())
        among = shares[np.ix_(members, members)]
        own = (among.sum(axis=1) - 1) / (len(members) - 1) if len(members) > 1 else np.array([np.nan])
        rows.append(
            {
                "metric": "bloc stability",
                "layer": MULTILAYER,
                "estimate": float(own.mean()),
                "n": len(members),
                "reason": "" if len(members) > 1 else "a bloc of one actor",
                "bloc": int(bloc),
                "chance": chance,
                "weakest": partition.actors[members[int(np.argmin(np.round(own, 12)))]],
            }
        )
    columns = ["metric", "layer", "estimate", "n", "reason", "bloc", "chance", "weakest"]
    return ScopedScores(metric="bloc stability", frame=tidy(pd.DataFrame(rows, columns=columns)))


def chance_share(shares: Floats, active: npt.NDArray[np.bool_]) -> float:
    """Give the mean co-assignment of two active actors, NaN with fewer than two.

    It is what is expected of any pair if the members of each run's blocs are permuted among the actors (Jeub, Sporns &
    Fortunato 2018).
    """
    n = int(active.sum())
    if n < 2:
        return float("nan")
    return float((shares[np.ix_(active, active)].sum() - n) / (n * (n - 1)))
