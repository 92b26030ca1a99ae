"""Algebraic conflict: the smallest eigenvalue of the signed Laplacian, 0 if and only if a component is balanced.

The measure reads the signs of net dyads, all layers and directions summed, on the largest component: any balanced
component would make it 0 for the whole network, however frustrated the others are.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import ArpackNoConvergence, eigsh

from qtnet.metrics.balance.symmetrise import net_dyads
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["algebraic_balance", "algebraic_conflict"]

#: Up to here all eigenvalues of a dense matrix are cheaper than the iterative solver.
_DENSE_LIMIT = 400
#: The Laplacian of a balanced network is singular; seen from a little below zero it can be factored.
_BELOW = -1e-3
#: Beyond it a factor of a random network would fill the memory; steps of Lanczos from the outside need none.
_FACTOR_LIMIT = 10_000
#: Restarts and vectors of the latter; random networks of 100,000 actors need some ten restarts.
_RESTARTS, _VECTORS = 300, 40
_OPEN = f"the eigenvalue of more than {_FACTOR_LIMIT:,} actors was not found in {_RESTARTS} restarts"


@metric(
    name="algebraic_conflict",
    kind="network",
    formula="smallest eigenvalue of diag(|S| 1) − S on the largest component, S the signs of net dyads",
    range=(0, np.inf),
    reads=("sign",),
    source="Kunegis et al. 2010; Aref & Wilson 2018, doi:10.1093/comnet/cnx044",
)
def algebraic_conflict(net: MultilayerNetwork) -> NetworkScore:
    """Give the algebraic conflict of the largest component: 0 only if it is balanced.

    Notes
    -----
    A matter of seconds for 100,000 actors tied at random. Of more than 10,000 it is undefined, with a reason, where the
    smallest eigenvalues lie too close, as in long rings.

    References
    ----------
    Kunegis, J., Schmidt, S., Lommatzsch, A., Lerner, J., De Luca, E. W. and Albayrak, S. (2010). Spectral analysis of
    signed graphs for clustering, prediction and visualization. Proceedings of SDM 2010, 559–570.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["FR", "FR", "JP"], "target": ["JP", "US", "US"], "sign": [1, 1, -1]})
    >>> round(algebraic_conflict(MultilayerNetwork.from_edges(edges.assign(layer="chips"))).estimate, 6)
    1.0
    """
    S = _largest_component(net_dyads(net, None, weighted=False))
    if not S.nnz:
        return NetworkScore(metric="algebraic_conflict", estimate=np.nan, reason="no ties")
    conflict = _smallest_eigenvalue(S)
    reason = _OPEN if np.isnan(conflict) else ""
    return NetworkScore(metric="algebraic_conflict", estimate=conflict, n=S.shape[0], reason=reason)


@metric(
    name="algebraic_balance",
    kind="network",
    formula="1 − λ₁/(d̄ − 1), λ₁ the algebraic conflict, d̄ the largest mean degree of two tied actors",
    range=(0, 1),
    reads=("sign",),
    source="Aref & Wilson 2018, doi:10.1093/comnet/cnx044",
)
def algebraic_balance(net: MultilayerNetwork) -> NetworkScore:
    """Give the algebraic conflict of the largest component on a scale from 1, balanced, to 0, as frustrated as can be.

    References
    ----------
    Aref, S. and Wilson, M. C. (2018). Measuring partial balance in signed networks. Journal of Complex Networks 6,
    566–595.

    Examples
    --------
    A triangle with one hostile tie is as frustrated as a triangle can be.

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["FR", "FR", "JP"], "target": ["JP", "US", "US"], "sign": [1, 1, -1]})
    >>> round(algebraic_balance(MultilayerNetwork.from_edges(edges.assign(layer="chips"))).estimate, 6)
    0.0
    """
    S = _largest_component(net_dyads(net, None, weighted=False))
    if not S.nnz:
        return NetworkScore(metric="algebraic_balance", estimate=np.nan, reason="no ties")
    degree, pairs = np.diff(S.indptr), S.tocoo()
    largest = float((degree[pairs.row] + degree[pairs.col]).max()) / 2
    if largest <= 1:
        return NetworkScore(metric="algebraic_balance", estimate=np.nan, n=2, reason="no cycle could be unbalanced")
    conflict = _smallest_eigenvalue(S)
    if np.isnan(conflict):
        return NetworkScore(metric="algebraic_balance", estimate=np.nan, n=S.shape[0], reason=_OPEN)
    share = 1 - conflict / (largest - 1)
    return NetworkScore(metric="algebraic_balance", estimate=min(max(share, 0.0), 1.0), n=S.shape[0])


def _largest_component(S: sparse.csr_array) -> sparse.csr_array:
    component = connected_components(S, directed=False)[1]
    largest = np.flatnonzero(component == np.bincount(component).argmax()) if len(component) else component
    return sparse.csr_array(S[largest][:, largest])


def _smallest_eigenvalue(S: sparse.csr_array) -> float:
    laplacian = sparse.csc_array(sparse.diags_array(abs(S).sum(axis=0)) - S)
    n = S.shape[0]
    if n <= _DENSE_LIMIT:
        return max(0.0, float(np.linalg.eigvalsh(laplacian.toarray())[0]))
    if n > _FACTOR_LIMIT:
        return 0.0 if _is_balanced(S) else _from_outside(sparse.csr_array(laplacian, dtype=float))
    start = np.full(n, 1 / np.sqrt(n))
    values = eigsh(laplacian, k=1, sigma=_BELOW, which="LM", v0=start, return_eigenvectors=False)
    return max(0.0, float(values[0]))


def _is_balanced(S: sparse.csr_array) -> bool:
    """Say whether a connected network falls in two sides, so that its double, in which hostility changes side, does."""
    friendly, hostile = S > 0, S < 0
    double = sparse.block_array([[friendly, hostile], [hostile, friendly]], format="csr")
    return bool(connected_components(double, directed=False)[0] == 2)


def _from_outside(laplacian: sparse.csr_array) -> float:
    """Give the smallest eigenvalue without a factor; NaN if it is not found."""
    # any start will do that no symmetry of a network makes an eigenvector
    start = np.cos(np.arange(laplacian.shape[0]))
    try:
        values = eigsh(
            laplacian,
            k=1,
            which="SA",
            v0=start,
            ncv=_VECTORS,
            maxiter=_RESTARTS,
            tol=1e-10,
            return_eigenvectors=False,
        )
    except ArpackNoConvergence:
        return np.nan
    return max(0.0, float(values[0]))
