"""Every null model of networks keeps exactly what it says that it keeps, and only that."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtnet.errors import InputError, UnknownNameError
from qtnet.inference.nulls import NULLS, NullModel, find_null, list_nulls, null_model, null_networks, without_evidence
from qtnet.inference.nulls import networks as drawing
from qtnet.inference.nulls.strengths import mean_weights
from qtnet.network import MultilayerNetwork
from tests.tiny_networks import network, networks, random_network, two_blocs

NAMES = sorted(NULLS)
BY_CHANCE = settings(max_examples=8, deadline=None)
SEEDS = st.integers(0, 10_000)
KIND = ["sign", "directed"]


def table(net):
    """The ties as `net.ties` gives them, without evidence, in a tenth of the time."""
    ties = net.tie_arrays
    names = [np.array(net.ids), np.array(net.ids), np.array(net.layers)]
    ends = [name[codes] for name, codes in zip(names, (ties.source, ties.target, ties.layer), strict=True)]
    columns = dict(zip(("source", "target", "layer"), ends, strict=True))
    return pd.DataFrame({**columns, "sign": ties.sign, "directed": ties.directed, "weight": ties.weight})


def degrees(net, *, by_layer=True, weighted=False):
    """Number or weight of each actor's ties: kind, layer, and for directed ties which end."""
    ties = table(net)
    ends = [ties.assign(actor=ties[end], end=np.where(ties["directed"], end, "")) for end in ("source", "target")]
    keys = ["actor", "end", *KIND, *(["layer"] if by_layer else [])]
    grouped = pd.concat(ends).groupby(keys)["weight"]
    return (grouped.sum() if weighted else grouped.size()).sort_index()


def weights(net, *keys):
    """Sorted weights of the ties that share `keys`."""
    return {key: sorted(part["weight"]) for key, part in table(net).groupby(list(keys))}


def pairs(net, *, by_layer=True):
    """What stands between each two actors."""
    ties = table(net)
    low, high = ties[["source", "target"]].min(axis=1), ties[["source", "target"]].max(axis=1)
    kind = list(zip(ties["sign"], ties["directed"], strict=True))
    layer = ties["layer"] if by_layer else [""] * len(ties)
    return [(a, b, c, k) for a, b, c, k in zip(low, high, layer, kind, strict=True)]


def meetings(net):
    """Layers in which some pair of actors carries two kinds of ties, and which kinds."""
    frame = pd.DataFrame(pairs(net), columns=["a", "b", "layer", "kind"]).drop_duplicates()
    met = frame.groupby(["a", "b", "layer"])["kind"].agg(lambda kinds: tuple(sorted(kinds)))
    return {(place[2], x, y) for place, kinds in met.items() for x in kinds for y in kinds if x < y}


@pytest.mark.parametrize("name", NAMES)
@BY_CHANCE
@given(net=networks(), seed=SEEDS)
def test_every_null_keeps_actors_layers_and_the_number_of_ties_of_each_kind(name, net, seed):
    for drawn in null_networks(net, name, draws=3, rng=seed):
        assert drawn.ids == net.ids
        assert drawn.layers == net.layers
        assert table(drawn).groupby(KIND).size().equals(table(net).groupby(KIND).size())
        assert not table(drawn).duplicated(["source", "target", "layer", *KIND]).any()
        assert (table(drawn)["source"] != table(drawn)["target"]).all()
        assert (drawn.evidence["confidence"] == 1).all()


@BY_CHANCE
@given(net=networks(), seed=SEEDS)
def test_configuration_keeps_degrees_of_each_kind_and_layer_and_the_weights(net, seed):
    model = null_model(net, "configuration", rng=seed)
    for drawn in model.networks(draws=3, rng=seed):
        assert weights(drawn, "layer", *KIND) == weights(net, "layer", *KIND)
        frozen = model.sentence.partition("; in ")[2].partition(" actor pairs")[0].split(", ")
        kept, data = (each[~each.index.get_level_values("layer").isin(frozen)] for each in map(degrees, (drawn, net)))
        assert kept.equals(data)
        assert meetings(drawn) <= meetings(net)


@BY_CHANCE
@given(net=networks(), seed=SEEDS)
def test_across_keeps_degrees_over_all_layers_and_each_layers_ties_and_weights(net, seed):
    for drawn in null_networks(net, "across", draws=3, rng=seed):
        assert degrees(drawn, by_layer=False).equals(degrees(net, by_layer=False))
        assert weights(drawn, "layer", *KIND) == weights(net, "layer", *KIND)
        assert meetings(drawn) <= meetings(net)


