"""Networks that cannot tell whether they are bipolar: NaN with a reason, or an error that names what is wrong."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError, NotDefinedError, UnknownNameError
from qtnet.inference.bipolarity import Bipolarity, bipolarity, bipolarity_influence, bipolarity_over_time, what_if
from qtnet.metrics.bipolarity.counting import contributions
from qtnet.network import MultilayerNetwork
from qtnet.network.actors import actor_table

COLUMNS = ["source", "target", "layer", "sign", "doc"]
MEASURES = {
    "profile": lambda net, poles: bipolarity(net, rng=1, poles=poles, nulls=9, draws=20),
    "history": lambda net, poles: bipolarity_over_time(net, rng=1, poles=poles, nulls=9, draws=20),
    "influence": lambda net, poles: bipolarity_influence(net, rng=1, poles=poles, of="ties"),
    "what if": lambda net, poles: what_if(net, rng=1, poles=poles, remove_documents=["a"]),
}


def net(*rows: tuple[str, str, str, int, str], **options) -> MultilayerNetwork:
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return MultilayerNetwork.from_edges(frame.assign(time=2020, **options.pop("columns", {})), **options)


def profile(network: MultilayerNetwork) -> Bipolarity:
    return bipolarity(network, rng=1, poles=("US", "CN"), nulls=9, draws=25)


def row(found: Bipolarity, metric: str, layer: str) -> pd.Series:
    return found.components.query("metric == @metric and layer == @layer").iloc[0]


BLOCS = (
    ("US", "JP", "ai", 1, "a"),
    ("CN", "RU", "ai", 1, "b"),
    ("US", "CN", "ai", -1, "c"),
    ("JP", "RU", "ai", -1, "d"),
)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    ("poles", "error", "message"),
    [
        (("US", "XX"), UnknownNameError, "actor 'XX' is unknown"),
        (("CN", "CN"), InputError, "poles: expected two different actors, got CN, CN"),
    ],
)
def test_poles_that_do_not_occur_or_are_the_same_are_refused(measure, poles, error, message):
    with pytest.raises(error, match=message):
        MEASURES[measure](net(*BLOCS), poles)


def test_a_layer_without_ties_is_undefined_and_leaves_the_others_as_they_are():
    one, two = profile(net(*BLOCS)), profile(net(*BLOCS, layers=["empty"]))
    for metric in ("C", "S", "H", "D", "TBI"):
        assert np.isnan(row(two, metric, "empty")["estimate"])
        assert row(two, metric, "empty")["reason"] == "no ties"
        assert row(two, metric, "ai")["estimate"] == row(one, metric, "ai")["estimate"]
    assert two.verdict("empty") == "cannot be told from these documents: TBI is undefined (no ties)"


def test_a_layer_without_hostility_has_no_index_but_a_score_of_cooperation():
    found = profile(net(*BLOCS[:2]))
    for metric in ("H", "D", "B", "TBI", "TBI*"):
        assert np.isnan(row(found, metric, "ai")["estimate"])
        assert row(found, metric, "ai")["reason"] == "no hostility"
    assert row(found, "sqrt(C·S)", "ai")["estimate"] == pytest.approx(1)
    assert "no hostility" in found.verdict("ai")


def test_a_network_of_one_actor_has_no_two_poles():
    alone = MultilayerNetwork.from_edges(pd.DataFrame(columns=COLUMNS[:3]), actors=["US"], layers=["ai"])
    with pytest.raises(NotDefinedError, match="two actors with ties are needed to find poles; the network has 0"):
        bipolarity(alone, rng=1)
    with pytest.raises(UnknownNameError, match="actor 'CN' is unknown"):
        profile(alone)


def test_ties_of_an_actor_with_itself_say_nothing():
    rows = pd.DataFrame([*BLOCS, ("US", "US", "ai", -1, "e")], columns=COLUMNS)
    records = rows.assign(
        weight=1.0,
        directed=False,
        year=2020.0,
        confidence=1.0,
        status="",
        fact=rows.index.astype(str),
        event=rows["doc"],
    )
    looped = MultilayerNetwork.from_records(records, actors=actor_table({"US", "JP", "CN", "RU"}), aspects=("layer",))
    assert len(contributions(looped).value) == 4
    own, plain = profile(looped), profile(net(*BLOCS))
    assert own.components["estimate"].equals(plain.components["estimate"])


def test_poles_that_nothing_joins_are_measured_each_by_its_own_ties():
    found = profile(net(*BLOCS[:2], ("JP", "KR", "ai", -1, "c")))
    x = found.alignment.query("layer == 'ai'").set_index("actor")["estimate"]
    # the enemy of a friend of US stands where CN stands, though nothing joins it to CN
    assert x[["US", "JP", "CN", "RU", "KR"]].tolist() == [1, 1, -1, -1, -1]
    assert row(found, "S", "ai")["estimate"] == pytest.approx(1)
    apart = profile(net(*BLOCS[:2], ("KR", "NL", "ai", -1, "c")))
    assert row(apart, "H", "ai")["estimate"] == 0
    assert row(apart, "TBI", "ai")["estimate"] == 0
    assert "H is 0" in row(apart, "TBI", "ai")["reason"]


def test_weights_that_are_all_zero_are_no_ties():
    empty = net(*BLOCS, columns={"weight": 0.0})
    assert empty.dropped == {"weight 0": 4}
    found = profile(MultilayerNetwork.from_edges(empty.to_edges(), actors=empty.actors, layers=["ai"]))
    assert set(found.components["reason"].str.split(";").str[0]) <= {
        "no ties",
        "fewer than two layers in which a pole has ties",
    }
    with pytest.raises(NotDefinedError, match="the network has 0"):
        bipolarity(empty, rng=1)


def test_fewer_than_three_documents_have_no_interval():
    rows = [(*tie[:4], "a" if k < 2 else "b") for k, tie in enumerate(BLOCS)]
    found = profile(net(*rows))
    assert found.components[["ci_low", "ci_high", "std_error"]].isna().all(axis=None)
    assert row(found, "TBI", "ai")["reason"] == "no interval: fewer than 3 documents"
    bounds = [name for name in found.alignment if name.endswith(("_low", "_high")) and not name.startswith("start")]
    assert found.alignment[bounds].isna().all(axis=None)
    assert "2 documents (at least 100 are needed)" in found.verdict()


def test_one_document_has_no_influence_of_its_own():
    rows = [(*tie[:4], "a") for tie in BLOCS]
    with pytest.raises(NotDefinedError, match="at least two documents are needed, the network has 1"):
        bipolarity_influence(net(*rows), poles=("US", "CN"), rng=1)


def test_nothing_undefined_is_given_as_a_number_without_a_reason():
    found = profile(net(*BLOCS[:3], layers=["empty"]))
    missing = found.components["estimate"].isna()
    assert (found.components.loc[missing, "reason"] != "").all()
