"""Cohesiveness and divisiveness: friendly ties within the sides, hostile ties between them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from qtnet.metrics.polarisation.division import divide, scored
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["cohesiveness", "divisiveness", "friendly_within", "hostile_across"]

_SOURCE = "Aref, Dinh, Rezapour & Diesner 2020, doi:10.1038/s41598-020-71838-6"


@metric(
    name="cohesiveness",
    kind="network",
    formula="m⁺_within/(m⁺_within + m⁻_within), m the numbers of tied pairs within the sides",
    range=(0, 1),
    reads=("sign",),
    source=_SOURCE,
    needs=("poles",),
)
def cohesiveness(
    net: MultilayerNetwork, *, poles: tuple[str, str] | None = None, sides: Mapping[str, str] | None = None
) -> NetworkScore:
    """Give cohesiveness: the share of the ties within the sides that are cooperative; NaN without such ties.

    Notes
    -----
    A pair with both signs counts once for each. Trap: near 1 for any division when cooperation is frequent; chance is
    the share of cooperation among all ties, not ½. `poles` or `sides` as in
    `qtnet.metrics.polarisation.division.divide`.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["US", "CN", "US"], "target": ["JP", "RU", "CN"], "sign": [1, -1, -1]})
    >>> net = MultilayerNetwork.from_edges(edges.assign(layer="chips"))
    >>> cohesiveness(net, sides={"US": "west", "JP": "west", "CN": "east", "RU": "east"}).estimate
    0.5
    """
    division = divide(net, poles=poles, sides=sides)
    return scored("cohesiveness", division, friendly_within, "no ties within the sides")


@metric(
    name="divisiveness",
    kind="network",
    formula="m⁻_across/(m⁺_across + m⁻_across), m the numbers of tied pairs across the sides",
    range=(0, 1),
    reads=("sign",),
    source=_SOURCE,
    needs=("poles",),
)
def divisiveness(
    net: MultilayerNetwork, *, poles: tuple[str, str] | None = None, sides: Mapping[str, str] | None = None
) -> NetworkScore:
    """Give divisiveness: the share of the ties across the sides that are hostile; NaN without such ties.

    Notes
    -----
    A pair with both signs counts once for each. Trap: one hostile tie and no other across gives 1; read it with the
    number of ties. `poles` or `sides` as in `qtnet.metrics.polarisation.division.divide`.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["US", "US", "JP"], "target": ["JP", "CN", "CN"], "sign": [1, -1, 1]})
    >>> net = MultilayerNetwork.from_edges(edges.assign(layer="chips"))
    >>> divisiveness(net, sides={"US": "west", "JP": "west", "CN": "east"}).estimate
    0.5
    """
    division = divide(net, poles=poles, sides=sides)
    return scored("divisiveness", division, hostile_across, "no ties across the sides")


def friendly_within(P: np.ndarray, N: np.ndarray, side: np.ndarray) -> float:
    """Give the cohesiveness of a division; an `Index`."""
    same = np.equal.outer(side, side)
    return _share(int((same & (P > 0)).sum()), int((same & (N > 0)).sum()))


def hostile_across(P: np.ndarray, N: np.ndarray, side: np.ndarray) -> float:
    """Give the divisiveness of a division; an `Index`."""
    other = np.not_equal.outer(side, side)
    return _share(int((other & (N > 0)).sum()), int((other & (P > 0)).sum()))


def _share(count: int, others: int) -> float:
    return count / (count + others) if count + others else np.nan
