"""Test whether blocs are more than what chance ties would show.

High modularity proves nothing: the best partition of a sparse random network is high too (Guimerà, Sales-Pardo & Amaral
2004). So every null network is partitioned anew, as thoroughly as the data (Salloum, Chen & Kivelä 2022).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd

from qtnet.inference.blocs.divided_nulls import FROZEN, NOT_POLES, check_draws, in_null
from qtnet.inference.nulls import NullName, null_model
from qtnet.inference.pvalues import permutation_p
from qtnet.metrics.blocs.partition import blocs
from qtnet.metrics.blocs.polishing import many_searches
from qtnet.metrics.blocs.problem import modularity_problem
from qtnet.network import MultilayerNetwork
from qtnet.parallel import Seed
from qtnet.results import MULTILAYER, Result, tidy

__all__ = ["ModularityTest", "modularity_test"]


@dataclass(frozen=True, kw_only=True, eq=False)
class ModularityTest(Result):
    """The modularity of the best blocs against that of the best blocs of null networks.

    Attributes
    ----------
    estimate
        Modularity of the best partition of the data.
    n_blocs
        Its number of blocs.
    null
        What chance does and what stays, in words.
    draws, draw_blocs
        Modularity and number of blocs in the null networks.
    p_value
        Share of networks, the data among them, that are at least as modular; NaN with a reason where undefined.
    """

    estimate: float
    n_blocs: int
    n: int
    null: str
    draws: np.ndarray = field(repr=False)
    draw_blocs: np.ndarray = field(repr=False)
    p_value: float
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Give one row; ``null_mean``, ``null_low`` and ``null_high`` (95 %) tell what chance reaches."""
        known = len(self.draws) > 0
        low, high = np.quantile(self.draws, [0.025, 0.975]) if known else (np.nan, np.nan)
        names = ("estimate", "p_value", "n", "reason", "n_blocs")
        null = {"null_mean": self.draws.mean() if known else np.nan, "null_low": low, "null_high": high}
        null["null_blocs"] = float(np.median(self.draw_blocs)) if known else np.nan
        row = {"metric": "modularity", "layer": MULTILAYER} | {name: getattr(self, name) for name in names}
        return tidy([row | null])

    def remark(self) -> str:
        """Say what was tested, and what came of it."""
        if np.isnan(self.p_value):
            return f"Cannot be told: {self.reason}."
        mean, high = self.draws.mean(), np.quantile(self.draws, 0.975)
        chance = f"the best blocs of networks tied by chance reach {mean:.3f} on average and up to {high:.3f}"
        found = (
            f"The modularity of {self.estimate:.3f} is more than chance gives: {chance}"
            if self.p_value <= 0.05
            else f"Cannot be told from these documents: whether blocs are more than chance. The data reach "
            f"{self.estimate:.3f}; {chance}"
        )
        return f"{found} (p = {self.p_value:.3g}). Null: {self.null}; blocs are searched for anew. {NOT_POLES}"


def modularity_test(
    net: MultilayerNetwork,
    *,
    rng: Seed,
    draws: int = 199,
    restarts: int = 10,
    resolution: float = 1.0,
    coupling: float = 1.0,
    null: NullName = "configuration",
    jobs: int = 1,
) -> ModularityTest:
    """Test whether the best blocs are more modular than the best blocs of networks tied by chance.

    Parameters
    ----------
    net
        The network.
    rng
        Seed or generator.
    draws
        Number of null networks.
    restarts
        Searches from scratch, as many in each null network as in the data.
    resolution, coupling
        As in `blocs`.
    null
        A name of `list_nulls`.
    jobs
        Processes; the result does not depend on it.

    Returns
    -------
    ModularityTest
        NaN with a reason without ties, and where the null model cannot leave the data.

    Raises
    ------
    InputError
        If an argument is out of range.

    Notes
    -----
    Null: ties are placed by chance as the null model says. The test does not tell which blocs are real, nor how many;
    against the alternative of two hostile poles `bipolarity` has more power.

    References
    ----------
    Salloum, Chen & Kivelä 2022, doi:10.1145/3512962. Guimerà, Sales-Pardo & Amaral 2004,
    doi:10.1103/PhysRevE.70.025101.

    Examples
    --------
    >>> import pandas as pd
    >>> friends = [(a, b, 1) for bloc in ("abcde", "vwxyz") for a in bloc for b in bloc if a < b]
    >>> edges = pd.DataFrame([*friends, ("a", "z", -1), ("b", "y", -1)], columns=["source", "target", "sign"])
    >>> net = MultilayerNetwork.from_edges(edges.assign(layer="chips"))
    >>> found = modularity_test(net, rng=1, draws=39)
    >>> found.n_blocs, found.p_value
    (2, 0.025)
    """
    check_draws(draws)
    generator = np.random.default_rng(rng)
    observed = blocs(net, rng=generator, restarts=restarts, resolution=resolution, coupling=coupling)
    drawn, model = np.empty((0, 2)), null_model(net, null, rng=generator)
    reason = observed.reason
    if not reason:
        search = partial(_best_blocs, restarts=restarts, resolution=resolution, coupling=coupling)
        drawn = in_null(model, search, draws=draws, rng=generator, jobs=jobs)
        reason = FROZEN if np.ptp(drawn[:, 0]) < 1e-12 and abs(drawn[0, 0] - observed.quality) < 1e-12 else ""
    return ModularityTest(
        estimate=observed.quality,
        n_blocs=observed.n_blocs,
        n=net.n_actors,
        null=model.sentence,
        draws=drawn[:, 0],
        draw_blocs=drawn[:, 1],
        p_value=np.nan if reason else permutation_p(observed.quality, drawn[:, 0]),
        reason=reason,
    )


def _best_blocs(
    net: MultilayerNetwork, rng: np.random.Generator, *, restarts: int, resolution: float, coupling: float
) -> np.ndarray:
    problem, _, _ = modularity_problem(net, resolution=resolution, coupling=coupling, aligned=False)
    found = many_searches(problem, restarts=restarts, rng=rng)
    return np.array([found.quality, found.best.max() + 1])
