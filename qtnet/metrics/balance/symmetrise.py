"""One signed weight per pair of actors: the rule by which balance reads directed and parallel ties.

Published frustration values of directed networks differ by this rule, so it stands alone: all signed weights of the
pair are added, in both directions; what adds up to zero is no tie, and ties of an actor with itself are left out.
"""

from __future__ import annotations

from scipy import sparse

from qtnet.network import MultilayerNetwork

__all__ = ["net_dyads"]


def net_dyads(net: MultilayerNetwork, layer: str | None, *, weighted: bool = True) -> sparse.csr_array:
    """Give the symmetric matrix of summed signed weights per dyad, or of their signs; None sums over all layers."""
    positive, negative = (net.adjacency(layer, sign, symmetric=True) for sign in (1, -1))
    summed = positive - negative
    # Weights that cancel but for rounding are no tie; a tie that is small beside others is one.
    W = sparse.csr_array(summed.multiply(abs(summed) > 1e-12 * (positive + negative)))
    W = sparse.csr_array(W - sparse.diags_array(W.diagonal()))
    W.eliminate_zeros()
    return W if weighted else sparse.csr_array(W.sign())
