"""What a bipolarity profile allows to be said."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import UnknownNameError
from qtnet.inference.bipolarity import bipolarity
from qtnet.inference.bipolarity.verdict import adjusted_over_windows, too_little, verdict_frame
from qtnet.inference.chance.poles import pole_test
from qtnet.network import MultilayerNetwork
from qtnet.results import MULTILAYER

NAN = float("nan")


def layer(name: str, tbi: float, p: float, low: float, reason: str = "") -> list[dict[str, object]]:
    shared = {"layer": name, "reason": reason, "p_value": NAN, "ci_high": low + 0.1}
    above = tbi - 0.1 if tbi == tbi else NAN
    return [
        shared | {"metric": "TBI", "estimate": tbi, "ci_low": low, "p_value": p},
        shared | {"metric": "TBI*", "estimate": above, "ci_low": low},
    ]


def told(
    *layers: list[dict[str, object]], documents: int = 200, events: int = 50, draws: np.ndarray | None = None
) -> pd.DataFrame:
    names = [rows[0]["layer"] for rows in layers]
    evidence = pd.DataFrame({"layer": names, "documents": documents, "hostile_events": events})
    drawn = np.linspace(0, 0.5, 99) if draws is None else draws
    chance = pd.concat([pd.DataFrame({"layer": name, "TBI": drawn}) for name in names])
    return verdict_frame(pd.DataFrame([row for rows in layers for row in rows]), evidence, chance).set_index("layer")


def test_a_small_p_and_an_interval_above_chance_is_a_finding():
    found = told(layer("ai", 0.8, 0.001, 0.5)).loc["ai"]
    assert found["verdict"] == "bipolar"
    assert found["sentence"] == "bipolar beyond chance: TBI 0.80, TBI* 0.70 [0.50, 0.60], adjusted p = 0.001"


def test_a_large_p_is_not_told_apart_from_chance():
    assert told(layer("ai", 0.8, 0.2, 0.5)).loc["ai", "sentence"].startswith("not told apart from chance: TBI 0.80")


def test_an_index_of_zero_says_which_part_is_not_above_zero():
    found = told(layer("ai", 0.0, 1.0, 0.0, "S is below 0: cooperation crosses; TBI is clipped to 0")).loc["ai"]
    assert found["sentence"].startswith(
        "not told apart from chance: TBI 0.00 (S is below 0: cooperation crosses), TBI* "
    )


@pytest.mark.parametrize(
    ("rows", "weight", "reason"),
    [
        (layer("ai", NAN, NAN, NAN, "no hostility"), {}, "TBI is undefined (no hostility)"),
        (layer("ai", 0.8, NAN, 0.5), {"draws": np.full(9, NAN)}, "TBI: it is undefined in all 9 draws by chance"),
        (
            layer("ai", 0.8, 0.1, 0.5),
            {"draws": np.zeros(9)},
            "TBI: with only 9 draws by chance no result could have had",
        ),
        (layer("ai", 0.8, 0.001, 0.0), {}, "the interval of TBI* covers 0"),
        (
            layer("ai", 0.8, 0.001, NAN, "no interval: fewer than 3 documents"),
            {},
            "no interval: fewer than 3 documents",
        ),
        (layer("ai", 0.8, 0.001, 0.5), {"documents": 99}, "99 documents (at least 100 are needed)"),
        (layer("ai", 0.8, 0.001, 0.5), {"events": 29}, "29 independent hostile events (at least 30 are needed)"),
    ],
)
def test_what_cannot_be_told_says_why(rows, weight, reason):
    found = told(rows, **weight).loc["ai"]
    assert found["verdict"] == "untold"
    assert found["sentence"].startswith(f"cannot be told from these documents: {reason}")


def test_p_values_of_the_layers_are_adjusted_together_and_the_whole_is_not():
    found = told(layer("ai", 0.8, 0.03, 0.5), layer("chips", 0.7, 0.04, 0.4), layer(MULTILAYER, 0.6, 0.045, 0.3))
    assert found["p_adjusted"].round(3).tolist()[:2] == [0.04, 0.04]
    assert np.isnan(found.loc[MULTILAYER, "p_adjusted"])
    assert found.loc[MULTILAYER, "sentence"].endswith(", p = 0.045")
    many = [layer(f"l{k}", 0.8, 0.9, 0.5) for k in range(9)]
    assert told(layer("ai", 0.8, 0.03, 0.5), *many).loc["ai", "verdict"] == "chance"


def test_both_kinds_of_short_evidence_are_named():
    assert too_little(30, 100) == ""
    assert " and " in too_little(29, 99)


def strong() -> MultilayerNetwork:
    """120 documents: 60 tell of cooperation inside West and East, 60 of hostility between them."""
    rng = np.random.default_rng(1)
    west, east = [f"W{k}" for k in range(7)], [f"E{k}" for k in range(7)]
    rows = []
    for k in range(120):
        side = (west, east)[k % 2]
        a, b = rng.choice(side, 2, replace=False) if k < 60 else (rng.choice(west), rng.choice(east))
        rows.append((a, b, "ai", 1 if k < 60 else -1, f"d{k:03d}"))
    frame = pd.DataFrame(rows, columns=["source", "target", "layer", "sign", "doc"])
    return MultilayerNetwork.from_edges(frame)


def test_a_profile_of_strong_evidence_is_a_finding_and_says_so_everywhere():
    found = bipolarity(strong(), rng=1, poles=("W0", "E0"), nulls=99, draws=99)
    assert not found.exploratory
    assert found.verdict("ai").startswith("bipolar beyond chance: ")
    assert f"All layers together: {found.verdict()}." in found.remark()
    assert "p-values of the layers are adjusted as one family" in found.summary()
    assert found.null in found.remark()
    with pytest.raises(UnknownNameError, match="layer 'chips' is unknown"):
        found.verdict("chips")


def test_every_null_model_answers_and_says_what_chance_does():
    net = strong()
    for null in ("strengths", "signs", "dyads", "layers", "actors", "across"):
        found = bipolarity(net, rng=1, poles=("W0", "E0"), nulls=25, draws=1, null=null)
        assert found.null_name == null
        assert found.null[0].isupper()
        assert found.null.endswith(".")
        assert len(found.null_draws) == 50
    # with one layer nothing is left to exchange among layers: all draws are the data
    layers = bipolarity(net, rng=1, poles=("W0", "E0"), nulls=25, draws=1, null="layers")
    assert layers.components.query("metric == 'TBI' and layer == 'ai'")["p_value"].item() == 1
    assert "chance keeps this number as it is" in layers.verdict("ai")


def test_signs_exchanged_between_ties_are_less_bipolar_than_the_data():
    found = bipolarity(strong(), rng=1, poles=("W0", "E0"), nulls=49, draws=1, null="signs")
    assert found.components.query("metric == 'TBI' and layer == 'ai'")["p_value"].item() == pytest.approx(0.02)


def test_other_poles_include_pairs_of_one_bloc_which_are_no_poles():
    net = strong()
    found = bipolarity(net, rng=1, poles=("W0", "E0"), nulls=99, draws=1, null="poles")
    other = pole_test(net, poles=("W0", "E0"), rng=1, draws=99)
    row = found.components.query("metric == 'TBI' and layer == '(all)'").iloc[0]
    assert row["null_mean"] == pytest.approx(other.null_mean, abs=0.05)
    assert row["null_mean"] < row["estimate"]
    assert found.null.startswith("The two poles are any two of the ")


def test_poles_are_found_anew_under_every_null_model():
    found = bipolarity(strong(), rng=1, nulls=9, draws=1, null="signs")
    assert found.null.endswith(
        "The search for poles, among the most capable actors of the data, is repeated in every draw."
    )


def test_an_unknown_null_model_is_refused():
    with pytest.raises(UnknownNameError, match="null model 'chance' is unknown"):
        bipolarity(strong(), rng=1, null="chance")


def test_p_values_of_windows_are_adjusted_for_their_number():
    one = pd.DataFrame({"layer": ["chips", "quantum", MULTILAYER], "p_value": [0.01, np.nan, 0.01]})
    two = pd.DataFrame({"layer": ["chips", "quantum", MULTILAYER], "p_value": [0.5, 0.5, 0.5]})
    first, second = adjusted_over_windows([one, two])
    # three tests of layers: .01 × 3 × (1 + 1/2 + 1/3); two of all layers: .01 × 2 × (1 + 1/2)
    assert first.round(4).tolist()[::2] == [0.055, 0.03]
    assert np.isnan(first[1])
    assert second.tolist() == pytest.approx([0.5 * 11 / 6, 0.5 * 11 / 6, 0.5 * 1.5])


def test_one_of_a_kind_is_no_plural():
    assert too_little(1, 1).startswith("1 independent hostile event (at least 30 are needed) and 1 document (at least")
