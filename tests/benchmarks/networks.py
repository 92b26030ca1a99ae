"""How fast networks are built and measured beside pymnet, py3plex, igraph, networkx and plain scipy.

10 layers of mean degree 8. The multilayer peers are no dependencies: install them into an environment of their own and
name its Python in ``PEERS_PYTHON``; what is missing there is said.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator

import networkx as nx
import numpy as np
import pandas as pd
import scipy.sparse as sp
from scipy.sparse.linalg import eigsh

from qtnet.metrics.centrality import centrality
from qtnet.metrics.centrality.paths import betweenness
from qtnet.network import MultilayerNetwork
from tests.benchmarks.network_peers import DAMPING, LAYERS, edge_columns, igraph_supra
from tests.benchmarks.timing import Line, least, peer_seconds, seconds

N_ACTORS, N_ACTORS_PATHS, N_ACTORS_SLOW, N_ACTORS_LARGE = 10_000, 300, 100, 25_000
SIZE = f"{N_ACTORS:,} actors × {LAYERS} layers"
READY = "scipy, matrix ready"


def lines() -> Iterator[Line]:
    """Give the lines, one peer each."""
    frame = frame_of(N_ACTORS)
    MultilayerNetwork.from_edges(frame.head(1000))
    own = least(lambda: MultilayerNetwork.from_edges(frame), 5)
    for peer in ("pymnet", "py3plex"):
        yield _beside(f"building from a frame, {SIZE}", own, peer, "build")
    net = MultilayerNetwork.from_edges(frame)
    own = least(lambda: net.supra_adjacency(coupling=1.0), 5)
    yield _beside(f"supra-adjacency, {SIZE}", own, "py3plex", "supra")  # that of pymnet is dense: 80 GB
    yield from _measures(net)
    yield from _paths()
    yield _large()


def frame_of(n_actors: int, n_layers: int = LAYERS, degree: int = 8) -> pd.DataFrame:
    source, target, layer = edge_columns(n_actors, n_layers, degree)
    return pd.DataFrame({"source": source, "target": target, "layer": layer, "weight": 1.0})


def _measures(net: MultilayerNetwork) -> Iterator[Line]:
    supra, _ = net.supra_adjacency(coupling=1.0)
    centrality(net.subnetwork(layers=[net.layers[0]]), "eigenvector")  # loads what it needs
    for job, plain in (("pagerank", plain_pagerank), ("eigenvector", plain_eigenvector)):
        own = least(lambda job=job: centrality(net, job), 5)
        yield _beside(f"multilayer {job}, {SIZE}", own, "py3plex", job)
        ready = least(lambda plain=plain: plain(supra), 5)
        yield Line(subject="networks", what=f"multilayer {job}, {SIZE}", own=own, peer=READY, other=ready)


def _paths() -> Iterator[Line]:
    net = MultilayerNetwork.from_edges(frame_of(N_ACTORS_PATHS))
    graph = igraph_supra(edge_columns(N_ACTORS_PATHS))
    what = f"betweenness, {N_ACTORS_PATHS * LAYERS:,} states"
    own = seconds(lambda: betweenness(net))
    yield Line(subject="networks", what=what, own=own, peer="igraph", other=seconds(graph.betweenness))
    small = MultilayerNetwork.from_edges(frame_of(N_ACTORS_SLOW))
    slow = nx.from_scipy_sparse_array(small.supra_adjacency(coupling=1.0)[0])
    own, other = (
        seconds(lambda: betweenness(small)),
        seconds(lambda: nx.betweenness_centrality(slow, normalized=False)),
    )
    what = f"betweenness, {N_ACTORS_SLOW * LAYERS:,} states"
    yield Line(subject="networks", what=what, own=own, peer="networkx", other=other)


def _large() -> Line:
    frame = frame_of(N_ACTORS_LARGE)
    own = seconds(lambda: centrality(MultilayerNetwork.from_edges(frame), "relaxed_pagerank"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return Line(
        subject="networks", what=f"{len(frame):,} ties built and ranked; peak of the process {peak:.1f} GiB", own=own
    )


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


def _beside(what: str, own: float, peer: str, job: str, n_actors: int = N_ACTORS) -> Line:
    other, reason = peer_seconds("network_peers.py", peer, job, str(n_actors))
    return Line(subject="networks", what=what, own=own, peer=peer, other=other, reason=reason)
