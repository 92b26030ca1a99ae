"""What is proved about D: the best divisions into two and into any number of blocs, by integer programmes.

In come the layers of the data, out come exact frustrations where they can be proved with little work, and bounds of D
where they cannot. Null networks are never certified: their D is compared with that of the data as both were searched.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qtnet.metrics.balance.correlation_clustering import Disagreement, least_disagreement
from qtnet.metrics.bipolarity.alignment import balance_signs
from qtnet.metrics.bipolarity.neighbours import neighbours
from qtnet.metrics.bipolarity.twoness import levels, two_ness_of

__all__ = ["Certificate", "certify"]

#: Share of the exact solver's usual work per division: some seconds where it does not suffice.
_EFFORT = 0.01


@dataclass(frozen=True, kw_only=True, eq=False)
class Certificate:
    """The best known frustrations of one network, what no division can beat, and what that says of D.

    All frustrations are shares of sign-balanced weight. `low` and `high` enclose D; they are equal where both divisions
    are proved best. `searched` is D as the search alone finds it, for the comparison with null networks.
    """

    one: float
    two: float
    two_bound: float
    many: float
    many_bound: float
    D: float
    low: float
    high: float
    searched: float

    @property
    def proved(self) -> bool:
        """Whether D is exact; an undefined D is."""
        return not self.high - self.low > 1e-6


def certify(P: np.ndarray, N: np.ndarray, *, seed: int, hostility: float = 1.0, effort: float = _EFFORT) -> Certificate:
    """Prove or bound the frustrations behind D of one network of shape ``(n, n)``.

    Parameters
    ----------
    P, N
        Cooperation and hostility.
    seed
        Seed of the search, whose divisions stand where the solver knows no better ones.
    hostility
        Weight λ of all hostility relative to all cooperation.
    effort
        Work of the exact solver per division, as a share of its usual limit; counted, so no clock changes the result.

    Examples
    --------
    Three hostile actors want three blocs: two leave a third of the hostility frustrated.

    >>> N = np.ones((3, 3)) - np.eye(3)
    >>> found = certify(0 * N, N, seed=1)
    >>> round(found.two, 6), found.many, found.proved, round(found.D, 6)
    (0.333333, 0.0, True, 0.5)
    """
    ties = neighbours(P, N, hostility=hostility)
    searched = levels(ties, seed)
    if not ties.hostile:
        nothing = dict.fromkeys(("D", "low", "high", "searched"), float("nan"))
        return Certificate(one=0.0, two=0.0, two_bound=0.0, many=0.0, many_bound=0.0, **nothing)
    cooperation, enmity = balance_signs(P, N, hostility=hostility)
    W = 2 * (cooperation - enmity)[np.ix_(ties.order, ties.order)]
    halves, blocs = (least_disagreement(W, blocs=most, effort=effort) for most in (2, None))
    two, two_bound = _known(searched.two, halves, ties.paid)
    many, many_bound = _known(min(searched.many, two), blocs, ties.paid)
    return Certificate(
        one=searched.one,
        two=two,
        two_bound=two_bound,
        many=many,
        many_bound=many_bound,
        D=two_ness_of(ties, searched._replace(two=two, many=many)),
        low=two_ness_of(ties, searched._replace(two=two, many=many_bound)),
        high=two_ness_of(ties, searched._replace(two=two_bound, many=min(many, two_bound))),
        searched=two_ness_of(ties, searched),
    )


def _known(searched: float, found: Disagreement, paid: float) -> tuple[float, float]:
    """Give the better of two values, and the bound."""
    value = min(searched, found.value + paid)
    return value, value if found.certificate == "optimal" else min(found.bound + paid, value)
