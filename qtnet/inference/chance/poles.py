"""Whether two poles are special, or any two actors as capable would do as well.

The network stays as it is; what chance draws is the pair of poles, from the pairs of actors of similar capability.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import combinations
from typing import Protocol

import numpy as np
import pandas as pd

from qtnet.errors import InputError
from qtnet.inference.chance.result import PermutationTest, untold
from qtnet.inference.chance.statistic import Statistic, chosen, measured, named
from qtnet.inference.pvalues import Alternative, check_alternative, permutation_p
from qtnet.metrics.bipolarity.components import tie_count
from qtnet.metrics.bipolarity.poles import given_poles
from qtnet.metrics.bipolarity.profile import capability_vector
from qtnet.metrics.registry import find_metric
from qtnet.network import MultilayerNetwork
from qtnet.parallel import Seed
from qtnet.results import Result

__all__ = ["PoleStatistic", "pole_test", "similar_pairs"]

Poles = tuple[str, str]


class _OfPoles(Protocol):
    """A function of a network and two actors."""

    def __call__(self, net: MultilayerNetwork, /, *, poles: Poles) -> Result | float: ...


#: Name of a registered metric that needs poles, or a function of a network and `poles`.
PoleStatistic = str | _OfPoles


def pole_test(
    net: MultilayerNetwork,
    statistic: PoleStatistic = "bipolarity",
    *,
    poles: Poles,
    rng: Seed,
    capability: Mapping[str, float] | pd.Series | None = None,
    factor: float = 2.0,
    draws: int = 999,
    alternative: Alternative = "greater",
    part: Mapping[str, str] | None = None,
) -> PermutationTest:
    """Test a metric of two poles against the same metric of other pairs of actors.

    Parameters
    ----------
    net
        The data.
    statistic
        A registered metric that needs poles, or a function of a network and two actors that gives a number or a
        `Result`.
    poles
        The two actors in question.
    rng
        Seed or generator: for the metric, and for the choice of pairs where there are more than `draws`.
    capability
        Capability by actor, 0 for those not named; each actor's number of ties when None.
    factor
        Above 1: a pair is similar if the more capable of the two has between ``1/factor`` and ``factor`` times the
        capability of the more capable pole, and the less capable likewise.
    draws
        Most pairs to compare with.
    alternative
        Which values count as extreme.
    part
        Which row of the result is meant; for ``bipolarity`` the TBI of all layers when None.

    Returns
    -------
    PermutationTest
        Its draws are the values of the other pairs. Nothing can be told where too few pairs are similar: two powers
        far above all others have none to be compared with.

    Raises
    ------
    UnknownNameError
        If a pole or the metric is unknown.
    InputError
        If the poles are the same, the metric needs no poles, or a number is out of range.

    Examples
    --------
    >>> friends, foes = ["ab", "bc", "ac", "de", "ef", "df"], ["ad", "be", "cf"]
    >>> rows = [(*pair, 1) for pair in friends] + [(*pair, -1) for pair in foes]
    >>> edges = pd.DataFrame(rows, columns=["source", "target", "sign"]).assign(layer="chips")
    >>> pole_test(MultilayerNetwork.from_edges(edges), poles=("a", "d"), rng=1).verdict()
    'cannot be told from these documents: chance gives only 2 different values, so that no result could have had less
    than p = .60'
    """
    check_alternative(alternative)
    if not factor > 1 or draws < 1:
        raise InputError(f"factor and draws: expected more than 1 and at least 1, got {factor} and {draws}")
    if isinstance(statistic, str) and "poles" not in find_metric(statistic).needs:
        raise InputError(f"statistic: expected a metric of two poles, got '{statistic}', which has none")
    generator = np.random.default_rng(rng)
    pairs = similar_pairs(net, poles, capability=capability, factor=factor)
    if len(pairs) > draws:
        pairs = [pairs[i] for i in np.sort(generator.choice(len(pairs), draws, replace=False))]
    meant = part or ({"metric": "TBI"} if statistic == "bipolarity" else {})
    seed = int(generator.integers(2**63))
    key, estimate, reason = _value(net, statistic, poles, seed, meant)
    values = np.array([_value(net, statistic, pair, seed, meant)[1] for pair in pairs])
    documents = len(net.documents)
    return PermutationTest(
        metric=key,
        null=(
            f"the two poles are any two of the {len(pairs)} other pairs of actors whose capability is within a factor "
            f"of {factor:g} of theirs; the network stays as it is"
        ),
        alternative=alternative,
        estimate=estimate,
        draws=values,
        p_value=permutation_p(estimate, values, alternative=alternative),
        n=len(net.tie_arrays),
        documents=documents,
        drawn="pairs of actors",
        reason=reason or _too_few(estimate, values, alternative, documents),
    )


def similar_pairs(
    net: MultilayerNetwork,
    poles: Poles,
    *,
    capability: Mapping[str, float] | pd.Series | None = None,
    factor: float = 2.0,
) -> list[Poles]:
    """List the other pairs of tied actors that are about as capable as two poles, the more capable actor first."""
    places = given_poles(net, poles)
    P, N = (net.adjacency(sign=sign, symmetric=True).toarray() for sign in (1, -1))
    given, ties = capability_vector(net, capability), tie_count(P, N)
    power = ties if given is None else given
    high, low = sorted((power[place] for place in places), reverse=True)
    found = []
    for pair in combinations(np.flatnonzero(ties > 0).tolist(), 2):
        if set(pair) == set(places):
            continue
        more, less = sorted(pair, key=lambda actor: (-power[actor], actor))
        if high / factor <= power[more] <= high * factor and low / factor <= power[less] <= low * factor:
            found.append((net.ids[more], net.ids[less]))
    return found


def _value(
    net: MultilayerNetwork, statistic: PoleStatistic, poles: Poles, seed: int, part: Mapping[str, str]
) -> tuple[str, float, str]:
    asked: Statistic = statistic if isinstance(statistic, str) else partial(statistic, poles=poles)
    found = measured(net, asked, layer=None, rng=np.random.default_rng(seed), poles=poles)
    key = chosen(found, named(asked), part if len(found.values) > 1 else {})
    value = found.values[key]
    return key.metric, value, found.reasons[key] if np.isnan(value) else ""


def _too_few(estimate: float, values: np.ndarray, alternative: Alternative, documents: int) -> str:
    if not values.size and not np.isnan(estimate):
        return "no other pair of actors is as capable"
    return untold(estimate, values, alternative, documents=documents, drawn="pairs of actors")
