"""Streams of random numbers, one for each step, so that drawing more in one leaves the others alone."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

__all__ = ["Stream", "stream"]

Stream = Literal[
    "centrality", "blocs", "bipolarity", "quality", "windows", "change", "support", "presets", "bloc_count"
]


def stream(seed: int, name: Stream) -> np.random.SeedSequence:
    """Give the stream of a step; each call gives a fresh one.

    Examples
    --------
    >>> stream(1, "blocs").spawn_key
    (1,)
    """
    names = get_args(Stream)
    return np.random.SeedSequence(seed).spawn(len(names))[names.index(name)]
