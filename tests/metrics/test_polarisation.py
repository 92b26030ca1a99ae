"""Indices of polarisation with two sides: hand-worked cases, known values, laws, and what they cannot say.

four_in_a_row        JP – US – CN – RU: two actors on either side, one tie across
two_cliques          two complete groups of ten without a tie between
complete_halves      twenty actors all tied to each other, cut in two halves
"""

import json
from functools import partial
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from qtnet.errors import InputError, UnknownNameError
from qtnet.inference.nulls import signed_null
from qtnet.metrics import polarisation
from qtnet.metrics.polarisation import anchored
from qtnet.metrics.polarisation.assortativity import assortativity
from qtnet.metrics.polarisation.controversy import controversy
from qtnet.metrics.registry import find_metric
from qtnet.network import MultilayerNetwork
from tests.tiny_networks import network, networks, rebuilt, two_blocs

KNOWN = Path(__file__).parents[1] / "known" / "polarisation"
TWO_SIDED = [
    "adaptive_ei_index",
    "boundary_polarisation",
    "cohesiveness",
    "dipole_polarisation",
    "divisiveness",
    "ei_index",
    "generalised_euclidean_distance",
    "random_walk_controversy",
    "side_assortativity",
    "side_modularity",
]
#: What each index is for a random division, and for two cliques without a tie between.
CHANCE = {"ei_index", "adaptive_ei_index", "side_assortativity", "side_modularity"}
SIDES = {"US": "west", "JP": "west", "CN": "east", "RU": "east"}


def value(name, net, **how):
    return getattr(polarisation, name)(net, **how)


def four_in_a_row():
    return network([("JP", "US", "x", 1), ("US", "CN", "x", 1), ("CN", "RU", "x", 1)])


def of_graph(graph, side):
    rows = [(f"m{u}", f"m{v}", "x", 1) for u, v in graph.edges()]
    return network(rows), {f"m{v}": str(side[v]) for v in graph}


