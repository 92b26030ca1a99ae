"""Scans: which blocs are best at which resolution and coupling, and over how wide a range the same ones are.

For a fixed partition, 2μQ is a straight line in the resolution γ, and another in the coupling ω. So the partitions that
searches find can be compared everywhere: each is the best of them on one interval at most, whose ends are where lines
cross (Weir et al. 2017, CHAMP). Searches are repeated at the ends, so that plateaus do not hang on the grid's steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import pandas as pd

from qtnet.errors import InputError
from qtnet.metrics.blocs.plateaus import plateaus
from qtnet.metrics.blocs.problem import modularity_problem
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats
from qtnet.results import Result, tidy

__all__ = ["CouplingScan", "ResolutionScan", "coupling_scan", "resolution_scan"]

Seed = np.random.Generator | np.random.SeedSequence | int

_RESOLUTIONS = tuple(np.round(np.geomspace(0.25, 4.0, 25), 4).tolist())
_COUPLINGS = tuple(np.round(np.geomspace(0.01, 10.0, 25), 4).tolist())
_NO_TIES = "no ties"
_ONE_LAYER = "no actor has ties in two layers: the coupling changes nothing"


@dataclass(frozen=True, kw_only=True, eq=False)
class _Scan(Result):
    """The best blocs at every value of a parameter.

    `frame` holds one row per plateau, in the order of the parameter: `estimate` is the number of blocs (of states),
    ``low`` and ``high`` the range of the parameter, ``width`` the ratio of the two, ``partitions`` how many partitions
    are best somewhere in the range, ``quality`` the modularity in its geometric middle, ``chosen`` whether it is the
    widest. `members` holds one row per plateau and actor: ``plateau`` and ``actor`` with the bloc in ``estimate``.
    """

    frame: pd.DataFrame = field(repr=False)
    members: pd.DataFrame = field(repr=False)
    reason: str = ""

    parameter: ClassVar[str] = ""
    symbol: ClassVar[str] = ""

    def to_frame(self) -> pd.DataFrame:
        """Give a copy of the tidy frame of plateaus."""
        return self.frame.copy()

    @property
    def plateau(self) -> str:
        """Say in words where the blocs stay the same for longest."""
        if self.reason:
            return f"no plateau: {self.reason}"
        chosen = self.frame[self.frame["chosen"].astype(bool)]
        if chosen.empty:
            return "no plateau: the actors are all in one bloc, or each is alone, at every value"
        row = chosen.iloc[0]
        edge = " or more" if row["plateau"] in (1, len(self.frame)) else ""
        return (
            f"{row['estimate']:.0f} blocs stay the same from {self.symbol} = {row['low']:.3g} to {row['high']:.3g}, "
            f"by a factor of {row['width']:.2g}{edge}, the widest range of this scan"
        )

    def remark(self) -> str:
        """Give the plateau in words."""
        return f"{self.plateau[0].upper()}{self.plateau[1:]}."


class ResolutionScan(_Scan):
    """The best blocs at every resolution γ; fields as its frame says."""

    parameter = "resolution"
    symbol = "γ"


class CouplingScan(_Scan):
    """The best blocs at every coupling ω of an actor's layers; fields as its frame says."""

    parameter = "coupling"
    symbol = "ω"


def resolution_scan(
    net: MultilayerNetwork,
    *,
    rng: Seed,
    resolutions: Sequence[float] = _RESOLUTIONS,
    restarts: int = 10,
    coupling: float = 1.0,
    aligned: bool = False,
) -> ResolutionScan:
    """Find the blocs at every resolution, and the range over which they stay the same for longest.

    Parameters
    ----------
    net
        The network.
    rng
        Seed or generator of the searches.
    resolutions
        Values γ > 0 at which blocs are searched for first, at least two, rising.
    restarts
        Searches from scratch at each value.
    coupling, aligned
        As in `blocs`.

    Returns
    -------
    ResolutionScan
        Plateaus. The widest, as a ratio, is chosen among those with more than one bloc and fewer blocs than states
        (actors in layers).

    Raises
    ------
    InputError
        If the values are not finite, > 0 and rising, or an argument is out of range.

    Notes
    -----
    Neighbouring partitions belong to one plateau if they have as many blocs and their adjusted mutual information is
    at least 0.95. A wide plateau says that blocs do not hang on the choice of γ; it is no test against chance.

    Examples
    --------
    >>> pairs = [("CN", "RU", 1), ("JP", "US", 1), ("CN", "US", -1), ("JP", "RU", -1)]
    >>> edges = pd.DataFrame(pairs, columns=["source", "target", "sign"]).assign(layer="chips")
    >>> resolution_scan(MultilayerNetwork.from_edges(edges), rng=1).plateau
    '2 blocs stay the same from γ = 0.25 to 4, by a factor of 16 or more, the widest range of this scan'
    """
    values = _checked(resolutions, "resolutions", restarts)
    if not (np.isfinite(coupling) and coupling >= 0):
        raise InputError(f"coupling is {coupling}; expected a finite number ≥ 0")
    if len(net.tie_arrays) == 0:
        return ResolutionScan(frame=tidy([]), members=tidy([]), reason=_NO_TIES)
    rows, members = plateaus(
        net,
        values,
        lambda value: modularity_problem(net, resolution=value, coupling=coupling, aligned=aligned),
        restarts=restarts,
        rng=rng,
    )
    return ResolutionScan(frame=rows, members=members)


def coupling_scan(
    net: MultilayerNetwork,
    *,
    rng: Seed,
    couplings: Sequence[float] = _COUPLINGS,
    restarts: int = 10,
    resolution: float = 1.0,
    aligned: bool = False,
) -> CouplingScan:
    """Find the blocs at every coupling of an actor's layers, and the range over which they stay the same for longest.

    Parameters
    ----------
    net
        The network.
    rng
        Seed or generator of the searches.
    couplings
        Values ω > 0 at which blocs are searched for first, at least two, rising.
    restarts
        Searches from scratch at each value.
    resolution, aligned
        As in `blocs`.

    Returns
    -------
    CouplingScan
        Plateaus, as in `resolution_scan`; none, with a reason, where there is nothing to couple.

    Raises
    ------
    InputError
        If the values are not finite, > 0 and rising, or an argument is out of range.
    """
    values = _checked(couplings, "couplings", restarts)
    if not (np.isfinite(resolution) and resolution > 0):
        raise InputError(f"resolution is {resolution}; expected a finite number > 0")
    reason = _NO_TIES if len(net.tie_arrays) == 0 else _ONE_LAYER
    if net.n_layers < 2 or not (aligned or (net.presence.sum(axis=0) > 1).any()) or reason == _NO_TIES:
        return CouplingScan(frame=tidy([]), members=tidy([]), reason=reason)
    rows, members = plateaus(
        net,
        values,
        lambda value: modularity_problem(net, resolution=resolution, coupling=value, aligned=aligned),
        restarts=restarts,
        rng=rng,
    )
    return CouplingScan(frame=rows, members=members)


def _checked(values: Sequence[float], name: str, restarts: int) -> Floats:
    grid = np.asarray(values, dtype=float)
    if grid.ndim != 1 or len(grid) < 2 or not (np.isfinite(grid) & (grid > 0)).all() or (np.diff(grid) <= 0).any():
        raise InputError(f"{name}: expected at least two finite numbers > 0, rising, got {list(values)}")
    if restarts < 1:
        raise InputError(f"restarts is {restarts}; expected a whole number ≥ 1")
    return grid
