"""How large a signed network is divided with proof in a minute: sizes are doubled until that fails."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from qtnet.metrics.balance.budget import Budget
from qtnet.metrics.balance.exact import least_frustration
from qtnet.metrics.balance.graph import SignedGraph
from qtnet.parallel import map_ordered
from tests.calibration.study import Cell, Study

SECONDS = 60.0
#: Uses up about a minute; a limit on the clock would let the bounds of what is not proved depend on the machine's load.
EFFORT = 0.6
MEAN_DEGREE = 10


def camps(noise: float) -> Callable[[int], SignedGraph]:
    """Draw two equal camps with mean degree 10, where this share of the ties has the wrong sign."""

    def draw(n: int) -> SignedGraph:
        rng = np.random.default_rng(n)
        graph = sparse_pairs(n, MEAN_DEGREE, rng)
        own = np.where(np.arange(n) < n // 2, 1.0, -1.0)
        wrong = np.where(rng.random(graph.m) < noise, -1.0, 1.0)
        return SignedGraph(n, graph.u, graph.v, own[graph.u] * own[graph.v] * wrong)

    return draw


def random_signs(degree: int | None) -> Callable[[int], SignedGraph]:
    """Draw signs by the toss of a coin on random ties of this mean degree, or on all of them."""

    def draw(n: int) -> SignedGraph:
        rng = np.random.default_rng(n)
        graph = sparse_pairs(n, n - 1 if degree is None else degree, rng)
        return SignedGraph(n, graph.u, graph.v, rng.choice([-1.0, 1.0], graph.m))

    return draw


def sparse_pairs(n: int, degree: int, rng: np.random.Generator) -> SignedGraph:
    many = n * degree // 2
    if many >= n * (n - 1) // 2:
        u, v = np.triu_indices(n, 1)
    else:
        ends = np.sort(rng.integers(0, n, (8 * many, 2)), axis=1)
        pairs = np.unique(ends[ends[:, 0] < ends[:, 1]], axis=0)
        u, v = pairs[np.sort(rng.permutation(len(pairs))[:many])].T
    return SignedGraph(n, u.astype(np.int64), v.astype(np.int64), np.ones(len(u)))


FAMILIES = {
    "two camps, 5 % of the signs wrong, mean degree 10": (camps(0.05), 400),
    "two camps, 15 % wrong, mean degree 10": (camps(0.15), 200),
    "two camps, 25 % wrong, mean degree 10": (camps(0.25), 100),
    "random signs, mean degree 4": (random_signs(4), 75),
    "random signs, mean degree 8": (random_signs(8), 25),
    "random signs, all pairs tied": (random_signs(None), 15),
}


def measured(family: str) -> tuple[tuple[Cell, ...], ...]:
    """Divide ever larger networks of a family until one takes more than a minute."""
    draw, n = FAMILIES[family]
    least_frustration(draw(8))
    rows: list[tuple[Cell, ...]] = []
    while True:
        graph = draw(n)
        start = time.process_time()
        found = least_frustration(graph, budget=Budget.of(EFFORT, None))
        took = time.process_time() - start
        proved = found.proved and took <= SECONDS
        rows.append((family, n, graph.m, found.value, found.bound, "yes" if proved else "no", round(took, 1)))
        if not proved:
            return tuple(rows)
        n *= 2


def study(jobs: int) -> Study:
    parts = map_ordered(measured, FAMILIES, jobs=jobs)
    rows = tuple(row for part in parts for row in part)
    solved: dict[str, int] = {}
    for family, n, *_, proved, _ in rows:
        if proved == "yes":
            solved[str(family)] = int(n)
    largest = "; ".join(f"{n:,} actors ({family})" for family, n in solved.items())
    return Study(
        name="frustration_sizes",
        title="Size of networks whose frustration index is proved in a minute",
        question="How large a network is divided in two with proof within 60 seconds of processor time? A search ends "
        f"when it has its proof or has used up its work (effort {EFFORT:g}), which is counted in operations so that "
        "bounds do not hang on the load of the machine; by the clock that may be before or after the minute. A value "
        "that equals its bound and is not called proved was proved after it.",
        columns=("family", "actors", "ties", "value", "bound", "proved", "seconds"),
        rows=rows,
        verdict=f"Largest size proved within a minute, sizes being doubled: {largest}.",
    )
