"""The network itself: order, matrices, evidence, immutability, and the verbs that give new networks."""

import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtnet.errors import InputError, UnknownNameError
from qtnet.network import MultilayerNetwork
from tests.tiny_networks import directed_star, network, networks, random_network, two_blocs


def test_actors_and_layers_are_in_code_point_order_and_isolates_are_kept():
    net = network([("b", "a", "x", 1), ("Z", "b", "X", 1)], actors=["é", "b", "a", "Z"])
    assert net.actors["actor"].tolist() == ["Z", "a", "b", "é"]
    assert net.layers == ("X", "x")
    assert net.actors["name"].tolist() == net.actors["actor"].tolist()


def test_undirected_ties_stand_once_with_the_first_actor_as_source():
    net = network([("b", "a", "x", 1), ("a", "b", "x", 1)])
    assert net.ties[["source", "target", "weight", "n_evidence"]].values.tolist() == [["a", "b", 2.0, 2]]


def test_directions_and_signs_keep_ties_apart():
    rows = [("a", "b", "x", 1, True), ("b", "a", "x", 1, True), ("a", "b", "x", 1, False), ("a", "b", "x", -1, False)]
    net = network(rows, columns=("source", "target", "layer", "sign", "directed"))
    assert len(net.ties) == 4


def test_a_tie_knows_its_earliest_year_its_best_confidence_and_its_facts():
    rows = [("a", "b", "x", 2020, 0.5, "f2"), ("a", "b", "x", 2018, 0.25, "f1"), ("a", "b", "x", "", 0.75, "f2")]
    net = network(rows, columns=("source", "target", "layer", "time", "confidence", "fact"))
    tie = net.ties.iloc[0]
    assert (tie["year"], tie["confidence"], tie["facts"], tie["n_evidence"]) == (2018, 0.75, ("f1", "f2"), 3)


def test_rows_of_weight_0_are_dropped_and_counted():
    net = network([("a", "b", "x", 0.0), ("b", "c", "x", 1.0)], columns=("source", "target", "layer", "weight"))
    assert len(net.ties) == 1
    assert dict(net.dropped) == {"weight 0": 1}
    assert net.n_actors == 3


@given(networks())
@settings(max_examples=30, deadline=None)
def test_weights_of_ties_are_the_sums_of_their_evidence(net):
    assert np.allclose(net.ties["weight"], net.evidence.groupby("tie")["weight"].sum(), rtol=0, atol=1e-12)


def test_nothing_in_a_network_can_be_changed():
    net = two_blocs()
    with pytest.raises(AttributeError, match="cannot be changed"):
        net.layers = ("other",)
    with pytest.raises(AttributeError, match="cannot be changed"):
        del net.layers
    with pytest.raises(ValueError, match="read-only"):
        net.tie_arrays.weight[0] = 9.0
    with pytest.raises(TypeError):
        net.dropped["reason"] = 1


def test_tables_are_copies():
    net = two_blocs()
    for name in ("actors", "ties", "evidence"):
        before = getattr(net, name)
        changed = getattr(net, name)
        changed.iloc[:, 0] = changed.iloc[::-1, 0].tolist()
        assert not changed.equals(before)
        pd.testing.assert_frame_equal(getattr(net, name), before)


