"""What dyads can and cannot tell: separation, fixed effects, few events, unknown values."""

import numpy as np
import pytest

from qtnet.inference.dyadic.regression import dyadic_regression
from tests.inference.dyadic.dyad_worlds import actor_sum, drawn, pair_noise, symmetric


def term(result, name):
    return result.coefficients.set_index("metric").loc[name]


@pytest.fixture
def world():
    """Twelve actors; a covariate with an effect; pairs of the first four never tied."""
    rng = np.random.default_rng(51)
    x = pair_noise(12, rng)
    hostile = np.zeros((12, 12))
    hostile[:4, :4] = 1 - np.eye(4)
    counts = drawn(0.5 + 0.5 * x, "poisson", rng) * (1 - hostile)
    return counts, x, hostile


@pytest.mark.parametrize("family", ["poisson", "negative-binomial", "logit"])
def test_pairs_that_a_covariate_predicts_with_certainty_are_left_out(world, family):
    counts, x, hostile = world
    outcome = (counts > 0).astype(float) if family == "logit" else counts
    found = dyadic_regression(outcome, {"x": x, "hostile": hostile}, family=family, rng=1, permutations=19)
    outcome = np.where(hostile > 0, np.nan, outcome)
    without = dyadic_regression(outcome, {"x": x}, family=family, rng=1, permutations=19)
    assert term(found, "hostile")["reason"].startswith("separation")
    assert found.left_out == {"predicted with certainty (separation)": 6}
    assert term(found, "x")["estimate"] == pytest.approx(term(without, "x")["estimate"], rel=1e-6)
    assert term(found, "x")["p_value"] == term(without, "x")["p_value"]
    assert "whether 'hostile' matters (separation" in found.remark()


def test_only_tied_pairs_are_told_apart_by_a_logit_with_all_ties_inside_a_club():
    club = np.zeros((10, 10))
    club[:5, :5] = 1 - np.eye(5)
    found = dyadic_regression(club, {"club": club}, family="logit", rng=1, permutations=19)
    assert found.coefficients["estimate"].isna().all()
    assert "separation" in term(found, "club")["reason"] or "club" in term(found, "club")["reason"]


def test_fixed_effects_absorb_what_belongs_to_actors():
    rng = np.random.default_rng(52)
    size, x = rng.normal(size=10), pair_noise(10, rng)
    counts = drawn(0.5 + 0.4 * x + 0.5 * actor_sum(size), "poisson", rng)
    covariates = {"x": x, "size": actor_sum(size)}
    found = dyadic_regression(counts, covariates, fixed_effects=True, rng=1, permutations=19)
    assert term(found, "size")["reason"] == "collinear with the fixed effects of actors or the covariates before it"
    assert np.isfinite(term(found, "x")["std_error"])
    assert 0 < term(found, "x")["p_value"] <= 1


def test_an_actor_tied_with_nobody_says_nothing_beside_fixed_effects():
    rng = np.random.default_rng(53)
    x = pair_noise(8, rng)
    counts = drawn(0.8 + 0.4 * x, "poisson", rng)
    counts[7] = counts[:, 7] = 0
    found = dyadic_regression(counts, {"x": x}, fixed_effects=True, rng=1, permutations=19)
    part = dyadic_regression(counts[:7, :7], {"x": x[:7, :7]}, fixed_effects=True, rng=1, permutations=19)
    assert found.left_out == {"an actor tied with nobody": 7}
    assert found.n_actors == 7
    assert term(found, "x").equals(term(part, "x"))


def test_directed_fixed_effects_are_of_senders_and_receivers_apart():
    rng = np.random.default_rng(54)
    size, x = rng.normal(size=9), rng.normal(size=(9, 9))
    eta = 0.5 + 0.4 * x + size[:, None]
    counts = drawn(eta, "poisson", rng, directed=True)
    covariates = {"x": x, "sender": np.repeat(size[:, None], 9, axis=1), "mutual": x.T}
    found = dyadic_regression(counts, covariates, directed=True, fixed_effects=True, rng=1, permutations=19)
    assert term(found, "sender")["reason"].startswith("collinear with the fixed effects")
    assert term(found, "x")["estimate"] == pytest.approx(0.4, abs=0.25)
    assert term(found, "mutual")["estimate"] == pytest.approx(0.0, abs=0.3)
    assert found.n_dyads == 72


