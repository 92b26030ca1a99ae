"""Each family's fit equals that of statsmodels' own model."""

import numpy as np
import pytest
import statsmodels.api as sm

from qtnet.errors import InputError, UnknownNameError
from qtnet.inference.dyadic.dispersion import estimated_dispersion
from qtnet.inference.dyadic.regression import dyadic_regression
from qtnet.inference.dyadic.table import dyad_table
from tests.inference.dyadic.dyad_worlds import actor_sum, drawn, pair_noise


@pytest.fixture(params=["poisson", "negative-binomial", "logit", "linear"])
def case(request):
    rng = np.random.default_rng(11)
    x, z = pair_noise(14, rng), pair_noise(14, rng)
    outcome = drawn(0.2 + 0.6 * x - 0.3 * z, request.param, rng)
    return request.param, outcome, {"x": x, "z": z}


def statsmodels_fit(family, y, X):
    if family == "poisson":
        return sm.Poisson(y, X).fit(method="newton", tol=1e-14, disp=0)
    if family == "negative-binomial":
        start = np.append(sm.Poisson(y, X).fit(disp=0).params, 0.5)
        return sm.NegativeBinomial(y, X).fit(start, method="newton", maxiter=200, tol=1e-14, disp=0)
    return sm.Logit(y, X).fit(method="newton", tol=1e-14, disp=0) if family == "logit" else sm.OLS(y, X).fit()


def test_estimates_equal_those_of_statsmodels(case):
    family, outcome, covariates = case
    dyads = dyad_table(outcome, covariates)
    peer = statsmodels_fit(family, dyads.outcome, dyads.design)
    found = dyadic_regression(outcome, covariates, family=family, rng=1, permutations=1)
    assert found.coefficients["estimate"].to_numpy() == pytest.approx(peer.params[:3], rel=1e-8, abs=1e-8)
    if family == "negative-binomial":
        assert found.dispersion == pytest.approx(peer.params[3], rel=1e-6)


def test_the_share_of_deviance_is_that_of_statsmodels(case):
    family, outcome, covariates = case
    dyads = dyad_table(outcome, covariates)
    found = dyadic_regression(outcome, covariates, family=family, rng=1, permutations=1)
    peer = statsmodels_fit(family, dyads.outcome, dyads.design)
    if family == "linear":
        assert found.r_squared == pytest.approx(peer.rsquared)
    elif family == "logit":
        assert found.r_squared == pytest.approx(peer.prsquared)
    else:
        assert 0 < found.r_squared < 1


def test_an_exposure_is_statsmodels_offset():
    rng = np.random.default_rng(12)
    x = pair_noise(12, rng)
    exposure = np.exp(pair_noise(12, rng))
    outcome = drawn(x + np.log(exposure), "poisson", rng)
    dyads = dyad_table(outcome, {"x": x}, exposure=exposure)
    peer = sm.GLM(dyads.outcome, dyads.design, family=sm.families.Poisson(), offset=dyads.offset).fit(tol=1e-14)
    found = dyadic_regression(outcome, {"x": x}, exposure=exposure, rng=1, permutations=1)
    assert found.coefficients["estimate"].to_numpy() == pytest.approx(peer.params, rel=1e-8)


def test_fixed_effects_are_dummies_of_the_actors():
    rng = np.random.default_rng(13)
    x = pair_noise(9, rng)
    outcome = drawn(0.5 + 0.5 * x + actor_sum(rng.normal(0, 0.5, 9)), "poisson", rng)
    dyads = dyad_table(outcome, {"x": x})
    one = np.eye(9)
    design = np.column_stack([dyads.design, (one[dyads.first] + one[dyads.second])[:, :-1]])
    peer = sm.GLM(dyads.outcome, design, family=sm.families.Poisson()).fit(tol=1e-14)
    found = dyadic_regression(outcome, {"x": x}, fixed_effects=True, rng=1, permutations=1)
    assert found.coefficients.set_index("metric").loc["x", "estimate"] == pytest.approx(peer.params[1], rel=1e-8)


def test_counts_that_vary_less_than_poisson_have_no_dispersion():
    assert estimated_dispersion(np.array([2.0, 2, 2, 1, 3, 2]), np.ones((6, 1)), np.zeros(6)) == 0.0


def test_the_negative_binomial_without_dispersion_is_poisson():
    rng = np.random.default_rng(14)
    x = pair_noise(8, rng)
    outcome = np.round(np.exp(1 + 0.3 * x))
    np.fill_diagonal(outcome, 0)
    first, second = (
        dyadic_regression(outcome, {"x": x}, family=family, rng=1, permutations=9).to_frame()
        for family in ("poisson", "negative-binomial")
    )
    assert first.equals(second)


@pytest.mark.parametrize(
    ("family", "outcome", "words"),
    [
        ("logit", 2.0, "outcome: family 'logit' expects 0 or 1 for every pair, got 2"),
        ("negative-binomial", 0.5, "expects whole numbers (amounts: family 'poisson'), got 0.5"),
        ("poisson", -1.0, "expects numbers ≥ 0 for every pair, got -1"),
    ],
)
def test_an_outcome_that_a_family_cannot_have_is_refused(family, outcome, words):
    with pytest.raises(InputError) as caught:
        dyadic_regression(np.full((6, 6), outcome), {}, family=family, rng=1)
    assert words in str(caught.value)


def test_an_unknown_family_or_kind_of_errors_is_refused():
    ones = np.ones((6, 6))
    with pytest.raises(UnknownNameError, match=r"family 'poison' is unknown; .*did you mean 'poisson'"):
        dyadic_regression(ones, {}, family="poison", rng=1)
    with pytest.raises(UnknownNameError, match="kind of errors 'naive' is unknown"):
        dyadic_regression(ones, {}, errors="naive", rng=1)
    with pytest.raises(InputError, match="exposure: counts have one; family 'logit' takes none"):
        dyadic_regression(ones, {}, family="logit", exposure=ones, rng=1)
