"""Null models of one layer as matrices in, matrices out."""

from __future__ import annotations

import numpy as np

from qtnet.inference.nulls.configuration import signed_model
from qtnet.inference.nulls.draws import NullDraws
from qtnet.parallel import Seed

__all__ = ["directed_configuration", "dyad_permutation", "signed_configuration", "signed_null"]


def signed_null(P: np.ndarray, N: np.ndarray, *, draws: int, rng: Seed) -> NullDraws:
    """Draw from the signed configuration model, or permute dyads where that model is frozen; see `signed_model`.

    Examples
    --------
    >>> complete = np.ones((4, 4)) - np.eye(4)
    >>> signed_null(complete, 0 * complete, draws=2, rng=1).kind
    'dyads'
    """
    generator = np.random.default_rng(rng)
    return signed_model(P, N, rng=generator).draws(draws=draws, rng=generator)


def signed_configuration(P: np.ndarray, N: np.ndarray, *, draws: int, rng: Seed) -> NullDraws:
    """Swap the ends of ties of the same sign, and exchange weights among them; see `signed_model`."""
    generator = np.random.default_rng(rng)
    return signed_model(P, N, rng=generator, kind="configuration").draws(draws=draws, rng=generator)


def directed_configuration(P: np.ndarray, N: np.ndarray, *, draws: int, rng: Seed) -> NullDraws:
    """Do the same with directed ties, rows to columns: each actor keeps what it sends and what it receives."""
    generator = np.random.default_rng(rng)
    model = signed_model(P, N, rng=generator, kind="configuration", directed=True)
    return model.draws(draws=draws, rng=generator)


def dyad_permutation(P: np.ndarray, N: np.ndarray, *, draws: int, rng: Seed) -> NullDraws:
    """Permute pairs of active actors with whatever ties them, both signs together; degrees are not kept."""
    generator = np.random.default_rng(rng)
    return signed_model(P, N, rng=generator, kind="dyads").draws(draws=draws, rng=generator)
