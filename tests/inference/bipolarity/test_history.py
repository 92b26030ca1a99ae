"""Bipolarity in windows of time, and what changed between two of them."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError, NotDefinedError, UnknownNameError
from qtnet.inference.bipolarity import BipolarityHistory, bipolarity, bipolarity_over_time
from qtnet.network import MultilayerNetwork
from qtnet.network.windows import time_windows
from qtnet.results import FRAME_COLUMNS

WEST, EAST = ("US", "JP", "KR", "NL"), ("CN", "RU", "IR", "BY")


def splitting(years: tuple[int, ...] = (2018, 2019, 2020), *, undated: int = 0) -> MultilayerNetwork:
    """In 2018 West and East cooperate across, from 2019 on they restrict each other; every tie is a document."""
    rows = []
    for year in years:
        for i, a in enumerate(WEST + EAST):
            for b in (WEST + EAST)[i + 1 :]:
                across = (a in WEST) != (b in WEST)
                sign = -1 if across and year > years[0] else 1
                if across and (WEST + EAST).index(a) % 2:
                    continue
                rows.append((a, b, "chips", sign, year, f"d{year}{a}{b}"))
        rows.append(("US", "CN", "chips", -1, year, f"d{year}rival"))
    rows += [("US", "KR", "chips", 1, "", f"later{k}") for k in range(undated)]
    return MultilayerNetwork.from_edges(
        pd.DataFrame(rows, columns=["source", "target", "layer", "sign", "time", "doc"])
    )


@pytest.fixture(scope="module")
def history() -> BipolarityHistory:
    return bipolarity_over_time(splitting(undated=2), rng=1, poles=("US", "CN"), nulls=19, draws=60)


def test_every_window_has_a_profile_with_its_name(history):
    frame = history.to_frame()
    assert tuple(frame.columns[: len(FRAME_COLUMNS)]) == FRAME_COLUMNS
    assert sorted(set(frame["window"])) == ["2018", "2019", "2020"]
    assert sorted(set(history.alignment["window"])) == ["2018", "2019", "2020"]
    assert frame.groupby("window").size().nunique() == 1


def test_a_window_is_the_profile_of_its_network(history):
    own = splitting(undated=2).window(2019, 2019)
    found = bipolarity(own, rng=1, poles=("US", "CN"), nulls=9, draws=1).components
    keyed = history.components.query("window == '2019'").set_index(["layer", "metric"])["estimate"]
    for name in ("C", "S", "H", "D", "TBI"):
        expected = found.set_index(["layer", "metric"])["estimate"].loc["chips", name]
        assert keyed.loc["chips", name] == pytest.approx(expected, abs=1e-9)


def test_documents_and_hostile_events_of_windows_are_counted(history):
    frame = history.windows.set_index("window")
    assert frame.loc["2018", "hostile_events"] == 1
    assert frame.loc["2019", "documents"] == frame.loc["2020", "documents"]
    assert frame.loc["2018", "reason"].startswith("1 independent hostile event (at least 30 are needed)")


def test_contributions_without_a_year_are_counted_and_in_no_window(history):
    assert history.undated == 2
    assert "2 contributions without a year are in no window." in history.remark()


def test_a_difference_between_windows_has_an_interval_of_its_own(history):
    change = history.difference("2018", "2019").set_index(["layer", "metric"])
    row = change.loc[("chips", "S")]
    before, after = (
        history.components.query("window == @w and metric == 'S' and layer == 'chips'")["estimate"].item()
        for w in ("2018", "2019")
    )
    assert row["estimate"] == pytest.approx(after - before)
    assert 0 < row["ci_low"] <= row["estimate"] <= row["ci_high"]
    assert row["window"] == "2018 → 2019"


def test_windows_with_the_same_ties_do_not_differ():
    net = splitting((2018, 2019, 2020))
    twice = (*time_windows(net, kind="cumulative", width=3), *time_windows(net, kind="calendar", width=3))
    renamed = [type(w)(label=f"w{k}", first=w.first, last=w.last, network=w.network) for k, w in enumerate(twice)]
    found = bipolarity_over_time(net, rng=1, poles=("US", "CN"), windows=renamed, nulls=9, draws=40)
    change = found.difference("w0", "w1")
    known = change["estimate"].notna()
    assert (change["estimate"][known] == 0).all()
    assert change.loc[known & change["ci_low"].notna(), ["ci_low", "ci_high"]].abs().max().max() < 1e-9


def test_the_poles_of_all_windows_are_those_of_all_years():
    found = bipolarity_over_time(splitting(), rng=1, nulls=9, draws=1, width=2)
    whole = bipolarity(splitting(), rng=1, nulls=9, draws=1)
    assert found.found
    assert found.poles == whole.poles


def test_a_window_without_ties_is_undefined_and_says_so():
    net = splitting((2018, 2021))
    found = bipolarity_over_time(net, rng=1, poles=("US", "CN"), nulls=9, draws=20)
    empty = found.components.query("window == '2019'")
    assert empty["estimate"].isna().all()
    assert set(empty.query("layer == 'chips'")["reason"]) == {"no ties"}
    assert found.difference("2018", "2019")["estimate"].isna().all()
    assert "2019: cannot be told from these documents: TBI is undefined (no ties)." in found.remark()


def test_windows_roll():
    found = bipolarity_over_time(
        splitting(), rng=1, poles=("US", "CN"), kind="rolling", width=2, step=1, nulls=9, draws=1
    )
    assert found.windows["window"].tolist() == ["2018–2019", "2019–2020"]
    assert found.components.query("layer == '(all)' and metric == 'TBI'")["estimate"].notna().all()


def test_the_result_does_not_depend_on_processes():
    faces = [
        bipolarity_over_time(splitting(), rng=2, poles=("US", "CN"), nulls=9, draws=30, width=2, jobs=jobs)
        .to_frame()
        .to_csv()
        for jobs in (1, 2)
    ]
    assert faces[0] == faces[1]


def test_wrong_windows_are_refused(history):
    with pytest.raises(UnknownNameError, match="window '1999' is unknown"):
        history.difference("1999", "2019")
    with pytest.raises(InputError, match="expected two different ones, got '2019' twice"):
        history.difference("2019", "2019")
    with pytest.raises(InputError, match="windows: expected at least one"):
        bipolarity_over_time(splitting(), rng=1, poles=("US", "CN"), windows=[])
    undated = MultilayerNetwork.from_edges(
        pd.DataFrame({"source": ["US"], "target": ["CN"], "layer": "ai", "sign": [-1]})
    )
    with pytest.raises(NotDefinedError, match="has a year"):
        bipolarity_over_time(undated, rng=1, poles=("US", "CN"))


def test_undefined_numbers_are_never_zero(history):
    frame = history.components
    assert (frame.loc[frame["estimate"].isna(), "reason"] != "").all()
    assert np.isfinite(frame.query("metric == 'C'")["estimate"]).all()
