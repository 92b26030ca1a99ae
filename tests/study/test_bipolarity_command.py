"""`qtnet bipolarity` on plain edge lists and on facts."""

import json
import sys
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from qtnet.cli import cli, main
from qtnet.cli.bipolarity import bipolarity as command
from qtnet.cli.bipolarity_files import read_changes
from qtnet.errors import InputError
from qtnet.inference.bipolarity.nulls import BIPOLARITY_NULLS, BipolarityNull

EDGES = """source,target,layer,weight,sign,time
US,JP,chips,1,+,2020
US,NL,chips,2,+,2020
CN,RU,chips,1,+,2021
US,CN,chips,1,-,2021
JP,RU,chips,1,-,2020
US,CN,chips,1,-,2020
CN,RU,chips,1,+,2020
US,JP,quantum,1,+,2020
CN,RU,quantum,3,+,2021
JP,CN,quantum,1,-,2021
"""
ROOT = Path(__file__).resolve().parents[2]
FEW = ["--nulls", "19", "--draws", "25"]


@pytest.fixture
def edges(tmp_path):
    path = tmp_path / "edges.csv"
    path.write_text(EDGES, encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(cli, ["bipolarity", *map(str, arguments), *FEW])


def told(*arguments):
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_json_holds_every_component_interval_null_and_verdict(edges):
    found = told(edges, "--poles", "US,CN")
    whole = {row["metric"]: row for row in found["components"] if row["layer"] == "(all)"}
    assert set(whole) == {"C", "S", "H", "D", "X", "B", "TBI", "TBI*", "sqrt(C·S)", "J"}
    assert whole["C"]["ci_low"] <= whole["C"]["estimate"] <= whole["C"]["ci_high"]
    assert found["poles"] == ["US", "CN"]
    assert found["null"]["sentence"].startswith("In ")
    layer = next(row for row in found["null"]["layers"] if row["layer"] == "chips")
    assert {"mean", "sd", "quantiles", "p_value", "draws"} <= set(layer)
    assert {row["layer"] for row in found["verdicts"]} == {"chips", "quantum", "(all)"}
    assert all(row["sentence"].startswith("cannot be told from these documents: ") for row in found["verdicts"])
    assert {"pull", "engagement", "pivotality"} <= set().union(*found["alignment"])
    assert found["sensitivity"]
    assert found["exploratory"]


def test_undefined_components_stand_with_a_reason(edges):
    edges.write_text("source,target,layer,sign\nUS,JP,ai,+\nCN,RU,ai,+\n", encoding="utf-8")
    rows = told(edges, "--poles", "US,CN")["components"]
    tbi = next(row for row in rows if row["metric"] == "TBI" and row["layer"] == "ai")
    assert "estimate" not in tbi
    assert tbi["reason"] == "no hostility"


def test_a_folder_of_facts_is_measured_at_either_level():
    for level, actor in (("country", "JP"), ("actor", "US")):
        found = told(ROOT / "data" / "facts", "--poles", "US,CN", "--level", level, "--noise")
        assert actor in {row["actor"] for row in found["alignment"]}
        assert "hostile events (at least 30 are needed)" in found["exploratory"]
        assert any(row.get("extraction_share", 0) > 0 for row in found["components"])


def test_poles_are_found_and_said(edges):
    done = run(edges)
    assert done.exit_code == 0
    assert "poles found: " in done.stderr
    assert "Null hypothesis: " in done.stdout


def test_windows_have_profiles_and_changes(edges):
    found = told(edges, "--poles", "US,CN", "--windows", "calendar:1")["windows"]
    assert [row["window"] for row in found["windows"]] == ["2020", "2021"]
    assert {row["window"] for row in found["components"]} == {"2020", "2021"}
    assert {row["window"] for row in found["differences"]} == {"2020 → 2021"}


def test_windows_show_how_far_they_have_come_beside_the_results(edges):
    done = run(edges, "--poles", "US,CN", "--windows", "calendar:1", "--json")
    assert "windows of time: 100%" in done.stderr
    assert json.loads(done.stdout)["windows"]


def test_poles_may_be_written_out(edges):
    assert told(edges, "--poles", "United States,China")["poles"] == ["US", "CN"]


def test_changes_and_influence_are_told(edges, tmp_path):
    path = tmp_path / "changes.csv"
    path.write_text("change,source,target,layer,sign,actor\nadd,US,RU,chips,+,\nwithout,,,,,NL\n", encoding="utf-8")
    found = told(edges, "--poles", "US,CN", "--what-if", path, "--influence", "ties")
    assert found["what_if"]["change"] == "without the ties of NL and with 1 tie added"
    change = {(row["metric"], row["layer"]): row for row in found["what_if"]["components"]}
    assert change["S", "chips"]["estimate"] < 0
    assert found["influence"]["of"] == "ties"
    assert any(row["unit"] == "JP – US + in quantum" for row in found["influence"]["changes"])


def test_capability_is_read(edges, tmp_path):
    path = tmp_path / "power.csv"
    path.write_text("actor,capability\nUS,3\nCN,1\n", encoding="utf-8")
    found = told(edges, "--poles", "US,CN", "--capability", path)
    assert found["capability"] == "given"
    row = next(row for row in found["components"] if row["metric"] == "C" and row["layer"] == "(all)")
    assert row["estimate"] == pytest.approx(0.75)


def test_the_same_command_prints_the_same_bytes(edges):
    one, two = (run(edges, "--poles", "US,CN", "--json").stdout for _ in range(2))
    assert one == two


def test_every_null_model_can_be_asked_for(edges):
    choices = next(option for option in command.params if option.name == "null").type.choices
    assert tuple(choices) == BIPOLARITY_NULLS == get_args(BipolarityNull)
    for name in ("signs", "poles"):
        assert told(edges, "--poles", "US,CN", "--null", name)["null"]["name"] == name


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--poles", "US,US"], "two different actors"),
        (["--poles", "US,XX"], "actor 'XX' is unknown"),
        (["--windows", "weekly"], "calendar, rolling or cumulative"),
        (["--windows", "rolling:x"], "calendar, rolling or cumulative"),
        (["--windows", "rolling"], "with the years in a window"),
        (["--windows", "calendar:5:1"], "calendar, rolling or cumulative"),
        (["--poles", "China,CN"], "expected two different actors"),
        (["--what-if", "absent.csv"], "absent.csv"),
        (["--null", "none"], "is not one of"),
    ],
)
def test_bad_usage_ends_with_code_2_and_says_why(edges, arguments, message, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["qtnet", "bipolarity", str(edges), *arguments, *FEW])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("--capability", "actor,capability\nUS,much\n", "line 2: capability is 'much'; expected a number"),
        ("--capability", "actor,capability\nUS,1\nUS,2\n", "line 3: 'US' twice"),
        ("--capability", "actor,power\nUS,1\n", "expected the column capability"),
        ("--what-if", "change,source,target\ngive,US,CN\n", "line 2: change is 'give'; expected add, remove, without"),
        ("--what-if", "change\n", "got none"),
    ],
)
def test_bad_files_are_named_with_the_line(edges, tmp_path, name, text, message):
    path = tmp_path / "beside.csv"
    path.write_text(text, encoding="utf-8")
    done = run(edges, "--poles", "US,CN", name, path)
    assert done.exit_code == 1
    assert message in str(done.exception)


def test_an_unknown_column_of_changes_is_refused(tmp_path):
    path = tmp_path / "changes.csv"
    path.write_text("change,source,target,layre\nremove,US,JP,chips\n", encoding="utf-8")
    with pytest.raises(InputError, match="column layre is unknown; expected change, source"):
        read_changes(path)