@BY_CHANCE
@given(net=networks(), seed=SEEDS)
def test_signs_keeps_who_is_tied_where_and_the_weights_of_either_sign(net, seed):
    places = ["source", "target", "layer", "directed"]
    for drawn in null_networks(net, "signs", draws=3, rng=seed):
        assert set(table(drawn)[places].itertuples(index=False)) == set(table(net)[places].itertuples(index=False))
        assert weights(drawn, "layer", *KIND) == weights(net, "layer", *KIND)


@BY_CHANCE
@given(net=networks(), seed=SEEDS)
def test_dyads_keeps_what_each_pair_carries_together(net, seed):
    def contents(one):
        frame = table(one)
        low = frame[["source", "target"]].min(axis=1)
        frame["pair"] = low + frame[["source", "target"]].max(axis=1)
        # a directed tie may turn round with its pair, but not against the others of the pair
        frame["way"] = (frame["source"] == low) & frame["directed"]
        whole = frame.groupby(["layer", "pair"])[["sign", "directed", "weight", "way"]].apply(
            lambda part: min(
                tuple(sorted(map(tuple, part.assign(way=part["directed"] & (part["way"] ^ turn)).to_numpy().tolist())))
                for turn in (False, True)
            )
        )
        return sorted((layer, each) for (layer, _), each in whole.items())

    for drawn in null_networks(net, "dyads", draws=3, rng=seed):
        assert contents(drawn) == contents(net)
        assert not (drawn.presence & ~net.presence).any()


@BY_CHANCE
@given(net=networks(), seed=SEEDS)
def test_layers_keeps_the_sum_of_all_layers(net, seed):
    columns = ["source", "target", "sign", "directed", "weight"]
    for drawn in null_networks(net, "layers", draws=3, rng=seed):
        whole, data = (table(one.project())[columns] for one in (drawn, net))
        pd.testing.assert_frame_equal(whole, data)
        assert set(table(drawn)["layer"]) <= set(table(net)["layer"])
        assert drawn.presence.any(axis=0).tolist() == net.presence.any(axis=0).tolist()


@BY_CHANCE
@given(net=networks(), seed=SEEDS)
def test_actors_keeps_the_shape_of_each_layer_and_who_is_in_it(net, seed):
    for drawn in null_networks(net, "actors", draws=3, rng=seed):
        assert (drawn.presence == net.presence).all()
        for layer in net.layers:
            for sign in (1, -1):
                A, B = (one.adjacency(layer, sign).toarray() for one in (drawn, net))
                assert np.sort(np.linalg.svd(A, compute_uv=False)) == pytest.approx(
                    np.sort(np.linalg.svd(B, compute_uv=False)), abs=1e-9
                )
                assert sorted(A.sum(axis=0)) == pytest.approx(sorted(B.sum(axis=0)))


@BY_CHANCE
@given(net=networks(), seed=SEEDS)
def test_strengths_keeps_degrees_of_each_kind_exactly(net, seed):
    model = null_model(net, "strengths", rng=seed)
    for drawn in model.networks(draws=2, rng=seed):
        assert degrees(drawn).equals(degrees(net))
        assert meetings(drawn) <= meetings(net)


@pytest.mark.parametrize("directed", [False, True])
def test_strengths_are_kept_on_average(directed):
    net = random_network(3, n_actors=14, n_layers=2, n_edges=90, directed=directed)
    drawn = null_model(net, "strengths", rng=1).edges(draws=4000, rng=1)
    ties = net.tie_arrays
    for layer, sign, end in [(0, 1, 0), (0, -1, 0), (1, 1, 1)]:
        cut, own = (ties.layer == layer) & (ties.sign == sign), (drawn.layer[0] == layer) & (drawn.sign == sign)
        data, total = np.zeros(14), np.zeros(14)
        for side in [end] if directed else [0, 1]:
            np.add.at(data, (ties.source, ties.target)[side][cut], ties.weight[cut])
            np.add.at(total, (drawn.tail, drawn.head)[side][:, own], drawn.weight[:, own] / 4000)
        # the frequencies of ties are counted in 501 draws, so that expected strengths are off by a few per cent
        assert total == pytest.approx(data, rel=0.15)


def test_strengths_that_weights_can_meet_are_met_and_others_are_told():
    F = np.ones((4, 4)) - np.eye(4)
    mean, off = mean_weights(F * 0.5, np.array([1.0, 2.0, 3.0, 5.9]))
    assert (F * 0.5 * mean).sum(axis=1) == pytest.approx([1, 2, 3, 5.9])
    assert off < 1e-8
    _, off = mean_weights(F, np.array([1.0, 1.0, 1.0, 9.0]))
    assert off > 0.01


