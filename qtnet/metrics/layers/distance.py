"""How different are two layers as a whole? Jensen–Shannon distance of their density matrices."""

from __future__ import annotations

import numpy as np

from qtnet.metrics.layers.pairs import LayerPairs, compared
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork, matrices
from qtnet.network.arrays import Floats

__all__ = ["entropy", "layer_distance", "layer_entropies", "layer_laplacians"]

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
    layer has no symmetric Laplacian. Needs the eigenvalues of a dense matrix of actors × actors.
    """
    densities = _densities(net)
    entropies = [_density_entropy(each) for each in densities]

    def distance(a: int, b: int) -> float:
        if np.isnan(entropies[a]) or np.isnan(entropies[b]):
            return np.nan
        mixed = _density_entropy((densities[a] + densities[b]) / 2)
        # a difference of nearly equal entropies may round below 0
        return float(np.sqrt(np.clip(mixed - (entropies[a] + entropies[b]) / 2, 0.0, 1.0)))

    matrix = compared(net.n_layers, distance)
    return LayerPairs(metric="layer_distance", layers=net.layers, matrix=matrix, reason=_EMPTY)


def layer_entropies(net: MultilayerNetwork) -> Floats:
    """Give the von Neumann entropy of each layer in bits, shape (n_layers,); NaN for a layer without ties."""
    return np.array([_density_entropy(each) for each in _densities(net)])


def layer_laplacians(net: MultilayerNetwork) -> list[Floats]:
    """Give the Laplacian of each layer, shape (n_actors, n_actors); signs are not read and directions dropped."""
    ties, found = net.tie_arrays, []
    for layer in range(net.n_layers):
        one = ties.take(ties.layer == layer)
        sizes = sum(matrices.adjacency(one, net.n_actors, sign=sign, symmetric=True).toarray() for sign in (1, -1))
        found.append(np.diag(np.asarray(sizes).sum(axis=1)) - sizes)
    return found


def entropy(laplacian: Floats) -> float:
    """Give the von Neumann entropy of a layer in bits; NaN for one without ties."""
    trace = np.trace(laplacian)
    return _density_entropy(laplacian / trace) if trace > 0 else np.nan


def _densities(net: MultilayerNetwork) -> list[Floats]:
    found = []
    for laplacian in layer_laplacians(net):
        trace = np.trace(laplacian)
        found.append(laplacian / trace if trace > 0 else np.full_like(laplacian, np.nan))
    return found


def _density_entropy(density: Floats) -> float:
    if np.isnan(density).any():
        return np.nan
    values = np.linalg.eigvalsh(density)
    values = values[values > _ZERO]
    return float(-(values * np.log2(values)).sum())