def halves(graph):
    return of_graph(graph, {v: v < len(graph) // 2 for v in graph})


def test_four_in_a_row_by_hand():
    found = {name: value(name, four_in_a_row(), sides=SIDES) for name in TWO_SIDED}
    expected = {
        "ei_index": -1 / 3,
        "adaptive_ei_index": (1 + 1 - 2 / 4) / (1 + 1 + 2 / 4),
        "side_assortativity": (2 / 3 - 1 / 2) / (1 / 2),
        "side_modularity": 2 / 3 - 1 / 2,
        "boundary_polarisation": 0.0,
        "dipole_polarisation": 1.0,
        "random_walk_controversy": 1 / 2,
        "generalised_euclidean_distance": np.sqrt(6),
        "cohesiveness": 1.0,
        "divisiveness": 0.0,
    }
    assert {name: score.estimate for name, score in found.items()} == pytest.approx(expected)
    assert {score.n for score in found.values()} == {4}


@pytest.mark.parametrize("name", json.loads((KNOWN / "karate.json").read_text()))
def test_karate_club_has_the_known_values(name):
    graph = nx.karate_club_graph()
    net, sides = of_graph(graph, dict(graph.nodes(data="club")))
    index, _, k = name.partition(", k = ")
    options = {"k": int(k)} if k else {}
    expected = json.loads((KNOWN / "karate.json").read_text())[name]
    assert value(index, net, sides=sides, **options).estimate == pytest.approx(expected, abs=1e-9)


def test_reference_values_are_the_known_ones(shared):
    reference = json.loads((shared / "reference" / "bipolarity.json").read_text())["unsigned_networks"]
    karate = reference["karate_unweighted"]
    names = {
        "ei_index": "EI",
        "adaptive_ei_index": "AEI",
        "side_assortativity": "assortativity_r",
        "side_modularity": "modularity_Q",
        "boundary_polarisation": "boundary_polarization",
        "generalised_euclidean_distance": "GED_pm1",
        "random_walk_controversy, k = 2": "RWC_start_given_end_k2",
        "dipole_polarisation, k = 2": "dipole_k2",
    }
    known = json.loads((KNOWN / "karate.json").read_text())
    assert {name: karate[theirs] for name, theirs in names.items()} == pytest.approx(
        {name: known[name] for name in names}, abs=1e-9
    )


def test_weighted_karate_club_has_the_reference_assortativity(shared):
    reference = json.loads((shared / "reference" / "bipolarity.json").read_text())["unsigned_networks"]
    folder = shared / "datasets" / "signed"
    edges = pd.read_csv(folder / "karate_club.csv", dtype={"source": str, "target": str}).assign(layer="club")
    sides = pd.read_csv(folder / "karate_club_nodes.csv", dtype=str).set_index("node")["faction"].to_dict()
    net = MultilayerNetwork.from_edges(edges)
    expected = reference["karate_weighted_Q_r"]
    assert value("side_modularity", net, sides=sides).estimate == pytest.approx(expected["Q"])
    assert value("side_assortativity", net, sides=sides).estimate == pytest.approx(expected["r"])


def test_two_cliques_are_as_polarised_as_can_be():
    net, sides = halves(nx.disjoint_union(nx.complete_graph(10), nx.complete_graph(10)))
    found = {name: value(name, net, sides=sides) for name in TWO_SIDED}
    told = {name: score.estimate for name, score in found.items() if not np.isnan(score.estimate)}
    assert told == pytest.approx(
        {
            "ei_index": -1.0,
            "adaptive_ei_index": 1.0,
            "side_assortativity": 1.0,
            "side_modularity": 0.5,
            "cohesiveness": 1.0,
            "dipole_polarisation": 1.0,
            "random_walk_controversy": 1.0,
        }
    )
    reasons = {name: score.reason for name, score in found.items() if name not in told}
    assert reasons == {
        "boundary_polarisation": "no actor cooperates both across and with the inside of its side",
        "divisiveness": "no ties across the sides",
        "generalised_euclidean_distance": "no path of cooperation joins the two sides",
    }


def test_a_complete_network_cut_in_two_has_no_polarisation_except_for_the_dipole():
    graph = nx.complete_graph(20)
    # ties apart, so that exactly two members of either side lead
    for lead in ((0, 1), (10, 11)):
        graph.add_edge(*lead, weight=2)
    net = network(
        [(f"m{u}", f"m{v}", "x", 1, data.get("weight", 1)) for u, v, data in graph.edges(data=True)],
        columns=("source", "target", "layer", "sign", "weight"),
    )
    sides = {f"m{v}": str(v < 10) for v in graph}
    assert value("side_assortativity", net, sides=sides).estimate == pytest.approx(-1 / 19, abs=0.02)
    assert value("random_walk_controversy", net, sides=sides, k=2).estimate == pytest.approx(0, abs=0.02)
    # the trap: no sides at all, and more than a fifth
    assert value("dipole_polarisation", net, sides=sides, k=2).estimate > 0.2


def test_random_division_is_near_chance():
    rng = np.random.default_rng(5)
    graph = nx.gnm_random_graph(200, 3000, seed=5)
    net, sides = of_graph(graph, dict(enumerate(rng.permutation(np.arange(200) % 2))))
    for name in CHANCE:
        assert abs(value(name, net, sides=sides).estimate) < 0.06, name


def test_sides_follow_from_poles_as_in_the_profile():
    net = two_blocs()
    division = polarisation.divide(net, poles=("a", "d"))
    assert dict(zip(net.ids, division.side.tolist(), strict=True)) == dict.fromkeys("abc", 1) | dict.fromkeys("def", -1)
    sides = dict.fromkeys("abc", "one") | dict.fromkeys("def", "other")
    for name in TWO_SIDED:
        by_poles, by_sides = value(name, net, poles=("a", "d")), value(name, net, sides=sides)
        assert by_poles.estimate == pytest.approx(by_sides.estimate, nan_ok=True), name


def test_actors_without_a_side_are_left_out():
    net = network([("JP", "US", "x", 1), ("US", "CN", "x", 1), ("CN", "RU", "x", 1), ("CN", "IN", "x", 1)])
    assert value("ei_index", net, sides=SIDES).estimate == pytest.approx(-1 / 3)
    assert value("ei_index", net, sides=SIDES).n == 4


@settings(max_examples=15, deadline=None)
@given(net=networks(directed=False))
def test_names_units_isolates_and_the_order_of_sides_change_nothing(net):
    sides = {actor: "ab"[number % 2] for number, actor in enumerate(net.ids)}
    before = {name: value(name, net, sides=sides).estimate for name in TWO_SIDED}
    turned = {actor: f"m{99 - number}" for number, actor in enumerate(net.ids)}
    others = {
        "renamed": (rebuilt(net, rename=turned.get), {turned[actor]: side for actor, side in sides.items()}),
        "another unit": (rebuilt(net, scale=1000.0), sides),
        "isolate": (rebuilt(net, extra=["zz"]), sides | {"zz": "a"}),
        "sides exchanged": (net, {actor: {"a": "b", "b": "a"}[side] for actor, side in sides.items()}),
    }
    for change, (other, other_sides) in others.items():
        after = {name: value(name, other, sides=other_sides).estimate for name in TWO_SIDED}
        assert after == pytest.approx(before, rel=1e-7, abs=1e-9, nan_ok=True), change


def test_a_tie_across_lowers_what_calls_itself_polarisation():
    more = network([*[(a, b, "x", 1) for a, b in (("JP", "US"), ("US", "CN"), ("CN", "RU"))], ("JP", "RU", "x", 1)])
    for name in ("side_assortativity", "adaptive_ei_index", "random_walk_controversy", "side_modularity"):
        assert value(name, more, sides=SIDES).estimate < value(name, four_in_a_row(), sides=SIDES).estimate, name
    assert value("ei_index", more, sides=SIDES).estimate > value("ei_index", four_in_a_row(), sides=SIDES).estimate


def test_cohesion_counts_pairs_of_either_sign():
    net = network([("JP", "US", "x", 1), ("CN", "RU", "x", -1), ("US", "CN", "x", -1), ("JP", "CN", "x", 1)])
    assert value("cohesiveness", net, sides=SIDES).estimate == 0.5
    assert value("divisiveness", net, sides=SIDES).estimate == 0.5


def test_hostility_within_a_side_lowers_signed_modularity():
    peace = network([("JP", "US", "x", 1), ("CN", "RU", "x", 1), ("US", "CN", "x", -1)])
    quarrel = network([("JP", "US", "x", 1), ("CN", "RU", "x", 1), ("US", "CN", "x", -1), ("JP", "US", "x", -1)])
    assert value("side_modularity", peace, sides=SIDES).estimate == pytest.approx(0.5)
    assert value("side_modularity", quarrel, sides=SIDES).estimate < 0.4


@pytest.mark.parametrize("name", TWO_SIDED)
def test_what_is_undefined_says_why(name):
    def reason(net, **how):
        found = value(name, net, **how)
        assert np.isnan(found.estimate)
        return found.reason

    assert reason(network([], actors=["US", "CN"], layers=["x"]), poles=("US", "CN")) == "no ties of pole US and CN"
    alone = network([("US", "JP", "x", 1)], actors=["US", "JP", "CN"])
    assert reason(alone, poles=("US", "CN")) == "no ties of pole CN"
    one_side = {"US": "west", "JP": "west", "CN": "east"}
    assert reason(alone, sides=one_side) == "no ties of the actors of one side"


def test_one_in_ten_leads_unless_a_number_is_given():
    graph = nx.karate_club_graph()
    net, sides = of_graph(graph, dict(graph.nodes(data="club")))
    one = value("random_walk_controversy", net, sides=sides, k=1).estimate
    assert value("random_walk_controversy", net, sides=sides).estimate == one


@pytest.mark.parametrize("name", ["random_walk_controversy", "dipole_polarisation"])
@pytest.mark.parametrize("k", [0, -1, 1.5])
def test_k_must_be_a_whole_number(name, k):
    with pytest.raises(InputError, match=rf"k is {k}; expected a whole number ≥ 1"):
        value(name, two_blocs(), poles=("a", "d"), k=k)


def test_sides_are_given_in_exactly_one_way():
    net = two_blocs()
    with pytest.raises(InputError, match="expected exactly one of them"):
        polarisation.ei_index(net)
    with pytest.raises(InputError, match="expected exactly one of them"):
        polarisation.ei_index(net, poles=("a", "d"), sides={"a": "x", "d": "y"})
    with pytest.raises(InputError, match="two different names of sides, got 3: x, y, z"):
        polarisation.ei_index(net, sides={"a": "x", "b": "y", "c": "z"})
    with pytest.raises(UnknownNameError, match="actor 'nobody' is unknown"):
        polarisation.ei_index(net, sides={"a": "x", "nobody": "y"})
    with pytest.raises(InputError, match="expected two different actors"):
        polarisation.ei_index(net, poles=("a", "a"))


@pytest.mark.parametrize("name", TWO_SIDED)
def test_every_index_is_registered_under_its_name(name):
    found = find_metric(name)
    assert found.needs == ("poles",)
    assert "Trap:" in found.function.__doc__


def random_signed(seed, n=30, ties=60):
    rng = np.random.default_rng(seed)
    rows, columns = np.triu_indices(n, 1)
    chosen = rng.choice(len(rows), ties, replace=False)
    P, N = np.zeros((n, n)), np.zeros((n, n))
    for M, part in ((P, chosen[: ties * 2 // 3]), (N, chosen[ties * 2 // 3 :])):
        M[rows[part], columns[part]] = M[columns[part], rows[part]] = 1
    return P, N


@pytest.mark.parametrize("index", [assortativity, partial(controversy, k=3)], ids=["assortativity", "controversy"])
def test_random_networks_look_polarised_until_their_nulls_are_divided_anew(index):
    raw, adjusted = [], []
    for seed in range(8):
        P, N = random_signed(seed)
        statistic = anchored(index, (0, 1))
        null = signed_null(P, N, draws=30, rng=seed)
        raw.append(float(statistic(P, N)))
        adjusted.append(raw[-1] - np.nanmean(statistic(null.P, null.N)))
    assert np.nanmean(raw) > 0.25
    assert abs(np.nanmean(adjusted)) < 0.12


def test_a_statistic_of_an_undivided_network_is_undefined():
    nothing = np.zeros((2, 3, 3))
    assert np.isnan(anchored(assortativity, (0, 1))(nothing, nothing)).all()
