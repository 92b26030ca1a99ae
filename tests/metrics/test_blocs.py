"""Blocs: planted groups, published values, connectedness, stability, and agreement with given groups."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

from qtnet.errors import InputError
from qtnet.metrics.blocs import adjusted_mutual_information, adjusted_rand, agreement, blocs, modularity
from qtnet.metrics.blocs.problem import modularity_problem
from qtnet.network import MultilayerNetwork
from tests.tiny_networks import florentine, network, networks, random_network, rebuilt, tribes, two_blocs


def members(partition, layer="(all)"):
    frame = partition.to_frame()
    part = frame[(frame["layer"] == layer) & frame["estimate"].notna()]
    return {frozenset(group) for _, group in part.groupby("estimate")["actor"]}


def karate():
    edges = pd.DataFrame(nx.karate_club_graph().edges, columns=["source", "target"]).astype(str)
    return MultilayerNetwork.from_edges(edges.assign(layer="club"))


def test_two_hostile_triangles_are_two_blocs():
    found = blocs(two_blocs(), rng=1, restarts=5)
    assert members(found) == {frozenset("abc"), frozenset("def")}
    # 12 friendly and 4 hostile entries; all friendship inside, all hostility between
    assert found.quality == pytest.approx((12 - 2 * 36 / 12 + 2 * 4 / 4) / 16)


def test_quality_is_the_definition_summed_entry_by_entry():
    net = random_network(5, n_layers=2)
    problem, layer, actor = modularity_problem(net, resolution=0.7, coupling=1.5, aligned=True)
    groups = np.random.default_rng(0).integers(3, size=len(layer))
    unit = net.ties["weight"].mean()
    total = value = 0.0
    for code, label in enumerate(net.layers):
        for sign in (1, -1):
            A = net.adjacency(label, sign).toarray() / unit
            if A.sum() == 0:
                continue
            null = 0.7 * np.outer(A.sum(axis=1), A.sum(axis=0)) / A.sum()
            inside = groups[layer == code]
            value += sign * ((A - null) * (inside[:, None] == inside[None, :])).sum()
            total += A.sum()
    for i in range(net.n_actors):
        own = groups[actor == i]
        value += 1.5 * ((own[:, None] == own[None, :]).sum() - len(own))
        total += 1.5 * len(own) * (len(own) - 1)
    assert problem.quality(groups) == pytest.approx(value / total, abs=1e-12)


@pytest.mark.parametrize(("aligned", "known"), [(True, 0.539215686), (False, 0.489130435)])
def test_florentine_families_reach_the_best_known_modularity(aligned, known):
    assert blocs(florentine(), rng=1, aligned=aligned).quality == pytest.approx(known, abs=1e-9)


def test_the_tribes_of_new_guinea_form_three_blocs():
    found = blocs(tribes(), rng=1, restarts=10)
    assert found.quality == pytest.approx(0.431034482759, abs=1e-9)
    assert found.n_blocs == 3


def test_the_karate_club_reaches_its_known_optimum():
    # Brandes et al. 2008: proved optimal
    assert blocs(karate(), rng=1, restarts=20).quality == pytest.approx(0.419789612, abs=1e-9)


def test_on_one_positive_layer_quality_is_that_of_networkx():
    net = karate()
    found = blocs(net, rng=3, restarts=3)
    graph = nx.Graph(list(zip(net.ties["source"], net.ties["target"], strict=True)))
    assert found.quality == pytest.approx(nx.community.modularity(graph, members(found)), abs=1e-12)


@given(networks())
@settings(max_examples=20, deadline=None)
def test_without_hostility_every_bloc_is_held_together_by_ties_and_own_layers(net):
    net = net.reweighted(net.evidence["tie"].map(net.ties["sign"]).to_numpy() > 0)
    found = blocs(net, rng=1, restarts=2)
    frame = found.to_frame()
    states = frame[(frame["layer"] != "(all)") & frame["estimate"].notna()]
    held = nx.Graph([((t.layer, t.source), (t.layer, t.target)) for t in net.ties.itertuples()])
    for _, replicas in states.groupby("actor"):
        own = [(layer, actor) for layer, actor in zip(replicas["layer"], replicas["actor"], strict=True)]
        held.add_nodes_from(own)
        held.add_edges_from((own[0], other) for other in own[1:])
    for _, bloc in states.groupby("estimate"):
        assert nx.is_connected(held.subgraph(zip(bloc["layer"], bloc["actor"], strict=True)))


def test_common_enemies_unite_actors_without_a_tie():
    friends = [("a", "b"), ("b", "c"), ("a", "c")]
    hostile = [("a", "d"), ("b", "d"), ("b", "e"), ("c", "e")]
    net = network([(*p, "x", 1) for p in friends] + [(*p, "x", -1) for p in hostile])
    assert members(blocs(net, rng=1, restarts=5)) == {frozenset("abc"), frozenset("de")}


@given(networks())
@settings(max_examples=10, deadline=None)
def test_the_unit_of_weights_does_not_matter(net):
    once, scaled = blocs(net, rng=1, restarts=3), blocs(rebuilt(net, scale=1e6), rng=1, restarts=3)
    assert once.quality == pytest.approx(scaled.quality, abs=1e-9)


def test_isolates_are_in_no_bloc_and_change_nothing():
    net = two_blocs()
    found = blocs(rebuilt(net, extra=["zz"]), rng=1, restarts=5)
    frame = found.to_frame().set_index(["layer", "actor"])
    assert np.isnan(frame.at[("(all)", "zz"), "estimate"])
    assert frame.at[("(all)", "zz"), "reason"] == "no ties"
    assert frame.at[("chips", "zz"), "reason"] == "no tie in this layer"
    assert found.quality == pytest.approx(blocs(net, rng=1, restarts=5).quality, abs=1e-12)
    assert found.coassignment[-1].tolist() == [0.0] * 6 + [1.0]


def test_coupling_pulls_an_actors_layers_into_one_bloc():
    rows = [("a", "b", "x", 1), ("c", "d", "x", 1), ("a", "c", "y", 1), ("b", "d", "y", 1)]
    loose, tight = (blocs(network(rows), rng=1, restarts=10, coupling=c) for c in (0.0, 10.0))
    assert members(loose, "x") == {frozenset("ab"), frozenset("cd")}
    assert members(loose, "y") == {frozenset("ac"), frozenset("bd")}
    assert members(tight, "x") == members(tight, "y")


def test_a_higher_resolution_gives_more_blocs():
    coarse, fine = (blocs(karate(), rng=1, restarts=5, resolution=r).n_blocs for r in (0.3, 3.0))
    assert coarse < 4 < fine


def test_stability_is_1_for_clear_blocs_and_lower_for_who_stands_between():
    # m has one friend in each triangle
    friends = [("a", "b"), ("b", "c"), ("a", "c"), ("d", "e"), ("e", "f"), ("d", "f"), ("a", "m"), ("d", "m")]
    found = blocs(network([(*p, "x", 1) for p in friends]), rng=1, restarts=60)
    stable = found.to_frame().set_index(["layer", "actor"]).loc["(all)"]["stability"]
    assert stable["b"] > stable["m"] > 0.0
    place = {actor: i for i, actor in enumerate(found.actors)}
    shares = [found.coassignment[place["m"], place[x]] for x in "ad"]
    assert sum(shares) == pytest.approx(1.0)
    assert 0.0 < shares[0] < 1.0


def test_the_same_seed_gives_the_same_partition():
    first, again = (blocs(florentine(), rng=7, restarts=5) for _ in range(2))
    pd.testing.assert_frame_equal(first.to_frame(), again.to_frame())
    assert np.array_equal(first.coassignment, again.coassignment)


def test_numbers_of_blocs_fall_with_their_size():
    frame = blocs(florentine(), rng=1, restarts=10).to_frame()
    sizes = frame[frame["layer"] == "(all)"].groupby("estimate").size()
    assert sizes.index.tolist() == list(range(1, len(sizes) + 1))
    assert sizes.is_monotonic_decreasing


def test_without_ties_there_are_no_blocs():
    found = blocs(network([], actors=["a", "b"], layers=["x"]), rng=1)
    assert np.isnan(found.quality)
    assert found.reason == "no ties"
    assert found.to_frame()["reason"].tolist() == ["no ties"] * 2
    assert modularity(network([], actors=["a", "b"]), rng=1).reason == "no ties"


@pytest.mark.parametrize("wrong", [{"restarts": 0}, {"resolution": 0.0}, {"coupling": -1.0}, {"coupling": np.inf}])
def test_arguments_out_of_range_are_refused(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        blocs(two_blocs(), rng=1, **wrong)


def test_adjusted_mutual_information_is_that_of_scikit_learn():
    rng = np.random.default_rng(4)
    for _ in range(20):
        first, second = rng.integers(rng.integers(1, 6), size=12), rng.integers(rng.integers(1, 6), size=12)
        expected = adjusted_mutual_info_score(first, second)
        assert adjusted_mutual_information(first.tolist(), second.tolist()) == pytest.approx(expected, abs=1e-9)


def test_the_adjusted_rand_index_is_that_of_scikit_learn():
    rng = np.random.default_rng(5)
    for _ in range(20):
        first, second = rng.integers(rng.integers(1, 6), size=12), rng.integers(rng.integers(1, 6), size=12)
        expected = adjusted_rand_score(first, second)
        assert adjusted_rand(first.tolist(), second.tolist()) == pytest.approx(expected, abs=1e-9)


def test_agreement_is_1_with_the_group_that_is_a_bloc():
    found = agreement(
        blocs(two_blocs(), rng=1, restarts=5), {"west": ["a", "b", "c", "q"], "odd": ["a", "d"], "all": "abcdef"}
    )
    frame = found.to_frame().set_index("group")
    assert frame.at["west", "estimate"] == pytest.approx(1.0)
    assert frame.at["west", "n"] == 3
    assert frame.at["odd", "estimate"] < 0.2
    assert frame.at["all", "reason"].startswith("all or none")


def test_agreement_is_with_members_of_the_year():
    net = network([("DE", "GB", "x", 1), ("US", "JP", "x", 1), ("DE", "US", "x", -1)])
    found = blocs(net, rng=1, restarts=5)
    then, now = (agreement(found, year=year).to_frame().set_index("group") for year in (2015, np.nan))
    assert then.at["EU", "estimate"] == pytest.approx(1.0)
    assert now.at["EU", "estimate"] < 0.5
    assert (then.at["EU", "n"], now.at["EU", "n"]) == (2, 1)


def test_agreement_knows_the_groups_of_today():
    net = network([("DE", "FR", "x", 1), ("US", "JP", "x", 1), ("DE", "US", "x", -1)])
    frame = agreement(blocs(net, rng=1, restarts=5)).to_frame().set_index("group")
    assert frame.at["EU", "estimate"] == pytest.approx(1.0)
    assert frame.at["G7", "reason"].startswith("all or none")
