"""Small networks with names, and random ones for laws.

two_blocs            a–b–c–a  against  d–e–f–d: two friendly triangles, hostile a–d and b–e
florentine           the families of Padgett & Ansell 1993: marriage and business, 16 families, PUCCI isolated
tribes               Gahuku–Gama (Read 1954): 16 tribes, 29 friendly and 29 hostile ties
directed_star        hub → a, b, c in layer "up"; a → hub in layer "down"
"""

from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from qtnet.network import MultilayerNetwork

KNOWN = Path(__file__).parent / "known" / "networks"


def network(rows, *, columns=("source", "target", "layer", "sign"), **options):
    return MultilayerNetwork.from_edges(pd.DataFrame(rows, columns=list(columns)), **options)


def two_blocs():
    friends = [("a", "b"), ("b", "c"), ("a", "c"), ("d", "e"), ("e", "f"), ("d", "f")]
    hostile = [("a", "d"), ("b", "e")]
    return network([(*p, "chips", 1) for p in friends] + [(*p, "chips", -1) for p in hostile])


def directed_star():
    rows = [("hub", x, "up", 1) for x in "abc"] + [("a", "hub", "down", 1)]
    return network(rows, directed=True)


def florentine():
    edges = pd.read_csv(KNOWN / "florentine.csv", dtype=str, keep_default_na=False)
    return MultilayerNetwork.from_edges(edges, actors={*edges["source"], *edges["target"], "PUCCI"})


def tribes():
    return MultilayerNetwork.from_edges(pd.read_csv(KNOWN / "tribes.csv", dtype=str, keep_default_na=False))


def random_network(seed, *, n_actors=7, n_layers=2, n_edges=14, directed=None, weighted=True):
    """Signed ties at random; the last actor is an isolate; `directed` None mixes both kinds."""
    rng = np.random.default_rng(seed)
    actors = [f"n{i:02d}" for i in range(n_actors)]
    ends = np.array([rng.choice(n_actors - 1, 2, replace=False) for _ in range(n_edges)])
    frame = pd.DataFrame(
        {
            "source": [actors[i] for i in ends[:, 0]],
            "target": [actors[i] for i in ends[:, 1]],
            "layer": [f"layer{i}" for i in rng.integers(n_layers, size=n_edges)],
            "sign": rng.choice([1, 1, 1, -1], size=n_edges),
            "weight": rng.integers(1, 9, size=n_edges) / 2 if weighted else 1.0,
            "directed": rng.random(n_edges) < 0.5 if directed is None else directed,
            "doc": [f"d{i}" for i in rng.integers(4, size=n_edges)],
        }
    )
    return MultilayerNetwork.from_edges(frame, actors=actors)


@st.composite
def networks(draw, *, directed=None):
    """Signed multilayer networks of up to 8 actors and 3 layers, isolates included."""
    seed = draw(st.integers(0, 10_000))
    size = draw(st.integers(3, 8))
    return random_network(
        seed,
        n_actors=size,
        n_layers=draw(st.integers(1, 3)),
        n_edges=draw(st.integers(1, 2 * size)),
        directed=directed,
        weighted=draw(st.booleans()),
    )


def rebuilt(net, *, rename=lambda actor: actor, scale=1.0, extra=()):
    """The same network with other names, another unit of weight, or further isolates."""
    edges = net.to_edges()
    edges["source"], edges["target"] = edges["source"].map(rename), edges["target"].map(rename)
    edges["weight"] *= scale
    actors = [rename(actor) for actor in net.ids] + list(extra)
    return MultilayerNetwork.from_edges(edges, actors=actors, layers=net.layers)
