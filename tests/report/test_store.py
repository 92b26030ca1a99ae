"""A page can be written again from disk: every frame comes back with its types."""

import json
from dataclasses import fields, replace

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError
from qtnet.report.inputs import FURTHER_COLUMNS, REQUIRED_COLUMNS, ReportInputs
from qtnet.report.store import read_inputs, write_inputs


def inputs() -> ReportInputs:
    frames = {
        name: pd.DataFrame({column: pd.Series(dtype=float) for column in columns})
        for name, columns in REQUIRED_COLUMNS.items()
    }
    frames["network"] = pd.DataFrame(
        {
            "source": ["JP", "NA"],
            "target": ["NL", "US"],
            "layer": ["chips", "ai"],
            "sign": [1, -1],
            "weight": [0.1 + 0.2, np.nan],
            "directed": [True, False],
            "confidence": [0.5, 1.0],
            "n_evidence": [1, 2],
            "facts": [("t1",), ("t2", "t3")],
        }
    )
    return ReportInputs(
        title="t",
        question="q",
        config={"a": [1]},
        provenance={},
        texts={"d": "Zürich ‘quoted’"},
        coassignment=pd.DataFrame([[1.0, 0.5], [0.5, 1.0]], index=["JP", "NA"], columns=["JP", "NA"]),
        poles=("US", "CN"),
        exploratory=True,
        exploratory_reason="few",
        **frames,
    )


def test_everything_comes_back(tmp_path):
    before = inputs()
    write_inputs(before, tmp_path)
    after = read_inputs(tmp_path)
    for item in fields(before):
        old, new = getattr(before, item.name), getattr(after, item.name)
        if isinstance(old, pd.DataFrame):
            pd.testing.assert_frame_equal(old, new, obj=item.name)
        else:
            assert old == new, item.name


def test_each_frame_is_a_csv_that_people_can_read(tmp_path):
    write_inputs(inputs(), tmp_path)
    lines = (tmp_path / "network.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "JP,NL,chips,1,0.30000000000000004,True,0.5,1,t1"
    assert lines[2].endswith(",t2 t3")


def test_a_folder_without_results_is_named(tmp_path):
    with pytest.raises(InputError, match="is not the folder of a finished run"):
        read_inputs(tmp_path / "results")


def test_results_written_before_a_frame_existed_are_read(tmp_path):
    write_inputs(inputs(), tmp_path)
    plain = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    del plain["windows"]
    (tmp_path / "report.json").write_text(json.dumps(plain), encoding="utf-8")
    assert read_inputs(tmp_path).windows.columns.tolist() == [*FURTHER_COLUMNS["windows"]]


def test_missing_values_of_every_kind_come_back(tmp_path):
    camps = pd.DataFrame({"layer": "(all)", "actor": ["JP", "RU"], "side": pd.array([1, None], dtype="Int64")})
    camps = camps.assign(group=camps["side"], settled=pd.array([True, None], dtype="boolean"))
    write_inputs(replace(inputs(), camps=camps), tmp_path)
    pd.testing.assert_frame_equal(read_inputs(tmp_path).camps, camps)


def test_results_that_were_cut_off_are_named(tmp_path):
    write_inputs(inputs(), tmp_path)
    path = tmp_path / "report.json"
    path.write_text(path.read_text(encoding="utf-8")[:500], encoding="utf-8")
    with pytest.raises(InputError, match=r"report\.json: cut off or changed"):
        read_inputs(tmp_path)
