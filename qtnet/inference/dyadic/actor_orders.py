"""Permutations of actors: all of them where they are few, else random ones."""

from __future__ import annotations

from itertools import permutations as every_order
from math import factorial

import numpy as np
import numpy.typing as npt

from qtnet.errors import InputError
from qtnet.parallel import Seed

__all__ = ["FEWEST_ACTORS", "actor_orders"]

#: Four actors have 24 orders: no two-sided p-value below 0.08 could be found.
FEWEST_ACTORS = 5


def actor_orders(n_actors: int, *, permutations: int, rng: Seed) -> npt.NDArray[np.int64]:
    """Give orders of the actors other than the one in the data.

    Parameters
    ----------
    n_actors
        Number of actors.
    permutations
        How many orders, at least 1; where all others than that of the data are no more, they are given instead.
    rng
        Seed or generator; read only where orders are drawn.

    Returns
    -------
    ndarray
        Shape (orders, n_actors). A random order may be that of the data; that keeps the p-value valid.

    Examples
    --------
    >>> actor_orders(3, permutations=10, rng=1).tolist()
    [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    """
    if permutations < 1:
        raise InputError(f"permutations: expected a whole number of at least 1, got {permutations}")
    if n_actors <= 12 and factorial(n_actors) - 1 <= permutations:
        return np.array(list(every_order(range(n_actors)))[1:], dtype=np.int64).reshape(-1, n_actors)
    generator = np.random.default_rng(rng)
    return generator.permuted(np.tile(np.arange(n_actors), (permutations, 1)), axis=1)
