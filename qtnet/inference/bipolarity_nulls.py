"""What the bipolarity of a network is set against: a null model of its ties, or other poles.

The signed configuration model is the default. The others answer narrower questions: does it matter who is hostile to
whom, which pairs, in which layers, and are these two poles special?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from qtnet.errors import UnknownNameError
from qtnet.inference.bipolarity_draws import null_in_words, null_values
from qtnet.inference.nulls import NULLS, EdgeDraws, NullModel, null_model
from qtnet.inference.parallel import Seed, in_chunks
from qtnet.metrics.bipolarity.components import tie_count
from qtnet.metrics.bipolarity.evaluation import COMPONENTS, Evaluation, Setting, evaluate, evaluate_layers
from qtnet.metrics.bipolarity.poles import best_pairs
from qtnet.network import MultilayerNetwork

__all__ = ["BIPOLARITY_NULLS", "BipolarityNull", "NullDistribution", "against_chance", "check_null"]

BipolarityNull = Literal["configuration", "strengths", "signs", "dyads", "layers", "actors", "across", "poles"]
BIPOLARITY_NULLS: tuple[str, ...] = (*NULLS, "poles")
_POLES = "The ties stay as they are, and chance draws the two poles, the more capable an actor with ties the more often."
_SEARCHED = "The search for poles is repeated in every draw."
#: Numbers that the matrices of one chunk may hold, and the most draws in a chunk.
_MOST_NUMBERS, _MOST_DRAWS = 2**25, 125


@dataclass(frozen=True, eq=False)
class NullDistribution:
    """Components in every null network, shape ``(draws, layers + 1)``, and the null hypothesis in words."""

    values: dict[str, np.ndarray] = field(repr=False)
    sentence: str


def check_null(null: str) -> None:
    """Raise unless `null` names a null model of bipolarity."""
    if null not in BIPOLARITY_NULLS:
        raise UnknownNameError("null model", str(null), BIPOLARITY_NULLS)


def against_chance(
    null: BipolarityNull,
    P: np.ndarray,
    N: np.ndarray,
    layers: Sequence[str],
    setting: Setting,
    data: Evaluation,
    pairs: Sequence[tuple[int, int]],
    *,
    draws: int,
    rng: Seed,
    jobs: int,
) -> NullDistribution:
    """Give the components in null networks.

    Parameters
    ----------
    null
        A name of `list_nulls`, or ``"poles"``: other pairs of poles in the data themselves.
    P, N
        The data, shape ``(layers, n, n)``, with names of the layers.
    setting, data
        How the data are evaluated, and the outcome.
    pairs
        Poles to try; with more than one the poles are found anew in each draw.
    draws, rng, jobs
        As for `in_chunks`.
    """
    check_null(null)
    searched = f" {_SEARCHED}" if len(pairs) > 1 else ""
    if null == "configuration":
        values = null_values(P, N, setting, list(pairs), draws=draws, rng=rng, jobs=jobs)
        return NullDistribution(values, null_in_words(P, N, layers, searched=len(pairs) > 1))
    if null == "poles":
        return NullDistribution(_other_poles(P, N, setting, data, draws=draws, rng=np.random.default_rng(rng)), _POLES)
    start, chance = np.random.default_rng(rng).spawn(2)
    model = null_model(_as_network(P, N), null, rng=start)
    task = partial(_chunk, model, P.shape, setting, tuple(pairs))
    size = int(min(max(_MOST_NUMBERS // max(4 * P.size, 1), 1), _MOST_DRAWS))
    chunks = in_chunks(task, draws=draws, rng=chance, jobs=jobs, size=size)
    values = {name: np.concatenate([chunk[name] for chunk in chunks]) for name in COMPONENTS}
    sentence = _named(model.sentence, layers)
    return NullDistribution(values, f"{sentence[0].upper()}{sentence[1:]}.{searched}")


def _other_poles(
    P: np.ndarray, N: np.ndarray, setting: Setting, data: Evaluation, *, draws: int, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """Evaluate the data for pairs of poles drawn by chance; D is that of the data, which knows no poles."""
    ties = tie_count(P, N).sum(axis=0)
    power = np.where(ties > 0, ties if setting.capability is None else np.asarray(setting.capability), 0.0)
    able = np.flatnonzero(power > 0)
    values = {name: np.full((draws, len(P) + 1), np.nan) for name in COMPONENTS}
    if len(able) < 2:
        return values
    share = power[able] / power[able].sum()
    for draw in range(draws):
        first, second = rng.choice(able, 2, replace=False, p=share).tolist()
        own = replace(setting, poles=(first, second))
        found = evaluate(P[None], N[None], own, rng=rng, D=data.values["D"])
        for name in COMPONENTS:
            values[name][draw] = found.values[name][0]
    return values


def _as_network(P: np.ndarray, N: np.ndarray) -> MultilayerNetwork:
    """Make a network of the counted ties; actors and layers are called by padded numbers, which keep their order."""
    parts = []
    for sign, M in ((1, P), (-1, N)):
        layer, a, b = np.nonzero(np.triu(M))
        parts.append(pd.DataFrame({"layer": layer, "source": a, "target": b, "sign": sign, "weight": M[layer, a, b]}))
    edges = pd.concat(parts, ignore_index=True)
    for column in ("layer", "source", "target"):
        edges[column] = [_number(code) for code in edges[column].tolist()]
    actors, layers = ([_number(code) for code in range(count)] for count in (P.shape[1], len(P)))
    return MultilayerNetwork.from_edges(edges, actors=actors, layers=layers)


def _number(code: int) -> str:
    return f"{code:09d}"


def _named(sentence: str, layers: Sequence[str]) -> str:
    """Put the names of layers where the model says their numbers."""
    for code, name in enumerate(layers):
        sentence = sentence.replace(_number(code), name)
    return sentence


def _chunk(
    model: NullModel,
    shape: tuple[int, ...],
    setting: Setting,
    pairs: tuple[tuple[int, int], ...],
    draws: int,
    rng: np.random.Generator,
) -> dict[str, np.ndarray]:
    drawn = model.edges(draws=draws, rng=rng)
    n = shape[-1]
    if len(pairs) == 1:
        return evaluate_layers(_layers(drawn, shape[0], n), setting, rng=rng).values
    P, N = (np.stack(part, axis=1) for part in zip(*_layers(drawn, shape[0], n), strict=True))
    chosen = best_pairs(P, N, list(pairs), capability=setting.capability)
    values = {name: np.full((draws, shape[0] + 1), np.nan) for name in COMPONENTS}
    for number in np.unique(chosen).tolist():
        rows = np.flatnonzero(chosen == number)
        part = evaluate(P[rows], N[rows], replace(setting, poles=pairs[number]), rng=rng)
        for name in COMPONENTS:
            values[name][rows] = part.values[name]
    return values


def _layers(drawn: EdgeDraws, layers: int, n: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Lay out cooperation and hostility of each layer; a tie may stand in another layer in every draw."""
    draw = np.arange(len(drawn))[:, None]
    for layer in range(layers):
        found = []
        for sign in (1, -1):
            own = drawn.sign == sign
            weight = np.where(drawn.layer[:, own] == layer, drawn.weight[:, own], 0.0)
            M = np.zeros((len(drawn), n, n))
            np.add.at(M, (draw, drawn.tail[:, own], drawn.head[:, own]), weight)
            np.add.at(M, (draw, drawn.head[:, own], drawn.tail[:, own]), weight)
            found.append(M)
        yield found[0], found[1]
