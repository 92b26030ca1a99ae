"""Any number about a network against chance: the p-value, and what the verdict says of it."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError, NotDefinedError, UnknownNameError
from qtnet.inference.chance.against_nulls import null_test, null_tests
from qtnet.inference.chance.result import PermutationTest, distinct_values, shown_p
from qtnet.metrics.blocs import blocs
from qtnet.network import MultilayerNetwork
from qtnet.results import FRAME_COLUMNS, NetworkScore
from tests.tiny_networks import network, random_network, tribes, two_blocs

CLIQUES = [a + b for group in ("abcd", "efgh", "ijkl") for a in group for b in group if a < b]


def cliques(layers="x"):
    return network([(*pair, layer, 1) for pair in CLIQUES for layer in layers])


def triangles(net):
    A = net.adjacency(sign=1, symmetric=True).toarray()
    return np.trace(A @ A @ A) / 6


def hostile_share(net):
    N, P = (net.adjacency(sign=sign).sum() for sign in (-1, 1))
    return NetworkScore(
        metric="hostile share", estimate=N / (N + P) if N + P else np.nan, reason="" if N + P else "no ties"
    )


def test_triangles_of_cliques_are_more_than_chance_would_give():
    found = null_test(cliques(), triangles, rng=1, draws=199)
    assert found.estimate == 12
    assert found.p_value == 0.01
    assert found.z > 3
    assert found.verdict() == "more than chance alone would give (p = .01)"
    assert found.remark().startswith(found.verdict() + ". Null hypothesis: ties are placed by chance")


def test_a_random_network_is_not_told_apart_from_chance():
    net = random_network(3, n_actors=20, n_edges=60, n_layers=1)
    found = null_test(net, "triangle_balance", rng=1, draws=99)
    assert found.p_value > 0.1
    assert found.verdict().startswith("not told apart from chance (p = .")


def test_less_than_chance_is_said_so():
    crown = network([(a, b, "x", 1) for a in "abcdef" for b in "uvwxyz" if "abcdef".index(a) != "uvwxyz".index(b)])
    found = null_test(crown, triangles, rng=1, draws=199)
    assert found.estimate == 0
    assert found.verdict() == "less than chance alone would give (p = .01)"


@pytest.mark.parametrize("alternative", ["greater", "less", "two-sided"])
def test_p_and_verdict_follow_the_alternative(alternative):
    found = null_test(cliques(), triangles, rng=1, draws=99, alternative=alternative)
    assert found.p_value == {"greater": 0.01, "less": 1.0, "two-sided": 0.02}[alternative]


def test_a_registered_metric_is_tested_by_its_name_and_a_result_by_its_own():
    assert null_test(tribes(), "triangle_balance", rng=1, draws=39).metric == "triangle_balance"
    found = null_test(two_blocs(), hostile_share, rng=1, draws=39)
    assert found.metric == "hostile share"


def test_a_partition_counts_as_its_quality():
    def halves(net):
        return replace(blocs(cliques(), rng=1, restarts=1), metric="halves", quality=triangles(net))

    found = null_test(cliques(), halves, rng=1, draws=39, alternative="greater")
    assert (found.metric, found.estimate, found.p_value) == ("halves quality", 12, 1 / 40)


def test_metrics_of_two_poles_get_them():
    found = null_test(tribes(), "side_assortativity", rng=1, draws=19, poles=("Gavev", "Kotun"))
    assert found.metric == "side_assortativity"
    assert np.isfinite(found.p_value)


def test_what_the_null_model_keeps_cannot_be_tested():
    found = null_test(two_blocs(), hostile_share, rng=1, draws=99)
    assert found.distinct == 1
    assert found.p_value == 1
    assert np.isnan(found.z)
    assert found.verdict() == (
        "cannot be told from these documents: chance keeps this number as it is, so that it cannot be tested"
    )


def test_a_null_model_with_few_values_cannot_give_a_star_and_says_so():
    path = network([("a", "b", "x", 1), ("c", "d", "x", 1), ("e", "f", "x", -1)])
    found = null_test(path, lambda net: net.adjacency(sign=1).toarray()[0, 1], rng=1, draws=199, alternative="greater")
    assert found.distinct == 2
    assert found.smallest_p > 0.05
    assert found.verdict().startswith("cannot be told from these documents: chance gives only 2 different values")


def test_few_draws_cannot_give_a_star_and_say_so():
    found = null_test(cliques(), triangles, rng=1, draws=19)
    assert found.reason == "with only 19 null networks no result could have had less than p = .10"


def test_ties_of_two_documents_tell_nothing_however_small_p_is():
    edges = cliques().to_edges().assign(doc="one")
    edges.loc[:4, "doc"] = "two"
    found = null_test(MultilayerNetwork.from_edges(edges), triangles, rng=1, draws=99)
    assert found.p_value == 0.02
    assert found.verdict() == (
        "cannot be told from these documents: all ties rest on 2 documents (at least 3 are needed)"
    )


def test_an_undefined_number_has_its_own_reason():
    found = null_test(network([], actors=["a", "b"], layers=["x"]), hostile_share, rng=1, draws=9)
    assert np.isnan(found.p_value)
    assert found.verdict() == "cannot be told from these documents: no ties"


def test_a_number_that_is_refused_has_the_refusal_as_its_reason():
    def refuse(net):
        raise NotDefinedError("this network has no centre")

    found = null_test(two_blocs(), refuse, rng=1, draws=9)
    assert found.reason == "this network has no centre"
    assert found.metric == "refuse"


def test_undefined_draws_are_left_out_and_counted():
    net = random_network(2, n_actors=9, n_edges=20, n_layers=1, directed=False)

    def sometimes(one):
        return triangles(one) or float("nan")

    found = null_test(net, sometimes, rng=1, draws=60)
    assert 0 < found.undefined < 60
    assert f"undefined in {found.undefined} of 60 null networks" in found.verdict() or found.reason
    assert found.to_frame().loc[0, "undefined"] == found.undefined


def test_a_number_undefined_in_all_null_networks_tells_nothing():
    data = cliques()
    found = null_test(data, lambda net: 1.0 if triangles(net) == 12 else np.nan, rng=1, draws=9)
    assert found.reason == "it is undefined in all 9 null networks"
    assert np.isnan(found.p_value)


def test_a_layer_is_measured_alone():
    edges = pd.concat([cliques("x").to_edges(), random_network(1, n_actors=12, n_layers=1, n_edges=18).to_edges()])
    net = MultilayerNetwork.from_edges(edges)
    found = null_test(net, triangles, layer="x", rng=1, draws=99)
    assert (found.layer, found.estimate, found.n) == ("x", 12, 18)
    assert found.p_value == 0.02


def test_a_number_is_chosen_among_many_before_anything_is_drawn():
    net = random_network(4)
    found = null_test(net, "pagerank", null="dyads", part={"actor": "n01"}, rng=1, draws=19)
    assert found.actor == "n01"
    with pytest.raises(InputError, match=r"part of 'pagerank': expected the choice of one number, got 7 of 7"):
        null_test(net, "pagerank", rng=1, draws=10**9)
    with pytest.raises(InputError, match="got 0 of 7; choose by metric, layer or actor among: pagerank"):
        null_test(net, "pagerank", rng=1, draws=10**9, part={"actor": "nobody"})
    with pytest.raises(UnknownNameError, match=r"column 'actr' is unknown.*did you mean 'actor'"):
        null_test(net, "pagerank", rng=1, draws=10**9, part={"actr": "n01"})


def test_a_family_has_adjusted_p_values_and_verdicts_that_use_them():
    net = MultilayerNetwork.from_edges(
        pd.concat(
            [cliques("x").to_edges()]
            + [
                random_network(s, n_actors=13, n_layers=1, n_edges=30).to_edges().assign(layer=f"r{s}")
                for s in (1, 2, 3)
            ]
        )
    )
    found = null_tests(net, triangles, family="triangles per layer", rng=1, draws=199)
    frame = found.to_frame().set_index("layer")
    assert frame.index.tolist() == ["r1", "r2", "r3", "x"]
    assert frame.loc["x", "p_adjusted"] == pytest.approx(0.04)
    assert frame.loc["x", "verdict"] == "more than chance alone would give (p = .04, adjusted)"
    assert set(frame["family"]) == {"triangles per layer"}
    assert set(frame["m"]) == {4}
    assert "triangles x: more than chance" in found.remark()


def test_tests_that_cannot_tell_anything_are_not_counted_in_the_family():
    net = MultilayerNetwork.from_edges(cliques("x").to_edges(), layers=["x", "empty"])
    frame = null_tests(net, hostile_share, family="shares", rng=1, draws=39).to_frame().set_index("layer")
    assert (frame["m"] == 0).all()
    assert frame["p_adjusted"].isna().all()
    assert frame.loc["empty", "verdict"] == "cannot be told from these documents: no ties"


def test_a_network_without_layers_has_an_empty_family_or_an_untold_test():
    found = null_tests(network([]), triangles, family="none", rng=1, draws=9)
    assert found.to_frame()["verdict"].str.startswith("cannot be told").all()
    assert found.remark()


def test_every_frame_has_the_fixed_columns_first():
    for result in (
        null_test(two_blocs(), triangles, rng=1, draws=9),
        null_tests(two_blocs(), triangles, family="f", rng=1, draws=9),
    ):
        assert tuple(result.to_frame().columns[: len(FRAME_COLUMNS)]) == FRAME_COLUMNS
        assert "chips" in result.summary() or "(all)" in result.summary()


def test_a_statistic_that_counts_documents_is_measured_without_them_and_the_caution_says_so():
    found = null_test(cliques(), lambda net: float(len(net.documents)), rng=1, draws=9)
    assert found.estimate == 1
    assert found.caution.endswith("with all evidence 18")


def test_the_same_seed_gives_the_same_test_on_one_process_and_on_two():
    one, two, other = (
        null_test(tribes(), "walk_balance", rng=seed, draws=101, jobs=jobs) for seed, jobs in ((1, 1), (1, 2), (2, 1))
    )
    assert one.draws.tobytes() == two.draws.tobytes()
    assert one.to_frame().equals(two.to_frame())
    assert one.draws.tobytes() != other.draws.tobytes()


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"null": "chance"}, UnknownNameError, "null model 'chance' is unknown"),
        ({"draws": 0}, InputError, "draws: expected a whole number of at least 1, got 0"),
        ({"alternative": "both"}, InputError, "alternative: expected"),
        ({"layer": "y"}, UnknownNameError, "layer 'y' is unknown; known: chips"),
        ({"statistic": "centrallity"}, UnknownNameError, "metric 'centrallity' is unknown"),
        ({"statistic": lambda net: "much"}, InputError, "expected a number or a Result, got str"),
        ({"statistic": "bipolarity"}, InputError, "metric 'bipolarity' needs poles"),
        ({"jobs": 0}, InputError, "jobs"),
    ],
)
def test_what_cannot_be_asked_is_refused(change, error, message):
    given = {"statistic": triangles, "rng": 1, "draws": 3} | change
    with pytest.raises(error, match=message):
        null_test(two_blocs(), given.pop("statistic"), **given)


def test_values_that_differ_by_rounding_are_one():
    assert distinct_values(np.array([1.0, 1.0 + 1e-15, 2.0, np.nan])) == 2
    assert distinct_values(np.array([np.nan])) == 0


def test_p_values_are_written_as_in_papers():
    assert [shown_p(p) for p in (0.0005, 0.001, 0.0123, 0.2, 0.999, 1.0)] == [
        "p < .001", "p = .001", "p = .01", "p = .20", "p = 1", "p = 1",
    ]  # fmt: skip


def test_a_caution_stands_behind_the_verdict():
    test = PermutationTest(
        metric="x",
        null="chance",
        alternative="greater",
        estimate=0.0,
        draws=np.linspace(-1, 1, 99),
        p_value=0.5,
        n=9,
        documents=9,
        caution="weak test: in x half of the ties are still in place",
    )
    assert test.verdict() == "not told apart from chance (p = .50); weak test: in x half of the ties are still in place"
