"""Which documents, actors and ties a bipolarity profile hangs on."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError, NotDefinedError, UnknownNameError
from qtnet.inference.bipolarity import bipolarity_influence, what_if
from qtnet.network import MultilayerNetwork
from tests.inference.bipolarity.test_changes import two_blocs


@pytest.mark.parametrize(
    ("of", "removed", "unit"),
    [
        ("documents", {"remove_documents": ["d0"]}, "d0"),
        ("actors", {"remove_actors": ["KR"]}, "KR"),
        (
            "ties",
            {"remove_ties": pd.DataFrame({"source": ["JP"], "target": ["RU"], "layer": ["ai"], "sign": ["+"]})},
            "JP – RU + in ai",
        ),
    ],
)
def test_influence_is_the_opposite_of_the_change_without_it(of, removed, unit):
    net = two_blocs()
    frame = bipolarity_influence(net, poles=("US", "CN"), of=of, rng=1).frame
    change = what_if(net, poles=("US", "CN"), rng=1, **removed).frame.set_index(["metric", "layer"])["estimate"]
    own = frame[frame["unit"] == unit].set_index(["metric", "layer"])["estimate"]
    for key in (("S", "ai"), ("C", "ai"), ("TBI", "chips"), ("TBI", "(all)")):
        assert own[key] == pytest.approx(-change[key], abs=1e-9)


def test_the_only_bridge_is_the_tie_that_separation_hangs_on():
    frame = bipolarity_influence(two_blocs(), poles=("US", "CN"), of="ties", rng=1).frame
    top = frame.query("metric == 'S' and layer == 'ai' and rank == 1").iloc[0]
    assert top["unit"] == "JP – RU + in ai"
    assert top["estimate"] < 0
    assert top["without"] == pytest.approx(1)


def test_an_actor_is_left_out_with_its_capability():
    power = {"US": 1.0, "CN": 1.0, "KR": 2.0}
    frame = bipolarity_influence(two_blocs(), poles=("US", "CN"), of="actors", rng=1, capability=power).frame
    row = frame.query("metric == 'C' and layer == 'chips' and unit == 'KR'").iloc[0]
    assert row["without"] == pytest.approx(1)
    assert row["estimate"] == pytest.approx(4 * 0.75 * 0.25 - 1)


def test_ranks_follow_the_size_of_the_change_and_undefined_comes_last():
    frame = bipolarity_influence(two_blocs(), poles=("US", "CN"), of="documents", rng=1).frame
    for _, part in frame.groupby(["metric", "layer"]):
        sizes = part.sort_values("rank")["estimate"].abs().fillna(-1).round(9)
        assert sizes.is_monotonic_decreasing
    undefined = frame["estimate"].isna()
    assert (frame.loc[undefined, "reason"] != "").all()


def test_the_result_does_not_depend_on_processes():
    one, two = (bipolarity_influence(two_blocs(), poles=("US", "CN"), of="ties", rng=1, jobs=jobs) for jobs in (1, 2))
    pd.testing.assert_frame_equal(one.frame, two.frame)


def test_too_few_units_and_unknown_units_are_refused():
    net = MultilayerNetwork.from_edges(pd.DataFrame({"source": ["US"], "target": ["CN"], "layer": "ai", "sign": [-1]}))
    with pytest.raises(NotDefinedError, match="at least two documents are needed, the network has 1"):
        bipolarity_influence(net, poles=("US", "CN"), rng=1)
    with pytest.raises(UnknownNameError, match="unit of influence 'facts' is unknown"):
        bipolarity_influence(net, poles=("US", "CN"), of="facts", rng=1)


def test_a_pole_is_never_left_out():
    frame = bipolarity_influence(two_blocs(), poles=("US", "CN"), of="actors", rng=1).frame
    assert {"US", "CN"}.isdisjoint(frame["unit"])
    assert np.isfinite(frame.query("metric == 'C'")["estimate"]).all()


def test_the_heaviest_units_alone_are_left_out_if_asked():
    net = two_blocs()
    every = bipolarity_influence(net, poles=("US", "CN"), of="documents", rng=1).frame
    some = bipolarity_influence(net, poles=("US", "CN"), of="documents", rng=1, most=2).frame
    weight = net.evidence.groupby("doc")["weight"].sum()
    kept = set(some["unit"])
    assert len(kept) == 2
    assert weight[list(kept)].min() >= weight.drop(list(kept)).max()
    pair = [f[f["unit"].isin(kept)].sort_values(["metric", "layer", "unit"])["without"] for f in (every, some)]
    assert pair[0].to_numpy() == pytest.approx(pair[1].to_numpy(), nan_ok=True)
    with pytest.raises(InputError, match="most: expected at least 2, got 1"):
        bipolarity_influence(net, poles=("US", "CN"), rng=1, most=1)
