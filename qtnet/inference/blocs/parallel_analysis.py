"""How many blocs stand out from chance? Parallel analysis of the signed modularity matrix."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd
from scipy.linalg import eigh

from qtnet.errors import InputError
from qtnet.inference.blocs.divided_nulls import FROZEN, NOT_POLES, check_draws, in_null
from qtnet.inference.nulls import NullName, null_model
from qtnet.inference.pvalues import permutation_p
from qtnet.metrics.blocs.few_blocs import actor_problem, modularity_by_blocs, modularity_matrix
from qtnet.network import MultilayerNetwork
from qtnet.parallel import Seed
from qtnet.results import Result

__all__ = ["BlocCount", "number_of_blocs"]

_NO_TIES = "no ties"
_SAME = 1e-9  # eigenvalues, in units of the mean tie, that differ by rounding


@dataclass(frozen=True, kw_only=True, eq=False)
class BlocCount(Result):
    """How many blocs stand out from chance, by parallel analysis of the signed modularity matrix.

    `n_blocs` is that number. `frame` holds one row per number of blocs k: `estimate` is the modularity of the best k
    blocs; ``eigenvalue`` the one of rank k − 1, which the k-th bloc needs, ``null_high`` the bound that 95 % of null
    networks keep at this rank, and `p_value` the share of networks that reach it.
    """

    n_blocs: int
    frame: pd.DataFrame = field(repr=False)
    null: str
    level: float
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Give a copy of the tidy frame."""
        return self.frame.copy()

    def remark(self) -> str:
        """Say how many blocs stand out, and what that means."""
        if self.reason:
            return f"Cannot be told: {self.reason}."
        found = (
            f"{self.n_blocs} blocs stand out from chance at the level {self.level:g}"
            if self.n_blocs > 1
            else "Cannot be told from these documents: whether there is more than one bloc"
        )
        return f"{found}. Null: {self.null}. {NOT_POLES}"


def number_of_blocs(
    net: MultilayerNetwork,
    *,
    rng: Seed,
    draws: int = 199,
    most: int = 8,
    level: float = 0.05,
    null: NullName = "configuration",
    jobs: int = 1,
) -> BlocCount:
    """Count the blocs that stand out from chance.

    Parameters
    ----------
    net
        The network; layers share one partition.
    rng
        Seed or generator.
    draws
        Number of null networks.
    most
        Largest number of blocs that is looked at, at least 2.
    level
        Probability of finding more than one bloc in a network tied by chance.
    null
        A name of `list_nulls`.
    jobs
        Processes; the result does not depend on it.

    Returns
    -------
    BlocCount
        One bloc, with a reason, without ties or where the null model cannot leave the data.

    Raises
    ------
    InputError
        If an argument is out of range.

    Notes
    -----
    k blocs give the matrix ``Σ_layers (A⁺ − k⁺k⁺/m⁺) − (A⁻ − k⁻k⁻/m⁻)`` k − 1 large eigenvalues. From the largest down,
    each counts while no more than the share `level` of null networks have an eigenvalue of the same rank as large
    (parallel analysis, Horn 1965, with networks in place of tables). That more than one bloc is found in a network tied
    by chance has the probability `level`; ranks after the first are no independent tests. Small blocs beside large ones
    are overlooked sooner. Nothing here asks for hostility between blocs.

    Examples
    --------
    >>> import pandas as pd
    >>> friends = [(a, b, 1) for bloc in ("abcde", "vwxyz") for a in bloc for b in bloc if a < b]
    >>> edges = pd.DataFrame([*friends, ("a", "z", -1), ("b", "y", -1)], columns=["source", "target", "sign"])
    >>> number_of_blocs(MultilayerNetwork.from_edges(edges.assign(layer="chips")), rng=1, draws=39).n_blocs
    2
    """
    check_draws(draws)
    if most < 2 or not 0 < level < 1:
        raise InputError(f"most and level: expected a whole number ≥ 2 and a number inside (0, 1), got {most}, {level}")
    generator = np.random.default_rng(rng)
    curve = modularity_by_blocs(net, rng=generator, most=most).to_frame().head(most)
    model = null_model(net, null, rng=generator)
    found = partial(BlocCount, null=model.sentence, level=level)
    if len(net.tie_arrays) == 0:
        return found(
            n_blocs=1, frame=_counted(curve, np.full(most - 1, np.nan), np.empty((0, most - 1))), reason=_NO_TIES
        )
    values = _largest(net, generator, count=most - 1)
    drawn = in_null(model, partial(_largest, count=most - 1), draws=draws, rng=generator, jobs=jobs)
    frame = _counted(curve, values, drawn)
    if (np.abs(drawn[:, 0] - values[0]) < _SAME).all():
        return found(n_blocs=1, frame=frame.assign(p_value=np.nan), reason=FROZEN)
    stands_out = (frame["p_value"].to_numpy()[1:] <= level).cumprod()
    return found(n_blocs=1 + int(stands_out.sum()), frame=frame)


def _largest(net: MultilayerNetwork, _rng: np.random.Generator, *, count: int) -> np.ndarray:
    """Give the largest eigenvalues of the modularity matrix, falling, NaN where there are fewer actors."""
    B = modularity_matrix(actor_problem(net)[0])
    n, values = len(B), np.full(count, np.nan)
    few = min(count, n)
    values[:few] = eigh(B, eigvals_only=True, subset_by_index=[n - few, n - 1])[::-1]
    return np.where(np.abs(values) < _SAME, 0.0, values)


def _counted(curve: pd.DataFrame, values: np.ndarray, drawn: np.ndarray) -> pd.DataFrame:
    p = [np.nan, *(permutation_p(value, null) for value, null in zip(values, drawn.T, strict=True))]
    high = [
        np.nan,
        *(np.quantile(null[np.isfinite(null)], 0.95) if np.isfinite(null).any() else np.nan for null in drawn.T),
    ]
    return curve.assign(p_value=p, eigenvalue=[np.nan, *values], null_high=high)
