"""Print how fast networks are built and measured beside pymnet, py3plex, igraph, networkx and plain scipy.

10 layers, mean degree 8, processor time. The multilayer peers are no dependencies: install pymnet and py3plex into an
environment of their own and name its Python in ``PEERS_PYTHON``; what is missing there is said.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import scipy.sparse as sp
from scipy.sparse.linalg import eigsh

from qtnet.metrics.centrality import centrality
from qtnet.metrics.centrality.paths import betweenness
from qtnet.network import MultilayerNetwork
from tests.benchmarks.network_peers import DAMPING, LAYERS, edge_columns, timed

N_ACTORS, N_ACTORS_PATHS, N_ACTORS_LARGE = 10_000, 1_000, 25_000
_PATIENCE = 900  # seconds for a job of a peer


def report(say: Callable[[str], None]) -> None:
    net = _say_building(say)
    _say_measures(say, net)
    _say_paths(say)
    _say_large(say)


def frame_of(n_actors: int) -> pd.DataFrame:
    source, target, layer = edge_columns(n_actors)
    return pd.DataFrame({"source": source, "target": target, "layer": layer, "weight": 1.0})


def _say_building(say: Callable[[str], None]) -> MultilayerNetwork:
    frame = frame_of(N_ACTORS)
    MultilayerNetwork.from_edges(frame.head(1000))
    say(f"{N_ACTORS} actors, {LAYERS} layers, {len(frame)} edges")
    own = min(timed(lambda: MultilayerNetwork.from_edges(frame)) for _ in range(3))
    _say_beside(say, "building from a frame", own, job="build", peers=("pymnet", "py3plex"))
    net = MultilayerNetwork.from_edges(frame)
    own = min(timed(lambda: net.supra_adjacency(coupling=1.0)) for _ in range(3))
    _say_beside(say, "supra-adjacency", own, job="supra", peers=("py3plex",))  # that of pymnet is dense: 80 GB
    return net


def _say_measures(say: Callable[[str], None], net: MultilayerNetwork) -> None:
    supra, _ = net.supra_adjacency(coupling=1.0)
    centrality(net.subnetwork(layers=[net.layers[0]]), "eigenvector")  # loads what it needs
    for job, plain in (("pagerank", plain_pagerank), ("eigenvector", plain_eigenvector)):
        own = min(timed(lambda job=job: centrality(net, job)) for _ in range(3))
        ready = min(timed(lambda plain=plain: plain(supra)) for _ in range(3))
        _say_beside(say, f"multilayer {job}", own, job=job, peers=("py3plex",))
        say(f"  plain scipy on the ready matrix {ready:.2f} s: qtnet, with matrix and table, {own / ready:.2f} times")


def _say_paths(say: Callable[[str], None]) -> None:
    net = MultilayerNetwork.from_edges(frame_of(N_ACTORS_PATHS))
    own = timed(lambda: betweenness(net))
    say(f"{N_ACTORS_PATHS} actors, {N_ACTORS_PATHS * LAYERS} states")
    _say_beside(say, "betweenness", own, job="betweenness", peers=("igraph",), n_actors=N_ACTORS_PATHS)
    small = MultilayerNetwork.from_edges(frame_of(100))
    graph = nx.from_scipy_sparse_array(small.supra_adjacency(coupling=1.0)[0])
    own, peer = timed(lambda: betweenness(small)), timed(lambda: nx.betweenness_centrality(graph, normalized=False))
    say(f"  100 actors: qtnet {own:.2f} s, networkx {peer:.2f} s: {peer / own:.0f} times as fast")


def _say_large(say: Callable[[str], None]) -> None:
    frame = frame_of(N_ACTORS_LARGE)
    net = MultilayerNetwork.from_edges(frame)
    own = timed(lambda: centrality(net, "relaxed_pagerank"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    say(f"{len(net.ties)} ties of {net.n_actors} actors: ranked in {own:.1f} s; peak of this process {peak:.1f} GiB")


def plain_pagerank(supra: sp.csr_array) -> np.ndarray:
    out = supra.sum(axis=1)
    onward = sp.csr_array(supra.multiply(1.0 / np.where(out > 0, out, 1.0)[:, None]).T)
    n = len(out)
    visits = np.full(n, 1.0 / n)
    for _ in range(500):
        step = DAMPING * (onward @ visits)
        step += (1.0 - step.sum()) / n
        if np.abs(step - visits).sum() < 1e-14:
            break
        visits = step
    return step


def plain_eigenvector(supra: sp.csr_array) -> np.ndarray:
    return eigsh(supra, k=1, which="LA", tol=1e-12)[1][:, 0]


def _say_beside(
    say: Callable[[str], None], what: str, own: float, *, job: str, peers: tuple[str, ...], n_actors: int = N_ACTORS
) -> None:
    say(f"{what}: qtnet {own:.2f} s")
    for peer in peers:
        found = peer_seconds(peer, job, n_actors)
        if isinstance(found, str):
            say(f"  {peer}: {found}")
        else:
            say(f"  {peer} {found:.2f} s: qtnet is {found / own:.1f} times as fast")


def peer_seconds(peer: str, job: str, n_actors: int) -> float | str:
    """Give the processor seconds of a peer's job, or why there are none."""
    python = os.environ.get("PEERS_PYTHON", sys.executable)
    command = [python, str(Path(__file__).with_name("network_peers.py")), peer, job, str(n_actors)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return f"not done after {_PATIENCE} s"
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["failed"])[-1]
    return float(done.stdout.strip().splitlines()[-1])
