"""Numbers that moved stand with both intervals and a reason; what did not move is left out."""

import numpy as np
import pandas as pd
import pytest

from qtnet.report.diff import compare
from qtnet.report.diff.words import summary
from qtnet.results import MULTILAYER
from tests.report.bloc_counts import bloc_count
from tests.report.diff.worlds import run, without_document


def shifted(inputs, by, *, metric="TBI", layer=MULTILAYER):
    frame = inputs.bipolarity.copy()
    rows = (frame["metric"] == metric) & (frame["layer"] == layer)
    frame.loc[rows, ["estimate", "ci_low", "ci_high"]] += by
    return frame


def test_only_what_moved_is_listed(inputs):
    moved = compare(run(inputs), run(inputs, bipolarity=shifted(inputs, 0.1))).metrics
    assert moved[["family", "metric", "layer"]].values.tolist() == [["bipolarity", "TBI", MULTILAYER]]
    assert moved["change"].iloc[0] == pytest.approx(0.1)
    assert moved["interval"].iloc[0] == "overlap"


def test_the_own_scheme_of_weights_is_not_listed_beside_the_main_numbers(inputs):
    def schemes(bipolarity):
        return pd.concat([bipolarity.assign(scheme=name) for name in ("ties", "funding")], ignore_index=True)

    changed = shifted(inputs, 0.1)
    moved = compare(
        run(inputs, schemes=schemes(inputs.bipolarity)), run(inputs, bipolarity=changed, schemes=schemes(changed))
    ).metrics
    assert moved[["family", "variant"]].values.tolist() == [["bipolarity", ""], ["schemes", "funding"]]


def test_another_number_of_blocs_beyond_chance_is_one_row(inputs):
    moved = compare(run(inputs, bloc_count=bloc_count(1)), run(inputs, bloc_count=bloc_count(3))).metrics
    assert moved[["metric", "before", "after"]].values.tolist() == [["blocs beyond chance", 1.0, 3.0]]


def test_intervals_that_share_no_value_come_first(inputs):
    frame = shifted(inputs, 5.0, metric="C")
    frame["estimate"] = frame["estimate"].where(frame["metric"] != "S", frame["estimate"] + 0.01)
    moved = compare(run(inputs), run(inputs, bipolarity=frame)).metrics
    assert moved["metric"].iloc[0] == "C"
    assert moved["interval"].tolist()[:2] == ["apart", "overlap"]


def test_a_number_that_became_undefined_says_why(inputs):
    frame = inputs.bipolarity.copy()
    row = (frame["metric"] == "TBI") & (frame["layer"] == MULTILAYER)
    frame.loc[row, ["estimate", "ci_low", "ci_high"]] = np.nan
    frame.loc[row, "reason"] = "no hostile tie"
    moved = compare(run(inputs), run(inputs, bipolarity=frame)).metrics
    assert moved["remark"].tolist() == ["only in the first run (in the second: no hostile tie)"]


def test_the_reason_counts_the_facts_of_the_technology(inputs):
    doc = inputs.ties["doc"].iloc[0]
    comparison = compare(run(inputs, bipolarity=shifted(inputs, 0.1), **without_document(inputs, doc)), run(inputs))
    counted = comparison.facts[comparison.facts["status"].isin(["active", "announced"])]
    assert comparison.metrics["reason"].iloc[0] == f"{len(counted)} facts added (new document)"


def test_settings_of_the_network_explain_its_numbers(inputs):
    config = {**inputs.config, "network": {**inputs.config["network"], "level": "actor"}}
    moved = compare(run(inputs), run(inputs, config=config, bipolarity=shifted(inputs, 0.1))).metrics
    assert moved["reason"].tolist() == ["network.level: country → actor"]


def test_another_package_is_named_when_nothing_else_changed(inputs):
    packages = {"packages": {**inputs.provenance["packages"], "numpy": "9.9"}}
    moved = compare(run(inputs), run(inputs, provenance=packages, bipolarity=shifted(inputs, 0.1))).metrics
    assert "numpy: 2.4.6 → 9.9" in moved["reason"].iloc[0]


def test_blocs_under_other_numbers_are_the_same_blocs(inputs):
    swapped = inputs.blocs.assign(estimate=inputs.blocs["estimate"].map({1.0: 2.0, 2.0: 1.0, 3.0: 3.0}))
    assert compare(run(inputs), run(inputs, blocs=swapped)).sides.empty
    actor = inputs.blocs["actor"].iloc[0]
    other = inputs.blocs["estimate"].where(inputs.blocs["actor"] != actor, 3.0)
    assert compare(run(inputs), run(inputs, blocs=inputs.blocs.assign(estimate=other))).sides["actor"].tolist() == [
        actor
    ]


def test_the_summary_says_what_cannot_be_told(inputs):
    told = " ".join(summary(compare(run(inputs), run(inputs, bipolarity=shifted(inputs, 0.05)))))
    assert "Both runs found the same facts." in told
    assert "whether the divide itself moved cannot be told from these documents" in told
    assert "1 number moved, came or went" in told


def test_a_run_without_results_is_compared_too(inputs):
    empty = {
        name: getattr(inputs, name).iloc[:0]
        for name in ("ties", "funding", "bipolarity", "alignment", "centrality", "blocs", "frustration", "quality")
    }
    comparison = compare(run(inputs, **empty, coassignment=pd.DataFrame()), run(inputs))
    assert {*comparison.facts["change"]} == {"added"}
    assert comparison.sides.empty
