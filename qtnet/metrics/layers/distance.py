"""How different are two layers as a whole? Jensen–Shannon distance of their density matrices."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp
from scipy.sparse import csgraph

from qtnet.metrics.layers.pairs import LayerPairs, compared
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork, matrices
from qtnet.network.arrays import Floats, Ints

__all__ = ["LARGEST_PART", "TOO_LARGE", "entropy", "layer_distance", "layer_entropies", "layer_laplacians"]

#: Actors of a connected part whose eigenvalues can be had: a dense matrix of 8,000² numbers and a copy, 1 GiB.
LARGEST_PART = 8_000
#: Why a number about larger ones is not given.
TOO_LARGE = f"more than {LARGEST_PART:,} actors are connected, too many for all eigenvalues"

_EMPTY = "one of the layers has no tie"
_ZERO = 1e-14  # eigenvalues below this are rounding; their entropy is 0


@metric(
    name="layer_distance",
    kind="network",
    formula="√(S((ρ_a+ρ_b)/2) − (S(ρ_a)+S(ρ_b))/2), ρ = Laplacian/trace, S(ρ) = −tr ρ log₂ρ",
    range=(0, 1),
    reads=("weight",),
    source="De Domenico et al. 2015, Nature Communications 6:6864, eq. 3",
)
def layer_distance(net: MultilayerNetwork) -> LayerPairs:
    """How different two layers are as a whole: 0 the same up to the unit of weights, 1 no actor in common.

    Notes
    -----
    In bits, as in the paper (muxViz prints nats: × √ln 2). Directions are dropped and signs are not read: a directed
    layer has no symmetric Laplacian. Exact, by the eigenvalues of each connected part of two layers laid on one
    another; undefined, with a reason, where such a part has more than 8,000 actors (1 GiB, minutes).
    """
    densities = [_density(each) for each in layer_laplacians(net)]
    entropies = [entropy(each) for each in densities]

    def distance(a: int, b: int) -> float:
        if np.isnan(entropies[a]) or np.isnan(entropies[b]):
            return np.nan
        mixed = entropy((densities[a] + densities[b]) / 2)
        # a difference of nearly equal entropies may round below 0
        return float(np.sqrt(np.clip(mixed - (entropies[a] + entropies[b]) / 2, 0.0, 1.0)))

    matrix = compared(net.n_layers, distance)
    tied = np.array([each.trace() > 0 for each in densities], dtype=bool)
    causes = {_EMPTY: not tied.all(), TOO_LARGE: bool(np.isnan(matrix[np.ix_(tied, tied)]).any())}
    reason = ", or ".join(cause for cause, holds in causes.items() if holds)
    return LayerPairs(metric="layer_distance", layers=net.layers, matrix=matrix, reason=reason)


def layer_entropies(net: MultilayerNetwork) -> Floats:
    """Give the von Neumann entropy of each layer in bits, shape (n_layers,); NaN without ties and if too large."""
    return np.array([entropy(each) for each in layer_laplacians(net)])


def layer_laplacians(net: MultilayerNetwork) -> list[sp.csr_array]:
    """Give the Laplacian of each layer, shape (n_actors, n_actors); signs are not read and directions dropped."""
    ties, found = net.tie_arrays, []
    for layer in range(net.n_layers):
        one = ties.take(ties.layer == layer)
        sizes = sp.csr_array(
            matrices.adjacency(one, net.n_actors, sign=1, symmetric=True)
            + matrices.adjacency(one, net.n_actors, sign=-1, symmetric=True)
        )
        found.append(sp.csr_array(sp.diags_array(np.asarray(sizes.sum(axis=1)).ravel()) - sizes))
    return found


def entropy(laplacian: sp.csr_array) -> float:
    """Give the von Neumann entropy of a layer in bits; NaN for one without ties or with too large a connected part.

    The eigenvalues of a network are those of its connected parts together, each of which is a small dense matrix.
    """
    trace = laplacian.trace()
    if trace <= 0:
        return np.nan
    count, part = csgraph.connected_components(laplacian, directed=False)
    if np.bincount(part, minlength=count).max() > LARGEST_PART:
        return np.nan
    total = 0.0
    for dense in _parts(sp.coo_array(laplacian / trace), part):
        values = np.linalg.eigvalsh(dense)
        values = values[values > _ZERO]
        total -= float((values * np.log2(values)).sum())
    return total


def _parts(laplacian: sp.coo_array, part: Ints) -> Iterator[Floats]:
    """Give the dense matrices of connected parts with a tie, those of one size together, shape (parts, size, size)."""
    sizes = np.bincount(part)
    order = np.argsort(part, kind="stable")
    place = np.empty(len(part), dtype=np.int64)  # of an actor in its part
    place[order] = np.arange(len(part)) - (np.cumsum(sizes) - sizes)[part[order]]
    row, column = laplacian.coords
    for size in np.unique(sizes[sizes > 1]).tolist():
        alike = np.flatnonzero(sizes == size)
        for some in np.array_split(alike, -(-len(alike) * size**2 // LARGEST_PART**2)):
            number = np.full(len(sizes), -1)
            number[some] = np.arange(len(some))
            own = number[part[row]] >= 0
            dense = np.zeros((len(some), size, size))
            dense[number[part[row[own]]], place[row[own]], place[column[own]]] = laplacian.data[own]
            yield dense


def _density(laplacian: sp.csr_array) -> sp.csr_array:
    trace = laplacian.trace()
    return sp.csr_array(laplacian / trace) if trace > 0 else laplacian
