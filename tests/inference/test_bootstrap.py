"""Intervals for any statistic of a network."""

from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError
from qtnet.inference.bootstrap import with_intervals
from qtnet.inference.document_jackknife import GROUPS, document_jackknife
from qtnet.metrics.balance import frustration
from qtnet.metrics.centrality import centrality
from qtnet.metrics.layers import edge_similarity
from qtnet.metrics.scopes import ScopedScores
from qtnet.network import MultilayerNetwork, build_network
from qtnet.results import ActorScores, NetworkScore, tidy
from tests.network.invented_facts import facts, funding, tie


def network(documents: int = 8, *, confidence: float = 1.0) -> MultilayerNetwork:
    """A star: US with a tie to one other actor in every document, weights 1, 2, 3, …"""
    rows = [
        {"source": "US", "target": f"A{k % 3}", "layer": "chips", "weight": k + 1.0, "doc": f"d{k}"}
        for k in range(documents)
    ]
    return MultilayerNetwork.from_edges(pd.DataFrame(rows).assign(confidence=confidence))


def total(net: MultilayerNetwork) -> NetworkScore:
    return NetworkScore(metric="weight", estimate=float(net.tie_arrays.weight.sum()))


def strengths(net: MultilayerNetwork) -> ActorScores:
    sums = net.adjacency(symmetric=True).sum(axis=1)
    rows = [{"metric": "strength", "actor": actor, "estimate": s} for actor, s in zip(net.ids, sums, strict=True)]
    return ActorScores(metric="strength", frame=tidy(rows))


def by_hand_spread() -> float:
    return float(np.sqrt(8 * np.arange(1.0, 9.0).var()))


def test_documents_without_ties_are_drawn_too_and_widen_the_interval():
    ties = [tie("JP", actor, doc=f"d{k}") for k, actor in enumerate(["US", "TW", "US", "TW", "EU", "US"])]
    alone = facts(*ties)
    silent = replace(alone, documents=pd.DataFrame({"doc": [f"d{k}" for k in range(20)]}))
    width = []
    for told in (alone, silent):
        net = build_network(told)
        assert net.documents == tuple(f"d{k}" for k in range(6))
        found = with_intervals(net, total, draws=400, rng=1, kind="documents")
        width.append(found.ci_high - found.ci_low)
    assert width[0] == 0  # six ties of weight 1 in six documents: every draw has six
    assert width[1] > 4


def test_money_that_is_not_certain_never_exceeds_its_amount():
    money = [funding("US", "JP", doc=f"d{k}", amount=k, amount_usd=k * 1e6, confidence=0.5) for k in range(1, 9)]
    net = build_network(facts(money=money), weight="funding")
    found = with_intervals(net, total, draws=200, rng=1, kind="extraction")
    assert found.estimate == pytest.approx(36e6)
    assert found.ci_low < 18e6 < found.ci_high <= 36e6


def test_the_interval_is_that_of_drawing_documents():
    net = network()
    found = with_intervals(net, total, draws=500, rng=1, kind="documents")
    weights = np.arange(1.0, 9.0)
    by_hand = np.random.default_rng(2).choice(weights, (4000, 8)).sum(axis=1)
    assert found.estimate == 36
    assert found.std_error == pytest.approx(found.to_frame()["std_error"].iloc[0])
    assert found.std_error == pytest.approx(by_hand_spread(), rel=0.1)
    assert (found.ci_low, found.ci_high) == pytest.approx(np.quantile(by_hand, [0.025, 0.975]), abs=3)


def test_certain_facts_have_no_extraction_noise_and_unsure_ones_do():
    sure = with_intervals(network(), total, draws=100, rng=1, kind="extraction")
    unsure = with_intervals(network(confidence=0.6), total, draws=100, rng=1, kind="extraction")
    assert (sure.ci_low, sure.ci_high) == (36, 36)
    assert unsure.ci_low < 0.6 * 36 < unsure.ci_high
    assert unsure.ci_high <= 36  # no sum exceeds what the edges say


def test_both_sources_of_noise_are_wider_than_one():
    width = {}
    for kind in ("documents", "extraction", "both"):
        found = with_intervals(network(confidence=0.6), total, draws=200, rng=1, kind=kind)
        width[kind] = found.ci_high - found.ci_low
    assert width["both"] > max(width["documents"], width["extraction"])


def test_actor_scores_get_ranks_with_intervals_and_the_chance_to_be_on_top():
    found = with_intervals(network(), strengths, draws=200, rng=1).to_frame().set_index("actor")
    assert found.loc["US", ["rank", "rank_low", "rank_high", "p_top"]].tolist() == [1, 1, 1, 1]
    assert found["p_first"].idxmax() == "US"
    assert found.loc["A0", "rank_low"] < found.loc["A0", "rank_high"]
    assert (found["std_error"] > 0).all()


def test_the_number_of_first_places_is_a_choice():
    chances = [
        with_intervals(network(), strengths, draws=50, rng=1, top=top).to_frame().set_index("actor")["p_top"]
        for top in (1, 2, 4)
    ]
    assert chances[0].sum() < chances[1].sum() < chances[2].sum() == 4
    with pytest.raises(InputError, match="top: expected at least 1, got 0"):
        with_intervals(network(), strengths, draws=20, rng=1, top=0)


