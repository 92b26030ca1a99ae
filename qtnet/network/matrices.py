"""Ties to sparse matrices: adjacency of a layer, supra-adjacency of all.

Conventions: rows are sources, columns targets. The supra-adjacency is layer-major: all actors of the first layer, then
of the second; its blocks off the diagonal couple an actor with itself in every other layer.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from qtnet.network.arrays import Floats, Ints, TieArrays

__all__ = ["adjacency", "present", "supra_adjacency"]


def adjacency(ties: TieArrays, n_actors: int, *, sign: int | None, symmetric: bool) -> sp.csr_array:
    """Give the adjacency of some ties, shape (n_actors, n_actors).

    `sign` +1 or -1 selects ties of one sign and gives their sizes; None gives the signed sum. An undirected tie fills
    both triangles; `symmetric` treats directed ties likewise.
    """
    rows, columns, values = _entries(ties, sign=sign, symmetric=symmetric)
    return sp.csr_array((values, (rows, columns)), shape=(n_actors, n_actors))


def present(ties: TieArrays, n_actors: int, n_layers: int) -> npt.NDArray[np.bool_]:
    """Say in which layers each actor has a tie, of either sign; shape (n_layers, n_actors)."""
    mask = np.zeros((n_layers, n_actors), dtype=bool)
    mask[ties.layer, ties.source] = True
    mask[ties.layer, ties.target] = True
    return mask


def supra_adjacency(
    ties: TieArrays, states: npt.NDArray[np.bool_], *, coupling: float, sign: int | None
) -> tuple[sp.csr_array, Ints, Ints]:
    """Give the supra-adjacency of the actor-layer states in `states`, with layer and actor of each row.

    Parameters
    ----------
    ties
        All ties of the network.
    states
        Shape (n_layers, n_actors): which states exist; each tie must join two of them.
    coupling
        Weight of the link between any two states of one actor.
    sign
        As in `adjacency`.
    """
    n_layers, n_actors = states.shape
    layer, actor = (codes.astype(np.int64) for codes in np.nonzero(states))
    n_states = len(layer)
    position = np.full(n_layers * n_actors, -1, dtype=np.int64)
    position[layer * n_actors + actor] = np.arange(n_states)
    rows, columns, values = _entries(ties, sign=sign, symmetric=False, offset=n_actors)
    inside = sp.csr_array((values, (position[rows], position[columns])), shape=(n_states, n_states))
    owner = sp.csr_array((np.ones(n_states), (np.arange(n_states), actor)), shape=(n_states, n_actors))
    between = (owner @ owner.T - sp.eye_array(n_states)) * coupling
    supra = sp.csr_array(inside + between)
    supra.eliminate_zeros()
    return supra, layer, actor


def _entries(ties: TieArrays, *, sign: int | None, symmetric: bool, offset: int = 0) -> tuple[Ints, Ints, Floats]:
    # `offset` is the number of rows per layer, 0 to lay all layers on one another
    if sign is not None:
        ties = ties.take(ties.sign == sign)
    values: npt.NDArray[Any] = ties.weight if sign is not None else ties.weight * ties.sign
    shift = ties.layer * offset
    source, target = ties.source + shift, ties.target + shift
    back = np.full(len(ties), True) if symmetric else ~ties.directed
    return (
        np.concatenate([source, target[back]]),
        np.concatenate([target, source[back]]),
        np.concatenate([values, values[back]]),
    )
