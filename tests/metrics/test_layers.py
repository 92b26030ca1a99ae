"""Measures between layers: cases worked by hand and laws."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from qtnet.metrics.layers import (
    actor_overlap,
    degree_correlation,
    degree_rank_correlation,
    edge_overlap,
    edge_similarity,
    layer_distance,
    layer_entropies,
    layers_per_pair,
    reducibility,
)
from qtnet.network import MultilayerNetwork
from tests.tiny_networks import florentine, network, networks, random_network

PAIRWISE = [actor_overlap, degree_correlation, degree_rank_correlation, edge_similarity, layer_distance]


def twice(net):
    edges = net.to_edges()
    edges = edges[edges["layer"] == net.layers[0]]
    return MultilayerNetwork.from_edges(pd.concat([edges, edges.assign(layer="copy")]), actors=net.ids)


def test_florentine_families_marry_and_trade_with_known_overlap():
    net = florentine()
    # 8 of 20 marriages and 15 business ties join the same pair
    assert edge_similarity(net).matrix[0, 1] == pytest.approx(8 / 27)
    assert edge_overlap(net).estimate == pytest.approx(2 * 8 / 35)
    assert layers_per_pair(net).estimate == pytest.approx(35 / 27)
    # values on which muxViz and numpy agree (muxViz prints nats)
    assert layer_distance(net).matrix[0, 1] == pytest.approx(0.5173695380455389, abs=1e-9)
    assert layer_entropies(net) == pytest.approx([2.953090221630149, 3.4172186528477875], abs=1e-9)
    # uunet
    assert degree_correlation(net).matrix[0, 1] == pytest.approx(0.3296160453974867, abs=1e-12)
    assert degree_rank_correlation(net).matrix[0, 1] == pytest.approx(0.19643189745824083, abs=1e-12)


@given(networks())
@settings(max_examples=15, deadline=None)
def test_equal_layers_are_as_similar_as_can_be(net):
    same = twice(net)
    if len(same.ties) == 0:
        return
    assert edge_similarity(same).matrix[0, 1] == 1.0
    assert actor_overlap(same).matrix[0, 1] == 1.0
    assert edge_overlap(same).estimate == 1.0
    assert layers_per_pair(same).estimate == 2.0
    assert layer_distance(same).matrix[0, 1] == pytest.approx(0.0, abs=1e-6)


@given(networks())
@settings(max_examples=10, deadline=None)
def test_matrices_are_symmetric_and_the_frame_shows_each_pair_once(net):
    for measure in PAIRWISE:
        result = measure(net)
        assert np.array_equal(result.matrix, result.matrix.T, equal_nan=True)
        frame = result.to_frame()
        if net.n_layers > 1:
            assert len(frame) == net.n_layers * (net.n_layers - 1) // 2
            assert (frame["layer"] < frame["other_layer"]).all()
        else:
            assert frame["reason"].tolist() == ["fewer than two layers"]


def test_the_entropy_of_a_layer_is_that_of_its_whole_laplacian():
    net = random_network(5, n_actors=30, n_layers=1, n_edges=24)  # several connected parts and isolates
    matrix = net.project().adjacency(sign=1, symmetric=True) + net.project().adjacency(sign=-1, symmetric=True)
    laplacian = np.diag(matrix.sum(axis=1)) - matrix.toarray()
    values = np.linalg.eigvalsh(laplacian / np.trace(laplacian))
    values = values[values > 1e-14]
    assert layer_entropies(net)[0] == pytest.approx(-(values * np.log2(values)).sum(), abs=1e-12)


def test_many_actors_in_small_parts_are_compared_and_too_large_parts_say_so(monkeypatch):
    ids = [f"a{i:06d}" for i in range(60_000)]
    pairs = pd.DataFrame({"source": ids[::2], "target": ids[1::2], "layer": "x"})
    net = MultilayerNetwork.from_edges(pd.concat([pairs, pairs.assign(layer="y").iloc[: len(pairs) // 2]]))
    assert layer_entropies(net) == pytest.approx([np.log2(30_000), np.log2(15_000)])
    assert 0 < layer_distance(net).matrix[0, 1] < 1
    assert reducibility(net).quality[0] > 0
    monkeypatch.setattr("qtnet.metrics.layers.distance.LARGEST_PART", 1)  # as if pairs were too many
    told = "more than 8,000 actors are connected, too many for all eigenvalues"
    assert layer_distance(net).to_frame()["reason"].tolist() == [told]
    assert reducibility(net).to_frame()["reason"].tolist() == [told]


def test_layers_without_a_common_actor_are_one_apart():
    net = network([("a", "b", "x", 1), ("c", "d", "y", 1)])
    assert layer_distance(net).matrix[0, 1] == pytest.approx(1.0)
    assert edge_similarity(net).matrix[0, 1] == 0.0


def test_an_empty_layer_has_no_similarity_and_the_frame_says_why():
    net = network([("a", "b", "x", 1)], layers=["y", "z"])
    frame = edge_similarity(net).to_frame().set_index(["layer", "other_layer"])
    assert frame.at[("x", "y"), "estimate"] == 0.0
    assert frame.at[("y", "z"), "reason"] == "neither layer has a tie"
    assert layer_distance(net).to_frame()["estimate"].isna().all()


def test_directions_count_where_there_are_any():
    rows = [("a", "b", "x", True), ("b", "a", "y", True), ("a", "b", "z", False)]
    net = network(rows, columns=("source", "target", "layer", "directed"))
    assert edge_similarity(net).matrix[0].tolist() == [1.0, 0.0, 0.5]
