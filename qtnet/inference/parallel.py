"""Draws in chunks of fixed size, each with its own stream of random numbers, on one process or many.

The chunks and their streams depend on the number of draws and the generator alone, so the results are the same bytes
however many processes make them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np
from joblib import Parallel, delayed

from qtnet.errors import InputError

__all__ = ["Seed", "in_chunks"]

Seed = np.random.Generator | np.random.SeedSequence | int
_T = TypeVar("_T")


def in_chunks(
    task: Callable[[int, np.random.Generator], _T],
    *,
    draws: int,
    rng: Seed,
    jobs: int = 1,
    size: int = 125,
) -> list[_T]:
    """Call ``task(draws of the chunk, generator)`` for chunks of at most `size` draws, and give the results in order.

    Examples
    --------
    >>> in_chunks(lambda draws, rng: draws, draws=300, rng=1)
    [125, 125, 50]
    """
    if draws < 1 or jobs < 1:
        raise InputError(f"draws and jobs: expected whole numbers of at least 1, got {draws} and {jobs}")
    sizes = [size] * (draws // size) + [draws % size] * (draws % size > 0)
    streams = np.random.default_rng(rng).spawn(len(sizes))
    if jobs == 1:
        return [task(part, stream) for part, stream in zip(sizes, streams, strict=True)]
    calls = (delayed(task)(part, stream) for part, stream in zip(sizes, streams, strict=True))
    results: list[_T] = Parallel(n_jobs=jobs)(calls)
    return results
