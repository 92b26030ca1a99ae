"""Multiplex PageRank, multiplexity roles and strengths by direction, against formulas written out anew."""

import networkx as nx
import numpy as np
import pytest

from qtnet.metrics.centrality import centrality, multiplexity_roles
from qtnet.metrics.centrality.multiplexity import degree_z
from tests.tiny_networks import directed_star, florentine, network, random_network


def pagerank_drawn_to(matrix, drawn, steps=2000):
    """Equation 3 of Halu et al. 2013, combined, by plain iteration on a dense matrix."""
    x = np.full(len(matrix), 1 / len(matrix))
    for _ in range(steps):
        new = np.zeros(len(matrix))
        lost = 0.0
        for j in range(len(matrix)):
            pull = matrix[j] * drawn
            if pull.sum() == 0:
                lost += 0.85 * x[j]
            else:
                new += 0.85 * x[j] * pull / pull.sum()
        x = new + (0.15 + lost) * drawn / drawn.sum()
    return x / x.sum()


def test_multiplex_pagerank_draws_the_walker_to_those_central_in_the_heavier_layer():
    net = random_network(3, n_actors=8, n_edges=30)
    heavy = sorted(net.layers, key=lambda layer: -net.adjacency(layer, sign=1).sum())
    expected = np.ones(net.n_actors)
    for layer in heavy:
        expected = pagerank_drawn_to(net.adjacency(layer, sign=1).toarray(), expected)
    found = centrality(net, "multiplex_pagerank").series()[list(net.ids)].to_numpy()
    assert found == pytest.approx(expected, abs=1e-12)


def test_names_of_equally_heavy_layers_do_not_matter():
    rows = [("a", "b", "x", 1), ("b", "c", "x", 1), ("c", "d", "y", 1), ("d", "a", "y", 1)]
    swapped = [(*row[:2], {"x": "y", "y": "x"}[row[2]], 1) for row in rows]
    one, other = (centrality(network(each), "multiplex_pagerank").series().sort_index() for each in (rows, swapped))
    assert one.to_dict() == pytest.approx(other.to_dict(), abs=1e-12)


def test_too_many_equally_heavy_layers_have_no_order():
    rows = [("a", "b", f"layer{i}", 1) for i in range(6)]
    frame = centrality(network(rows), "multiplex_pagerank").to_frame()
    assert set(frame["reason"]) == {"no positive ties, or too many layers of equal weight"}


def test_with_one_layer_multiplex_pagerank_is_pagerank():
    net = random_network(5, n_layers=1, directed=False)
    graph = nx.from_scipy_sparse_array(net.adjacency(sign=1))
    expected = nx.pagerank(graph, weight="weight", tol=1e-14, max_iter=1000)
    found = centrality(net, "multiplex_pagerank").series()[list(net.ids)].to_numpy()
    assert found == pytest.approx([expected[i] for i in range(net.n_actors)], abs=1e-10)


def test_degree_z_counts_standard_deviations_among_tied_actors():
    net = network([("hub", x, "x", 1) for x in "abcd"], actors=["hub", *"abcd", "alone"])
    z = degree_z(net).series()
    degrees = np.array([4, 1, 1, 1, 1])
    assert z["hub"] == pytest.approx((4 - degrees.mean()) / degrees.std())
    assert np.isnan(z["alone"])


def test_actors_with_equally_many_ties_have_no_degree_z():
    frame = degree_z(network([("a", "b", "x", 1)])).to_frame()
    assert frame["estimate"].isna().all()
    assert set(frame["reason"]) == {"no ties, or all tied actors have as many"}


def test_roles_tell_focused_from_multiplex_and_hubs_from_others():
    rows = [("hub", f"n{i}", layer, 1) for i in range(12) for layer in ("x", "y")]
    rows += [("p", "q", "x", 1), ("q", "r", "y", 1), ("q", "s", "x", 1), ("q", "t", "x", 1), ("q", "u", "x", 1)]
    roles = multiplexity_roles(network(rows)).to_frame().set_index("actor")["role"]
    # q: 4 ties in x and 1 in y give 2 (1 − 17/25) = 0.64
    assert roles[["hub", "n0", "p", "q"]].tolist() == ["multiplex hub", "multiplex", "focused", "mixed"]


def test_a_participation_of_exactly_a_third_is_focused():
    layers = ["x"] * 2 + ["y"] * 0
    net = network([("a", f"b{i}", layer, 1) for i, layer in enumerate(layers)], layers=["x", "y"])
    assert set(multiplexity_roles(net).to_frame()["role"]) == {"focused"}


def test_one_layer_gives_no_role_and_says_why():
    frame = multiplexity_roles(network([("a", "b", "x", 1)])).to_frame()
    assert frame["role"].tolist() == ["", ""]
    assert set(frame["reason"]) == {"no ties, or only one layer"}


def test_strengths_by_direction_read_directed_positive_ties_alone():
    net = directed_star()
    assert centrality(net, "strength_out").series().to_dict() == {"hub": 3.0, "a": 1.0, "b": 0.0, "c": 0.0}
    assert centrality(net, "strength_in").series().to_dict() == {"a": 1.0, "b": 1.0, "c": 1.0, "hub": 1.0}
    assert not centrality(florentine(), "strength_in").series().any()
