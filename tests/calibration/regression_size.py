"""How often do the tests of a dyadic regression reject a covariate that has no effect?

Outcomes depend on one covariate (z) and, where dyads depend on one another, on the actors; a second covariate, which
is correlated with the first, has no effect of its own and is tested at 5 %.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from scipy.stats import kstest, t

from qtnet.inference.dyadic.actor_jackknife import jackknife_variances
from qtnet.inference.dyadic.dispersion import estimated_dispersion
from qtnet.inference.dyadic.families import Family, fitted
from qtnet.inference.dyadic.robust_covariance import dyadic_covariance
from qtnet.inference.dyadic.semipartialling import mrqap_p
from qtnet.inference.dyadic.table import DyadTable, dyad_table
from qtnet.parallel import in_chunks
from tests.calibration.study import Study
from tests.inference.dyadic.dyad_worlds import actor_sum, drawn, pair_noise

#: With 199 permutations a two-sided p of 0.05 exists; with 99 it would be 0.04.
DATA_SETS, PERMUTATIONS = 500, 199
#: Family, number of actors, standard deviation of the effect of an actor, kind of covariate.
CASES = [
    *[("poisson", n, spread, kind) for n in (20, 40) for spread in (0.0, 0.5) for kind in ("pairs", "actors", "clubs")],
    *[(family, 20, 0.5, kind) for family in ("negative-binomial", "logit", "linear") for kind in ("pairs", "actors")],
]
KINDS = {"pairs": "differs from pair to pair", "actors": "a sum over the two actors", "clubs": "same of four clubs"}


def covariate(kind: str, z: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    n = len(z)
    if kind == "pairs":
        return pair_noise(n, rng) + 0.5 * z
    if kind == "actors":
        return actor_sum(rng.normal(size=n)) + 0.5 * z
    club = rng.integers(4, size=n)
    return (club[:, None] == club[None, :]).astype(float)


def p_values(family: str, n: int, spread: float, kind: str, sets: int, rng: np.random.Generator) -> np.ndarray:
    """Give p by permutation, by the jackknife and by the sandwich; shape (sets, 3)."""
    found = np.full((sets, 3), np.nan)
    for row in found:
        z = pair_noise(n, rng)
        outcome = drawn(-0.3 + 0.3 * z + actor_sum(rng.normal(0, spread, n)), family, rng)
        dyads = dyad_table(outcome, {"z": z, "x": covariate(kind, z, rng)})
        row[:] = of_x(dyads, family, rng)
    return found


def of_x(dyads: DyadTable, family: str, rng: np.random.Generator) -> tuple[float, float, float]:
    """Test the last covariate by the parts of `dyadic_regression`, which would test all of them."""
    X, options = dyads.design, {"n_actors": dyads.n_actors}
    model = Family(family)
    if family == "negative-binomial":
        model = Family(family, estimated_dispersion(dyads.outcome, X, dyads.offset))
    fit = fitted(model, dyads.outcome, X, dyads.offset)
    parts = (dyads.first, dyads.second, X, model.weight(fit.mean), model.score(dyads.outcome, fit.mean))
    variances = jackknife_variances(*parts, **options)[2], dyadic_covariance(*parts, **options)[2, 2]
    wald = [
        2 * t.sf(abs(fit.beta[2]) / np.sqrt(variance), dyads.n_actors - 1) if variance > 0 else np.nan
        for variance in variances
    ]
    return mrqap_p(dyads, X[:, 2], X[:, :2], model, permutations=PERMUTATIONS, rng=rng), *wald


def study(jobs: int) -> Study:
    rows = []
    for number, case in enumerate(CASES):
        parts = in_chunks(partial(p_values, *case), draws=DATA_SETS, rng=[41, number], jobs=jobs, size=50)
        p = np.concatenate(parts)
        # p by permutation is discrete in steps of 2 / (permutations + 1); a uniform shift makes it continuous
        smooth = p[:, 0] - np.random.default_rng(number).random(len(p)) * 2 / (PERMUTATIONS + 1)
        sizes = [round(float(np.nanmean(np.where(np.isnan(column), 0, column <= 0.05))), 3) for column in p.T]
        family, n, spread, kind = case
        depend = "on actors" if spread else "no"
        lost = round(float(np.isnan(p[:, 2]).mean()), 3)
        rows.append((family, n, depend, KINDS[kind], *sizes, lost, round(float(kstest(smooth, "uniform").pvalue), 3)))
    worst = [max(row[4 + i] for row in rows) for i in range(3)]
    return Study(
        name="regression_size",
        title="Size of the tests of a dyadic regression",
        question="How often is a covariate without effect found at 5 %?",
        columns=(
            "family",
            "actors",
            "dyads depend",
            "covariate",
            "permutation",
            "jackknife",
            "sandwich",
            "sandwich without error",
            "KS p of permutation",
        ),
        rows=tuple(rows),
        verdict=(
            f"Of {DATA_SETS} data sets per row, permuting actors rejects at most {worst[0]:.1%}, the actor jackknife "
            f"at most {worst[1]:.1%} and the plain sandwich up to {worst[2]:.1%} of true nulls at the 5 % level."
        ),
    )
