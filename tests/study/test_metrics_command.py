"""Every metric that `qtnet list metrics` shows can be computed on the command line."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

from qtnet.cli import cli
from qtnet.config import FEWEST_DRAWS
from qtnet.inference import intervals
from qtnet.metrics.registry import find_metric, list_metrics

EDGES = """source,target,layer,weight,sign
US,JP,chips,1,+
US,NL,chips,2,+
CN,RU,chips,1,+
US,CN,chips,1,-
US,JP,quantum,1,+
CN,RU,quantum,3,+
JP,CN,quantum,1,-
"""


@pytest.fixture
def edges(tmp_path):
    path = tmp_path / "edges.csv"
    path.write_text(EDGES, encoding="utf-8")
    path.with_name("groups.csv").write_text("actor,group\nUS,a\nJP,a\nNL,a\nCN,b\nRU,b\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("scope", ["multilayer", "layers", "aggregate"])
@pytest.mark.parametrize("name", list_metrics()["name"].tolist())
def test_every_listed_metric_gives_json_and_text(name, scope, edges):
    command = ["metrics", str(edges), "--metric", name, "--scope", scope, "--poles", "US,CN", "--seed", "3"]
    if "groups" in find_metric(name).needs:
        command += ["--groups", str(edges.with_name("groups.csv"))]
    told = CliRunner().invoke(cli, [*command, "--json"], catch_exceptions=False)
    assert told.exit_code == 0, told.output
    rows = json.loads(told.stdout)[name]
    assert rows
    assert all("estimate" in row or row["reason"] for row in rows)
    text = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert text.exit_code == 0
    assert "estimate" in text.stdout or "reason" in text.stdout


def test_the_seed_and_the_poles_reach_the_metric(edges):
    def tbi(poles):
        command = ["metrics", str(edges), "--metric", "bipolarity", "--json", "--poles", poles]
        rows = json.loads(CliRunner().invoke(cli, command).stdout)["bipolarity"]
        return next(row["estimate"] for row in rows if row["metric"] == "C" and row["layer"] == "chips")

    assert tbi("US,CN") != tbi("US,NL")


def test_a_metric_of_poles_asks_for_them(edges):
    done = CliRunner().invoke(cli, ["metrics", str(edges), "--metric", "bipolarity"])
    assert done.exit_code == 2
    assert "--poles" in done.stderr


def test_fewer_draws_than_an_interval_needs_are_refused(edges):
    assert intervals.FEWEST_DRAWS == FEWEST_DRAWS == 20
    done = CliRunner().invoke(cli, ["bipolarity", str(edges), "--draws", "19"])
    assert done.exit_code == 2
    assert "x>=20" in done.stderr


def drawn(edges, *options):
    told = CliRunner().invoke(cli, ["metrics", str(edges), "--json", "--draws", "30", *options])
    return told, json.loads(told.stdout) if told.exit_code == 0 else {}


def test_draws_give_intervals_and_ranks(edges):
    _, found = drawn(edges, "--metric", "degree", "--noise", "documents")
    first = found["degree"][0]
    assert {"std_error", "ci_low", "ci_high", "rank", "rank_low", "rank_high", "p_first", "p_top"} <= first.keys()
    assert drawn(edges, "--metric", "degree", "--noise", "documents", "--jobs", "2")[1] == found


def test_draws_give_intervals_of_results_with_further_faces(edges):
    _, found = drawn(edges, "--metric", "frustration")
    assert all("ci_low" in row for row in found["frustration"] if "estimate" in row)


def test_blocs_have_no_intervals(edges, monkeypatch):
    told, _ = drawn(edges, "--metric", "blocs")
    assert told.exit_code == 2
    assert "goes without --draws" in told.output


def test_a_list_of_edges_with_a_head_only_is_undefined_and_says_why(tmp_path):
    path = tmp_path / "empty.csv"
    path.write_text(EDGES.splitlines()[0] + "\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ["metrics", str(path), "--metric", "pagerank"])
    assert done.exit_code == 0
    assert done.output == "pagerank: NaN (undefined: the network has no actor)\n"


def test_all_metrics_go_into_one_table(edges, tmp_path):
    out = tmp_path / "scores.csv"
    asked = ["metrics", str(edges), "--metric", "degree", "--metric", "edge_similarity", "--out", str(out)]
    done = CliRunner().invoke(cli, asked)
    assert done.exit_code == 0
    assert (done.stdout, done.stderr) == ("", f"qtnet: {out}: 6 rows\n")
    table = pd.read_csv(out, keep_default_na=False, dtype=str)
    told = json.loads(CliRunner().invoke(cli, [*asked, "--json"]).stdout)
    assert table["metric"].tolist() == ["degree"] * 5 + ["edge_similarity"]
    assert table["estimate"].astype(float).tolist() == [row["estimate"] for rows in told.values() for row in rows]
    assert table["other_layer"].tolist() == [""] * 5 + ["quantum"]


def test_the_number_of_first_places_is_a_choice(edges):
    few, many = (drawn(edges, "--metric", "degree", "--top", top)[1]["degree"] for top in ("1", "5"))
    assert sum(row["p_top"] for row in few) < sum(row["p_top"] for row in many) == 5


def test_pairs_of_layers_have_intervals(tmp_path):
    path = tmp_path / "edges.csv"
    path.write_text(EDGES + "US,JP,space,1,+\nCN,RU,space,1,+\n", encoding="utf-8")
    told, found = drawn(path, "--metric", "edge_similarity", "--metric", "reducibility", "--noise", "extraction")
    assert told.exit_code == 0, told.output
    assert all({"other_layer", "ci_low"} <= row.keys() for row in found["edge_similarity"])


@pytest.mark.parametrize("name", ["dependence", "layer_dependence", "efficiency_loss", "split", "brokerage"])
def test_the_quotations_behind_a_score_are_told(root, name):
    asked = ["metrics", str(root / "data" / "facts"), "--metric", name, "--quote", "NL", "--groups", "blocs"]
    words = json.loads(CliRunner().invoke(cli, [*asked, "--json"]).stdout)["(quotations)"]
    assert words
    text = CliRunner().invoke(cli, asked).stdout
    assert all("NL" in (row["source"], row["target"]) and row["evidence"] in text for row in words)


def test_edges_have_no_quotations(edges):
    done = CliRunner().invoke(cli, ["metrics", str(edges), "--metric", "degree", "--quote", "US"])
    assert done.exit_code == 2
    assert "edges have no quotations" in done.stderr


def test_facts_are_weighed_as_asked(root):
    def top(weight):
        asked = ["metrics", str(root / "data" / "facts"), "--metric", "strength_positive", "--json", "--weight", weight]
        return json.loads(CliRunner().invoke(cli, asked).stdout)["strength_positive"][0]["estimate"]

    assert len({top(weight) for weight in ("ties", "funding", "combined")}) == 3