def test_layers_of_complete_hostile_blocs_are_permuted_by_pairs_and_the_sentence_names_them():
    rows = [(a, b, "full", 1 if (a < "d") == (b < "d") else -1) for a in "abcdef" for b in "abcdef" if a < b]
    rows += [(a, b, "free", 1) for a, b in ("ab", "cd", "ef", "bc")]
    model = null_model(network(rows), rng=1)
    assert "; in full actor pairs are exchanged by chance" in model.sentence
    assert "free" not in model.sentence.split("; in ")[1]


@pytest.mark.parametrize("name", NAMES)
def test_draws_differ_from_the_data_and_from_each_other(name):
    net = random_network(5, n_actors=12, n_layers=3, n_edges=40)
    drawn = null_networks(net, name, draws=20, rng=1)
    shapes = {table(one).to_csv() for one in [*drawn, net]}
    assert len(shapes) == 21


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_networks(name):
    net = random_network(5)
    one, two, other = (null_networks(net, name, draws=3, rng=seed) for seed in (1, 1, 2))
    assert [table(n).to_csv() for n in one] == [table(n).to_csv() for n in two]
    assert [table(n).to_csv() for n in one] != [table(n).to_csv() for n in other]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "net",
    [
        network([], actors=["a", "b"], layers=["x", "y"]),
        network([], actors=["a"], layers=["x"]),
        network([]),
        network([("a", "b", "x", 1)], actors=["a", "b", "c"], layers=["x", "empty"]),
        network([("a", "b", "x", -1), ("a", "b", "x", 1)]),
    ],
    ids=["no ties", "one actor", "nothing", "one tie and an empty layer", "one pair with both signs"],
)
def test_networks_that_leave_chance_no_room_come_back(name, net):
    for drawn in null_networks(net, name, draws=2, rng=1):
        assert (drawn.n_actors, drawn.layers, len(table(drawn))) == (net.n_actors, net.layers, len(table(net)))
        assert sorted(table(drawn)["sign"]) == sorted(table(net)["sign"])


@pytest.mark.parametrize("name", NAMES)
def test_ties_of_an_actor_with_itself_stay(name):
    frame = pd.DataFrame({"source": list("abcda"), "target": list("bcdaa"), "layer": "x", "weight": range(1, 6)})
    net = MultilayerNetwork.from_records(
        frame.assign(
            sign=1, directed=False, year=np.nan, confidence=1.0, status="", doc="d", fact=list("12345"), event=""
        ),
        actors=pd.DataFrame({"actor": list("abcd")}),
        aspects=("layer",),
    )
    for drawn in null_networks(net, name, draws=5, rng=1):
        own = table(drawn)[table(drawn)["source"] == table(drawn)["target"]]
        assert own[["source", "weight"]].to_numpy().tolist() == [["a", 5]]


def test_networks_come_in_batches_that_keep_the_memory_bounded(monkeypatch):
    net = random_network(5)
    model = null_model(net, rng=1)
    whole = [table(n).to_csv() for n in model.networks(draws=7, rng=1)]
    monkeypatch.setattr(drawing, "_HELD", 2 * len(net.tie_arrays))
    asked, edges = [], NullModel.edges
    monkeypatch.setattr(NullModel, "edges", lambda self, **given: asked.append(given["draws"]) or edges(self, **given))
    batched = [table(n).to_csv() for n in model.networks(draws=7, rng=1)]
    assert asked == [2, 2, 2, 1]
    assert len(batched) == len(whole) == 7


def test_isolates_stay_isolates():
    net = random_network(2)  # its last actor has no ties
    for name in NAMES:
        assert not any(drawn.presence[:, -1].any() for drawn in null_networks(net, name, draws=5, rng=1))


def test_without_evidence_keeps_the_ties_and_nothing_else():
    net = two_blocs()
    bare = without_evidence(net)
    columns = ["source", "target", "layer", "sign", "weight", "directed"]
    pd.testing.assert_frame_equal(table(bare)[columns], table(net)[columns])
    assert bare.documents == ("",)


def test_null_models_are_listed_with_what_they_keep():
    table = list_nulls()
    assert table["name"].tolist() == list(NULLS)
    assert (table[["sentence", "keeps", "asks", "source"]].map(len) > 10).all().all()


def test_an_unknown_null_and_no_draws_are_refused():
    with pytest.raises(UnknownNameError, match=r"null model 'configuraton' is unknown.*did you mean 'configuration'"):
        null_networks(two_blocs(), "configuraton", draws=1, rng=1)
    with pytest.raises(InputError, match="draws: expected a whole number of at least 1, got 0"):
        null_networks(two_blocs(), draws=0, rng=1)
    assert find_null("dyads").name == "dyads"
