"""Chains that have not forgotten the data are found out, and tests that rest on them say so."""

from dataclasses import replace

import numpy as np
import pytest

from qtnet.inference.chance.against_nulls import null_test
from qtnet.inference.nulls import NULLS, configuration, mixing, null_model
from qtnet.inference.nulls.mixing import MIXING_COLUMNS, effective_share, mixing_of
from tests.tiny_networks import network, random_network, tribes

NET = random_network(1, n_actors=30, n_layers=2, n_edges=160)


def shortened(model, steps):
    """The same null model with chains of a few steps only."""
    models = tuple(replace(one, steps=steps) for one in model.drawing.models)
    return replace(model, drawing=replace(model.drawing, models=models))


@pytest.mark.parametrize("name", ["configuration", "strengths", "across"])
def test_the_chains_of_every_null_model_mix(name):
    found = mixing(NET, name, rng=1)
    assert tuple(found.columns) == MIXING_COLUMNS
    assert found["layer"].tolist() == ["layer0", "layer1"]
    assert found["mixed"].all()
    assert (found["reason"] == "").all()
    assert (found["kept"] - found["kept_if_longer"]).abs().max() < 0.05
    assert (found["accepted"] > 0.3).all()
    assert (found["effective_share"] > 0.5).all()


@pytest.mark.parametrize("name", sorted(set(NULLS) - {"configuration", "strengths", "across"}))
def test_permutations_are_independent_draws(name):
    found = mixing(NET, name, rng=1)
    assert found["mixed"].all()
    assert set(found["reason"]) == {"drawn independently: there is no chain"}


@pytest.fixture
def short_chains(monkeypatch):
    monkeypatch.setattr(configuration, "_SHORTEST", 20)
    monkeypatch.setattr(configuration, "proposals_per_tie", lambda admissible: 0)


@pytest.mark.usefixtures("short_chains")
def test_a_chain_that_is_too_short_is_found_out():
    found = mixing(NET, rng=1)
    assert not found["mixed"].any()
    assert found["reason"].str.contains("of the ties are still in place, after longer chains").all()


def test_a_sluggish_chain_at_its_hub_is_found_out_by_its_autocorrelation():
    model = null_model(NET, rng=1)
    # forty steps at a time around a hub that has long left the data: as many ties in place, but the same ones
    found = mixing_of(
        shortened(replace(model, drawing=model.drawing.longer(20).further(np.random.default_rng(1))), 40), rng=1
    )
    assert (found["autocorrelation"] > 0.3).all()
    assert not found["mixed"].any()


def test_ties_that_cannot_be_swapped_are_found_out():
    # every friend is a friend of all: only hostility could move, and there is none
    star = network([("hub", x, "x", 1) for x in "abcde"] + [("a", "b", "y", 1), ("c", "d", "y", 1)])
    found = mixing(star, "strengths", rng=1).set_index("layer")
    assert not found.loc["x", "mixed"]
    assert found.loc["x", "reason"] == "no tie can be swapped: all draws have the ties of the data"
    assert found.loc["y", "mixed"]


@pytest.mark.usefixtures("short_chains")
def test_a_test_with_chains_that_have_not_mixed_says_that_it_is_weak():
    found = null_test(NET, lambda net: float(net.adjacency(sign=1)[0, 1]), rng=1, draws=39)
    assert found.caution.startswith("weak test: in layer0 ")
    assert "are still in place, after longer chains" in found.verdict() or found.reason


def test_the_autocorrelation_of_a_statistic_along_the_chain_is_given_too():
    found = mixing(NET, rng=1, statistic=lambda net: float((net.adjacency(sign=1).toarray() ** 2).diagonal(1).sum()))
    row = found.iloc[-1]
    assert row["layer"] == "(all)"
    assert abs(row["autocorrelation"]) < 0.35
    assert row["effective_share"] > 0.4
    assert row["mixed"]
    still = mixing(NET, rng=1, statistic=lambda net: float(net.n_actors)).iloc[-1]
    assert np.isnan(still["autocorrelation"])
    assert still["reason"] == "the statistic does not vary along the chain"


@pytest.mark.usefixtures("short_chains")
def test_a_statistic_that_moves_slowly_is_found_out():
    found = mixing(
        NET, rng=1, statistic=lambda net: float(net.adjacency("layer0", 1).toarray()[:15, :15].astype(bool).sum())
    )
    assert not found.iloc[-1]["mixed"]
    assert found.iloc[-1]["effective_share"] < 0.5


def test_networks_without_ties_have_nothing_to_mix():
    for name in NULLS:
        found = mixing(network([], actors=["a"], layers=["x"]), name, rng=1)
        assert found["mixed"].all()


def test_the_same_seed_gives_the_same_frame():
    assert mixing(tribes(), rng=1).equals(mixing(tribes(), rng=1))


def test_the_worth_of_a_state_is_that_of_an_autoregression():
    # x_t = ρ x_{t-1} + e has autocorrelation ρ and is worth (1 − ρ)/(1 + ρ) independent values
    rng, values = np.random.default_rng(1), [0.0]
    for e in rng.normal(size=4_000):
        values.append(0.6 * values[-1] + e)
    rho, share = effective_share(np.array(values))
    assert rho == pytest.approx(0.6, abs=0.04)
    assert share == pytest.approx(0.25, abs=0.06)
    assert effective_share(rng.normal(size=4_000))[1] == pytest.approx(1, abs=0.1)
    assert np.isnan(effective_share(np.ones(9))).all()
