"""Make leidenalg.json: the best modularity that leidenalg finds with 100 seeds (pip install leidenalg).

Run from the root of the repository: python -m tests.known.blocs.leidenalg_values SHARED_FOLDER. Each layer and sign is
a RBConfigurationVertexPartition (weight +1 or -1) on all states, couplings a CPMVertexPartition with resolution 0,
optimised together until nothing changes. The quality of the partition is then summed entry by entry with numpy.
"""

import json
import sys
from pathlib import Path

import numpy as np

from tests.known.blocs.datasets import MULTILAYER, SINGLE, multilayer, single, snapshots

SEEDS = 100


def best(net, coupling=1.0, aligned=False):
    import igraph
    import leidenalg

    states = [
        (layer, actor)
        for layer in range(net.n_layers)
        for actor in range(net.n_actors)
        if aligned or net.presence[layer, actor]
    ]
    place = {state: number for number, state in enumerate(states)}
    unit, n = net.ties["weight"].mean(), len(states)
    graphs, signs, dense = [], [], []
    for layer, label in enumerate(net.layers):
        for sign in (1, -1):
            A = net.adjacency(label, sign).tocoo()
            if A.nnz == 0:
                continue
            directed = (net.adjacency(label, sign) != net.adjacency(label, sign).T).nnz > 0
            keep = np.full(A.nnz, True) if directed else A.row < A.col
            ends = [(place[layer, r], place[layer, c]) for r, c in zip(A.row[keep], A.col[keep], strict=True)]
            graph = igraph.Graph(n=n, edges=ends, directed=directed)
            graph.es["weight"] = (A.data[keep] / unit).tolist()
            graphs.append(graph)
            signs.append(sign)
            full = np.zeros((n, n))
            for r, c, w in zip(A.row, A.col, A.data, strict=True):
                full[place[layer, r], place[layer, c]] += w / unit
            dense.append(full)
    pairs = [(i, j) for i in range(n) for j in range(i) if states[i][1] == states[j][1]]
    B = sum(s * (A - np.outer(A.sum(1), A.sum(0)) / A.sum()) for s, A in zip(signs, dense, strict=True))
    for i, j in pairs:
        B[i, j] = B[j, i] = B[i, j] + coupling
    total = sum(A.sum() for A in dense) + 2 * coupling * len(pairs)
    found = -np.inf
    for seed in range(SEEDS):
        parts = [leidenalg.RBConfigurationVertexPartition(g, weights="weight") for g in graphs]
        parts.append(
            leidenalg.CPMVertexPartition(
                igraph.Graph(n=n, edges=pairs), weights=[coupling] * len(pairs), resolution_parameter=0.0
            )
        )
        optimiser = leidenalg.Optimiser()
        optimiser.set_rng_seed(seed)
        optimiser.optimise_partition_multiplex(parts, layer_weights=[*signs, 1.0], n_iterations=-1)
        groups = np.array(parts[0].membership)
        found = max(found, float(B[groups[:, None] == groups].sum() / total))
    return found


def values(shared):
    for name in MULTILAYER:
        for aligned in (True, False):
            for coupling in (0.1, 1.0):
                key = f"{name} {'aligned' if aligned else 'present'} {coupling}"
                yield key, best(multilayer(shared, name), coupling, aligned)
    for name in SINGLE:
        yield name, best(single(shared, name))
    for year, net in snapshots(shared, "wwi_powers_snapshots"):
        yield f"wwi_powers_snapshots {year}", best(net)


if __name__ == "__main__":
    import igraph
    import leidenalg

    table = dict(values(Path(sys.argv[1])))
    made = {"leidenalg": leidenalg.version, "igraph": igraph.__version__, "seeds": SEEDS, "modularity": table}
    target = Path(__file__).parent / "leidenalg.json"
    target.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
