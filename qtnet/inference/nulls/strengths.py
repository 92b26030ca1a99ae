"""The null model that keeps strengths: ties by chance with everyone's degree, weights with everyone's strength.

Who is tied to whom comes from the signed configuration model. Given a tie, its weight is drawn from the exponential
distribution with mean ``1/(θ_i + θ_j)``, which is the distribution of greatest entropy whose expected strengths are
those of the data: ``Σ_j f_ij/(θ_i + θ_j) = s_i`` with ``f_ij`` how often the configuration model ties i and j. For
directed ties θ of the sender and θ of the receiver are different numbers.

The ``θ`` are estimated from the data, so that a p-value of a statistic that reads weights is not exact but cautious:
too large rather than too small (Robins, van der Vaart & Ventura 2000).

References
----------
Parisi, Squartini & Garlaschelli 2020, doi:10.1088/1367-2630/ab74a7 (conditional reconstruction, CReM).
Robins, van der Vaart & Ventura 2000, doi:10.1080/01621459.2000.10474310 (p-values with estimated parameters).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from qtnet.inference.nulls.draws import EdgeDraws
from qtnet.inference.nulls.rewiring import WithinLayers, within_layers
from qtnet.inference.nulls.ties import tie_kinds
from qtnet.network.arrays import TieArrays
from qtnet.parallel import Seed

__all__ = ["StrengthsKept", "mean_weights", "strengths_kept"]

#: Draws of the configuration model from which the frequency of each tie is counted.
_PILOTS = 500
#: Newton steps, and the deviation of an expected strength, as a share of it, at which they end.
_STEPS, _CLOSE = 200, 1e-9


@dataclass(frozen=True, eq=False)
class StrengthsKept:
    """The model: `off` is the largest deviation of an expected strength from that of the data, as a share of it."""

    topology: WithinLayers
    off: float
    _means: dict[tuple[int, int], np.ndarray] = field(repr=False)

    def edges(self, *, draws: int, rng: Seed) -> EdgeDraws:
        """Draw ties, then their weights."""
        generator = np.random.default_rng(rng)
        drawn = self.topology.edges(draws=draws, rng=generator)
        weight, kind = np.empty(drawn.weight.shape), tie_kinds(drawn.sign, drawn.directed)
        for (layer, own), mean in self._means.items():
            cut = (drawn.layer[0] == layer) & (kind == own)
            weight[:, cut] = mean[drawn.tail[:, cut], drawn.head[:, cut]]
        return EdgeDraws(
            tail=drawn.tail,
            head=drawn.head,
            layer=drawn.layer,
            weight=weight * generator.exponential(size=weight.shape),
            sign=drawn.sign,
            directed=drawn.directed,
            accepted=drawn.accepted,
        )


def strengths_kept(ties: TieArrays, n_actors: int, *, rng: Seed) -> StrengthsKept:
    """Make the model in which degrees are kept exactly, and strengths in expectation, per layer and sign.

    Where swaps are not free, ties stay where they are and only their weights vary. The means are solved by Newton steps
    on matrices, for up to some hundreds of actors.
    """
    generator = np.random.default_rng(rng)
    topology = within_layers(ties, n_actors, rng=generator, kind="configuration")
    means: dict[tuple[int, int], np.ndarray] = {}
    off = [0.0]
    if len(ties):
        drawn, kind = topology.edges(draws=_PILOTS, rng=generator), tie_kinds(ties.sign, ties.directed)
        drawn_kind = tie_kinds(drawn.sign, drawn.directed)
        for layer, own in sorted(set(zip(ties.layer.tolist(), kind.tolist(), strict=True))):
            data, cut = (ties.layer == layer) & (kind == own), (drawn.layer[0] == layer) & (drawn_kind == own)
            both = ((drawn.tail, ties.source), (drawn.head, ties.target))
            ends = [np.append(seen[:, cut].ravel(), own_end[data]) for seen, own_end in both]
            mean, far = _means(ends, ties.take(data), n_actors)
            means[layer, own] = mean
            off.append(far)
    return StrengthsKept(topology, max(off), means)


def mean_weights(frequency: np.ndarray, strength: np.ndarray) -> tuple[np.ndarray, float]:
    """Solve for the mean weight of each tie that gives every actor its expected strength.

    Parameters
    ----------
    frequency
        How often two actors are tied, in [0, 1], symmetric with zero diagonal, shape ``(n, n)``.
    strength
        Strengths ≥ 0, 0 only for actors without ties.

    Returns
    -------
    mean
        Mean weight of a tie, 0 where no tie is possible.
    off
        Largest deviation of an expected strength, as a share of the strength; 0 up to rounding unless the strengths
        cannot be met.

    Examples
    --------
    >>> mean, off = mean_weights(np.ones((3, 3)) - np.eye(3), np.array([3.0, 2.0, 3.0]))
    >>> mean.sum(axis=1).round(6).tolist()
    [3.0, 2.0, 3.0]
    """
    active = np.flatnonzero(strength > 0)
    F, s = frequency[np.ix_(active, active)], strength[active]
    theta = F.sum(axis=1) / (2 * s)
    for _ in range(_STEPS):
        mean, gap = _mean_and_gap(F, s, theta)
        if np.abs(gap / s).max(initial=0.0) < _CLOSE:
            break
        theta = _newton_step(F, s, theta, mean, gap)
    mean, gap = _mean_and_gap(F, s, theta)
    whole = np.zeros(frequency.shape)
    # 33 bits, about ten digits, on which all libraries of linear algebra agree
    mantissa, exponent = np.frexp(mean)
    whole[np.ix_(active, active)] = np.ldexp(np.round(np.ldexp(mantissa, 33)), exponent - 33)
    return whole, float(np.abs(gap / s).max(initial=0.0))


def _mean_and_gap(F: np.ndarray, s: np.ndarray, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    total = theta[:, None] + theta
    mean = np.divide(1.0, total, out=np.zeros_like(F), where=F > 0)
    return mean, (F * mean).sum(axis=1) - s


def _newton_step(F: np.ndarray, s: np.ndarray, theta: np.ndarray, mean: np.ndarray, gap: np.ndarray) -> np.ndarray:
    """Lower ``s·θ − Σ f log(θ_i + θ_j)``, which is convex; the step is halved until it does so inside the domain."""
    curvature = F * mean**2
    # between senders and receivers one direction is flat: a constant may move from one to the other
    np.fill_diagonal(curvature, curvature.sum(axis=1) * (1 + 1e-10))
    move = np.linalg.solve(curvature, gap)
    now = _objective(F, s, theta)
    for _ in range(60):
        if _objective(F, s, theta + move) <= now:
            return np.asarray(theta + move)
        move = move / 2
    return theta


def _objective(F: np.ndarray, s: np.ndarray, theta: np.ndarray) -> float:
    total = (theta[:, None] + theta)[F > 0]
    return float(s @ theta - (F[F > 0] * np.log(total)).sum() / 2) if (total > 0).all() else np.inf


def _means(ends: list[np.ndarray], data: TieArrays, n: int) -> tuple[np.ndarray, float]:
    """Count how often each tie occurs and solve; a directed network is solved as one of senders and receivers."""
    directed = bool(data.directed[0])
    size, shift = (2 * n, n) if directed else (n, 0)
    frequency, strength = np.zeros((size, size)), np.zeros(size)
    np.add.at(frequency, (ends[0], ends[1] + shift), 1 / (_PILOTS + 1))
    frequency += frequency.T
    np.add.at(strength, data.source, data.weight)
    np.add.at(strength, data.target + shift, data.weight)
    mean, off = mean_weights(frequency, strength)
    return mean[:n, shift : shift + n], off
