"""Corpora of known origin for the intervals of centralities: rates of ties that documents are drawn from."""

from __future__ import annotations

from functools import cache, partial

import numpy as np
import pandas as pd

from qtnet.inference import bootstrap
from qtnet.metrics.centrality import centrality
from qtnet.network import MultilayerNetwork
from qtnet.results import ActorScores

ACTORS, LAYERS, TIES_PER_DOCUMENT = 24, ("chips", "quantum"), 3
#: Share of the pairs of a layer that have anything to do with each other.
TIED = 0.25
DRAWS = 99
METRICS = ("strength_positive", "strength_negative", "relaxed_pagerank", "actor_betweenness", "participation")
NAMES = [f"a{number:02d}" for number in range(ACTORS)]


@cache
def rates() -> np.ndarray:
    """Give the chance of every tie, shape (signs, layers, pairs): heavy-tailed activity, most pairs never tied."""
    rng = np.random.default_rng(11)
    a, b = np.triu_indices(ACTORS, 1)
    side = np.arange(ACTORS) % 2
    found = np.empty((2, len(LAYERS), len(a)))
    for layer in range(len(LAYERS)):
        activity = rng.permutation(np.sort(rng.pareto(2.0, ACTORS) + 0.5)[::-1])
        weight = activity[a] * activity[b] * (rng.random(len(a)) < TIED)
        same = side[a] == side[b]
        found[0, layer], found[1, layer] = weight * np.where(same, 1.0, 0.2), weight * np.where(same, 0.0, 0.3)
    return found / found.sum()


def corpus(documents: int, rng: np.random.Generator) -> MultilayerNetwork:
    """Draw documents that tell one to five ties each, those of a document about one actor more than chance gives."""
    each = 1 + rng.binomial(2 * (TIES_PER_DOCUMENT - 1), 0.5, documents)
    chance = rates()
    drawn = rng.choice(chance.size, int(each.sum()), p=chance.ravel())
    sign, layer, pair = np.unravel_index(drawn, chance.shape)
    doc = np.repeat(np.arange(documents), each)
    return _network(sign, layer, pair, np.ones(len(doc)), [f"d{number:04d}" for number in doc])


def population(documents: int) -> MultilayerNetwork:
    """Give the network that corpora of so many documents tell on average: every tie with its expected weight."""
    weight = rates() * documents * TIES_PER_DOCUMENT
    sign, layer, pair = np.nonzero(weight)
    return _network(sign, layer, pair, weight[sign, layer, pair], [f"d{number}" for number in range(len(pair))])


def drawn(metric: str, documents: int, rng: np.random.Generator) -> tuple[pd.DataFrame, np.ndarray]:
    """Give the frame that the report prints of one corpus, and the values in resampled corpora behind it."""
    net = corpus(documents, rng)
    statistic = partial(centrality, name=metric, scope="multilayer")
    frame = statistic(net).to_frame()
    values = bootstrap._chunk(net, statistic, bootstrap._evidence(net), "both", bootstrap._keys(frame), DRAWS, rng)
    return bootstrap._with_ranks(bootstrap._with_bounds(frame, values, "bc", None), values, bootstrap.TOP), values


def truth(metric: str, documents: int) -> pd.DataFrame:
    """Give the centralities of the population with their ranks, by actor."""
    found: ActorScores = centrality(population(documents), metric, scope="multilayer")
    frame = found.to_frame().set_index("actor")
    return frame.assign(rank=frame["estimate"].rank(ascending=False))


def _network(
    sign: np.ndarray, layer: np.ndarray, pair: np.ndarray, weight: np.ndarray, doc: list[str]
) -> MultilayerNetwork:
    a, b = np.triu_indices(ACTORS, 1)
    names, layers = np.array(NAMES, dtype=object), np.array(LAYERS, dtype=object)
    told = {"source": names[a[pair]], "target": names[b[pair]], "layer": layers[layer]}
    frame = pd.DataFrame(told | {"sign": np.where(sign == 0, 1, -1), "weight": weight, "doc": doc})
    return MultilayerNetwork.from_edges(frame, actors=NAMES)
