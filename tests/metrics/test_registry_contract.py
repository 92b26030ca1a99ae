"""The contract of every registered metric: documented, in its range, indifferent to names, units and isolates.

The tests walk the registry; a metric that is entered is tested without being listed here.
"""

import contextlib

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError, NotDefinedError, QtnetError, UnknownNameError
from qtnet.metrics.registry import compute, find_metric, list_metrics, metric
from qtnet.network import MultilayerNetwork
from qtnet.results import FRAME_COLUMNS, NetworkScore, Result
from tests.tiny_networks import directed_star, network, random_network, rebuilt, two_blocs

NAMES = list_metrics()["name"].tolist()
ACTOR_METRICS = [name for name in NAMES if find_metric(name).kind == "actor"]
NETWORKS = {
    "two blocs": two_blocs,
    "directed star": directed_star,
    "one tie": lambda: network([("a", "b", "x", 1)]),
    "one hostile tie": lambda: network([("a", "b", "x", -1)], actors=["a", "b", "c"]),
    "no ties": lambda: network([], actors=["a", "b"], layers=["x", "y"]),
    "an empty layer": lambda: network([("a", "b", "x", 1)], layers=["x", "y"]),
    "random, mixed": lambda: random_network(1),
    "random, undirected": lambda: random_network(2, directed=False, n_layers=3),
}


def evaluate(name, net):
    """Run a metric with stand-ins for what it needs; the order of actors that a need names is that of strength."""
    found = find_metric(name)
    busiest = net.adjacency(sign=1).sum(axis=0).argsort()[::-1]
    stand_ins = {"rng": 1, "poles": tuple(np.array(net.ids)[np.sort(busiest[:2])])}
    # by the number of partners, which neither names nor units nor isolates change
    partners = np.diff(net.adjacency(sign=1, symmetric=True).indptr)
    stand_ins["groups"] = dict(zip(net.ids, (partners % 3).tolist(), strict=True))
    unknown = set(found.needs) - set(stand_ins)
    assert not unknown, f"{name} needs {unknown}; add a stand-in to this test"
    return found.function(net, **{need: stand_ins[need] for need in found.needs})


def by_key(result, rename=lambda text: text):
    frame = result.to_frame()
    extra = [c for c in frame.columns if c.startswith("other_")]
    keys = [frame["metric"], frame["layer"], frame["actor"].map(rename), *(frame[c] for c in extra)]
    return pd.Series(frame["estimate"].to_numpy(), index=pd.MultiIndex.from_arrays(keys)).sort_index()


@pytest.mark.parametrize("scope", ["multilayer", "layers", "aggregate"])
@pytest.mark.parametrize("name", [name for name in NAMES if "poles" not in find_metric(name).needs])
def test_a_network_without_anything_has_a_frame_in_every_scope(name, scope):
    frame = compute(network([]), name, scope=scope, rng=1, groups={}).to_frame()
    assert list(frame.columns[: len(FRAME_COLUMNS)]) == list(FRAME_COLUMNS)
    assert (frame["estimate"].notna() | (frame["reason"] != "")).all()


@pytest.mark.parametrize("name", NAMES)
def test_every_metric_is_documented(name):
    found = find_metric(name)
    assert found.summary.endswith((".", "?", ")"))
    assert len(found.formula) > 3
    assert len(found.source) > 3
    assert found.range[0] < found.range[1]
    assert found.kind in {"actor", "network", "partition"}
    assert set(found.reads) <= {"sign", "weight", "direction"}


@pytest.mark.parametrize("given", NETWORKS)
@pytest.mark.parametrize("name", NAMES)
def test_values_are_in_range_and_what_is_undefined_says_why(name, given):
    found = find_metric(name)
    try:
        result = evaluate(name, NETWORKS[given]())
    except NotDefinedError:
        return  # refused as a whole, with a reason
    assert isinstance(result, Result)
    frame = result.to_frame()
    assert tuple(frame.columns[: len(FRAME_COLUMNS)]) == FRAME_COLUMNS
    missing = frame["estimate"].isna()
    assert (frame.loc[missing, "reason"] != "").all()
    low, high = found.range
    values = frame.loc[~missing & (frame["metric"] == name), "estimate"]
    assert ((values >= low - 1e-9) & (values <= high + 1e-9)).all()


