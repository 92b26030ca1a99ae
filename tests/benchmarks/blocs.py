"""How fast blocs are found beside leidenalg: the same objective, as many searches from scratch, processor time.

leidenalg is no dependency: install it into the environment that ``PEERS_PYTHON`` names. Networks of 10,000 actors and
100,000 ties with 50 planted groups: one layer of clear and one of faint groups; four layers, one tie in five hostile,
coupled with ω = 1.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from qtnet.metrics.blocs.problem import Problem, modularity_problem
from qtnet.metrics.blocs.search import best_partition
from qtnet.network import MultilayerNetwork
from tests.benchmarks.timing import Line, peer_seconds, seconds

N_ACTORS, N_TIES, N_GROUPS = 10_000, 100_000, 50


def lines() -> Iterator[Line]:
    """Give a line per network; as many searches from scratch of both, each repeated until nothing improves."""
    best_partition(problem_of(planted(0.3, layers=1, hostile=0.2, size=100)), rng=np.random.default_rng(0))
    for label, restarts, world in (
        ("one layer, clear groups", 5, planted(0.3, layers=1, hostile=0.0)),
        ("one layer, faint groups", 5, planted(0.6, layers=1, hostile=0.0)),
        ("four layers, signed", 1, planted(0.3, layers=4, hostile=0.2)),  # leidenalg takes a minute for each
    ):
        own, quality = qtnet_searches(problem_of(world), restarts)
        other, best, reason = leidenalg_searches(world, restarts)
        what = f"modularity of {N_TIES:,} ties, {label}, {restarts} search{'es' if restarts > 1 else ''}"
        peer = f"leidenalg (Q {best:.4f}; qtnet {quality:.4f})" if best == best else "leidenalg"
        yield Line(subject="blocs", what=what, own=own, peer=peer, other=other, reason=reason)


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
    found = []
    own = seconds(lambda: found.extend(best_partition(problem, rng=np.random.default_rng(k)) for k in range(restarts)))
    return own, max(problem.quality(groups) for groups in found)


def leidenalg_searches(net: MultilayerNetwork, restarts: int) -> tuple[float, float, str]:
    """Give the seconds of leidenalg and the best modularity that it finds, or NaN and why there are none."""
    problem, layer, actor = modularity_problem(net, resolution=1.0, coupling=1.0, aligned=False)
    ties, place = net.tie_arrays, np.full((net.n_layers, net.n_actors), -1)
    place[layer, actor] = np.arange(problem.n)
    of_actor = pd.Series(np.arange(problem.n)).groupby(actor).agg(list)
    coupled = [(a, b) for states in of_actor for i, a in enumerate(states) for b in states[:i]]
    ends = np.stack([place[ties.layer, ties.source], place[ties.layer, ties.target]], axis=1)
    given = {"n": problem.n, "ends": ends, "layer": ties.layer, "sign": ties.sign}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "world.npz")
        np.savez(path, **given, coupled=np.array(coupled, dtype=np.int64).reshape(-1, 2))
        took, reason = peer_seconds("leidenalg_peer.py", str(path), str(restarts))
        if reason:
            return took, float("nan"), reason
        return took, max(problem.quality(groups) for groups in np.load(path)["found"]), ""
