"""The cheapest set of ties that meets every bad cycle: a linear programme whose rows are found lazily.

Both exact problems of balance have this form. With two blocs the bad cycles are those with an odd number of negative
ties; with any number of blocs those with exactly one. Every division frustrates a tie on each bad cycle, and any set of
ties that meets them all contains the frustrated set of some division. The programme starts with bad triangles; violated
cycles are added until none is left; integers are asked for only if the relaxation is fractional.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp

from qtnet.metrics.balance.budget import Budget
from qtnet.metrics.balance.graph import SignedGraph

__all__ = ["NOTHING_SETTLED", "TOLERANCE", "Cover", "CoverSearch", "Cycle", "Cycles", "few_through_each_edge"]

Cycle = frozenset[int]

TOLERANCE = 1e-6
NOTHING_SETTLED = np.zeros((0, 2), dtype=np.int64)
#: An edge may serve in so many new cuts per round; more cuts through one edge add little and slow the solver.
_REUSE = 6
#: With more rows than this the interior-point solver is faster than the simplex, up to twenty times.
_SIMPLEX_LIMIT = 400
#: Rounds of cuts that raise the bound by less than this share of the value are given up for whole ties.
_PATIENCE, _PROGRESS = 4, 2e-3
#: Whole ties are not asked for in larger programmes with a larger gap: their root alone would outlast the budget.
_MANY_ROWS, _SMALL_GAP = 8000, 0.01
#: What an iteration of the interior-point solver costs in simplex iterations, roughly.
_SIMPLEX_PER_INNER = 100


class Cycles(Protocol):
    """The bad cycles of a signed graph, how to find violated ones, and how to read a division from a cover."""

    def first(self) -> Iterable[Cycle]:
        """Give the cycles to start with."""

    def violated(self, f: np.ndarray, known: dict[Cycle, None], budget: Budget) -> list[Cycle]:
        """Give new bad cycles whose edges hold less than 1 of `f` together."""

    def divide(self, f: np.ndarray) -> tuple[float, np.ndarray]:
        """Make a division out of a fractional cover: its cost and its labels."""


@dataclass(frozen=True, eq=False)
class Cover:
    """What is known of a graph's best division: the best one found, its cost, a proved lower bound.

    `settled`, shape ``(k, 2)``, lists pairs of actors that are known to stand to each other in every optimal division
    as they do in `labels`.
    """

    labels: np.ndarray
    value: float
    bound: float
    settled: np.ndarray

    @property
    def proved(self) -> bool:
        """Whether the bound meets the value, to one part in a million."""
        return self.value <= self.bound + TOLERANCE * self.value


class CoverSearch:
    """Lazy cutting planes that start from a known division.

    Parameters
    ----------
    graph
        Signed ties.
    cycles
        Its bad cycles.
    start
        Cost and labels of a division.
    step, paid
        The optimum plus `paid` is known to be a multiple of `step`; 0 if nothing is known.
    """

    def __init__(
        self, graph: SignedGraph, cycles: Cycles, start: tuple[float, np.ndarray], *, step: float, paid: float
    ) -> None:
        self.graph, self.cost = graph, np.abs(graph.w)
        self.cycles, self.step, self.paid = cycles, step, paid
        self.value, self.labels = start
        self.cuts: dict[Cycle, None] = dict.fromkeys(cycles.first())
        self.bound, self.base = _packed(self.cuts, self.cost), 0.0
        self.spare = np.zeros(graph.m)
        self.fractional = False

    def relax(self, budget: Budget) -> None:
        """Solve the relaxation and add violated cycles, until none is violated, the bound is met or work is used up."""
        bounds = [self.bound]
        while not self.done and not budget.spent:
            result = self._relaxation(budget)
            if result.status != 0:
                return
            if result.fun > self.base:
                self.base, self.spare = float(result.fun), np.asarray(result.lower.marginals)
            self.bound = max(self.bound, self.base)
            f = np.clip(result.x, 0.0, 1.0)
            self._improve(f)
            bounds.append(self.bound)
            stalled = len(bounds) > _PATIENCE and bounds[-1] - bounds[-1 - _PATIENCE] < _PROGRESS * self.value
            if not self.done and (stalled or not self._cut(f, budget)):
                self.fractional = True
                return

    def integers(self, budget: Budget) -> None:
        """Ask for whole ties; a whole solution that violates no cycle is optimal."""
        hopeless = self.value - self.bound > _SMALL_GAP * self.value
        while not self.done and not budget.spent and not (hopeless and len(self.cuts) + len(self.cost) > _MANY_ROWS):
            result = self._whole(budget)
            if result.mip_dual_bound is not None:
                self.bound = max(self.bound, float(result.mip_dual_bound))
            if result.x is None:
                return
            f = np.round(result.x)
            self._improve(f)
            if self.done or result.status != 0 or not self._cut(f, budget):
                return

    @property
    def done(self) -> bool:
        """Whether the bound meets the value."""
        return self.value <= self.rounded_bound() + TOLERANCE * self.value

    def rounded_bound(self) -> float:
        """Give the bound, raised to the next value that the optimum can have."""
        bound = self.bound
        if self.step:
            bound = self.step * float(np.ceil((bound + self.paid) / self.step - TOLERANCE)) - self.paid
        return min(bound, self.value)

    def cover(self) -> Cover:
        """Give what is known."""
        # Using an edge costs at least its reduced cost above the relaxation: what goes over the optimum is ruled out.
        room = self.value - self.base + TOLERANCE * max(self.value, self.step)
        ruled_out = self.spare > room if self.done else np.zeros(self.graph.m, dtype=bool)
        settled = np.stack([self.graph.u[ruled_out], self.graph.v[ruled_out]], axis=1)
        return Cover(self.labels, self.value, self.rounded_bound(), settled)

    def _relaxation(self, budget: Budget) -> OptimizeResult:
        inner = len(self.cuts) > _SIMPLEX_LIMIT
        size = (len(self.cuts) + len(self.cost)) * (_SIMPLEX_PER_INNER if inner else 1)
        options: dict[str, object] = {"maxiter": budget.iterations(size)}
        if np.isfinite(budget.deadline):
            options["time_limit"] = budget.seconds
        result = linprog(
            self.cost,
            A_ub=-self._rows(),
            b_ub=-np.ones(len(self.cuts)),
            bounds=np.tile([0.0, 1.0], (len(self.cost), 1)),
            method="highs-ipm" if inner else "highs-ds",
            options=options,
        )
        budget.pay_iterations(int(result.nit or 0) + int(result.crossover_nit or 0) // _SIMPLEX_PER_INNER, size)
        return result

    def _whole(self, budget: Budget) -> OptimizeResult:
        size = len(self.cuts) + len(self.cost)
        options: dict[str, object] = {"node_limit": budget.nodes(size), "mip_rel_gap": 0.0}
        if np.isfinite(budget.deadline):
            options["time_limit"] = budget.seconds
        result = milp(
            self.cost,
            constraints=LinearConstraint(self._rows(), lb=1.0) if self.cuts else None,
            integrality=np.ones(len(self.cost)),
            bounds=Bounds(0.0, 1.0),
            options=options,
        )
        budget.pay_nodes(int(result.mip_node_count or 0), size)
        return result

    def _rows(self) -> sparse.csr_array:
        cuts = list(self.cuts)
        columns = np.fromiter((edge for cut in cuts for edge in sorted(cut)), dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum([len(cut) for cut in cuts], dtype=np.int64)])
        return sparse.csr_array((np.ones(len(columns)), columns, starts), shape=(len(cuts), len(self.cost)))

    def _cut(self, f: np.ndarray, budget: Budget) -> bool:
        new = self.cycles.violated(f, self.cuts, budget)
        self.cuts.update(dict.fromkeys(new))
        return bool(new)

    def _improve(self, f: np.ndarray) -> None:
        value, labels = self.cycles.divide(f)
        if value < self.value:
            self.value, self.labels = value, labels


def few_through_each_edge(found: dict[Cycle, float], m: int) -> list[Cycle]:
    """Choose among violated cycles the most violated, few through each of the `m` edges."""
    use, most = np.zeros(m, dtype=np.int64), max(400, m // 4)
    chosen: list[Cycle] = []
    for cycle in sorted(found, key=lambda cycle: (round(found[cycle], 6), len(cycle), sorted(cycle))):
        edges = list(cycle)
        if use[edges].max() < _REUSE:
            use[edges] += 1
            chosen.append(cycle)
        if len(chosen) == most:
            break
    return chosen


def _packed(cycles: Iterable[Cycle], cost: np.ndarray) -> float:
    """Bound the cost of a cover from below: what cycles can pay one after the other without paying an edge twice."""
    left, paid = cost.copy(), 0.0
    for cycle in cycles:
        edges = list(cycle)
        least = float(left[edges].min())
        left[edges] -= least
        paid += least
    return paid
