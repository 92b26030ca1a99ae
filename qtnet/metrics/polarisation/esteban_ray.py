"""Esteban–Ray polarisation: capability in few large groups, far from each other."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from qtnet.errors import InputError
from qtnet.metrics.bipolarity.alignment import align
from qtnet.metrics.bipolarity.poles import given_poles
from qtnet.metrics.polarisation.division import tied_matrices
from qtnet.metrics.polarisation.shares import capability_shares, scored_shares
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["alignment_esteban_ray", "capability_esteban_ray", "esteban_ray"]

_SOURCE = "Esteban & Ray 1994, theorem 1, doi:10.2307/2951734; normalised here"
#: From 1 on two equal groups are the maximum at unit distances; above 1.6 the index breaks the axioms of its authors.
_LOW, _HIGH = 1.0, 1.6


@metric(
    name="capability_esteban_ray",
    kind="network",
    formula="2^(1+α) Σ_i Σ_j s_i^(1+α) s_j [i ≠ j], s the shares of capability",
    range=(0, 1),
    reads=("sign",),
    source=_SOURCE,
)
def capability_esteban_ray(
    net: MultilayerNetwork, *, capability: Mapping[str, float] | pd.Series | None = None, alpha: float = 1.3
) -> NetworkScore:
    """Give Esteban–Ray polarisation of capability, all actors equally far apart: 1 two equal powers hold all.

    Parameters
    ----------
    net
        The network.
    capability
        Capability ≥ 0 by actor; when None, each actor's number of ties.
    alpha
        Sensitivity to polarisation α in [1, 1.6]; with 1 the index is that of Reynal-Querol.

    Raises
    ------
    InputError
        If `alpha` is out of range.

    Notes
    -----
    Trap: every actor is a group of its own, so two blocs of equal members score low; and it is kind to many poles
    (three equal powers: .79 with α = 1.3).

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["US"], "target": ["CN"], "layer": "chips"})
    >>> round(capability_esteban_ray(MultilayerNetwork.from_edges(edges)).estimate, 6)
    1.0
    """
    shares = capability_shares(net, capability)
    apart = 1 - np.eye(len(shares.share))
    _check_alpha(alpha)
    return scored_shares("capability_esteban_ray", shares, lambda share: esteban_ray(share, apart, alpha=alpha))


@metric(
    name="alignment_esteban_ray",
    kind="network",
    formula="2^(1+α) Σ_g Σ_h s_g^(1+α) s_h d_gh over pole A, pole B and the unaligned; d_AB = 1, ½ to the unaligned",
    range=(0, 1),
    reads=("sign", "weight"),
    source=_SOURCE,
    needs=("poles",),
)
def alignment_esteban_ray(
    net: MultilayerNetwork,
    *,
    poles: tuple[str, str],
    capability: Mapping[str, float] | pd.Series | None = None,
    alpha: float = 1.3,
) -> NetworkScore:
    """Give Esteban–Ray polarisation of alignment: 1 two equally capable camps hold all, 0 all in one place.

    Parameters
    ----------
    net
        The network; its layers are summed.
    poles
        Pole A and pole B.
    capability
        Capability ≥ 0 by actor; when None, each actor's number of ties.
    alpha
        Sensitivity to polarisation α in [1, 1.6].

    Raises
    ------
    UnknownNameError, InputError
        If a pole is unknown, the poles are the same, or `alpha` or a capability is out of range.

    Notes
    -----
    An actor with alignment x belongs with |x| to its pole and with the rest to the unaligned, so no actor has to be put
    into a group and the index has no jumps. Trap: of ties it reads the alignment alone, and so neither how much
    cooperation still crosses nor how much hostility there is. Compare C of the bipolarity profile.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["US", "CN"], "target": ["JP", "RU"], "layer": "chips"})
    >>> round(alignment_esteban_ray(MultilayerNetwork.from_edges(edges), poles=("US", "CN")).estimate, 6)
    1.0
    """
    _check_alpha(alpha)
    place = given_poles(net, poles)
    shares = capability_shares(net, capability)
    P, N, tied = tied_matrices(net)
    if absent := [net.ids[pole] for pole in place if pole not in tied]:
        reason = f"no ties of pole {' and '.join(absent)}"
        return NetworkScore(metric="alignment_esteban_ray", estimate=np.nan, n=len(shares.share), reason=reason)
    whole = np.zeros(net.n_actors)
    whole[tied] = align(P, N, (int(np.searchsorted(tied, place[0])), int(np.searchsorted(tied, place[1]))))
    x = whole[shares.actor]
    groups = np.stack([np.maximum(x, 0), np.maximum(-x, 0), 1 - np.abs(x)])
    apart = np.array([[0, 1, 0.5], [1, 0, 0.5], [0.5, 0.5, 0]])
    return scored_shares("alignment_esteban_ray", shares, lambda share: esteban_ray(groups @ share, apart, alpha=alpha))


def esteban_ray(share: np.ndarray, distance: np.ndarray, *, alpha: float = 1.3) -> float:
    """Give Esteban–Ray polarisation of groups with given shares and distances in [0, 1], 1 for two equal far groups.

    Examples
    --------
    Three equal groups on a line, four times the 4/27 of the index that is not normalised:

    >>> line = np.abs(np.subtract.outer([0, 0.5, 1], [0, 0.5, 1]))
    >>> round(esteban_ray(np.full(3, 1 / 3), line, alpha=1), 3)
    0.593
    """
    return float(2 ** (1 + alpha) * share ** (1 + alpha) @ distance @ share)


def _check_alpha(alpha: float) -> None:
    if not _LOW <= alpha <= _HIGH:
        raise InputError(f"alpha is {alpha}; expected a number from {_LOW:g} to {_HIGH:g}")
