"""The fewest disagreements of any division into blocs, exact: correlation clustering, the line index of weak balance.

In comes a symmetric matrix of signed weights, out come blocs of which no other division, into whatever number or into
at most so many, has less weight of friendly ties between blocs and hostile ties within them, or an honest interval when
the work is used up.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from qtnet.errors import InputError
from qtnet.metrics.balance.bloc_search import search_blocs
from qtnet.metrics.balance.branch import branch
from qtnet.metrics.balance.budget import Budget
from qtnet.metrics.balance.conflicted_cycles import ConflictedCycles
from qtnet.metrics.balance.cover import NOTHING_SETTLED, TOLERANCE, Cover, CoverSearch
from qtnet.metrics.balance.exact import least_frustration
from qtnet.metrics.balance.graph import SignedGraph, compact, normalised, signed_graph
from qtnet.metrics.balance.reduction import Removed, add_tie, adjacency, blocks, from_adjacency

__all__ = ["Disagreement", "least_disagreement"]

#: Tree nodes of the first, cheap try, of the second one, and the kernels for which a try is worth its time.
_FEW_NODES, _MANY_NODES = 300_000, 20_000_000
_SMALL, _MEDIUM = 30, 50


@dataclass(frozen=True, kw_only=True, eq=False)
class Disagreement:
    """Blocs with the weight of their disagreements, and what is proved about it.

    `labels` numbers the blocs from 0 in the order in which they first occur. `bound` is what no division can beat;
    `certificate` is ``"optimal"`` when it meets `value` (to one part in a million), else ``"gap"``.
    """

    value: float
    labels: np.ndarray = field(repr=False)
    bound: float
    certificate: Literal["optimal", "gap"]

    @property
    def n_blocs(self) -> int:
        """Number of blocs; with any number allowed, an actor without friends is a bloc of its own."""
        return int(self.labels.max(initial=-1)) + 1


def least_disagreement(
    W: np.ndarray | sparse.sparray, *, blocs: int | None = None, effort: float = 1.0, time_limit: float | None = None
) -> Disagreement:
    """Divide actors into blocs with the least disagreement, with proof.

    Parameters
    ----------
    W
        Signed weights, symmetric, shape ``(n, n)``; the diagonal is ignored.
    blocs
        Largest number of blocs; None for any number. 2 gives the frustration index.
    effort
        Work that may be done, as a multiple of the usual limit; the result does not depend on the machine's speed.
    time_limit
        Seconds after which to stop in any case; None, the default, for no such limit.

    Returns
    -------
    Disagreement
        The value is at least 0; 0 with any number of blocs means weak balance.

    Raises
    ------
    InputError
        If the matrix is not square and symmetric, or a number is not positive.

    Notes
    -----
    Minimises ``Σ w⁺_ij [blocs differ] + Σ w⁻_ij [blocs agree]``. Any number of blocs: the cheapest set of ties that
    meets every cycle with exactly one hostile tie [1]_, [2]_, after exact reductions, with lazily found cycles on
    HiGHS; small kernels by branch and bound. At most k ≥ 3 blocs [3]_: proved when k blocs do as well as any number,
    else by branch and bound, which bounds the size to some forty actors.

    References
    ----------
    .. [1] Davis, J. A. (1967). Clustering and structural balance in graphs. Human Relations 20, 181–187.
    .. [2] Demaine, E. D., Emanuel, D., Fiat, A. and Immorlica, N. (2006). Correlation clustering in general weighted
       graphs. Theoretical Computer Science 361, 172–187.
    .. [3] Doreian, P. and Mrvar, A. (1996). A partitioning approach to structural balance. Social Networks 18, 149–168.

    Examples
    --------
    Three mutual enemies are three blocs without disagreement, although two blocs would leave one tie frustrated.

    >>> enemies = np.array([[0, -1, -1], [-1, 0, -1], [-1, -1, 0]])
    >>> found = least_disagreement(enemies)
    >>> found.value, found.n_blocs, found.certificate
    (0.0, 3, 'optimal')
    >>> least_disagreement(enemies, blocs=2).value
    1.0
    """
    if blocs is not None and blocs < 1:
        raise InputError(f"blocs: expected a positive number or None, got {blocs}")
    budget, graph = Budget.of(effort, time_limit), signed_graph(W)
    if blocs is None or blocs >= graph.n:
        labels, bound = _any_number(graph, budget)
    elif blocs == 1:
        labels = np.zeros(graph.n, dtype=np.int64)
        bound = graph.cost(labels)
    elif blocs == 2:
        cover = least_frustration(graph, budget=budget)
        labels, bound = cover.labels, cover.bound
    else:
        labels, bound = _at_most(graph, blocs, budget)
    value, bound = graph.cost(labels), max(bound, 0.0)
    proved = value <= bound + TOLERANCE * value
    return Disagreement(
        value=value, labels=_numbered(labels), bound=min(bound, value), certificate="optimal" if proved else "gap"
    )


def _any_number(graph: SignedGraph, budget: Budget) -> tuple[np.ndarray, float]:
    scaled, unit, step = normalised(graph)
    bound, ends = 0.0, [np.zeros((0, 2), dtype=np.int64)]
    for piece in _pieces(scaled):
        small, actors = compact(piece)
        labels, least = _solve_piece(small, step, budget)
        bound += least
        united = (small.w > 0) & (labels[small.u] == labels[small.v])
        ends.append(np.stack([actors[small.u[united]], actors[small.v[united]]], axis=1))
    pairs = np.concatenate(ends)
    links = sparse.csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(graph.n, graph.n))
    return connected_components(links, directed=False)[1], bound * unit


def _at_most(graph: SignedGraph, most: int, budget: Budget) -> tuple[np.ndarray, float]:
    free, bound = _any_number(graph, budget)
    scaled, unit, _ = normalised(graph)
    kernel, removed, paid = _reduce(scaled)
    small, actors = compact(kernel)
    start = np.unique(free[actors], return_inverse=True)[1] % most
    labels = np.zeros(graph.n, dtype=np.int64)
    if small.m:
        within = search_blocs(small, [start], most=most)
        proved = small.cost(within) + paid <= bound / unit * (1 + TOLERANCE)
        solved = None if proved else branch(small, most, budget, nodes=_MANY_NODES)
        labels[actors] = within if solved is None else solved[1]
        bound = bound if solved is None else (solved[0] + paid) * unit
    return _lift(labels, removed, most), bound


def _pieces(graph: SignedGraph) -> list[SignedGraph]:
    """Cut a graph into parts whose disagreements add up: no bad cycle runs through two of them."""
    friendly = graph.part(graph.w > 0)
    links = sparse.csr_array((friendly.w, (friendly.u, friendly.v)), shape=(graph.n, graph.n))
    component = connected_components(links, directed=False)[1]
    # Hostility between groups of actors without any friendly path between them is satisfied for nothing.
    inside = graph.part((graph.w > 0) | (component[graph.u] == component[graph.v]))
    parts = blocks(inside)
    if len(parts) == 1 and parts[0].m == graph.m:
        return parts
    return [piece for part in parts for piece in (_pieces(part) if (part.w < 0).any() and part.m > 1 else [part])]


def _solve_piece(graph: SignedGraph, step: float, budget: Budget) -> tuple[np.ndarray, float]:
    kernel, removed, paid = _reduce(graph)
    small, actors = compact(kernel)
    labels, bound = np.arange(graph.n), paid
    if small.m:
        cover = _solve_kernel(small, step, paid, budget)
        labels[actors] = actors[_first_member(cover.labels)]
        bound += cover.bound
    return _lift(labels, removed, graph.n), bound


def _solve_kernel(graph: SignedGraph, step: float, paid: float, budget: Budget) -> Cover:
    solved = branch(graph, graph.n, budget, nodes=_FEW_NODES) if graph.n <= _SMALL else None
    if solved is not None:
        return Cover(solved[1], solved[0], solved[0], NOTHING_SETTLED)
    start = search_blocs(graph, [])
    search = CoverSearch(graph, ConflictedCycles(graph), (graph.cost(start), start), step=step, paid=paid)
    search.relax(budget)
    if not search.done and graph.n <= _MEDIUM:
        solved = branch(graph, graph.n, budget, nodes=_MANY_NODES)
        if solved is not None:
            return Cover(solved[1], solved[0], solved[0], NOTHING_SETTLED)
    if search.fractional:
        search.integers(budget)
    return search.cover()


def _reduce(graph: SignedGraph) -> tuple[SignedGraph, list[Removed], float]:
    """Remove actors with at most two ties, which no optimum needs to know.

    Between the ends of two ties of an actor, two friendly ones act as one friendly tie, a friendly and a hostile one as
    one hostile tie, of the smaller weight; two hostile ones do not act at all.
    """
    near, paid = adjacency(graph), 0.0
    removed: list[Removed] = []
    queue = deque(sorted(actor for actor in near if len(near[actor]) <= 2))
    while queue:
        actor = queue.popleft()
        if actor not in near or len(near[actor]) > 2:
            continue
        ties = tuple(near.pop(actor).items())
        removed.append((actor, ties))
        for other, _ in ties:
            del near[other][actor]
        if len(ties) == 2 and max(weight for _, weight in ties) > 0:
            (a, first), (b, second) = ties
            paid += add_tie(near, a, b, float(np.sign(first * second)) * min(abs(first), abs(second)))
        queue.extend(other for other, _ in ties if len(near[other]) <= 2)
    return from_adjacency(near, graph.n), removed, paid


def _lift(labels: np.ndarray, removed: list[Removed], most: int) -> np.ndarray:
    """Put removed actors, the last removed first, into the bloc that suits them best, or away from their ties."""
    for actor, ties in reversed(removed):
        pull: dict[int, float] = {}
        for other, weight in ties:
            bloc = int(labels[other])
            pull[bloc] = pull.get(bloc, 0.0) + weight
        # An actor's own number is the first label that surely nobody else has.
        free = actor if most == len(labels) else next(bloc for bloc in range(most + 1) if bloc not in pull)
        if free < most:
            pull[free] = 0.0
        labels[actor] = max(pull, key=lambda bloc: pull[bloc])
    return labels


def _first_member(labels: np.ndarray) -> np.ndarray:
    """Give for each actor the first actor of its bloc."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.asarray(first[inverse])


def _numbered(labels: np.ndarray) -> np.ndarray:
    """Count the blocs from 0 in the order in which they first occur."""
    first = _first_member(labels)
    return np.asarray(np.unique(first, return_inverse=True)[1])
