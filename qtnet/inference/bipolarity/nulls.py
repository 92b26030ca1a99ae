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
from qtnet.inference.bipolarity.null_draws import SEARCHED, null_in_words, null_values
from qtnet.inference.nulls import NULLS, EdgeDraws, NullModel, null_model
from qtnet.metrics.bipolarity.evaluation import COMPONENTS, Evaluation, Setting, evaluate, evaluate_layers
from qtnet.metrics.bipolarity.poles import best_pairs
from qtnet.network import MultilayerNetwork
from qtnet.parallel import Seed, in_chunks

__all__ = ["BIPOLARITY_NULLS", "BipolarityNull", "NullDistribution", "Question", "against_chance", "check_null"]

BipolarityNull = Literal["configuration", "strengths", "signs", "dyads", "layers", "actors", "across", "poles"]
BIPOLARITY_NULLS: tuple[str, ...] = (*NULLS, "poles")
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


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked of chance.

    `null` is a name of `list_nulls`, or ``"poles"``: other pairs of actors as poles of the data themselves (see
    `pole_test`). `setting` and `data` are how the data are evaluated, and the outcome. `pairs` are the poles to try;
    with more than one the poles are found anew in each draw. `similar` are the other pairs for ``"poles"``.
    """

    null: BipolarityNull
    setting: Setting
    data: Evaluation
    pairs: Sequence[tuple[int, int]]
    similar: Sequence[tuple[int, int]] = ()


def against_chance(
    asked: Question, P: np.ndarray, N: np.ndarray, layers: Sequence[str], *, draws: int, rng: Seed, jobs: int
) -> NullDistribution:
    """Give the components in null networks.

    Parameters
    ----------
    asked
        What chance does, and how its networks are evaluated.
    P, N
        The data, shape ``(layers, n, n)``, with names of the `layers`.
    draws, rng, jobs
        As for `in_chunks`.
    """
    check_null(asked.null)
    pairs, setting = list(asked.pairs), asked.setting
    if asked.null == "configuration":
        values = null_values(P, N, setting, pairs, draws=draws, rng=rng, jobs=jobs)
        return NullDistribution(values, null_in_words(P, N, layers, searched=len(pairs) > 1))
    if asked.null == "poles":
        return _against_other_poles(asked, P, N, draws=draws, rng=np.random.default_rng(rng))
    start, chance = np.random.default_rng(rng).spawn(2)
    model = null_model(_as_network(P, N), asked.null, rng=start)
    task = partial(_chunk, model, P.shape, setting, tuple(pairs))
    size = int(min(max(_MOST_NUMBERS // max(4 * P.size, 1), 1), _MOST_DRAWS))
    chunks = in_chunks(task, draws=draws, rng=chance, jobs=jobs, size=size)
    values = {name: np.concatenate([chunk[name] for chunk in chunks]) for name in COMPONENTS}
    sentence = _named(model.sentence, layers)
    searched = f" {SEARCHED}" if len(pairs) > 1 else ""
    return NullDistribution(values, f"{sentence[0].upper()}{sentence[1:]}.{searched}")


def _against_other_poles(
    asked: Question, P: np.ndarray, N: np.ndarray, *, draws: int, rng: np.random.Generator
) -> NullDistribution:
    """Evaluate the data for other pairs of poles; D is that of the data, which knows no poles."""
    pairs = list(asked.similar)
    if len(pairs) > draws:
        pairs = [pairs[place] for place in np.sort(rng.choice(len(pairs), draws, replace=False)).tolist()]
    values = {name: np.full((max(len(pairs), 1), len(P) + 1), np.nan) for name in COMPONENTS}
    for draw, pair in enumerate(pairs):
        found = evaluate(P[None], N[None], replace(asked.setting, poles=pair), rng=rng, D=asked.data.values["D"])
        for name in COMPONENTS:
            values[name][draw] = found.values[name][0]
    words = (
        f"The two poles are any two of the {len(asked.similar)} other pairs of actors whose capability is within a "
        "factor of 2 of theirs; the network stays as it is."
    )
    return NullDistribution(values, words)


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
