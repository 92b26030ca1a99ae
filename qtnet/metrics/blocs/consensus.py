"""From many searches to one answer with its stability.

The partition of highest modularity is the answer; the others say how sure it is. Modularity has many partitions of
nearly the same quality, so a bloc is as good as the share of searches that find its members together.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from qtnet.network.arrays import Floats, Ints

__all__ = ["actor_blocs", "by_size", "coassignment", "stability"]

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


def by_size(states: Ints, actors: Ints) -> tuple[Ints, Ints]:
    """Count blocs from 1, the one with most actors first; among equals, most states, then the first state."""
    n_blocs = int(states.max(initial=-1)) + 1
    n_states = np.bincount(states, minlength=n_blocs)
    n_actors = np.bincount(actors[actors >= 0], minlength=n_blocs)
    order = np.lexsort((np.arange(n_blocs), -n_states, -n_actors))
    number = np.empty(n_blocs, dtype=np.int64)
    number[order] = np.arange(1, n_blocs + 1)
    return number[states], np.where(actors >= 0, number[actors], NONE).astype(np.int64)


def coassignment(runs: npt.NDArray[np.int64]) -> Floats:
    """Give the share of runs that put two actors into one bloc, shape (n_actors, n_actors).

    Parameters
    ----------
    runs
        Blocs of the actors in each run, shape (n_runs, n_actors); -1 for none.
    """
    together = np.zeros((runs.shape[1], runs.shape[1]))
    for run in runs:
        together += (run[:, None] == run[None, :]) & (run[:, None] >= 0)
    np.fill_diagonal(together, len(runs))
    return together / len(runs)


def stability(chosen: Ints, runs: npt.NDArray[np.int64]) -> Floats:
    """Give, for each member of a bloc, the mean share of runs in which it stands with each other member.

    A member that is alone in its bloc has the share of runs in which it is alone. NaN where `chosen` is -1.
    """
    values = np.full(len(chosen), np.nan)
    for bloc in np.unique(chosen[chosen >= 0]):
        members = np.flatnonzero(chosen == bloc)
        shares = np.zeros(len(members))
        for run in runs:
            _, inverse, counts = np.unique(run, return_inverse=True, return_counts=True)
            if len(members) == 1:
                shares += counts[inverse[members]] == 1
            else:
                inside = np.bincount(inverse[members])
                shares += (inside[inverse[members]] - 1) / (len(members) - 1)
        values[members] = shares / len(runs)
    return values
