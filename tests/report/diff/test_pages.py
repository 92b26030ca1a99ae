"""The page and the JSON of a comparison: complete, escaped, the same bytes, from folders on disk too."""

import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from qtnet.errors import InputError
from qtnet.report.diff import compare, comparison_html, comparison_record, read_run
from qtnet.report.store import write_inputs
from tests.report.diff.worlds import SAME, run, verdict, without_document


@pytest.fixture
def comparison(inputs):
    doc = inputs.ties["doc"].iloc[0]
    return compare(run(inputs, **without_document(inputs, doc)), run(inputs))


def folder(inputs, path, verdicts=()):
    write_inputs(replace(inputs, provenance={**inputs.provenance, **SAME}), path / "results")
    (path / "run.json").write_text(json.dumps({"config": {}, "provenance": {}, "corrections": list(verdicts)}))
    (path / "facts").mkdir()
    (path / "facts" / "extraction.json").write_text(json.dumps({"corrections": {"matched": {}}}))
    return path


def test_the_page_shows_every_changed_fact_with_its_quotation(comparison):
    html = comparison_html(comparison)
    assert html.count("<mark>") == len(comparison.facts)
    for fact in comparison.facts["fact"]:
        assert f'id="added-{fact}"' in html


def test_the_page_runs_no_script_and_loads_nothing(comparison):
    html = comparison_html(comparison)
    assert "<script" not in html
    assert not re.search(r'(?:src|href)="|url\(|@import', html)
    assert "default-src &#39;none&#39;" in html


def test_hostile_text_stays_text(inputs):
    payload = "</li><script>window.hacked = 1</script><img src=x onerror=alert(1)>"
    doc = inputs.ties["doc"].iloc[0]
    text = inputs.texts[doc] + "\n" + payload
    ties = inputs.ties.copy()
    ties.loc[0, ["doc", "evidence", "start", "end", "instrument"]] = [
        doc, payload, len(text) - len(payload), len(text), payload,
    ]  # fmt: skip
    named = inputs.network_actors.assign(name=payload)
    hostile = run(
        inputs, title=payload, texts={**inputs.texts, doc: text}, ties=ties, network_actors=named,
        documents=inputs.documents.assign(title=payload), verdicts=(verdict(ties["tie"][0], "edit", reason=payload),),
    )  # fmt: skip
    html = comparison_html(compare(run(inputs), hostile))
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "<img" not in html


def test_the_same_runs_give_the_same_bytes(comparison, inputs):
    doc = inputs.ties["doc"].iloc[0]
    again = compare(run(inputs, **without_document(inputs, doc)), run(inputs))
    assert comparison_html(again) == comparison_html(comparison)


def test_identifiers_are_unique_and_headings_named(comparison):
    html = comparison_html(comparison)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {*re.findall(r'aria-labelledby="([^"]+)"', html)} <= {*ids}


def test_the_record_holds_what_the_tables_hold(comparison):
    record = json.loads(json.dumps(comparison_record(comparison), allow_nan=False))
    assert len(record["facts"]) == len(comparison.facts) == record["counts"]["added"]
    assert record["counts"]["reasons"][0]["cause"] == "new"
    assert record["documents"][0]["change"] == "new"


def test_the_command_writes_a_page_or_prints_json(inputs, tmp_path):
    fact = inputs.ties["tie"].iloc[0]
    first = folder(inputs, tmp_path / "first")
    fewer = replace(inputs, ties=inputs.ties[inputs.ties["tie"] != fact].reset_index(drop=True))
    second = folder(fewer, tmp_path / "second", [verdict(fact, "reject", reason="a heading")])
    command = [sys.executable, "-m", "qtnet", "diff", str(first), str(second)]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "lacks 1 of the first" in told.stdout
    assert "a heading" in (second / "diff.html").read_text(encoding="utf-8")
    printed = subprocess.run([*command, "--json"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(printed.stdout)["facts"][0]["reason"] == "correction, rejected by Ada: a heading"


@pytest.mark.parametrize(
    ("missing", "words"),
    [("results/report.json", "report.json is missing"), ("run.json", "run.json is missing"), (".", "no such folder")],
)
def test_a_folder_that_is_no_run_is_refused_by_name(inputs, tmp_path, missing, words):
    path = folder(inputs, tmp_path / "run")
    if missing == ".":
        path = tmp_path / "nowhere"
    else:
        (path / missing).unlink()
    with pytest.raises(InputError, match=words):
        read_run(path)


def test_one_reason_for_all_numbers_is_said_once(inputs):
    found = compare(run(inputs), run(inputs, centrality=inputs.centrality.assign(estimate=0.5)))
    same = replace(found, metrics=found.metrics.assign(reason="one document left"))
    assert len(same.metrics) > 1
    assert comparison_html(same).count("one document left") == 1
