"""The best modularity with at most one, two, three, … blocs, one partition of the actors for all layers."""

from __future__ import annotations

import numpy as np

from qtnet.errors import InputError
from qtnet.metrics.blocs.merging import merged, relabelled
from qtnet.metrics.blocs.moves import move
from qtnet.metrics.blocs.polishing import many_searches
from qtnet.metrics.blocs.problem import Problem, modularity_problem
from qtnet.metrics.registry import metric
from qtnet.metrics.scopes import ScopedScores
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats, Ints
from qtnet.results import MULTILAYER, tidy

__all__ = ["actor_problem", "modularity_by_blocs", "modularity_matrix"]

_GAIN = 1e-12  # smaller gains of quality are rounding
_SHAKEN = 0.3  # share of actors that are thrown into other blocs before the next search


@metric(
    name="modularity_by_blocs",
    kind="network",
    formula="max Σ_l [A⁺ − A⁻ − γ(k⁺k⁺/m⁺ − k⁻k⁻/m⁻)]_ij δ(g_i, g_j) / 2m over partitions g in at most 1, 2, … blocs",
    range=(-1, 1),
    reads=("sign", "weight", "direction"),
    source="Gómez, Jensen & Arenas 2009, eq. 6; one partition for all layers",
    needs=("rng",),
)
def modularity_by_blocs(
    net: MultilayerNetwork,
    *,
    rng: np.random.Generator | np.random.SeedSequence | int,
    most: int = 6,
    restarts: int = 20,
    resolution: float = 1.0,
) -> ScopedScores:
    """Say how much of the modularity one, two, three, … blocs reach.

    Parameters
    ----------
    net
        The network.
    rng
        Seed or generator of the searches.
    most
        Largest number of blocs, at least 1.
    restarts
        Searches for each number of blocs.
    resolution
        γ > 0.

    Returns
    -------
    ScopedScores
        One row per number of blocs (column ``blocs``, as text), with ``found`` blocs that have members; the estimate
        never falls with more blocs, and the last row (``"any"``) allows any number. NaN without ties.

    Notes
    -----
    Every actor stands in one bloc over all layers, so that there is no coupling to choose. This curve alone does not
    tell how many blocs there are: further blocs add modularity in networks tied by chance too; see `number_of_blocs`.

    Examples
    --------
    >>> import pandas as pd
    >>> pairs = [("CN", "RU", 1), ("JP", "US", 1), ("CN", "US", -1), ("JP", "RU", -1)]
    >>> edges = pd.DataFrame(pairs, columns=["source", "target", "sign"]).assign(layer="chips")
    >>> found = modularity_by_blocs(MultilayerNetwork.from_edges(edges), rng=1, most=2)
    >>> found.to_frame()["estimate"].tolist()
    [0.0, 0.5, 0.5]
    """
    if most < 1 or restarts < 1:
        raise InputError(f"most and restarts: expected whole numbers ≥ 1, got {most} and {restarts}")
    if not (np.isfinite(resolution) and resolution > 0):
        raise InputError(f"resolution is {resolution}; expected a finite number > 0")
    generator, numbers = np.random.default_rng(rng), [*map(str, range(1, most + 1)), "any"]
    if len(net.tie_arrays) == 0:
        missing: dict[str, object] = {"metric": "modularity_by_blocs", "layer": MULTILAYER, "reason": "no ties"}
        return ScopedScores(metric="modularity_by_blocs", frame=tidy([missing | {"blocs": k} for k in numbers]))
    problem, _ = actor_problem(net, resolution=resolution)
    free = many_searches(problem, restarts=restarts, rng=generator)
    best, rows = np.zeros(problem.n, dtype=np.int64), []
    for number in numbers:
        if number == "any" or int(number) > free.best.max():
            best = max((best, free.best), key=lambda groups: round(problem.quality(groups), 12))
        else:
            best = _at_most(problem, int(number), best, restarts=restarts, rng=generator)
        row = {"metric": "modularity_by_blocs", "layer": MULTILAYER, "estimate": problem.quality(best), "n": problem.n}
        rows.append(row | {"blocs": number, "found": len(np.unique(best))})
    return ScopedScores(metric="modularity_by_blocs", frame=tidy(rows))


def actor_problem(net: MultilayerNetwork, *, resolution: float = 1.0) -> tuple[Problem, Ints]:
    """Give modularity with one partition for all layers as a problem, and the actor of each of its nodes.

    The states of an actor become one node; every layer and sign keeps its own null term.
    """
    problem, _, actor = modularity_problem(net, resolution=resolution, coupling=0.0, aligned=False)
    active, node = np.unique(actor, return_inverse=True)
    return merged(problem, node.astype(np.int64), len(active)), active


def modularity_matrix(problem: Problem) -> Floats:
    """Give ``A⁺ − A⁻`` less the null terms as a symmetric matrix over the nodes, links to themselves left out."""
    links, null = problem.links, problem.null
    B = np.zeros((problem.n, problem.n))
    B[np.repeat(np.arange(problem.n), np.diff(links.start)), links.column] = links.weight
    node = np.repeat(np.arange(problem.n), np.diff(null.start))
    sent, received = (np.zeros((problem.n, null.width)) for _ in range(2))
    sent[node, null.channel], received[node, null.channel] = null.sent, null.received
    expected = sent @ received.T
    return np.asarray(B - (expected + expected.T) / 2, dtype=float)


def _at_most(problem: Problem, most: int, start: Ints, *, restarts: int, rng: np.random.Generator) -> Ints:
    # `start` is the best with one bloc less: it is taken up, so that more blocs are never worse
    best, quality = start, problem.quality(start)
    for number in range(2 * restarts):
        groups = rng.integers(0, most, problem.n)
        if number >= restarts:
            groups = np.where(rng.random(problem.n) < _SHAKEN, groups, best)
        groups = groups.astype(np.int64)
        move(problem.links, problem.null, rng.permutation(problem.n), groups, most)
        found = relabelled(groups)[0]
        if (reached := problem.quality(found)) > quality + _GAIN:
            best, quality = found, reached
    return best
