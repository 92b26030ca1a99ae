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


def presets(n: int) -> pd.DataFrame:
    """Many rows of few names, as results under many choices have them."""
    rows = pd.DataFrame(index=pd.RangeIndex(n), columns=[*FURTHER_COLUMNS["preset_ties"]], dtype=float)
    facts = pd.Series([tuple(f"t{k % 7}{number:010d}" for number in range(k % 7)) for k in range(n)], dtype=object)
    return rows.assign(preset="actor-active", source=[f"actor-{k % 20}" for k in range(n)], layer="ai", facts=facts)


def test_names_and_lists_that_come_again_are_stored_once(tmp_path):
    write_inputs(replace(inputs(), preset_ties=presets(5000)), tmp_path)
    stored, table = (tmp_path / name for name in ("report.json", "preset_ties.csv"))
    assert stored.stat().st_size < 0.75 * table.stat().st_size
    pd.testing.assert_frame_equal(read_inputs(tmp_path).preset_ties, presets(5000))


def test_equal_numbers_of_other_types_or_signs_stay_apart(tmp_path):
    odd = pd.Series([1, 1.0, True, 0.0, -0.0, None, "1", "0"] * 3, dtype=object)
    camps = pd.DataFrame(dict.fromkeys(FURTHER_COLUMNS["camps"], odd)).assign(settled=[0.0, -0.0] * 12)
    write_inputs(replace(inputs(), camps=camps), tmp_path)
    back = read_inputs(tmp_path).camps
    assert [repr(cell) for cell in back["side"]] == [repr(cell) for cell in odd]
    assert [repr(cell) for cell in back["settled"].tolist()] == ["0.0", "-0.0"] * 12


def test_results_stored_cell_by_cell_as_before_are_read(tmp_path):
    write_inputs(replace(inputs(), preset_ties=presets(9)), tmp_path)
    plain = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    columns = plain["preset_ties"]["frame"]["columns"]
    assert "places" in columns["preset"]
    columns["preset"] = {"dtype": columns["preset"]["dtype"], "values": ["actor-active"] * 9}
    (tmp_path / "report.json").write_text(json.dumps(plain), encoding="utf-8")
    pd.testing.assert_frame_equal(read_inputs(tmp_path).preset_ties, presets(9))


@pytest.mark.parametrize("place", [99, "0", None])
def test_a_place_without_a_cell_is_named_as_damage(tmp_path, place):
    write_inputs(replace(inputs(), preset_ties=presets(9)), tmp_path)
    path = tmp_path / "report.json"
    plain = json.loads(path.read_text(encoding="utf-8"))
    plain["preset_ties"]["frame"]["columns"]["preset"]["places"][0] = place
    path.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(InputError, match=r"report\.json: cut off or changed"):
        read_inputs(tmp_path)
