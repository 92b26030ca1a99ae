"""What if actors, ties or documents were not there, or a tie were added."""

import pandas as pd
import pytest

from qtnet.errors import InputError, TableError, UnknownNameError
from qtnet.inference.bipolarity import what_if
from qtnet.inference.trends.change import changed
from qtnet.network import MultilayerNetwork

WEST, EAST = ("US", "JP", "KR"), ("CN", "RU", "IR")


def two_blocs() -> MultilayerNetwork:
    """West and East cooperate inside and restrict each other, in two layers; JP–RU is the only bridge, in ai."""
    rows = []
    for layer in ("ai", "chips"):
        for side in (WEST, EAST):
            rows += [(a, b, layer, 1) for i, a in enumerate(side) for b in side[i + 1 :]]
        rows += [("US", "CN", layer, -1), ("JP", "IR", layer, -1), ("KR", "RU", layer, -1)]
    rows.append(("JP", "RU", "ai", 1))
    frame = pd.DataFrame(rows, columns=["source", "target", "layer", "sign"])
    return MultilayerNetwork.from_edges(frame.assign(doc=[f"d{k % 7}" for k in range(len(frame))]))


def change(found, metric: str, layer: str = "ai") -> float:
    return found.frame.query("metric == @metric and layer == @layer")["estimate"].item()


def table(*rows: tuple[str, ...], columns: str = "source target layer sign") -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split())


def ask(**keywords):
    return what_if(two_blocs(), poles=("US", "CN"), rng=1, **keywords)


def test_without_the_bridge_cooperation_is_more_separate():
    found = ask(remove_ties=table(("RU", "JP", "ai", "+")))
    assert change(found, "S") > 0
    assert change(found, "TBI") > 0
    assert change(found, "TBI", "chips") == 0
    assert found.frame.query("metric == 'S' and layer == 'ai'")["after"].item() == pytest.approx(1)
    assert found.remark().startswith("without 1 tie; all else is held")


def test_an_agreement_across_the_poles_lowers_the_index():
    found = ask(add_ties=table(("US", "CN", "chips", "+")))
    assert change(found, "S", "chips") < 0
    assert change(found, "TBI", "chips") < 0
    assert found.change == "with 1 tie added"


def test_taking_away_what_was_added_gives_the_network_back():
    net, deal = two_blocs(), table(("US", "IR", "ai", "+"))
    there, _ = changed(net, add_ties=deal)
    back, _ = changed(there, remove_ties=deal)
    pd.testing.assert_frame_equal(back.to_edges(), net.to_edges())


def test_a_removed_actor_has_no_ties_and_no_capability_but_stays_an_actor():
    power = dict.fromkeys((*WEST, *EAST), 1.0)
    found = ask(remove_actors=["KR"], capability=power)
    # 3 against 3 of six become 2 against 3 of five
    assert found.frame.query("metric == 'C' and layer == 'chips'")["after"].item() == pytest.approx(4 * 2 * 3 / 25)
    after, _ = changed(two_blocs(), remove_actors=["KR"])
    assert after.ids == two_blocs().ids
    assert "KR" not in set(after.ties["source"]) | set(after.ties["target"])


def test_a_removed_document_takes_its_evidence_along():
    net = two_blocs()
    after, words = changed(net, remove_documents=["d0"])
    assert len(after.evidence) == len(net.evidence) - int((net.evidence["doc"] == "d0").sum())
    assert words == "without 1 document: d0"


def test_a_row_without_layer_and_sign_fits_all_ties_of_the_pair():
    after, words = changed(two_blocs(), remove_ties=table(("IR", "JP"), columns="source target"))
    assert words == "without 2 ties"
    assert len(after.ties) == len(two_blocs().ties) - 2


def test_what_becomes_undefined_has_a_reason():
    hostile = table(*[(a, b, "ai", "-") for a, b in (("US", "CN"), ("JP", "IR"), ("KR", "RU"))])
    found = ask(remove_ties=hostile)
    row = found.frame.query("metric == 'TBI' and layer == 'ai'").iloc[0]
    assert pd.isna(row["estimate"])
    assert row["before"] > 0
    assert row["reason"] == "after: no hostility"


def test_alignments_that_move_most_come_first():
    found = ask(remove_ties=table(("RU", "JP", "ai", "+"), ("KR", "RU", "ai", "-")))
    sizes = found.alignment.query("layer == 'ai'")["estimate"].abs()
    assert sizes.is_monotonic_decreasing


@pytest.mark.parametrize(
    ("keywords", "error", "message"),
    [
        ({}, InputError, "expected actors, ties or documents to remove or ties to add, got none"),
        ({"remove_actors": ["US"]}, InputError, "remove_actors: US is a pole"),
        ({"remove_actors": ["XX"]}, UnknownNameError, "actor 'XX' is unknown"),
        ({"remove_documents": ["no"]}, UnknownNameError, "document 'no' is unknown"),
        ({"remove_ties": table(("US", "IR", "ai", "+"))}, InputError, r"row 0 \(US, IR, ai, \+\) fits no tie"),
        ({"remove_ties": table(("US", "JP", "ai", "?"))}, InputError, "has the sign '\\?'"),
        ({"remove_ties": table(("US",), columns="source")}, InputError, "missing: target"),
        ({"add_ties": table(("US", "XX", "ai", "+"))}, TableError, "target 'XX' is not among the 6 known actors"),
        ({"add_ties": table(("US", "JP", "space", "+"))}, UnknownNameError, "layer 'space' is unknown"),
        ({"add_ties": table(("US", "US", "ai", "+"))}, TableError, "a tie joins two actors"),
    ],
)
def test_wrong_changes_are_refused(keywords, error, message):
    with pytest.raises(error, match=message):
        ask(**keywords)
