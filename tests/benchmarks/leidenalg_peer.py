"""Time leidenalg on the modularity of layers: ``python leidenalg_peer.py FILE RESTARTS``; what it finds goes to FILE.

Stands alone, so that it runs in an environment that has leidenalg and not qtnet. FILE is an .npz of n, the ends, layer
and sign of ties between states, and the pairs of states that are coupled.
"""

import sys
import time

import igraph
import leidenalg
import numpy as np


def main(path, restarts):
    given = dict(np.load(path))
    n, parts = int(given["n"]), []
    for layer in np.unique(given["layer"]):
        for sign in (1, -1):
            own = (given["layer"] == layer) & (given["sign"] == sign)
            if own.any():
                parts.append((igraph.Graph(n=n, edges=given["ends"][own].tolist()), sign))
    coupled = igraph.Graph(n=n, edges=given["coupled"].tolist())
    weights = [sign for _, sign in parts] + ([1] if coupled.ecount() else [])
    found = []
    start = time.process_time()
    for seed in range(restarts):
        each = [leidenalg.RBConfigurationVertexPartition(graph) for graph, _ in parts]
        if coupled.ecount():
            each.append(leidenalg.CPMVertexPartition(coupled, resolution_parameter=0.0))
        optimiser = leidenalg.Optimiser()
        optimiser.set_rng_seed(seed)
        optimiser.optimise_partition_multiplex(each, layer_weights=weights, n_iterations=-1)
        found.append(each[0].membership)
    took = time.process_time() - start
    np.savez(path, found=np.array(found))
    sys.stdout.write(f"{took}\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
