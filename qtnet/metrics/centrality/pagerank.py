"""PageRank over layers, in two versions: coupled states, or a walker that redraws its layer.

The two differ in what a layer means to an actor without ties in it. ``pagerank`` gives every actor a state in every
layer and couples them, as its authors do; with many sparse layers the couplings outweigh the ties, values become flat,
and an actor without any tie can stand above one with a few. ``relaxed_pagerank`` lets the walker be only where it has
ties, and is the one to rank actors of a sparse network by.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import scipy.sparse as sp

from qtnet.metrics.centrality.scores import actor_metric
from qtnet.metrics.centrality.supra import actor_sums, has_positive, positive_supra, undefined
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats

__all__ = ["onward_steps", "pagerank", "relaxed_pagerank", "stationary"]

_DAMPING = 0.85
_RELAX = 0.15  # as Infomap's default
_TOLERANCE = 1e-14  # L1 change in one step; the error is at most 1/(1 − damping) ≈ 7 times as large
_STEPS = 500  # 0.85**500 is far below double precision
_SOURCE = "De Domenico et al. 2015, PageRank versatility"
_NO_POSITIVE = "no positive ties"


@actor_metric(
    name="pagerank",
    formula="x = Σ_l of x_s = d Σ_r x_r A_rs/Σ_t A_rt + (1−d)/(N·L), d = 0.85, A the supra-adjacency of positive ties",
    range=(0, 1),
    reads=("sign", "weight", "direction"),
    source=_SOURCE,
    undefined=_NO_POSITIVE,
)
def pagerank(net: MultilayerNetwork) -> Floats:
    """How often a random walker along positive ties and across layers is at an actor; sums to 1.

    Notes
    -----
    The walker jumps to a uniformly drawn actor-layer state with probability 0.15, and from a state without a way out.
    Power iteration to an L1 change of 1e-14, tighter than networkx, whose default tolerance shows in the fifth digit.
    Every actor has a state in every layer, so an isolate keeps the walker that jumps to it for a while.
    """
    if not has_positive(net):
        return undefined(net)
    onward = onward_steps(positive_supra(net))
    n_states = onward.shape[0]
    return actor_sums(net, stationary(lambda visits: onward @ visits, np.full(n_states, 1.0 / n_states)))


@actor_metric(
    name="relaxed_pagerank",
    formula="x = Σ_l of the visits of a walker that redraws its layer by strength, r = 0.15, before a step; d = 0.85",
    range=(0, 1),
    reads=("sign", "weight", "direction"),
    source="De Domenico et al. 2015, Phys. Rev. X 5:011027, eq. 6 (relaxed walk), with teleportation to actors",
    undefined=_NO_POSITIVE,
)
def relaxed_pagerank(net: MultilayerNetwork) -> Floats:
    """How often a random walker that mostly stays in its layer is at an actor; sums to 1, an isolate has the least.

    Notes
    -----
    At actor i in layer l the walker goes on along a positive tie of that layer with probability 0.85, else along one of
    any layer, by weight; without a tie in l, always the latter. It jumps to a uniformly drawn actor with probability
    0.15, and from an actor without a way out. There is no coupling, so layers must share a unit of weight.
    """
    if not has_positive(net):
        return undefined(net)
    inside, _ = net.supra_adjacency(coupling=0.0, sign=1)
    onward = onward_steps(inside)
    own = np.asarray(inside.sum(axis=1)).reshape(net.n_layers, net.n_actors)
    total = own.sum(axis=0)
    shares = own / np.where(total > 0, total, 1.0)
    redrawn = np.where(own > 0, _RELAX, 1.0)

    def step(visits: Floats) -> Floats:
        here = visits.reshape(own.shape)
        chosen: Floats = here * (1.0 - redrawn) + shares * (here * redrawn).sum(axis=0)
        there: Floats = onward @ chosen.ravel()
        return there

    # a jump lands on an actor, and there in its layers by strength; on an isolate, in any
    landing = np.where(total > 0, shares, 1.0 / net.n_layers) / net.n_actors
    return actor_sums(net, stationary(step, landing.ravel()))


def onward_steps(weights: sp.csr_array) -> sp.csr_array:
    """Give the matrix that carries visits one step on; what is at a state without a way out is lost."""
    out = np.asarray(weights.sum(axis=1)).ravel()
    return sp.csr_array(weights.multiply(1.0 / np.where(out > 0, out, 1.0)[:, None]).T)


def stationary(onward: Callable[[Floats], Floats], landing: Floats) -> Floats:
    """Give the stationary visits of a walker that follows `onward`; what jumps or is lost lands on `landing`."""
    visits = landing
    for _ in range(_STEPS):
        step = _DAMPING * onward(visits)
        step += landing * (1.0 - step.sum())
        change = float(np.abs(step - visits).sum())
        visits = step
        if change < _TOLERANCE:
            break
    shares: Floats = visits / visits.sum()
    return shares
