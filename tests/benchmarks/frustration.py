"""Processor time of the exact frustration index beside compact integer programmes of the literature on the same solver.

The peers are the AND and XOR models of Aref, Mason and Wilson (2020), with one binary variable per actor and a row or
two per tie, given to HiGHS; networks are planted camps with wrong signs, and random signs.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from qtnet.metrics.balance.exact import least_frustration
from qtnet.metrics.balance.graph import SignedGraph
from tests.calibration.frustration_sizes import camps, random_signs

NETWORKS: dict[str, SignedGraph] = {
    "two camps, 100 actors, 5 % wrong": camps(0.05)(100),
    "two camps, 200 actors, 5 % wrong": camps(0.05)(200),
    "two camps, 50 actors, 15 % wrong": camps(0.15)(50),
    "random signs, 60 actors, degree 4": random_signs(4)(60),
    "random signs, 18 actors, all tied": random_signs(None)(18),
}


def report(say: Callable[[str], None]) -> None:
    """Print seconds and ratios; all three must find the same value."""
    least_frustration(camps(0.15)(12))
    say(f"{'exact frustration, seconds':42}{'qtnet':>8}{'AND':>9}{'XOR':>9}{'ratio':>8}")
    for label, graph in NETWORKS.items():
        own, value = clocked(lambda graph=graph: least_frustration(graph).value)
        times = []
        for model in (and_model, xor_model):
            took, other = clocked(lambda graph=graph, model=model: model(graph))
            assert round(other) == value, (label, value, other)
            times.append(took)
        ratio = min(times) / own
        say(f"{label:42}{own:8.3f}{times[0]:9.3f}{times[1]:9.3f}{ratio:7.0f}×")


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


def clocked(run: Callable[[], float]) -> tuple[float, float]:
    start = time.process_time()
    value = run()
    return time.process_time() - start, value
