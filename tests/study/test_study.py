"""The whole way on the seeds: what is written, that it repeats to the byte, that a failure leaves the old run."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import qtnet as qt
from qtnet.errors import UnknownNameError

ROOT = Path(__file__).resolve().parents[2]
SMALL = """
title = "Seeds, small"
[corpus]
documents = ["{seeds}"]
gold = "{gold}"
[centrality]
metrics = ["{metric}"]
draws = 20
[blocs]
restarts = 5
[bipolarity]
poles = ["US", "CN"]
nulls = 19
draws = 20
[run]
seed = 7
"""


def small_study(folder: Path, metric: str = "pagerank") -> Path:
    path = folder / "small.toml"
    gold = ROOT / "data" / "corpus" / "seeds" / "gold"
    path.write_text(SMALL.format(seeds=ROOT / "seeds", gold=gold, metric=metric), encoding="utf-8")
    return path


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    return qt.run_study(small_study(folder), out=folder / "out")


def test_a_run_writes_facts_results_network_and_page(run):
    written = {str(p.relative_to(run.folder)) for p in run.folder.rglob("*") if p.is_file()}
    expected = {"report.html", "run.json", "network.graphml"}
    expected |= {f"facts/{name}.csv" for name in ("documents", "actors", "actors_resolved", "ties", "funding")}
    assert expected <= written


def test_every_quotation_of_a_run_is_exact(run):
    texts = {d.doc: d.text for d in qt.read_corpus(ROOT / "seeds").documents}
    for table in ("ties", "funding"):
        frame = pd.read_csv(run.folder / "facts" / f"{table}.csv", keep_default_na=False)
        assert len(frame) > 0
        for row in frame.itertuples():
            assert texts[row.doc][row.start : row.end] == row.evidence


def test_the_configuration_is_kept_with_the_run(run):
    kept = json.loads((run.folder / "run.json").read_text(encoding="utf-8"))
    assert kept["config"]["bipolarity"]["poles"] == ["US", "CN"]
    assert len(kept["provenance"]["inputs"]) == 5


def test_the_same_study_gives_the_same_bytes_whatever_the_hash_seed_and_the_jobs(run, tmp_path):
    code = "import sys, qtnet; qtnet.run_study(sys.argv[1], out=sys.argv[2], jobs=2)"
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    study = small_study(tmp_path)
    subprocess.run([sys.executable, "-c", code, str(study), str(tmp_path / "out")], env=environment, check=True)
    assert hashes(tmp_path / "out") == hashes(run.folder)


def test_a_failed_run_leaves_the_last_one_and_nothing_half(run, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.html").write_text("the last run", encoding="utf-8")
    with pytest.raises(UnknownNameError, match="pagernak"):
        qt.run_study(small_study(tmp_path, metric="pagernak"), out=out)
    assert (out / "report.html").read_text(encoding="utf-8") == "the last run"
    assert sorted(p.name for p in tmp_path.iterdir()) == [".qtnet", "out", "small.toml"]


def test_the_page_can_be_written_again_from_the_results(run):
    page = run.folder / "report.html"
    before = page.read_bytes()
    page.unlink()
    subprocess.run([sys.executable, "-m", "qtnet", "report", str(run.folder)], check=True, capture_output=True)
    assert page.read_bytes() == before


def test_the_stored_facts_of_the_seeds_are_what_extraction_gives_now(run):
    stored = hashes(ROOT / "data" / "facts")
    fresh = hashes(run.folder / "facts")
    assert stored == fresh