@pytest.mark.parametrize("name", [n for n in NAMES if find_metric(n).kind != "partition"])
def test_names_of_actors_do_not_matter(name):
    # reversed alphabet: the order of every matrix is turned round
    net = random_network(4, directed="direction" in find_metric(name).reads or False)
    turned = {actor: f"m{99 - i}" for i, actor in enumerate(net.ids)}
    before = by_key(evaluate(name, net), turned.get if find_metric(name).kind == "actor" else lambda text: text)
    after = by_key(evaluate(name, rebuilt(net, rename=turned.get)))
    pd.testing.assert_series_equal(before, after, rtol=1e-8, atol=1e-9, check_index=len(before) > 1)


@pytest.mark.parametrize("name", ACTOR_METRICS)
def test_the_unit_of_weights_changes_nothing_but_the_unit(name):
    net = random_network(6)
    before, after = (by_key(evaluate(name, n)) for n in (net, rebuilt(net, scale=1000.0)))
    if name.startswith("strength_"):
        before = before * 1000.0
    pd.testing.assert_series_equal(before, after, rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("name", ACTOR_METRICS)
def test_a_further_isolate_leaves_the_others_in_proportion(name):
    net = random_network(8)
    before = by_key(evaluate(name, net))
    after = by_key(evaluate(name, rebuilt(net, extra=["zz"])))[before.index]
    if not before.sum():  # undefined or 0 for all
        pd.testing.assert_series_equal(before, after)
        return
    factor = after.sum() / before.sum()
    pd.testing.assert_series_equal(before * factor, after, rtol=1e-7, atol=1e-9)


#: What a law does not hold for, with the reason; every other metric must obey it.
IN_UNITS = {"strength_in", "strength_out", "strength_positive", "strength_negative", "strength_net"}
WEIGHT_IS_WORTH = IN_UNITS | {"frustration", "weak_frustration", "cleavage_price"}  # sums of weight
#: Two halves of a layer are two layers to those that count layers, compare them, or walk from one to the other.
COUNT_LAYERS = {
    "activity", "degree", "degree_z", "participation", "layer_entropy", "layer_dependence", "betweenness", "closeness",
    "pagerank", "multiplex_pagerank", "relaxed_pagerank", "eigenvector", "katz", "hub", "authority",
    "actor_overlap", "degree_correlation", "degree_rank_correlation", "edge_overlap", "edge_similarity",
    "layer_distance", "layers_per_pair", "reducibility", "layer_efficiency_loss", "layer_influence",
    "modularity", "modularity_by_blocs", "bipolarity",
}  # fmt: skip
#: Those to whom an isolate is an actor of degree 0, one to walk to by chance, or a balanced part of one.
COUNT_ISOLATES = {"degree_correlation", "degree_rank_correlation", "layer_influence", "walk_balance"}
NETWORK_METRICS = [name for name in NAMES if find_metric(name).kind == "network"]


def whole(result):
    """The rows about the whole network."""
    found = by_key(result)
    return found[found.index.get_level_values(1) == "(all)"]


def halves(net):
    """Every layer as two layers of half its weights."""
    edges = net.to_edges().assign(weight=lambda e: e["weight"] / 2)
    twice = pd.concat([edges, edges.assign(layer=edges["layer"] + " again")])
    return MultilayerNetwork.from_edges(twice, actors=net.ids)


def flipped(net):
    """Cooperation made hostility and hostility cooperation."""
    edges = net.to_edges()
    return MultilayerNetwork.from_edges(edges.assign(sign=-edges["sign"]), actors=net.ids, layers=net.layers)


@pytest.mark.parametrize("name", [name for name in NETWORK_METRICS if name not in WEIGHT_IS_WORTH])
def test_numbers_of_the_network_have_no_unit_of_weight(name):
    net = random_network(6)
    before, after = (by_key(evaluate(name, n)) for n in (net, rebuilt(net, scale=1024.0)))
    pd.testing.assert_series_equal(before, after, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("name", [name for name in NETWORK_METRICS if name not in COUNT_ISOLATES])
def test_numbers_of_the_network_do_not_see_a_further_isolate(name):
    net = random_network(8)
    before = by_key(evaluate(name, net))
    after = by_key(evaluate(name, rebuilt(net, extra=["zz"]))).reindex(before.index)
    pd.testing.assert_series_equal(before, after, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in COUNT_LAYERS | {"blocs"}])
def test_a_layer_split_in_two_halves_is_the_same_layer(name):
    net = random_network(6)
    pd.testing.assert_series_equal(whole(evaluate(name, net)), whole(evaluate(name, halves(net))), rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("name", sorted(COUNT_LAYERS - {"bipolarity"}))
def test_who_counts_layers_sees_the_sum_of_two_halves_as_one(name):
    net = random_network(6)
    one, two = (by_key(compute(n, name, scope="aggregate", rng=1)) for n in (net, halves(net)))
    pd.testing.assert_series_equal(one, two, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("name", [n for n in NAMES if "sign" not in find_metric(n).reads])
def test_metrics_that_do_not_read_signs_do_not_see_them_flipped(name):
    net = random_network(11)
    pd.testing.assert_series_equal(by_key(evaluate(name, net)), by_key(evaluate(name, flipped(net))))


def test_flipped_signs_exchange_cooperation_and_hostility():
    net = random_network(11)
    turned = flipped(net)
    for one, other in (("strength_positive", "strength_negative"), ("strength_negative", "strength_positive")):
        before, after = evaluate(one, net).series(), evaluate(other, turned).series()
        pd.testing.assert_series_equal(before.sort_index(), after.sort_index())
    before, after = evaluate("strength_net", net).series(), evaluate("strength_net", turned).series()
    pd.testing.assert_series_equal(before.sort_index(), -after.sort_index())


@pytest.mark.parametrize("name", NAMES)
def test_metrics_do_not_change_the_network(name):
    net = random_network(9)
    ties = net.ties
    with contextlib.suppress(NotDefinedError):
        evaluate(name, net)
    pd.testing.assert_frame_equal(net.ties, ties)


@pytest.mark.parametrize("name", ACTOR_METRICS)
def test_the_three_scopes_agree_on_a_network_of_one_layer(name):
    net = random_network(10, n_layers=1)
    whole, layer, summed = (
        compute(net, name, scope=scope, groups=dict.fromkeys(net.ids, "A"))
        .to_frame()
        .set_index("actor")["estimate"]
        .sort_index()
        for scope in ("multilayer", "layers", "aggregate")
    )
    pd.testing.assert_series_equal(whole, layer)
    if name != "degree":
        pd.testing.assert_series_equal(whole, summed, rtol=1e-12)


def test_scopes_name_their_layers():
    net = directed_star()
    labels = {
        s: set(compute(net, "degree", scope=s).to_frame()["layer"]) for s in ("multilayer", "layers", "aggregate")
    }
    assert labels == {"multilayer": {"(all)"}, "layers": {"down", "up"}, "aggregate": {"(aggregate)"}}


@pytest.mark.parametrize("name", [n for n in NAMES if set(find_metric(n).needs) <= {"rng"}])
def test_a_scope_says_each_thing_once(name):
    net = random_network(3, n_layers=2)
    for scope in ("layers", "aggregate"):
        frame = compute(net, name, scope=scope, rng=1).to_frame()
        keys = [c for c in ("metric", "layer", "window", "actor", *frame.columns[11:]) if frame[c].dtype != float]
        assert not frame.duplicated(keys).any()
        assert set(frame["layer"]) == (set(net.layers) if scope == "layers" else {"(aggregate)"})


def test_the_list_shows_every_metric_once():
    table = list_metrics()
    assert table["name"].is_unique
    assert {"name", "kind", "formula", "range", "reads", "source", "needs"} <= set(table.columns)
    assert table.set_index("name").at["strength_net", "range"] == "(−∞, ∞)"


def test_unknown_metrics_and_scopes_are_refused_with_a_guess():
    with pytest.raises(UnknownNameError, match=r"metric 'pagernak' is unknown.*did you mean 'pagerank'"):
        compute(two_blocs(), "pagernak")
    with pytest.raises(UnknownNameError, match=r"scope 'layer' is unknown.*did you mean 'layers'"):
        compute(two_blocs(), "degree", scope="layer")


def test_a_metric_that_needs_more_says_what():
    with pytest.raises(InputError, match="metric 'blocs' needs rng"):
        compute(two_blocs(), "blocs")


def test_a_name_is_given_once():
    with pytest.raises(QtnetError, match=r"'degree' of .* stands already in qtnet\.metrics\.centrality\.degree"):

        @metric(name="degree", kind="network", formula="0 = 0", range=(0, 1), source="none")
        def other(net):
            return NetworkScore(metric="degree", estimate=0.0)
