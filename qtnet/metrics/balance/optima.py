"""All optimal divisions of a signed graph: how many there are, and which actors stand together in every one.

A least frustrated division is rarely the only one. Actors that stand to each other in the same way in all of them form
a settled group; what is said about the others says which division the solver happened to meet. Groups are found by
reduced costs of the linear programme and by asking, pair by pair, what it would cost to part them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product
from math import prod

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from qtnet.metrics.balance.budget import Budget
from qtnet.metrics.balance.contraction import contracted, first_members, parted, seen_from
from qtnet.metrics.balance.cover import NOTHING_SETTLED, TOLERANCE, Cover, CoverSearch
from qtnet.metrics.balance.elimination import count_cheapest, width
from qtnet.metrics.balance.exact import least_frustration
from qtnet.metrics.balance.graph import SignedGraph, compact, normalised
from qtnet.metrics.balance.negative_cycles import NegativeCycles, walk_sides
from qtnet.metrics.balance.reduction import blocks

__all__ = ["Optima", "optima"]

#: Tables of two to this power are summed over.
_WIDEST = 14


@dataclass(frozen=True, eq=False)
class Optima:
    """The optimal divisions of a signed graph.

    Parameters
    ----------
    number
        How many there are, a division and its mirror image once in each connected component; None if unknown because
        the work was used up.
    group
        For each actor the first actor of its settled group: those that stand to each other alike in every optimum.
    component
        For each actor the number of its connected component.
    labels
        Sides in the optimal division that was given.
    """

    number: int | None
    group: np.ndarray
    component: np.ndarray
    labels: np.ndarray
    _between: SignedGraph = field(repr=False)
    _tolerance: float = field(repr=False)

    @property
    def sides(self) -> np.ndarray:
        """One optimal division; where the number is known it does not depend on the one that was given."""
        return self.labels if self.number is None else next(self.divisions(1))

    def divisions(self, most: int) -> Iterator[np.ndarray]:
        """Give optimal divisions, at most so many: sides 0 and 1, the first actor of each component on side 0."""
        return islice(self._all_divisions(most), most)

    def _all_divisions(self, most: int) -> Iterator[np.ndarray]:
        parts = [list(islice(_solutions(block, self.labels, self._tolerance), most)) for block in blocks(self._between)]
        _, heads, tied = np.unique(_linked(self._between)[self.group], return_index=True, return_inverse=True)
        loose = heads[~np.isin(heads, np.unique(self.component, return_index=True)[1])]
        for choice in product(*parts):
            side = self.labels ^ _flips(self._between, choice)[self.group]
            side ^= side[heads][tied]
            for turns in product((0, 1), repeat=len(loose)):
                turned = np.zeros(len(side), dtype=np.int64)
                turned[loose] = turns
                yield side ^ turned[heads][tied]


def optima(graph: SignedGraph, cover: Cover, budget: Budget) -> Optima:
    """Count the optimal divisions and find the settled groups, given one division that is proved to be optimal.

    Divisions whose costs differ by less than a millionth count as equally good.

    Examples
    --------
    Of a triangle with one negative tie any tie can be the frustrated one.

    >>> triangle = SignedGraph(3, np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([1.0, 1.0, -1.0]))
    >>> optima(triangle, least_frustration(triangle), Budget.of(1, None)).number
    3
    """
    scaled, unit, _ = normalised(graph)
    tolerance = max(TOLERANCE * cover.value / unit, 1e-12 * float(np.abs(scaled.w).sum()))
    gauge = seen_from(scaled, cover.labels)
    together, resolved = [cover.settled], True
    for piece in blocks(contracted(gauge, first_members(graph.n, cover.settled))):
        pairs, known = _settled_pairs(piece, tolerance, budget)
        together.append(pairs)
        resolved &= known
    group = first_members(graph.n, np.concatenate(together))
    between = contracted(gauge, group)
    component = _linked(graph)
    number = None
    if resolved:
        loose = len(np.unique(_linked(between)[group])) - len(np.unique(component))
        counts = [count_cheapest(block, tolerance=tolerance)[1] for block in blocks(between)]
        number = 2**loose * prod(counts)
    return Optima(number, group, component, cover.labels, between, tolerance)


def _settled_pairs(piece: SignedGraph, tolerance: float, budget: Budget) -> tuple[np.ndarray, bool]:
    """Give pairs that stand together in all optima, and whether these are all such pairs."""
    narrow, together = piece, NOTHING_SETTLED
    if width(piece) > _WIDEST:
        together = _by_relaxation(piece, budget)
        together = _by_parting(piece, together, tolerance, budget)
        narrow = contracted(piece, first_members(piece.n, together))
    parts = blocks(narrow)
    if max(map(width, parts), default=0) > _WIDEST:
        return together, False
    return np.concatenate([together, *(_alike(part, tolerance) for part in parts)]), True


def _by_relaxation(piece: SignedGraph, budget: Budget) -> np.ndarray:
    small, actors = compact(piece)
    start = float(np.abs(small.w[small.w < 0]).sum()), np.zeros(small.n, dtype=np.int64)
    search = CoverSearch(small, NegativeCycles(small), start, step=0.0, paid=0.0)
    search.relax(budget.share(0.1))
    return np.asarray(actors[search.cover().settled])


def _by_parting(piece: SignedGraph, together: np.ndarray, tolerance: float, budget: Budget) -> np.ndarray:
    """Part neighbours by force, the most strongly tied first; if that costs something, they are settled."""
    for edge in np.argsort(-piece.w, kind="stable").tolist():
        first = first_members(piece.n, together)
        narrow = contracted(piece, first)
        if budget.spent or max(map(width, blocks(narrow)), default=0) <= _WIDEST:
            break
        one, other = int(first[piece.u[edge]]), int(first[piece.v[edge]])
        if one != other and _least_when_parted(narrow, one, other, budget) > tolerance:
            together = np.concatenate([together, [[one, other]]])
    return together


def _least_when_parted(graph: SignedGraph, one: int, other: int, budget: Budget) -> float:
    """Bound from below what it costs to part two groups."""
    forced, paid = parted(graph, one, other)
    small, _ = compact(forced)
    return least_frustration(small, budget=budget.share(0.1)).bound - float(np.abs(small.w[small.w < 0]).sum()) + paid


def _alike(part: SignedGraph, tolerance: float) -> np.ndarray:
    """Give the pairs of a narrow graph that no optimum parts, each actor with the first that it always stands with."""
    first, *others = np.union1d(part.u, part.v).tolist()
    pairs: list[tuple[int, int]] = []
    apart = {0: [first]}

    def number_parted(one: int, other: int) -> int:
        forced, paid = parted(part, one, other)
        least, number = count_cheapest(forced, tolerance=tolerance, n=len(others) - len(pairs))
        return number if least + paid <= tolerance else 0

    for actor in others:
        # Only actors that part from the first one equally often can always stand together.
        rivals = apart.setdefault(number_parted(first, actor), [])
        friend = next((one for one in rivals if one == first or not number_parted(one, actor)), None)
        if friend is None:
            rivals.append(actor)
        else:
            pairs.append((friend, actor))
            part = _united(part, friend, actor)
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _solutions(block: SignedGraph, labels: np.ndarray, tolerance: float) -> Iterator[dict[int, int]]:
    """Give the cheapest divisions of a block: which actors change sides if the first one stays.

    Early actors on the side of the first come first, whatever division the block is seen from.
    """
    first, *others = np.union1d(block.u, block.v).tolist()

    def decide(graph: SignedGraph, paid: float, done: dict[int, int]) -> Iterator[dict[int, int]]:
        if count_cheapest(graph, tolerance=tolerance)[0] + paid > tolerance:
            return
        if len(done) > len(others):
            yield done
            return
        actor = others[len(done) - 1]
        alike = int(labels[first] ^ labels[actor])
        for flip in (alike, 1 - alike):
            forced, more = parted(graph, first, actor) if flip else (_united(graph, first, actor), 0.0)
            yield from decide(forced, paid + more, {**done, actor: flip})

    yield from decide(block, 0.0, {first: 0})


def _united(graph: SignedGraph, one: int, other: int) -> SignedGraph:
    return contracted(graph, np.where(np.arange(graph.n) == other, one, np.arange(graph.n)))


def _flips(between: SignedGraph, choice: Iterable[dict[int, int]]) -> np.ndarray:
    """Join the blocks' divisions: which groups change sides, the first of each connected part staying."""
    ends = [(min(part), actor, 1.0 - 2.0 * flip) for part in choice for actor, flip in part.items()]
    first, other, sign = np.array(ends).reshape(-1, 3).T
    links = sparse.csr_array((sign, (first.astype(np.int64), other.astype(np.int64))), shape=(between.n, between.n))
    return walk_sides(sparse.csr_array(links + links.T))


def _linked(graph: SignedGraph) -> np.ndarray:
    links = sparse.csr_array((np.ones(graph.m), (graph.u, graph.v)), shape=(graph.n, graph.n))
    return np.asarray(connected_components(links, directed=False)[1])
