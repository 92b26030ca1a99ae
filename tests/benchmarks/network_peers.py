"""Time one job of one peer: ``python network_peers.py PEER JOB ACTORS``; prints processor seconds, or why it has none.

Stands alone, so that it runs in an environment that has the peers and not qtnet. All jobs are those of `networks.py`,
on the same random network.
"""

import sys
import time

import numpy as np

LAYERS, MEAN_DEGREE, DAMPING = 10, 8, 0.85


def edge_columns(n_actors, n_layers=LAYERS, degree=MEAN_DEGREE):
    """Give source, target and layer of a random network, the same for everybody."""
    rng = np.random.default_rng(1)
    n = n_actors * degree // 2 * n_layers
    source = rng.integers(0, n_actors, n)
    target = (source + rng.integers(1, n_actors, n)) % n_actors
    ids = np.array([f"a{i:06d}" for i in range(n_actors)])
    return ids[source].tolist(), ids[target].tolist(), [f"l{i}" for i in range(n_layers)] * (n // n_layers)


def pymnet_network(columns):
    import pymnet

    net = pymnet.MultiplexNetwork(couplings="categorical", directed=False)
    for source, target, layer in zip(*columns, strict=True):
        net[source, layer][target, layer] = 1
    return net


def py3plex_network(columns, *, coupled):
    from py3plex.core import multinet

    net = multinet.multi_layer_network(directed=False, network_type="multilayer")
    edges = [[source, layer, target, layer, 1.0] for source, target, layer in zip(*columns, strict=True)]
    if coupled:
        actors, layers = sorted({*columns[0], *columns[1]}), sorted(set(columns[2]))
        edges += [[a, one, a, two, 1.0] for a in actors for i, one in enumerate(layers) for two in layers[i + 1 :]]
    net.add_edges(edges, input_type="list")
    return net


def igraph_supra(columns):
    """Give the supra graph in igraph: states within layers, and an actor's states joined."""
    import igraph

    actors = {a: i for i, a in enumerate(sorted({*columns[0], *columns[1]}))}
    layers = {name: i for i, name in enumerate(sorted(set(columns[2])))}
    n = len(actors)
    edges = {
        tuple(sorted((layers[layer] * n + actors[s], layers[layer] * n + actors[t])))
        for s, t, layer in zip(*columns, strict=True)
    }
    edges |= {(i * n + a, j * n + a) for a in range(n) for i in range(len(layers)) for j in range(i + 1, len(layers))}
    return igraph.Graph(n=n * len(layers), edges=sorted(edges))


def timed(job):
    start = time.process_time()
    job()
    return time.process_time() - start


def seconds(peer, job, n_actors):
    """Give the processor seconds of a job, without what must be made before it."""
    columns = edge_columns(n_actors)
    if (peer, job) == ("pymnet", "build"):
        return timed(lambda: pymnet_network(columns))
    if (peer, job) == ("pymnet", "supra"):
        import pymnet

        net = pymnet_network(columns)
        return timed(lambda: pymnet.supra_adjacency_matrix(net))
    if (peer, job) == ("py3plex", "build"):
        return timed(lambda: py3plex_network(columns, coupled=False))
    if (peer, job) == ("py3plex", "supra"):
        net = py3plex_network(columns, coupled=True)
        return timed(net.get_supra_adjacency_matrix)
    if peer == "py3plex" and job in ("pagerank", "eigenvector"):
        from py3plex.algorithms.multilayer_algorithms.centrality import MultilayerCentrality

        central = MultilayerCentrality(py3plex_network(columns, coupled=True))
        run = central.pagerank_centrality if job == "pagerank" else central.multiplex_eigenvector_centrality
        return timed(run)
    raise SystemExit(f"{peer} has no {job}")


if __name__ == "__main__":
    seconds(sys.argv[1], sys.argv[2], 20)  # imports and first calls are not timed
    sys.stdout.write(f"{seconds(sys.argv[1], sys.argv[2], int(sys.argv[3]))}\n")
