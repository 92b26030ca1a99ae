"""Processor time of the exact frustration index beside compact integer programmes of the literature on the same solver.

The peers are the AND and XOR models of Aref, Mason and Wilson (2020), with one binary variable per actor and a row or
two per tie, given to HiGHS; networks are planted camps with wrong signs, and random signs.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from qtnet.metrics.balance.exact import least_frustration
from qtnet.metrics.balance.graph import SignedGraph
from tests.benchmarks.timing import Line, least, seconds
from tests.calibration.frustration_sizes import camps, random_signs

NETWORKS: dict[str, SignedGraph] = {
    "two camps, 100 actors, 5 % wrong": camps(0.05)(100),
    "two camps, 200 actors, 5 % wrong": camps(0.05)(200),
    "two camps, 50 actors, 15 % wrong": camps(0.15)(50),
    "random signs, 60 actors, degree 4": random_signs(4)(60),
    "random signs, 18 actors, all tied": random_signs(None)(18),
}


def lines() -> Iterator[Line]:
    """Give a line per network, the peer the quicker of the two models; all three must find the same value."""
    least_frustration(camps(0.15)(12))
    for label, graph in NETWORKS.items():
        values = []
        own = least(lambda graph=graph, values=values: values.append(least_frustration(graph).value), 2)
        times = {}
        for name, model in (("AND", and_model), ("XOR", xor_model)):
            times[name] = seconds(lambda graph=graph, model=model, values=values: values.append(model(graph)))
        if len({round(value) for value in values}) > 1:
            raise ArithmeticError(f"{label}: qtnet, AND and XOR find {values}")
        name = min(times, key=times.__getitem__)
        yield Line(
            subject="frustration", what=f"exact frustration, {label}", own=own, peer=f"{name}, HiGHS", other=times[name]
        )


def and_model(graph: SignedGraph) -> float:
    """Minimise over ``x_ij = x_i x_j``; positive ties need it from above, negative ones from below."""
    n, m, positive = graph.n, graph.m, graph.w > 0
    size, place = np.abs(graph.w), n + np.arange(graph.m)
    cost = np.zeros(n + m)
    for ends in (graph.u, graph.v):
        np.add.at(cost, ends, graph.w)
    cost[place] = -2 * graph.w
    up, down = np.flatnonzero(positive), np.flatnonzero(~positive)
    rows = [(place[up], graph.u[up], None), (place[up], graph.v[up], None), (place[down], graph.u[down], graph.v[down])]
    blocks = []
    for product, first, second in rows:
        line = np.arange(len(product))
        block = sparse.lil_array((len(product), n + m))
        if second is None:
            block[line, product], block[line, first] = 1.0, -1.0
        else:
            block[line, product], block[line, first], block[line, second] = -1.0, 1.0, 1.0
        blocks.append(block)
    limit = np.concatenate([np.zeros(2 * len(up)), np.ones(len(down))])
    return solved(cost, sparse.vstack(blocks), -np.inf, limit, n) + float(size[~positive].sum())


def xor_model(graph: SignedGraph) -> float:
    """Minimise over ``f_ij``, which is 1 where the tie is frustrated."""
    n, m, line = graph.n, graph.m, np.arange(graph.m)
    positive = graph.w > 0
    blocks, limits = [], []
    for turn in (1.0, -1.0):
        block = sparse.lil_array((m, n + m))
        block[line, n + line], block[line, graph.u] = 1.0, -turn
        block[line, graph.v] = np.where(positive, turn, -turn)
        blocks.append(block)
        limits.append(np.where(positive, 0.0, -turn if turn > 0 else 1.0))
    cost = np.concatenate([np.zeros(n), np.abs(graph.w)])
    return solved(cost, sparse.vstack(blocks), np.concatenate(limits), np.inf, n)


def solved(cost: np.ndarray, A: sparse.sparray, low: np.ndarray | float, high: np.ndarray | float, n: int) -> float:
    whole = np.where(np.arange(len(cost)) < n, 1, 0)
    rows = LinearConstraint(sparse.csr_array(A), low, high)
    result = milp(cost, constraints=rows, integrality=whole, bounds=Bounds(0, 1), options={"mip_rel_gap": 0.0})
    return float(result.fun)
