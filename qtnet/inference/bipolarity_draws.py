"""The draws behind a bipolarity profile: null networks layer by layer, and resampled corpora."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np

from qtnet.inference.nulls import LEAST_ADMISSIBLE, admissible_share, null_sentence, signed_null
from qtnet.inference.parallel import Seed, in_chunks
from qtnet.inference.resampling import evidence_multipliers, interval_kind
from qtnet.metrics.bipolarity.counting import Contributions
from qtnet.metrics.bipolarity.evaluation import COMPONENTS, Evaluation, Setting, evaluate, two_ness
from qtnet.metrics.bipolarity.poles import best_pairs

__all__ = ["Resamples", "null_in_words", "null_values", "resamples"]

Pairs = Sequence[tuple[int, int]]


@dataclass(frozen=True, eq=False)
class Resamples:
    """Components, alignment and reach in resampled corpora, shapes as in `Evaluation`, and the interval they allow."""

    values: dict[str, np.ndarray]
    x: np.ndarray
    reach: np.ndarray
    interval: Literal["bc", "percentile"]


def null_values(
    P: np.ndarray, N: np.ndarray, setting: Setting, pairs: Pairs, *, draws: int, rng: Seed, jobs: int
) -> dict[str, np.ndarray]:
    """Give the components in null networks, shape ``(draws, layers + 1)``, NaN where a null network has none.

    The search for the blocs behind D is shorter than for the data, which can only raise D: the test errs to the safe
    side, and TBI* to the lower. NaN draws are left out of means and p-values.

    Parameters
    ----------
    P, N
        The data, shape ``(layers, n, n)``.
    setting
        How the data are evaluated; with more than one pair its poles are found anew in each draw.
    pairs
        Poles to try, as for the data.
    """
    task = partial(_null_chunk, P, N, setting, tuple(pairs))
    chunks = in_chunks(task, draws=draws, rng=rng, jobs=jobs)
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
        sentences.append("The search for poles is repeated in every draw.")
    return " ".join(sentences)


def resamples(counted: Contributions, setting: Setting, *, draws: int, rng: Seed, jobs: int) -> Resamples:
    """Evaluate corpora in which documents are drawn again and facts are kept with their confidence."""
    chunks = in_chunks(partial(_resample_chunk, counted, setting), draws=draws, rng=rng, jobs=jobs)
    values = {name: np.concatenate([chunk.values[name] for chunk in chunks]) for name in COMPONENTS}
    x, reach = (np.concatenate([getattr(chunk, name) for chunk in chunks]) for name in ("x", "reach"))
    return Resamples(values, x, reach, interval_kind(counted.confidence, expected=counted.expected, kind="both"))


def _null_chunk(
    P: np.ndarray, N: np.ndarray, setting: Setting, pairs: Pairs, draws: int, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    layers = [signed_null(p, q, draws=draws, rng=rng) for p, q in zip(P, N, strict=True)]
    drawn_P, drawn_N = (np.stack([getattr(layer, sign) for layer in layers], axis=1) for sign in ("P", "N"))
    if len(pairs) == 1:
        return evaluate(drawn_P, drawn_N, setting, rng=rng).values
    chosen = best_pairs(drawn_P, drawn_N, list(pairs), capability=setting.capability)
    values = {name: np.full((draws, len(P) + 1), np.nan) for name in COMPONENTS}
    D = two_ness(drawn_P, drawn_N, setting, rng=rng)
    for number in np.unique(chosen).tolist():
        rows = np.flatnonzero(chosen == number)
        own = replace(setting, poles=pairs[number])
        part = evaluate(drawn_P[rows], drawn_N[rows], own, rng=rng, D=D[rows])
        for name in COMPONENTS:
            values[name][rows] = part.values[name]
    return values


def _resample_chunk(counted: Contributions, setting: Setting, draws: int, rng: np.random.Generator) -> Evaluation:
    multiplier = evidence_multipliers(
        counted.document,
        counted.fact,
        counted.confidence,
        documents=counted.n_documents,
        expected=counted.expected,
        draws=draws,
        kind="both",
        rng=rng,
    )
    return evaluate(*counted.matrices(multiplier), setting, rng=rng)
