"""Bipolarity with its null model, intervals and limits."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError, NotDefinedError, UnknownNameError
from qtnet.inference.bipolarity import bipolarity
from qtnet.network import MultilayerNetwork
from qtnet.results import FRAME_COLUMNS, MULTILAYER

WEST, EAST = ("US", "JP", "KR", "NL", "GB"), ("CN", "RU", "IR", "KP", "BY")


def edges(*rows: tuple[str, str, str, int, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["source", "target", "layer", "sign", "doc"])


def two_blocs(layers: tuple[str, ...] = ("ai", "chips"), *, noise: float = 0.0, seed: int = 0) -> MultilayerNetwork:
    """West and East cooperate inside and restrict each other; with noise some ties have the wrong sign."""
    rng = np.random.default_rng(seed)
    actors = WEST + EAST
    rows = []
    for layer in layers:
        for i, a in enumerate(actors):
            for b in actors[i + 1 :]:
                right = 1 if (a in WEST) == (b in WEST) else -1
                if rng.random() < 0.6:
                    sign = -right if rng.random() < noise else right
                    rows.append((a, b, layer, sign, f"d{rng.integers(12):02d}"))
    return MultilayerNetwork.from_edges(edges(*rows))


def chance(seed: int = 0) -> MultilayerNetwork:
    """Cooperation and hostility between pairs drawn by chance, sparse enough for swaps."""
    rng = np.random.default_rng(seed)
    actors = [f"A{k:02d}" for k in range(16)]
    pairs = [(a, b) for i, a in enumerate(actors) for b in actors[i + 1 :]]
    chosen = rng.choice(len(pairs), 40, replace=False)
    rows = [(*pairs[k], "ai", 1 if place < 26 else -1, f"d{k % 9}") for place, k in enumerate(chosen)]
    return MultilayerNetwork.from_edges(edges(*rows))


def value(found, metric: str, layer: str = MULTILAYER, column: str = "estimate") -> float:
    frame = found.components
    return frame[(frame["metric"] == metric) & (frame["layer"] == layer)][column].item()


def test_two_hostile_blocs_are_bipolar_beyond_chance():
    found = bipolarity(two_blocs(), rng=1, poles=("US", "CN"), nulls=99, draws=49)
    assert value(found, "TBI") > 0.9
    assert value(found, "TBI*") > 0.8
    assert value(found, "TBI", column="p_value") == 0.01
    assert value(found, "X") > 0.9


def test_chance_is_not_bipolar_beyond_chance():
    p = [
        value(bipolarity(chance(seed), rng=1, poles=("A00", "A01"), nulls=39, draws=1), "TBI", column="p_value")
        for seed in range(8)
    ]
    assert np.nanmean(np.array(p) <= 0.1) <= 0.35
    assert np.nanmean(p) > 0.3


def test_the_found_poles_are_those_of_the_blocs():
    found = bipolarity(two_blocs(), rng=1, nulls=19, draws=19)
    assert found.found
    assert len({pole in WEST for pole in found.poles}) == 2
    assert "The search for poles, among the most capable actors of the data, is repeated in every draw." in found.null


def test_frames_have_their_columns_and_every_layer():
    net = two_blocs(noise=0.1)
    found = bipolarity(net, rng=1, poles=("US", "CN"), nulls=29, draws=29)
    assert tuple(found.components.columns[: len(FRAME_COLUMNS)]) == FRAME_COLUMNS
    assert set(found.components["layer"]) == {*net.layers, MULTILAYER}
    metrics = {"C", "S", "H", "D", "B", "TBI", "TBI*", "sqrt(C·S)", "J"}
    assert set(found.components.loc[found.components["layer"] == "ai", "metric"]) == metrics
    assert set(found.components.loc[found.components["layer"] == MULTILAYER, "metric"]) == metrics | {"X"}
    assert len(found.alignment) == net.n_actors * (net.n_layers + 1)
    assert len(found.null_draws) == 29 * (net.n_layers + 1)
    assert found.summary().startswith(" ")


def test_intervals_contain_estimates_and_shares_of_draws_add_to_at_most_one():
    found = bipolarity(two_blocs(noise=0.15), rng=1, poles=("US", "CN"), nulls=19, draws=99)
    frame = found.components.dropna(subset=["ci_low"])
    assert len(frame) > 20
    assert ((frame["ci_low"] <= frame["estimate"]) & (frame["estimate"] <= frame["ci_high"])).all()
    shares = found.alignment[["p_pole_a", "p_pole_b", "p_hedger"]].sum(axis=1)
    assert shares.between(0, 1 + 1e-12).all()
    japan = found.alignment.query("actor == 'JP' and layer == '(all)'").iloc[0]
    assert japan["p_pole_a"] > 0.8


def test_the_null_mean_rescales_the_headline():
    found = bipolarity(two_blocs(noise=0.1), rng=1, poles=("US", "CN"), nulls=49, draws=19)
    draws = found.null_draws.query("layer == 'ai'")["TBI"]
    mean = draws.mean()
    assert value(found, "TBI*", "ai") == pytest.approx(max(0, (value(found, "TBI", "ai") - mean) / (1 - mean)))


def test_without_hostility_the_index_is_undefined_and_cooperation_stands_under_its_own_name():
    net = MultilayerNetwork.from_edges(
        edges(("US", "JP", "ai", 1, "a"), ("CN", "RU", "ai", 1, "b"), ("US", "CN", "ai", 1, "c"))
    )
    found = bipolarity(net, rng=1, poles=("US", "CN"), nulls=19, draws=19)
    frame = found.components.set_index(["layer", "metric"])
    for metric in ("H", "D", "B", "TBI", "TBI*"):
        assert np.isnan(frame.loc[("ai", metric), "estimate"])
        assert frame.loc[("ai", metric), "reason"] == "no hostility"
    assert np.isfinite(frame.loc[("ai", "sqrt(C·S)"), "estimate"])


def test_a_layer_that_a_pole_is_absent_from_is_undefined_with_the_pole_named():
    net = MultilayerNetwork.from_edges(
        edges(("US", "JP", "ai", 1, "a"), ("US", "CN", "chips", -1, "b"), ("CN", "RU", "chips", 1, "c"))
    )
    found = bipolarity(net, rng=1, poles=("US", "CN"), nulls=9, draws=9)
    rows = found.components.query("layer == 'ai'")
    assert rows["estimate"].isna().all()
    assert set(rows["reason"]) == {"no ties of pole CN in this layer"}


def test_one_tie_and_empty_layers_do_not_crash():
    net = MultilayerNetwork.from_edges(edges(("US", "CN", "ai", -1, "a")), layers=["empty"])
    found = bipolarity(net, rng=1, poles=("US", "CN"), nulls=9, draws=9)
    assert value(found, "TBI", "ai", "reason") == "no cooperation"
    assert value(found, "TBI", "empty", "reason") == "no ties"
    assert value(found, "H", "ai") == 1


def test_actors_that_nothing_joins_to_a_pole_are_unreached():
    net = MultilayerNetwork.from_edges(edges(("US", "CN", "ai", -1, "a"), ("BR", "ZA", "ai", 1, "b")))
    frame = bipolarity(net, rng=1, poles=("US", "CN"), nulls=9, draws=29).alignment
    brazil = frame.query("actor == 'BR' and layer == 'ai'").iloc[0]
    assert (brazil["estimate"], brazil["reason"]) == (0, "unreached")
    assert frame.query("actor == 'US' and layer == 'ai'")["reason"].item() != "unreached"


def test_little_evidence_is_exploratory_and_says_why():
    found = bipolarity(two_blocs(("ai",)), rng=1, poles=("US", "CN"), nulls=9, draws=9)
    assert found.exploratory
    assert "documents (at least 100 are needed)" in found.exploratory_reason
    for face in (found.summary(), found._repr_html_()):
        assert f"exploratory: {found.exploratory_reason}" in " ".join(face.split())


def test_two_documents_have_no_interval():
    net = MultilayerNetwork.from_edges(
        edges(("US", "JP", "ai", 1, "a"), ("CN", "RU", "ai", 1, "b"), ("US", "CN", "ai", -1, "b"))
    )
    found = bipolarity(net, rng=1, poles=("US", "CN"), nulls=9, draws=50)
    assert found.components["ci_low"].isna().all()
    assert value(found, "TBI", "ai", "reason") == "no interval: fewer than 3 documents"
    assert found.alignment["p_pole_a"].isna().all()


def test_a_given_capability_moves_concentration_only_through_shares():
    net = two_blocs()
    power = {"US": 100.0, "CN": 100.0}
    found = bipolarity(net, rng=1, poles=("US", "CN"), capability=power, nulls=9, draws=9)
    assert value(found, "C") == pytest.approx(1)
    other = bipolarity(net, rng=1, poles=("US", "CN"), capability={"US": 3.0, "CN": 1.0}, nulls=9, draws=9)
    assert value(other, "C") == pytest.approx(4 * 0.75 * 0.25)


def test_sensitivity_holds_the_choice_made_and_the_others():
    found = bipolarity(two_blocs(noise=0.1), rng=1, poles=("US", "JP"), nulls=9, draws=9)
    frame = found.sensitivity
    chosen = frame.query("tau == 0.5 and `lambda` == 1 and capability == 'number of ties' and layer == '(all)'")
    assert chosen.iloc[0]["C"] == pytest.approx(value(found, "C"))
    assert frame["poles"].nunique() == 2
    assert set(frame["tau"]) == {0.25, 1 / 3, 0.5, 0.7}


def test_results_are_the_same_bytes_on_one_process_and_on_two_and_for_the_same_seed():
    net = two_blocs(noise=0.2)
    faces = [
        bipolarity(net, rng=seed, poles=("US", "CN"), nulls=130, draws=30, jobs=jobs).components.to_csv()
        for seed, jobs in ((3, 1), (3, 2), (4, 1))
    ]
    assert faces[0] == faces[1] != faces[2]


@pytest.mark.parametrize(
    ("keywords", "error", "message"),
    [
        ({"poles": ("US", "XX")}, UnknownNameError, "actor 'XX' is unknown"),
        ({"poles": ("US", "US")}, InputError, "poles: expected two different actors, got US, US"),
        ({"capability": {"XX": 1.0}}, UnknownNameError, "actor 'XX' is unknown"),
        ({"capability": {"US": -1.0}}, InputError, "capability of 'US': expected a finite number ≥ 0, got -1.0"),
        ({"capability": {"US": 0.0}}, InputError, "got only zeros"),
        ({"nulls": 0}, InputError, "nulls and draws"),
    ],
)
def test_wrong_arguments_are_refused(keywords, error, message):
    with pytest.raises(error, match=message):
        bipolarity(two_blocs(("ai",)), rng=1, **keywords)


def test_poles_cannot_be_found_among_fewer_than_two_actors():
    net = MultilayerNetwork.from_edges(edges(), actors=["US", "CN"], layers=["ai"])
    with pytest.raises(NotDefinedError, match="the network has 0"):
        bipolarity(net, rng=1)


def test_an_event_with_many_dyads_counts_once():
    rows = edges(*[("US", other, "ai", -1, "a") for other in EAST], ("CN", "RU", "ai", 1, "b"))
    split = MultilayerNetwork.from_edges(rows.assign(event=["one"] * len(EAST) + ["two"]))
    found = bipolarity(split, rng=1, poles=("US", "CN"), nulls=9, draws=9)
    assert value(found, "TBI", "ai", "n") == 1
    assert found.exploratory_reason.startswith("1 independent hostile event (")


def crossing() -> MultilayerNetwork:
    """The poles and their friends cooperate across and restrict each other: S is below 0."""
    rows = [("US", "CN", "ai", 1, f"d{k}") for k in range(6)]
    rows += [("US", "RU", "ai", 1, "d6"), ("CN", "JP", "ai", 1, "d7")]
    rows += [("US", "JP", "ai", 1, "d8"), ("CN", "RU", "ai", 1, "d9"), ("US", "CN", "ai", -1, "d1")]
    return MultilayerNetwork.from_edges(edges(*rows))


def test_an_index_of_zero_says_which_part_was_clipped_even_when_draws_are_lost():
    found = bipolarity(crossing(), rng=1, poles=("US", "CN"), nulls=19, draws=40)
    assert value(found, "S") < 0
    assert value(found, "TBI") == 0
    clipped = "S is below 0: cooperation crosses the poles more than chance would give; TBI is clipped to 0"
    reason = value(found, "TBI", column="reason")
    assert reason.startswith(clipped)
    assert "of the resampled corpora" in reason
    assert value(found, "TBI*", column="reason").startswith(clipped)
    assert value(found, "sqrt(C·S)", column="reason").startswith("S is below 0")


def test_an_index_below_chance_says_so_where_it_is_rescaled():
    for seed in range(20):
        found = bipolarity(chance(seed), rng=1, poles=("A00", "A01"), nulls=39, draws=20)
        if 0 < value(found, "TBI") <= value(found, "TBI", column="null_mean"):
            assert value(found, "TBI*") == 0
            assert "TBI is not above its mean under chance" in value(found, "TBI*", column="reason")
            return
    raise AssertionError("no network of these is below chance")


def test_an_interval_that_is_missing_has_a_reason():
    found = bipolarity(two_blocs(), rng=1, poles=("US", "CN"), nulls=19, draws=19).components
    missing = found["ci_low"].isna()
    assert missing.any()
    assert (found["reason"][missing] != "").all()
