"""Print how fast blocs are found beside leidenalg: the same objective, as many searches from scratch, processor time.

leidenalg is no dependency; without it only our own time is printed.
Both repeat their rounds until nothing improves. Networks of 10,000 actors and 100,000 ties with 50 planted groups:
one layer of clear and one of faint groups; four layers, one tie in five hostile, coupled with ω = 1.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from qtnet.metrics.blocs.problem import Problem, modularity_problem
from qtnet.metrics.blocs.search import best_partition
from qtnet.network import MultilayerNetwork

N_ACTORS, N_TIES, N_GROUPS = 10_000, 100_000, 50


def report(say: Callable[[str], None]) -> None:
    say(f"{N_ACTORS} actors, {N_TIES} ties; seconds of processor time and best modularity")
    best_partition(problem_of(planted(0.3, layers=1, hostile=0.2, size=100)), rng=np.random.default_rng(0))
    for label, restarts, world in (
        ("one layer, clear groups", 20, planted(0.3, layers=1, hostile=0.0)),
        ("one layer, faint groups", 20, planted(0.6, layers=1, hostile=0.0)),
        ("four layers, signed", 2, planted(0.3, layers=4, hostile=0.2)),  # 20 take leidenalg a quarter of an hour
    ):
        own, quality = qtnet_searches(problem_of(world), restarts)
        say(f"{label}, {restarts} restarts: qtnet {own:.1f} s, Q {quality:.6f}")
        peer = leidenalg_searches(world, restarts)
        if peer is None:
            say("  leidenalg is not installed")
        else:
            say(f"  leidenalg {peer[0]:.1f} s, Q {peer[1]:.6f}; qtnet takes {own / peer[0]:.2f} of its time")


def planted(strays: float, *, layers: int, hostile: float, size: int = N_TIES) -> MultilayerNetwork:
    """Ties inside planted groups, save the share `strays`; hostile ties lead outside."""
    rng = np.random.default_rng(1)
    group = rng.integers(N_GROUPS, size=N_ACTORS)
    members = [np.flatnonzero(group == g) for g in range(N_GROUPS)]
    source = rng.integers(N_ACTORS, size=3 * size)
    sign = np.where(rng.random(3 * size) < hostile, -1, 1)
    inside = (rng.random(3 * size) > strays) & (sign > 0)
    near = np.array([rng.choice(members[group[i]]) for i in source])
    target = np.where(inside, near, rng.integers(N_ACTORS, size=3 * size))
    edges = pd.DataFrame(
        {"source": source, "target": target, "sign": sign, "layer": rng.integers(layers, size=3 * size)}
    )
    edges = edges[edges["source"] < edges["target"]].drop_duplicates(["source", "target"]).head(size)
    names = {column: edges[column].map("{:05d}".format) for column in ("source", "target")}
    return MultilayerNetwork.from_edges(edges.assign(**names, layer=edges["layer"].astype(str)))


def problem_of(net: MultilayerNetwork) -> Problem:
    return modularity_problem(net, resolution=1.0, coupling=1.0, aligned=False)[0]


def qtnet_searches(problem: Problem, restarts: int) -> tuple[float, float]:
    start = time.process_time()
    found = [best_partition(problem, rng=np.random.default_rng(seed)) for seed in range(restarts)]
    return time.process_time() - start, max(problem.quality(groups) for groups in found)


def leidenalg_searches(net: MultilayerNetwork, restarts: int) -> tuple[float, float] | None:
    try:
        import igraph
        import leidenalg
    except ImportError:
        return None
    problem, layer, actor = modularity_problem(net, resolution=1.0, coupling=1.0, aligned=False)
    place = {state: i for i, state in enumerate(zip(layer.tolist(), actor.tolist(), strict=True))}
    ties, graphs, signs = net.tie_arrays, [], []
    for code in range(net.n_layers):
        for sign in (1, -1):
            kept = ties.take((ties.layer == code) & (ties.sign == sign))
            if len(kept):
                ends = [(place[code, a], place[code, b]) for a, b in zip(kept.source, kept.target, strict=True)]
                graphs.append(igraph.Graph(n=problem.n, edges=ends))
                signs.append(sign)
    of_actor = pd.Series(np.arange(problem.n)).groupby(actor).agg(list)
    pairs = [(a, b) for states in of_actor for i, a in enumerate(states) for b in states[:i]]
    coupling = igraph.Graph(n=problem.n, edges=pairs)
    start, best = time.process_time(), -np.inf
    for seed in range(restarts):
        parts = [leidenalg.RBConfigurationVertexPartition(graph) for graph in graphs]
        if pairs:
            parts.append(leidenalg.CPMVertexPartition(coupling, resolution_parameter=0.0))
        optimiser = leidenalg.Optimiser()
        optimiser.set_rng_seed(seed)
        weights = [*signs, 1] if pairs else signs
        optimiser.optimise_partition_multiplex(parts, layer_weights=weights, n_iterations=-1)
        best = max(best, problem.quality(np.array(parts[0].membership)))
    return time.process_time() - start, best
