"""Scans, plateaus, consensus, few blocs, stability per bloc, and input that leaves blocs undefined."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError
from qtnet.metrics.blocs import bloc_stability, blocs, consensus, coupling_scan, modularity_by_blocs, resolution_scan
from qtnet.metrics.blocs.few_blocs import actor_problem, modularity_matrix
from qtnet.metrics.blocs.plateaus import _envelope
from qtnet.metrics.blocs.problem import modularity_problem, problem_of_ties
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import TieArrays
from qtnet.results import FRAME_COLUMNS
from tests.tiny_networks import florentine, network, random_network, tribes, two_blocs


def ring_of_cliques(n_cliques=6, size=5):
    edges = pd.DataFrame(nx.ring_of_cliques(n_cliques, size).edges, columns=["source", "target"]).astype(str)
    return MultilayerNetwork.from_edges(edges.assign(layer="x"))


def test_the_cliques_of_a_ring_are_the_widest_plateau_and_the_last():
    found = resolution_scan(ring_of_cliques(), rng=1, resolutions=np.geomspace(0.1, 6.0, 15), restarts=5)
    frame = found.to_frame()
    chosen = frame[frame["chosen"]]
    assert chosen["estimate"].tolist() == [6.0]
    # two cliques of strength 22, joined by one of 66 ties, are one bloc below γ = 2 · 66 / 22²
    assert chosen["low"].iloc[0] == pytest.approx(2 * 66 / 22**2, rel=1e-9)
    assert found.plateau.startswith("6 blocs stay the same from γ = 0.273 to ")
    members = found.members[found.members["plateau"] == chosen["plateau"].iloc[0]]
    assert members.groupby("estimate").size().tolist() == [5] * 6


def test_plateaus_do_not_depend_on_the_grid():
    coarse, fine = (
        resolution_scan(tribes(), rng=1, resolutions=np.geomspace(0.3, 3.0, n), restarts=20).to_frame() for n in (4, 12)
    )
    pd.testing.assert_series_equal(coarse["low"], fine["low"])
    pd.testing.assert_series_equal(coarse["quality"], fine["quality"])


def test_a_plateau_has_the_quality_of_blocs_in_its_middle():
    row = resolution_scan(tribes(), rng=1).to_frame().iloc[0]
    middle = np.sqrt(row["low"] * row["high"])
    assert blocs(tribes(), rng=1, resolution=middle).quality == pytest.approx(row["quality"], abs=1e-12)


def test_the_envelope_follows_the_highest_lines():
    x = np.array([0.5, 4.0])
    lines = np.array([[3.0, -1.0], [1.0, 0.0], [0.0, 0.5], [0.9, 0.0]])  # intercept and slope
    best, borders = _envelope(lines[:, 0] + np.outer(x, lines[:, 1]), *x)
    assert best == [0, 2] or best == [0, 1, 2]
    np.testing.assert_allclose(borders, [0.5, 2.0, 4.0])


def test_coupling_joins_the_layers_of_actors_that_disagree_only_from_some_strength_on():
    rows = [("a", "b", "x", 1), ("c", "d", "x", 1), ("a", "c", "y", 1), ("b", "d", "y", 1)]
    found = coupling_scan(network(rows), rng=1, restarts=5)
    frame = found.to_frame()
    # ties inside and two actors whole: 2μQ = 4 + 4ω; all actors whole: 0 + 8ω
    assert frame["high"].iloc[0] == pytest.approx(1.0, rel=1e-9)
    assert frame["high"].iloc[-1] == 10.0
    middle = np.sqrt(0.01 * 1.0)
    assert frame["quality"].iloc[0] == pytest.approx((4 + 4 * middle) / (8 + 8 * middle))


@pytest.mark.parametrize("scan", [resolution_scan, coupling_scan])
def test_scans_without_ties_say_so(scan):
    found = scan(network([], actors=["a", "b"], layers=["x", "y"]), rng=1)
    assert found.plateau == "no plateau: no ties"
    assert tuple(found.to_frame().columns[: len(FRAME_COLUMNS)]) == FRAME_COLUMNS


def test_one_layer_has_nothing_to_couple():
    assert "no actor has ties in two layers" in coupling_scan(two_blocs(), rng=1).plateau


def test_a_network_that_is_one_bloc_or_all_apart_has_no_plateau():
    found = resolution_scan(network([("a", "b", "x", -1)]), rng=1, restarts=2)
    assert found.plateau == "no plateau: the actors are all in one bloc, or each is alone, at every value"


@pytest.mark.parametrize("values", [[1.0], [2.0, 1.0], [0.0, 1.0], [1.0, np.nan]])
def test_values_that_do_not_rise_above_0_are_refused(values):
    with pytest.raises(InputError, match="rising"):
        resolution_scan(two_blocs(), rng=1, resolutions=values)
    with pytest.raises(InputError, match="couplings"):
        coupling_scan(two_blocs(), rng=1, couplings=values)


def test_consensus_of_clear_blocs_is_the_best_partition():
    found = consensus(blocs(two_blocs(), rng=1, restarts=20), rng=1)
    assert found.agreement == pytest.approx(1.0)
    assert found.rounds == 1
    # six actors in two triangles: 6 of 15 pairs
    assert found.chance == pytest.approx(0.4)
    assert found.to_frame()["stability"].tolist() == [1.0] * 6


def test_consensus_is_the_same_whatever_the_order_of_searches():
    partition = blocs(florentine(), rng=1, restarts=50)
    first, second = (consensus(partition, rng=seed).to_frame()["estimate"] for seed in (1, 2))
    pd.testing.assert_series_equal(first, second)


def test_consensus_needs_two_actors():
    found = consensus(blocs(network([], actors=["a"]), rng=1, restarts=3), rng=1)
    assert found.reason == "no two actors have a bloc"
    assert found.to_frame()["reason"].tolist() == ["no ties"]
    assert np.isnan(found.agreement)


def test_a_bloc_is_as_stable_as_its_members_are_together():
    friends = [("a", "b"), ("b", "c"), ("a", "c"), ("d", "e"), ("e", "f"), ("d", "f"), ("a", "m"), ("d", "m")]
    found = blocs(network([(*p, "x", 1) for p in friends]), rng=1, restarts=60)
    frame = bloc_stability(found).to_frame()
    assert frame["n"].tolist() == [4, 3]
    assert frame["weakest"].iloc[0] == "m"
    assert frame["estimate"].iloc[0] < frame["estimate"].iloc[1] == pytest.approx(1.0)
    shares = found.coassignment[np.triu_indices(7, 1)]
    assert frame["chance"].tolist() == pytest.approx([shares.mean()] * 2)


def test_the_curve_of_few_blocs_ends_at_the_best_partition():
    frame = modularity_by_blocs(tribes(), rng=1, most=5).to_frame()
    assert frame["estimate"].iloc[0] == pytest.approx(0.0)
    assert frame["estimate"].iloc[2:].tolist() == pytest.approx([0.431034482759] * 4)
    assert frame["found"].tolist() == [1, 2, 3, 3, 3, 3]


def test_two_blocs_reach_the_best_modularity_of_all_divisions_in_two():
    net = random_network(3, n_actors=9, n_edges=16, n_layers=1)
    problem, _ = actor_problem(net)
    every = (np.arange(2**problem.n)[:, None] >> np.arange(problem.n)) & 1
    best = max(problem.quality(np.unique(row, return_inverse=True)[1]) for row in every)
    assert modularity_by_blocs(net, rng=1, most=2).to_frame()["estimate"].iloc[1] == pytest.approx(best)


def test_the_modularity_matrix_sums_to_the_modularity():
    net = random_network(3, n_layers=3)
    problem, _ = actor_problem(net)
    groups = np.arange(problem.n) % 2
    same = groups[:, None] == groups
    assert (modularity_matrix(problem)[same].sum() + problem.inner) / problem.total == pytest.approx(
        problem.quality(groups)
    )
    # every layer and sign expects as much as there is
    assert modularity_matrix(problem).sum() + problem.inner == pytest.approx(0.0, abs=1e-9)


def test_hostility_alone_has_blocs_of_those_who_share_enemies():
    found = blocs(network([("a", "c", "x", -1), ("a", "d", "x", -1), ("b", "c", "x", -1), ("b", "d", "x", -1)]), rng=1)
    assert found.blocs().tolist() == [1.0, 1.0, 2.0, 2.0]


def test_a_tie_of_an_actor_with_itself_is_inside_whatever_the_partition():
    codes = [np.array(column) for column in ([0, 1], [0, 2], [0, 0], [1, 1])]
    ties = TieArrays(*codes, np.array([False, False]), np.array([1.0, 1.0]))
    problem, _, _ = problem_of_ties(ties, np.ones((1, 3), dtype=bool), resolution=1.0, coupling=1.0)
    assert (problem.inner, problem.total) == (2.0, 4.0)
    # inside 4 of 4; expected 2²/4 + 2²/4
    assert problem.quality(np.array([0, 1, 1])) == pytest.approx((4 - 2) / 4)


def test_an_actor_without_company_is_a_bloc_of_one():
    found = blocs(network([("a", "b", "x", -1), ("b", "c", "x", 1)]), rng=1, restarts=5)
    assert found.blocs().tolist() == [2.0, 1.0, 1.0]
    assert bloc_stability(found).to_frame()["reason"].tolist() == ["", "a bloc of one actor"]


def test_weights_of_very_different_size_find_the_blocs_of_small_actors_too():
    rows = [(a, b, "x", 1, 1e9) for a, b in ("ab", "bc", "ac")]
    rows += [(a, b, "x", 1, 1e-6) for a, b in ("de", "ef", "df", "gh", "hi", "gi")]
    net = network(rows, columns=("source", "target", "layer", "sign", "weight"))
    found = blocs(net, rng=1, restarts=5).blocs()
    assert found[list("abc")].nunique() == found[list("def")].nunique() == found[list("ghi")].nunique() == 1
    assert found.nunique() == 3


def test_a_single_pair_is_one_bloc_and_a_hostile_pair_is_two():
    assert blocs(network([("a", "b", "x", 1)]), rng=1).n_blocs == 1
    assert blocs(network([("a", "b", "x", -1)]), rng=1).n_blocs == 2


def test_details_give_quality_and_members_for_programs():
    details = blocs(two_blocs(), rng=1, restarts=5).details()
    assert details["n_blocs"] == 2
    assert details["quality"] == pytest.approx(0.5)
    assert details["blocs"][0] == {"bloc": 1, "members": ["a", "b", "c"], "stability": 1.0}


def test_moving_ends_with_every_channel_used_and_none_empty():
    # a layer whose ties are all hostile has no channel of cooperation
    problem, _, _ = modularity_problem(
        network([("a", "b", "x", -1), ("a", "b", "y", 1)]), resolution=1.0, coupling=1.0, aligned=False
    )
    assert problem.null.width == 2


def test_details_without_ties_are_plain_data_too():
    details = blocs(network([], actors=["a"]), rng=1, restarts=3).details()
    assert (details["quality"], details["reason"], details["blocs"]) == (None, "no ties", [])
