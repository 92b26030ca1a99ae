"""The layered block model as graph-tool fits it: the only file that knows this library, and nothing else of qtnet."""

from __future__ import annotations

import importlib
import warnings
from typing import Any

import numpy as np

__all__ = ["fit"]


def fit(
    ends: np.ndarray, layer: np.ndarray, *, n_nodes: int, most: int, starts: int, seed: int
) -> list[tuple[float, np.ndarray]]:
    """Fit layered degree-corrected block models with 1, 2, … groups.

    Parameters
    ----------
    ends
        Nodes that each undirected link joins, shape ``(links, 2)``.
    layer
        Layer of each link, counted from 0, shape ``(links,)``.
    n_nodes
        Number of nodes.
    most
        Largest number of groups.
    starts
        Fits of each number of groups; the shortest description counts.
    seed
        Seed of the library's generator.

    Returns
    -------
    list of tuple
        Description length in nats and group of each node, for each number of groups.

    Raises
    ------
    ImportError
        If graph-tool is not installed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # without drawing libraries the import complains
        graph_tool, inference = (importlib.import_module(name) for name in ("graph_tool", "graph_tool.inference"))
    graph = graph_tool.Graph(directed=False)
    graph.add_vertex(n_nodes)
    graph.add_edge_list(ends)
    covariate = graph.new_edge_property("int")
    covariate.a = layer
    graph_tool.seed_rng(seed)
    found = []
    for groups in range(1, most + 1):
        settings: dict[str, Any] = {
            "state": inference.LayeredBlockState,
            "state_args": {"ec": covariate, "layers": True, "deg_corr": True},
            "multilevel_mcmc_args": {"B_min": groups, "B_max": groups},
        }
        states = [inference.minimize_blockmodel_dl(graph, **settings) for _ in range(1 if groups == 1 else starts)]
        best = min(states, key=lambda state: round(float(state.entropy()), 9))
        found.append((float(best.entropy()), np.array(best.get_blocks().a, dtype=np.int64)))
    return found
