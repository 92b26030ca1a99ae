"""A second opinion on the number of blocs: which block model describes the ties most briefly.

A block model need not find blocs that hold together: a core and those around it are groups to it as well. What it and
modularity agree on hangs on neither method. It needs the library graph-tool, which pip does not install.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from qtnet.errors import InputError, MissingExtraError
from qtnet.inference.blocs.graph_tool_fit import fit
from qtnet.network import MultilayerNetwork
from qtnet.parallel import Seed
from qtnet.results import MULTILAYER, Result, tidy

__all__ = ["BlockModels", "blockmodels"]

_NO_TIES = "no ties"
_INSTALL = (
    "block models need graph-tool, which is not on PyPI; install it with conda (graph-tool of conda-forge) or as the "
    "Debian package python3-graph-tool, for the Python that runs qtnet"
)


@dataclass(frozen=True, kw_only=True, eq=False)
class BlockModels(Result):
    """How briefly block models with 1, 2, … groups describe who is tied with whom.

    Attributes
    ----------
    frame
        One row per number of groups (column ``blocs``): `estimate` is the description length in nats, ``longer``
        what it has more than the shortest, ``chosen`` whether it is the shortest.
    members
        One row per number of groups and actor, the group in `estimate`, 1 the largest.
    reason
        Why there is none, else empty.
    """

    frame: pd.DataFrame = field(repr=False)
    members: pd.DataFrame = field(repr=False)
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Give a copy of the tidy frame."""
        return self.frame.copy()

    @property
    def n_blocs(self) -> int:
        """Number of groups of the shortest description, 0 without ties."""
        return 0 if self.reason else int(self.frame.loc[self.frame["chosen"], "blocs"].iloc[0])

    def remark(self) -> str:
        """Say how many groups describe the ties most briefly, and what a group is."""
        if self.reason:
            return f"Cannot be told: {self.reason}."
        one = float(self.frame["longer"].iloc[0])
        found = (
            f"{self.n_blocs} groups describe the ties most briefly, {one:.1f} nats shorter than one group"
            if self.n_blocs > 1
            else "Cannot be told from these documents: whether there is more than one bloc; one group describes the "
            "ties most briefly"
        )
        return f"{found}. Each nat less makes a model e times as likely. Groups need not hold together inside."


def blockmodels(net: MultilayerNetwork, *, rng: Seed, most: int = 6, starts: int = 10) -> BlockModels:
    """Compare layered degree-corrected block models with 1, 2, … groups by their description length.

    Parameters
    ----------
    net
        The network. Every layer and sign is a layer of the model, with one partition for all; weights and directions
        are not read.
    rng
        Seed or generator.
    most
        Largest number of groups, at least 2; no more than actors with ties.
    starts
        Fits of each number of groups, of which the best counts.

    Returns
    -------
    BlockModels
        NaN with a reason without ties.

    Raises
    ------
    MissingExtraError
        If graph-tool is not installed.
    InputError
        If an argument is out of range.

    Notes
    -----
    Minus the logarithm of the joint probability of ties and model: a test of the number of groups without any null
    model to draw from, that counts what the model itself costs. With few ties one group is shortest.

    References
    ----------
    Peixoto 2015, doi:10.1103/PhysRevE.92.042807 (layers); Peixoto 2017, doi:10.1103/PhysRevE.95.012317 (description
    length).
    """
    if most < 2 or starts < 1:
        raise InputError(f"most and starts: expected whole numbers of at least 2 and 1, got {most} and {starts}")
    ties = net.tie_arrays
    kept = ties.source != ties.target
    if not kept.any():
        return BlockModels(frame=_missing(), members=tidy([]), reason=_NO_TIES)
    ends = np.column_stack([ties.source, ties.target])[kept]
    active, place = np.unique(ends, return_inverse=True)
    layer = np.unique((2 * ties.layer + (ties.sign < 0))[kept], return_inverse=True)[1]
    seed = int(np.random.default_rng(rng).integers(2**31))
    groups = min(most, len(active))
    try:
        found = fit(place.reshape(ends.shape), layer, n_nodes=len(active), most=groups, starts=starts, seed=seed)
    except ImportError as error:
        raise MissingExtraError(_INSTALL) from error
    return _result(np.array(net.ids, dtype=object)[active], found)


def _result(actors: np.ndarray, found: list[tuple[float, np.ndarray]]) -> BlockModels:
    lengths = np.array([length for length, _ in found])
    numbers = np.arange(1, len(found) + 1)
    frame = pd.DataFrame({"metric": "description length", "layer": MULTILAYER, "estimate": lengths, "n": len(actors)})
    frame = frame.assign(blocs=numbers, longer=lengths - lengths.min())
    frame["chosen"] = numbers == 1 + int(np.argmin(np.round(lengths, 9)))
    members = [
        pd.DataFrame({"metric": "block model", "actor": actors, "estimate": _by_size(labels), "blocs": number})
        for number, (_, labels) in zip(numbers, found, strict=True)
    ]
    return BlockModels(frame=tidy(frame), members=tidy(pd.concat(members, ignore_index=True)))


def _by_size(labels: np.ndarray) -> np.ndarray:
    """Count groups from 1, the largest first, among equals the one that comes first."""
    _, first, inverse, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(1, len(first) + 1)
    return np.asarray(rank[inverse])


def _missing() -> pd.DataFrame:
    row = {"metric": "description length", "layer": MULTILAYER, "reason": _NO_TIES}
    return tidy([row | {"blocs": 1, "longer": np.nan, "chosen": False}])
