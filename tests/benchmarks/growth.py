"""How time grows when documents, actors, layers or ties become ten times as many."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from qtnet.extract.extract import extract_document
from qtnet.metrics.blocs.problem import modularity_problem
from qtnet.metrics.blocs.search import best_partition
from qtnet.metrics.centrality import centrality
from qtnet.network import MultilayerNetwork
from tests.benchmarks.networks import frame_of
from tests.benchmarks.texts import documents, long_document
from tests.benchmarks.timing import Growth, least

MEASURES: dict[str, Callable[[MultilayerNetwork], object]] = {
    "multilayer PageRank": lambda net: centrality(net, "pagerank"),
    "eigenvector": lambda net: centrality(net, "eigenvector"),
    "blocs, one search": lambda net: best_partition(
        modularity_problem(net, resolution=1.0, coupling=1.0, aligned=False)[0], rng=np.random.default_rng(1)
    ),
}
#: What grows, with the arguments of `frame_of`: actors, layers, mean degree.
WORLDS: dict[str, dict[int, tuple[int, int, int]]] = {
    "actors": {n: (n, 4, 8) for n in (1000, 2000, 5000, 10_000)},
    "layers": {n: (2000, n, 8) for n in (2, 4, 10, 20)},
    "ties": {2000 * d: (2000, 2, d) for d in (6, 12, 30, 60)},
}
#: For what needs a search per actor.
SEARCHED = {n: (n, 1, 8) for n in (200, 500, 1000, 2000)}


def lines() -> Iterator[Growth]:
    """Give a curve per thing that grows and task."""
    read = documents()
    sizes = tuple(len(read) * share // 20 for share in (2, 5, 10, 20))
    times = tuple(least(lambda n=n: [extract_document(document) for document in read[:n]], 2) for n in sizes)
    yield Growth(subject="growth", what="extraction, documents", sizes=sizes, times=times)
    lengths = (20_000, 50_000, 100_000, 200_000)
    times = tuple(least(lambda n=n: extract_document(long_document(n)), 2) for n in lengths)
    yield Growth(subject="growth", what="extraction, characters of one document", sizes=lengths, times=times)
    for thing, worlds in WORLDS.items():
        frames = {size: frame_of(*world) for size, world in worlds.items()}
        nets = {size: MultilayerNetwork.from_edges(frame) for size, frame in frames.items()}
        times = tuple(least(lambda frame=frame: MultilayerNetwork.from_edges(frame)) for frame in frames.values())
        yield Growth(subject="growth", what=f"building from a frame, {thing}", sizes=tuple(frames), times=times)
        for name, measure in MEASURES.items():
            times = tuple(least(lambda net=net, measure=measure: measure(net)) for net in nets.values())
            yield Growth(subject="growth", what=f"{name}, {thing}", sizes=tuple(nets), times=times)
    nets = {size: MultilayerNetwork.from_edges(frame_of(*world)) for size, world in SEARCHED.items()}
    for name in ("closeness", "betweenness", "efficiency_loss"):
        times = tuple(least(lambda net=net, name=name: centrality(net, name), 2) for net in nets.values())
        yield Growth(subject="growth", what=f"{name}, actors (one search each)", sizes=tuple(nets), times=times)
