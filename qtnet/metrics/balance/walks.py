"""Walk balance: the weight of closed walks with an even number of hostile steps among all, long ones counting little.

The measure reads the signs of net dyads, all layers and directions summed. It falls with density, even among networks
that are equally near to balance: compare a network with its nulls, not with others.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import eigsh

from qtnet.metrics.balance.symmetrise import net_dyads
from qtnet.metrics.centrality.scores import actor_metric
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats
from qtnet.results import NetworkScore

__all__ = ["local_balance", "walk_balance"]

#: Up to here all eigenvectors are cheaper than the series; the two agree.
_DENSE_LIMIT = 400
#: Columns of the exponential computed at a time.
_COLUMNS = 32
_NEGLIGIBLE = 1e-13
#: Beyond it the scaled columns of the series would leave the range of floating point.
_LARGEST_RADIUS = 1000.0


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

    References
    ----------
    Estrada, E. and Benzi, M. (2014). Walk-based measure of balance in signed networks. Physical Review E 90, 042802.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["FR", "FR", "JP"], "target": ["JP", "US", "US"], "sign": [1, 1, -1]})
    >>> round(walk_balance(MultilayerNetwork.from_edges(edges.assign(layer="chips"))).estimate, 3)
    0.686
    """
    S = net_dyads(net, None, weighted=False)
    if not S.nnz:
        return NetworkScore(metric="walk_balance", estimate=np.nan, reason="no ties")
    signed, plain, scale = _closed_walks(S)
    # A common factor keeps the exponentials of dense parts finite.
    weight = np.exp(scale - scale.max())
    share = float(signed @ weight / (plain @ weight))
    return NetworkScore(metric="walk_balance", estimate=share, n=S.nnz // 2)


@actor_metric(
    name="local_balance",
    formula="exp(S)_ii / exp(|S|)_ii, S the signs of net dyads",
    range=(0, 1),
    reads=("sign",),
    source="Diaz-Diaz, Bartesaghi & Estrada 2023, arXiv:2303.03774",
    undefined="no ties",
)
def local_balance(net: MultilayerNetwork) -> Floats:
    """Give the balance of the closed walks through each actor: 1 for those on no negative cycle.

    References
    ----------
    Diaz-Diaz, F., Bartesaghi, P. and Estrada, E. (2023). Network theory meets history. Local balance in global
    international relations. arXiv:2303.03774.

    Examples
    --------
    Chile, tied to one of three that quarrel, is hardly touched.

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["FR", "FR", "JP", "CL"], "target": ["JP", "US", "US", "US"]})
    >>> net = MultilayerNetwork.from_edges(edges.assign(sign=[1, 1, -1, 1], layer="chips"))
    >>> local_balance(net).series().round(2).to_dict()
    {'CL': 0.98, 'US': 0.73, 'JP': 0.68, 'FR': 0.68}
    """
    S = net_dyads(net, None, weighted=False)
    signed, plain, _ = _closed_walks(S)
    balance: Floats = np.clip(signed / plain, 0.0, 1.0)
    balance[np.diff(S.indptr) == 0] = np.nan
    return balance


def _closed_walks(S: sparse.csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the diagonals of exp(S) and exp(|S|), both divided by exp(scale), and the scale of each actor."""
    n = S.shape[0]
    signed, plain, scale = np.ones(n), np.ones(n), np.zeros(n)
    number, component = connected_components(S, directed=False)
    order = np.argsort(component, kind="stable")
    for actors in np.split(order, np.cumsum(np.bincount(component, minlength=number))[:-1]) if n else []:
        if len(actors) > 1:
            part = sparse.csr_array(S[actors][:, actors])
            top = _radius(part)
            walks = _by_eigenvalues if len(actors) <= _DENSE_LIMIT or top > _LARGEST_RADIUS else _by_series
            signed[actors], plain[actors] = walks(part, top)
            scale[actors] = top
    return signed, plain, scale


def _radius(S: sparse.csr_array) -> float:
    """Give the largest eigenvalue of |S|; by any other number the scaling would do as well, so a rough one will do."""
    n = S.shape[0]
    if n <= _DENSE_LIMIT:
        return float(np.linalg.eigvalsh(abs(S).toarray())[-1])
    start = np.full(n, 1 / np.sqrt(n))
    return float(eigsh(abs(S), k=1, which="LA", v0=start, tol=1e-3, return_eigenvectors=False)[0])


def _by_eigenvalues(S: sparse.csr_array, top: float) -> tuple[np.ndarray, np.ndarray]:
    values, vectors = np.linalg.eigh(S.toarray())
    sizes, modes = np.linalg.eigh(abs(S).toarray())
    return vectors**2 @ np.exp(values - top), modes**2 @ np.exp(sizes - top)


def _by_series(S: sparse.csr_array, top: float) -> tuple[np.ndarray, np.ndarray]:
    """Sum ``exp(S/2)`` as a power series; ``exp(S)_ii`` is the squared length of column i.

    Every power of |S| is positive, so the plain sum has no cancellation, and errors of the signed one are small beside
    it. Terms are left out once they are negligible in every column.
    """
    steps, size = 1, top / 2
    while size > _NEGLIGIBLE:
        steps += 1
        size *= top / 2 / steps
    signed, plain = np.empty(S.shape[0]), np.empty(S.shape[0])
    start = float(np.exp(-top / 2))
    for first in range(0, len(signed), _COLUMNS):
        columns = slice(first, min(first + _COLUMNS, len(signed)))
        unit = np.zeros((len(signed), columns.stop - first))
        unit[np.arange(first, columns.stop), np.arange(columns.stop - first)] = start
        signed[columns], plain[columns] = _lengths(S, unit, steps), _lengths(abs(S), unit, steps)
    return signed, plain


def _lengths(A: sparse.csr_array, unit: np.ndarray, steps: int) -> np.ndarray:
    """Give the squared lengths of the columns of ``exp(A/2) unit``."""
    total, term = unit.copy(), unit
    for step in range(1, steps + 1):
        term = A @ term
        term *= 0.5 / step
        total += term
    return np.asarray(np.einsum("ij,ij->j", total, total))