def test_the_frame_that_came_is_not_modified():
    frame = pd.DataFrame({"source": [" b "], "target": ["a"], "layer": ["x"], "sign": ["+"]})
    before = frame.copy()
    MultilayerNetwork.from_edges(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_a_network_survives_pickling():
    net = random_network(3)
    copy = pickle.loads(pickle.dumps(net))
    pd.testing.assert_frame_equal(copy.ties, net.ties)
    assert copy.layers == net.layers


def test_adjacency_has_sources_as_rows():
    net = directed_star()
    matrix = net.adjacency("up").toarray()
    assert matrix[net.ids.index("hub")].tolist() == [1.0, 1.0, 1.0, 0.0]
    assert matrix[:, net.ids.index("hub")].sum() == 0
    both = net.adjacency("up", symmetric=True).toarray()
    assert np.array_equal(both, matrix + matrix.T)


def test_adjacency_tells_signs_apart_and_sums_layers():
    net = network([("a", "b", "x", 1), ("a", "b", "y", -1), ("a", "b", "y", 1)])
    assert net.adjacency()[0, 1] == 1.0
    assert net.adjacency(sign=1)[0, 1] == 2.0
    assert net.adjacency(sign=-1)[0, 1] == 1.0
    assert net.adjacency("y")[0, 1] == 0.0


@given(networks())
@settings(max_examples=20, deadline=None)
def test_the_sum_over_layers_is_the_sum_of_the_layers(net):
    for sign in (1, -1, None):
        layers = sum(net.adjacency(layer, sign).toarray() for layer in net.layers)
        assert np.allclose(net.adjacency(sign=sign).toarray(), layers, rtol=0, atol=1e-12)


def test_the_supra_adjacency_of_a_star_labels_its_rows_rightly():
    supra, index = directed_star().supra_adjacency(coupling=0.5)
    rows = {(r.layer, r.actor): i for i, r in enumerate(index.itertuples())}
    assert supra.shape == (8, 8)
    assert index["layer"].tolist() == ["down"] * 4 + ["up"] * 4
    assert supra[rows["up", "hub"], rows["up", "a"]] == 1.0
    assert supra[rows["up", "a"], rows["up", "hub"]] == 0.0
    assert supra[rows["down", "a"], rows["down", "hub"]] == 1.0
    assert supra[rows["down", "b"], rows["up", "b"]] == 0.5
    assert supra[rows["down", "b"], rows["up", "c"]] == 0.0


def test_without_alignment_only_actors_with_a_tie_have_a_state():
    supra, index = directed_star().supra_adjacency(aligned=False)
    assert index.values.tolist() == [["down", "a"], ["down", "hub"], *[["up", x] for x in ("a", "b", "c", "hub")]]
    assert supra[0, 2] == 1.0
    assert supra[3].sum() == 0.0


@given(networks())
@settings(max_examples=20, deadline=None)
def test_the_supra_adjacency_is_the_blocks_and_the_coupling(net):
    supra, _ = net.supra_adjacency(coupling=2.0)
    n, layers = net.n_actors, net.n_layers
    dense = np.kron(np.ones((layers, layers)) - np.eye(layers), 2.0 * np.eye(n))
    for place, layer in enumerate(net.layers):
        dense[place * n : (place + 1) * n, place * n : (place + 1) * n] += net.adjacency(layer).toarray()
    assert np.allclose(supra.toarray(), dense, rtol=0, atol=1e-12)


def test_reweighting_multiplies_evidence_and_drops_what_vanishes():
    rows = [("a", "b", "x", "d1"), ("a", "b", "x", "d2"), ("b", "c", "y", "d2")]
    net = network(rows, columns=("source", "target", "layer", "doc"))
    counts = np.where(net.evidence["doc"] == "d1", 3.0, 0.0)
    drawn = net.reweighted(counts)
    assert drawn.ties[["source", "target", "weight", "n_evidence"]].values.tolist() == [["a", "b", 3.0, 1]]
    assert drawn.documents == ("d1",)
    assert (drawn.n_actors, drawn.layers) == (3, ("x", "y"))


@given(networks())
@settings(max_examples=20, deadline=None)
def test_reweighting_by_one_changes_nothing(net):
    same = net.reweighted(np.ones(len(net.evidence)))
    pd.testing.assert_frame_equal(same.ties, net.ties)
    pd.testing.assert_frame_equal(same.evidence, net.evidence)


@pytest.mark.parametrize("wrong", [[1.0], [-1.0] * 8, [np.nan] * 8])
def test_a_wrong_multiplier_is_refused(wrong):
    with pytest.raises(InputError, match="multiplier"):
        two_blocs().reweighted(wrong)


def test_a_subnetwork_keeps_what_was_asked_for():
    net = network([("a", "b", "x", 1), ("b", "c", "y", 1), ("a", "c", "y", 1)])
    layer = net.subnetwork(layers=["y"])
    assert (layer.layers, layer.n_actors, len(layer.ties)) == (("y",), 3, 2)
    part = net.subnetwork(actors=["c", "a"])
    assert part.ids == ("a", "c")
    assert part.layers == ("x", "y")
    assert part.ties[["source", "target", "layer"]].values.tolist() == [["a", "c", "y"]]


def test_unknown_layers_actors_and_aspects_are_named():
    net = two_blocs()
    with pytest.raises(UnknownNameError, match="layer 'chip' is unknown; known: chips; did you mean 'chips'"):
        net.adjacency("chip")
    with pytest.raises(UnknownNameError, match="actor 'q' is unknown"):
        net.subnetwork(actors=["a", "q"])
    with pytest.raises(UnknownNameError, match="aspect 'mode' is unknown; known: layer"):
        net.project("mode")


@given(networks())
@settings(max_examples=20, deadline=None)
def test_the_projection_sums_the_layers_and_keeps_the_evidence(net):
    whole = net.project()
    assert whole.layers == ("(aggregate)",)
    assert np.allclose(whole.adjacency().toarray(), net.adjacency().toarray(), rtol=0, atol=1e-12)
    assert sorted(whole.evidence["fact"]) == sorted(net.evidence["fact"])


def test_a_projection_to_one_aspect_joins_the_layers_that_share_its_label():
    rows = [("a", "b", "chips|research", 1), ("a", "b", "chips|supply", 1), ("a", "b", "ai|supply", 1)]
    net = network(rows, aspects=("domain", "mode"))
    assert net.project("domain").ties[["layer", "weight"]].values.tolist() == [["ai", 1.0], ["chips", 2.0]]
    assert net.project("mode").layers == ("research", "supply")


@given(networks(), st.sampled_from(["max", "mean"]))
@settings(max_examples=20, deadline=None)
def test_projections_take_the_largest_or_the_mean_of_the_layers_sign_by_sign(net, combine):
    flat = net.project(combine=combine)
    keys = ["source", "target", "sign", "directed"]
    by_tie = net.ties.groupby(keys)["weight"]
    expected = by_tie.max() if combine == "max" else by_tie.sum() / net.n_layers
    found = flat.ties.set_index(keys)["weight"].sort_index()
    pd.testing.assert_series_equal(found, expected, rtol=1e-12)
    assert np.allclose(flat.evidence.groupby("tie")["weight"].sum(), flat.ties["weight"], rtol=1e-12)


def test_the_largest_of_equal_ties_keeps_the_facts_of_the_first_layer():
    rows = [("a", "b", "x", 1, "f1"), ("a", "b", "y", 1, "f2"), ("b", "c", "y", 1, "f3")]
    net = network(rows, columns=("source", "target", "layer", "sign", "fact"))
    assert net.project(combine="max").ties["facts"].tolist() == [("f1",), ("f3",)]


def test_an_aspect_is_projected_over_the_layers_of_its_label():
    rows = [("a", "b", "chips|research", 4), ("a", "b", "chips|supply", 2), ("a", "b", "ai|supply", 1)]
    net = network(rows, columns=("source", "target", "layer", "weight"), aspects=("domain", "mode"))
    found = {c: net.project("domain", combine=c).ties["weight"].tolist() for c in ("sum", "max", "mean")}
    assert found == {"sum": [1.0, 6.0], "max": [1.0, 4.0], "mean": [1.0, 3.0]}
    with pytest.raises(UnknownNameError, match="combine 'median' is unknown"):
        net.project(combine="median")


@given(networks())
@settings(max_examples=20, deadline=None)
def test_edges_make_the_same_network_again(net):
    again = MultilayerNetwork.from_edges(net.to_edges(), actors=net.actors, layers=net.layers)
    columns = ["source", "target", "layer", "sign", "weight", "directed", "confidence"]
    pd.testing.assert_frame_equal(again.ties[columns], net.ties[columns])
    pd.testing.assert_frame_equal(again.actors, net.actors)


def test_a_row_of_weight_zero_is_evidence_of_nothing():
    columns = ("source", "target", "layer", "weight")
    net = network([("a", "b", "x", 1), ("a", "b", "x", 0), ("b", "c", "x", 0)], columns=columns)
    assert net.dropped == {"weight 0": 2}
    assert (net.documents, net.evidence["fact"].tolist()) == (("row0",), ["row0"])
    assert net.ties[["n_evidence", "facts"]].values.tolist() == [[1, ("row0",)]]


def test_a_record_of_an_unlisted_actor_is_refused():
    records = network([("a", "b", "x", 1)]).ties.assign(doc="d", fact="f", event="e", status="")
    with pytest.raises(InputError, match="ties name b, which the table of actors does not list"):
        MultilayerNetwork.from_records(records, actors=pd.DataFrame({"actor": ["a"]}), aspects=("layer",))


def test_space_around_an_actor_counts_neither_in_edges_nor_in_the_list_of_actors():
    assert network([(" a", "b", "x", 1)], actors=["a ", "b"]).ids == ("a", "b")


def test_a_network_without_ties_is_a_network():
    empty = MultilayerNetwork.from_edges(
        pd.DataFrame({"source": [], "target": [], "layer": []}), actors=["a", "b"], layers=["x"]
    )
    assert (empty.n_actors, empty.n_layers, len(empty.ties), empty.documents) == (2, 1, 0, ())
    assert empty.adjacency("x").shape == (2, 2)
    assert empty.project().n_layers == 1


@pytest.mark.parametrize("coupling", [-1.0, float("nan"), float("inf")])
def test_a_wrong_coupling_is_refused(coupling):
    with pytest.raises(InputError, match="coupling"):
        two_blocs().supra_adjacency(coupling=coupling)


def test_a_wrong_sign_is_refused():
    with pytest.raises(InputError, match="sign is 0"):
        two_blocs().adjacency(sign=0)


@pytest.mark.parametrize(
    ("actors", "message"),
    [
        (pd.DataFrame({"id": ["a"]}), "no column 'actor'; columns that came: id"),
        (pd.DataFrame({"actor": ["a", "a"]}), "names a more than once"),
        (pd.DataFrame({"actor": ["a", None]}), "empty actor in row 1"),
    ],
)
def test_a_wrong_actor_table_is_refused(actors, message):
    with pytest.raises(InputError, match=message):
        network([("a", "b", "x", 1)], actors=actors)
