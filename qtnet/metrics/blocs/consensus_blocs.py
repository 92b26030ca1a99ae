"""Consensus: the partition on which most searches agree, rather than the one of highest modularity."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from qtnet.metrics.blocs.groupings import adjusted_mutual_information
from qtnet.metrics.blocs.polishing import many_searches
from qtnet.metrics.blocs.problem import Links, Null, Problem
from qtnet.metrics.blocs.stability import NONE, by_size, chance_share, stability
from qtnet.network.arrays import Floats, Ints
from qtnet.results import MULTILAYER, Partition, Result, tidy

__all__ = ["Consensus", "consensus"]

_ROUNDS = 20  # rounds in which searches come to agree; two or three suffice
_SEARCHES = 20  # searches in each round
_NO_BLOCS = "no two actors have a bloc"


@dataclass(frozen=True, kw_only=True, eq=False)
class Consensus(Result):
    """Blocs on which the searches agree.

    `frame` holds one row per actor: `estimate` is the bloc's number, `stability` the mean share of the searches in
    which the actor stands with the other members. `chance` is the share that two actors reach by chance, `agreement`
    the adjusted mutual information with the partition of highest modularity, `rounds` how often searches were
    repeated until they agreed.
    """

    frame: pd.DataFrame = field(repr=False)
    chance: float
    agreement: float
    rounds: int
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Give a copy of the tidy frame with the column `stability` after the fixed ones."""
        return self.frame.copy()

    def remark(self) -> str:
        """Say what counts as standing together more than by chance."""
        if self.reason:
            return ""
        return (
            f"Actors share a bloc if more searches put them together than the {self.chance:.0%} that any two actors "
            f"reach. Agreement with the partition of highest modularity: {self.agreement:.2f}."
        )


def consensus(partition: Partition, *, rng: np.random.Generator | np.random.SeedSequence | int) -> Consensus:
    """Find the blocs on which the searches behind a partition agree.

    Parameters
    ----------
    partition
        Blocs, as `blocs` gives them with many restarts.
    rng
        Seed or generator of the searches for consensus.

    Returns
    -------
    Consensus
        NaN, with a reason, for actors without ties, and where fewer than two actors have a bloc.

    Notes
    -----
    Maximises ``Σ_ij (C_ij − P) δ(g_i, g_j)``: C is the share of searches that put i and j together, P its mean over all
    pairs, which is what permuting the members of each search's blocs would give (Jeub, Sporns & Fortunato 2018, null
    model "permutation"). The partitions found are put in place of the searches until all are equal (Lancichinetti &
    Fortunato 2012), but without their threshold, which P replaces. Consensus may be coarser than the best partition:
    what searches do not tell apart reliably stays together.

    Examples
    --------
    >>> from qtnet.metrics.blocs import blocs
    >>> from qtnet.network import MultilayerNetwork
    >>> pairs = [("CN", "RU", 1), ("JP", "US", 1), ("CN", "US", -1), ("JP", "RU", -1)]
    >>> edges = pd.DataFrame(pairs, columns=["source", "target", "sign"]).assign(layer="chips")
    >>> found = consensus(blocs(MultilayerNetwork.from_edges(edges), rng=1), rng=1)
    >>> found.to_frame()["estimate"].tolist(), round(found.agreement, 9)
    ([1.0, 1.0, 2.0, 2.0], 1.0)
    """
    generator = np.random.default_rng(rng)
    active = np.asarray((partition.runs >= 0).all(axis=0))
    numbers, chance, rounds = np.full(len(active), NONE, dtype=np.int64), np.nan, 0
    if active.sum() > 1:
        chance = chance_share(partition.coassignment, active)
        found, rounds = _agreed(partition.runs[:, active], generator)
        numbers[active] = by_size(found, found)[0]
    best = partition.blocs().to_numpy()[active].astype(int).tolist()
    frame = pd.DataFrame(
        {
            "metric": "consensus blocs",
            "layer": MULTILAYER,
            "actor": partition.actors,
            "estimate": np.where(numbers != NONE, numbers, np.nan),
            "reason": np.where(numbers != NONE, "", np.where(active, _NO_BLOCS, "no ties")),
            "stability": stability(numbers, partition.runs),
        }
    )
    return Consensus(
        frame=tidy(frame.sort_values(["estimate", "actor"], kind="stable")),
        chance=chance,
        agreement=adjusted_mutual_information(numbers[active].tolist(), best) if rounds else np.nan,
        rounds=rounds,
        reason="" if rounds else _NO_BLOCS,
    )


def _agreed(runs: Ints, rng: np.random.Generator) -> tuple[Ints, int]:
    rounds, equal = 0, False
    while rounds < _ROUNDS and not equal:
        # actors that every run puts together are one node: no partition of higher consensus parts them
        cores, core = np.unique(runs, axis=1, return_inverse=True)
        core = core.ravel().astype(np.int64)
        searches = many_searches(_problem(cores, np.bincount(core).astype(float)), restarts=_SEARCHES, rng=rng)
        runs = np.concatenate([searches.runs, searches.best[None, :]])[:, core]
        equal, rounds = bool((runs == runs[0]).all()), rounds + 1
    return runs[-1], rounds


def _problem(runs: Ints, size: Floats) -> Problem:
    shares = sum((run[:, None] == run).astype(float) for run in runs) / len(runs) * np.outer(size, size)
    n = size.sum()
    chance = (shares.sum() - n) / (n * (n - 1))
    inner = float(np.trace(shares))
    np.fill_diagonal(shares, 0.0)
    row, column = np.nonzero(shares)
    start = np.concatenate([[0], np.bincount(row, minlength=len(size)).cumsum()]).astype(np.int64)
    links = Links(start, column.astype(np.int64), shares[row, column])
    null = Null(np.arange(len(size) + 1), np.zeros(len(size), dtype=np.int64), chance * size, size, 1)
    return Problem(links, null, inner, float(shares.sum() + inner))