@pytest.mark.parametrize(
    ("family", "tied", "reason"),
    [
        ("poisson", 4, "4 tied pairs; at least 5 are needed"),
        ("logit", 26, "2 pairs without a tie; at least 5 are needed"),
    ],
)
def test_few_events_are_not_told(family, tied, reason):
    y = symmetric(np.arange(28) < tied, 8)
    found = dyadic_regression(y, {"x": pair_noise(8, np.random.default_rng(1))}, family=family, rng=1)
    assert set(found.coefficients["reason"]) == {reason}
    assert f"Cannot be told from these documents: what goes with ties ({reason})." in found.remark()


def test_unknown_outcomes_and_pairs_without_exposure_are_counted(world):
    counts, x, _ = world
    counts, x = counts.copy(), x.copy()
    counts[0, 11] = counts[11, 0] = np.nan
    x[1, 11] = x[11, 1] = np.nan
    exposure = np.ones((12, 12))
    exposure[2, 11] = exposure[11, 2] = 0.0
    found = dyadic_regression(counts, {"x": x}, exposure=exposure, rng=1, permutations=19)
    assert found.left_out == {"unknown outcome": 1, "unknown covariate": 1, "no exposure": 1}
    assert found.n_dyads == 63
    assert "Pairs left out: 1 (unknown outcome), 1 (unknown covariate), 1 (no exposure)." in found.remark()


def test_a_linear_outcome_that_does_not_vary_is_not_told():
    found = dyadic_regression(np.ones((6, 6)), {"x": pair_noise(6, np.random.default_rng(2))}, family="linear", rng=1)
    assert set(found.coefficients["reason"]) == {"the outcome does not vary"}


def test_what_chance_could_do_is_said_not_to_be_told(world):
    counts, x, _ = world
    noise = pair_noise(12, np.random.default_rng(55))
    found = dyadic_regression(counts, {"x": x, "noise": noise}, rng=1, permutations=199)
    assert found.coefficients.set_index("metric")["p_value"]["x"] < 0.05
    text = found.remark()
    assert text.startswith("Null hypothesis of each p-value: given the other covariates, it does not matter")
    assert "Cannot be told from these documents: whether 'noise' matters (p = " in text
    assert "'x' matters" not in text


@pytest.mark.parametrize("family", ["poisson", "logit", "linear"])
@pytest.mark.parametrize("unit", [1e-9, 1e12])
def test_no_unit_of_a_covariate_is_too_large_or_small(world, family, unit):
    counts, x, hostile = world
    outcome = (counts > 0).astype(float) if family == "logit" else counts
    covariates = {"x": x, "z": pair_noise(12, np.random.default_rng(56)), "hostile": hostile}
    one = dyadic_regression(outcome, covariates, family=family, rng=1, permutations=19)
    scaled = {name: unit * matrix for name, matrix in covariates.items()}
    two = dyadic_regression(outcome, scaled, family=family, rng=1, permutations=19)
    for name in ("x", "z", "hostile"):
        for column in ("estimate", "std_error"):
            expected = term(one, name)[column] / unit
            assert term(two, name)[column] == pytest.approx(expected, rel=1e-6, nan_ok=True)
    assert two.coefficients["p_value"].equals(one.coefficients["p_value"])
    assert two.coefficients["reason"].equals(one.coefficients["reason"])


def test_the_unit_of_a_linear_outcome_scales_estimate_and_error(world):
    counts, x, _ = world
    one, two = (
        dyadic_regression(unit * counts, {"x": x}, family="linear", rng=1, permutations=19) for unit in (1, 1e-12)
    )
    for column in ("estimate", "std_error"):
        assert term(two, "x")[column] == pytest.approx(1e-12 * term(one, "x")[column], rel=1e-6)
    assert term(two, "x")["p_value"] == term(one, "x")["p_value"]
