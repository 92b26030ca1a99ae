"""The null networks behind a bipolarity profile, layer by layer.

Chunks of draws are made so small that a process holds about half a gigabyte of matrices, whatever the network's size;
up to some 250 actors they have 125 draws. The size of chunks hangs on the network alone, so results do not depend on
the number of processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from qtnet.inference.nulls import (
    LEAST_ADMISSIBLE,
    EdgeDraws,
    SignedModel,
    admissible_share,
    null_sentence,
    signed_model,
)
from qtnet.metrics.bipolarity.components import tie_count
from qtnet.metrics.bipolarity.evaluation import COMPONENTS, Setting, evaluate_layers
from qtnet.metrics.bipolarity.poles import best_of_sums
from qtnet.parallel import Seed, in_chunks

__all__ = ["SEARCHED", "null_in_words", "null_values"]

#: What is said of the null where poles are found.
SEARCHED = "The search for poles, among the most capable actors of the data, is repeated in every draw."

Pairs = Sequence[tuple[int, int]]

#: Numbers that a process may hold at once in matrices of one chunk (8 bytes each), and how many matrices of a draw and
#: layer are held at once: both signs, their sums over layers, and what is made on the way.
_MOST_NUMBERS, _MATRICES_HELD = 2**26, 8
_MOST_DRAWS = 125


def null_values(
    P: np.ndarray, N: np.ndarray, setting: Setting, pairs: Pairs, *, draws: int, rng: Seed, jobs: int
) -> dict[str, np.ndarray]:
    """Give the components in null networks, shape ``(draws, layers + 1)``, NaN where a null network has none.

    The search for the blocs behind D is that of the data, so that data and null networks are exchangeable under the
    null. NaN draws are left out of means and p-values.

    Parameters
    ----------
    P, N
        The data, shape ``(layers, n, n)``.
    setting
        How the data are evaluated; with more than one pair its poles are found anew in each draw.
    pairs
        Poles to try, as for the data.
    """
    start, chance = np.random.default_rng(rng).spawn(2)
    models = tuple(signed_model(p, q, rng=start) for p, q in zip(P, N, strict=True))
    task = partial(_null_chunk, models, setting, tuple(pairs))
    chunks = in_chunks(task, draws=draws, rng=chance, jobs=jobs, size=_chunk(_MATRICES_HELD * P.shape[-1] ** 2))
    return {name: np.concatenate([chunk[name] for chunk in chunks]) for name in COMPONENTS}


def null_in_words(P: np.ndarray, N: np.ndarray, layers: Sequence[str], *, searched: bool) -> str:
    """Say which null model each layer has."""
    shares = {name: admissible_share(p, q) for name, p, q in zip(layers, P, N, strict=True) if (p + q).any()}
    frozen = {name: share for name, share in shares.items() if share < LEAST_ADMISSIBLE}
    sentences = []
    if len(frozen) < len(shares) or not shares:
        sentences.append(f"In each layer {null_sentence('configuration', 1.0)}.")
    if frozen:
        sentences.append(f"In {', '.join(frozen)}: {null_sentence('dyads', max(frozen.values()))}.")
    if searched:
        sentences.append(SEARCHED)
    return " ".join(sentences)


def _chunk(numbers: int) -> int:
    """Give the draws of a chunk, each of which holds so many numbers."""
    return int(min(max(_MOST_NUMBERS // max(numbers, 1), 1), _MOST_DRAWS))


def _null_chunk(
    models: tuple[SignedModel, ...], setting: Setting, pairs: Pairs, draws: int, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    n, drawn = models[0].n_actors, [model.edges(draws=draws, rng=rng) for model in models]
    if len(pairs) == 1:
        return evaluate_layers(_matrices(drawn, n), setting, rng=rng).values
    chosen = _best_pair(drawn, n, setting, pairs)
    values = {name: np.full((draws, len(models) + 1), np.nan) for name in COMPONENTS}
    for number in np.unique(chosen).tolist():
        rows = np.flatnonzero(chosen == number)
        layers = ((P[rows], N[rows]) for P, N in _matrices(drawn, n))
        part = evaluate_layers(layers, replace(setting, poles=pairs[number]), rng=rng)
        for name in COMPONENTS:
            values[name][rows] = part.values[name]
    return values


def _matrices(drawn: Sequence[EdgeDraws], n: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Lay out the draws of one layer at a time."""
    for layer in drawn:
        yield _laid(layer, n, 1), _laid(layer, n, -1)


def _laid(layer: EdgeDraws, n: int, sign: int) -> np.ndarray:
    """Lay the undirected ties of one sign into matrices; no draw has two of them between the same actors."""
    own = layer.sign == sign
    M, draw = np.zeros((len(layer.tail), n, n)), np.arange(len(layer.tail))[:, None]
    tail, head = layer.tail[:, own], layer.head[:, own]
    M[draw, tail, head] = M[draw, head, tail] = layer.weight[:, own]
    return M


def _best_pair(drawn: Sequence[EdgeDraws], n: int, setting: Setting, pairs: Pairs) -> np.ndarray:
    draws = len(drawn[0].tail)
    P, N, ties = np.zeros((draws, n, n)), np.zeros((draws, n, n)), np.zeros((draws, n))
    for p, q in _matrices(drawn, n):
        P, N, ties = P + p, N + q, ties + tie_count(p, q)
    return best_of_sums(P, N, ties, list(pairs), capability=setting.capability)
