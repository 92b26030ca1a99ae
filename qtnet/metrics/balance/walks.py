"""Balance without a division: signed triangles, closed walks, and the smallest eigenvalue of the signed Laplacian.

Cross-checks of the frustration index. They read the signs of net dyads, all layers and directions summed, so units do
not matter. Their sizes depend on density and on the share of hostile ties: compare layers with their nulls, not with
each other.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse.csgraph import connected_components

from qtnet.metrics.balance.symmetrise import net_dyads
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["algebraic_conflict", "triangle_balance", "walk_balance"]


@metric(
    name="triangle_balance",
    kind="network",
    formula="(tr |S|³ + tr S³) / (2 tr |S|³), S the signs of net dyads",
    range=(0, 1),
    reads=("sign",),
    source="Cartwright & Harary 1956",
)
def triangle_balance(net: MultilayerNetwork) -> NetworkScore:
    """Give the share of triangles with an even number of hostile ties: friends of friends, enemies of enemies.

    Examples
    --------
    Two friends with a common enemy are balanced.

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["FR", "FR", "JP"], "target": ["JP", "US", "US"], "sign": [1, -1, -1]})
    >>> triangle_balance(MultilayerNetwork.from_edges(edges.assign(layer="chips"))).estimate
    1.0
    """
    S = _signs(net)
    cubes = [np.einsum("ij,jk,ki->", M, M, M, optimize=True) for M in (np.abs(S), S)]
    triangles = round(float(cubes[0]) / 6)
    if not triangles:
        return NetworkScore(metric="triangle_balance", estimate=np.nan, reason="no triangles")
    return NetworkScore(metric="triangle_balance", estimate=float((1 + cubes[1] / cubes[0]) / 2), n=triangles)


@metric(
    name="walk_balance",
    kind="network",
    formula="tr exp(S) / tr exp(|S|), S the signs of net dyads",
    range=(0, 1),
    reads=("sign",),
    source="Estrada & Benzi 2014, doi:10.1103/PhysRevE.90.042802",
)
def walk_balance(net: MultilayerNetwork) -> NetworkScore:
    """Give the balance of closed walks of all lengths, long ones counting little: 1 balanced; falls with density.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["FR", "FR", "JP"], "target": ["JP", "US", "US"], "sign": [1, 1, -1]})
    >>> round(walk_balance(MultilayerNetwork.from_edges(edges.assign(layer="chips"))).estimate, 3)
    0.686
    """
    S = _signs(net)
    if not S.any():
        return NetworkScore(metric="walk_balance", estimate=np.nan, reason="no ties")
    signed, plain = np.linalg.eigvalsh(S), np.linalg.eigvalsh(np.abs(S))
    # The common factor keeps the exponentials finite.
    top = plain.max()
    share = float(np.exp(signed - top).sum() / np.exp(plain - top).sum())
    return NetworkScore(metric="walk_balance", estimate=share, n=int((S != 0).sum() // 2))


@metric(
    name="algebraic_conflict",
    kind="network",
    formula="smallest eigenvalue of diag(|S| 1) − S on the largest component, S the signs of net dyads",
    range=(0, np.inf),
    reads=("sign",),
    source="Kunegis et al. 2010; Aref & Wilson 2018, doi:10.1093/comnet/cnx042",
)
def algebraic_conflict(net: MultilayerNetwork) -> NetworkScore:
    """Give the algebraic conflict of the largest component: 0 only if it is balanced.

    Notes
    -----
    Any balanced component would make it 0 for the whole network, hence the largest one.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["FR", "FR", "JP"], "target": ["JP", "US", "US"], "sign": [1, 1, -1]})
    >>> round(algebraic_conflict(MultilayerNetwork.from_edges(edges.assign(layer="chips"))).estimate, 6)
    1.0
    """
    S = _signs(net)
    if not S.any():
        return NetworkScore(metric="algebraic_conflict", estimate=np.nan, reason="no ties")
    _, component = connected_components(np.abs(S), directed=False)
    largest = np.flatnonzero(component == np.bincount(component).argmax())
    part = S[np.ix_(largest, largest)]
    smallest = np.linalg.eigvalsh(np.diag(np.abs(part).sum(axis=1)) - part)[0]
    return NetworkScore(metric="algebraic_conflict", estimate=max(0.0, float(smallest)), n=len(largest))


def _signs(net: MultilayerNetwork) -> np.ndarray:
    return np.asarray(net_dyads(net, None, weighted=False).toarray(), dtype=float)
