"""What tests of blocs share: a statistic of null networks, and the sentences that go with any finding."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from qtnet.errors import InputError
from qtnet.inference.nulls import NullModel
from qtnet.network import MultilayerNetwork
from qtnet.parallel import in_chunks

__all__ = ["FROZEN", "NOT_POLES", "Statistic", "check_draws", "in_null"]

#: Numbers about a network; the generator is for searches.
Statistic = Callable[[MultilayerNetwork, np.random.Generator], np.ndarray]

#: Why a null model may tell nothing.
FROZEN = "every draw of the null model equals the data: their ties cannot be placed otherwise"
#: What a number of blocs does not say (see the notes on traps: communities are not antagonists).
NOT_POLES = "A number of blocs is no number of poles: blocs may be regions or clubs without any hostility between them."

#: A statistic is slow beside the drawing, so chunks are small enough to occupy all processes.
_CHUNK = 25


def check_draws(draws: int) -> None:
    """Raise unless the number of draws is at least 1."""
    if draws < 1:
        raise InputError(f"draws: expected a whole number of at least 1, got {draws}")


def in_null(model: NullModel, statistic: Statistic, *, draws: int, rng: np.random.Generator, jobs: int) -> np.ndarray:
    """Give a statistic of null networks, shape ``(draws, numbers)``."""
    return np.concatenate(in_chunks(partial(_chunk, model, statistic), draws=draws, rng=rng, jobs=jobs, size=_CHUNK))


def _chunk(model: NullModel, statistic: Statistic, draws: int, rng: np.random.Generator) -> np.ndarray:
    networks = list(model.networks(draws=draws, rng=rng))
    return np.array([statistic(net, rng) for net in networks])