@pytest.mark.parametrize("interval", ["bc", "bca"])
def test_pairs_of_layers_have_intervals_of_their_own(interval):
    rows = [("US", f"A{k}", layer) for k in range(6) for layer in ("ai", "chips", "space") if k % 3 or layer == "ai"]
    edges = pd.DataFrame(rows, columns=["source", "target", "layer"])
    net = MultilayerNetwork.from_edges(edges.assign(doc=edges["target"]))

    def similar(part):
        return ScopedScores(metric="edge_similarity", frame=edge_similarity(part).to_frame())

    found = with_intervals(net, similar, draws=100, rng=1, kind="documents", interval=interval).to_frame()
    found = found.set_index(["layer", "other_layer"])
    assert found.loc[("chips", "space"), ["ci_low", "ci_high"]].tolist() == [1, 1]  # the same pairs in every document
    assert 0 < found.at[("ai", "chips"), "ci_low"] < 2 / 3 < found.at[("ai", "chips"), "ci_high"]


def test_the_chances_to_be_first_add_up_to_one_and_are_shared_by_equals():
    def equal(net):
        return ActorScores(metric="same", frame=strengths(net).to_frame().assign(estimate=1.0))

    found = with_intervals(network(), equal, draws=20, rng=1).to_frame()
    assert found["p_first"].tolist() == pytest.approx([1 / len(found)] * len(found))
    assert with_intervals(network(), strengths, draws=50, rng=1).to_frame()["p_first"].sum() == pytest.approx(1)


def test_the_result_has_the_type_and_the_estimates_of_the_statistic():
    net = network()
    found = with_intervals(net, strengths, draws=20, rng=1)
    assert isinstance(found, ActorScores)
    assert found.to_frame()["estimate"].tolist() == strengths(net).to_frame()["estimate"].tolist()


def test_results_are_the_same_bytes_on_one_process_and_on_two():
    one, two = (with_intervals(network(), strengths, draws=40, rng=5, jobs=jobs).to_frame() for jobs in (1, 2))
    assert one.to_csv() == two.to_csv()


def test_fewer_than_three_documents_have_no_interval_and_say_so():
    found = with_intervals(network(documents=2), total, draws=50, rng=1)
    assert np.isnan(found.ci_low)
    assert found.reason == "no interval: fewer than 3 documents"
    assert found.estimate == 3


def test_few_draws_have_no_interval_and_say_so():
    found = with_intervals(network(), total, draws=5, rng=1)
    assert np.isnan(found.ci_low)
    assert "defined in fewer than 20 of 5 draws" in found.reason


def test_a_row_that_vanishes_in_a_draw_does_not_stop_the_others():
    def of_those_with_ties(net: MultilayerNetwork) -> ActorScores:
        frame = strengths(net).to_frame()
        return ActorScores(metric="strength", frame=frame[frame["estimate"] > 0].reset_index(drop=True))

    found = with_intervals(network(), of_those_with_ties, draws=200, rng=1).to_frame()
    assert len(found) == 4
    assert found["ci_low"].notna().all()


def test_a_result_without_a_frame_and_an_unknown_kind_are_refused():
    with pytest.raises(InputError, match="got Frustration"):
        with_intervals(network(), frustration, draws=20, rng=1)
    with pytest.raises(InputError, match="kind: expected one of"):
        with_intervals(network(), total, draws=20, rng=1, kind="noise")


def test_acceleration_moves_the_interval_of_a_skew_sum_to_the_long_tail():
    rows = [
        {"source": "US", "target": "JP", "layer": "ai", "weight": w, "doc": f"d{w}"} for w in (1, 1.1, 1.2, 1.3, 20)
    ]
    net = MultilayerNetwork.from_edges(pd.DataFrame(rows))
    plain, accelerated = (
        with_intervals(net, total, draws=400, rng=1, kind="documents", interval=interval) for interval in ("bc", "bca")
    )
    assert accelerated.ci_high >= plain.ci_high
    assert accelerated.ci_low > plain.ci_low
    assert accelerated.std_error == plain.std_error


def test_documents_are_left_out_in_groups():
    net = network(documents=120)
    found = document_jackknife(net, total, [("weight", "(all)", "", ""), ("no such", "", "", "")])
    assert found.shape == (GROUPS, 2)
    weights = np.arange(1.0, 121.0)
    in_order = weights[np.argsort([f"d{k}" for k in range(120)])]
    assert found[0, 0] == pytest.approx(weights.sum() - in_order[::GROUPS].sum())
    assert np.isnan(found[:, 1]).all()


def test_an_unknown_interval_is_refused():
    with pytest.raises(InputError, match="interval: expected 'bc' or 'bca', got 'basic'"):
        with_intervals(network(), total, draws=20, rng=1, interval="basic")


def test_the_interval_of_a_rank_holds_the_rank():
    # of five actors that one document each ties, draws lose some, and the last in the data is first among equals
    rows = [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("e", "a")]
    edges = pd.DataFrame(rows, columns=["source", "target"]).assign(layer="x", doc=[f"d{i}" for i in range(5)])
    net = MultilayerNetwork.from_edges(edges)
    for seed in range(5):
        frame = with_intervals(net, partial(centrality, name="degree"), draws=40, rng=seed, kind="documents").to_frame()
        assert ((frame["rank_low"] <= frame["rank"]) & (frame["rank"] <= frame["rank_high"])).all()
