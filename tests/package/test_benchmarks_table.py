"""The table of benchmarks in the README is the one that the last recorded run wrote."""

import json
from pathlib import Path

from tests.benchmarks.record import BEGIN, END, RESULTS, table
from tests.benchmarks.timing import Growth, Line

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_table_of_the_readme_is_that_of_the_recorded_run():
    shown = README.split(BEGIN)[1].split(END)[0]
    recorded = table(json.loads(RESULTS.read_text(encoding="utf-8"))) if RESULTS.exists() else ""
    assert shown.strip() == recorded.strip()


def test_a_power_law_has_its_exponent_and_a_line_its_ratio():
    exponent, low, high = Growth(subject="s", what="w", sizes=(1, 10, 100), times=(2.0, 20.0, 200.0)).fit
    assert abs(exponent - 1) < 1e-9
    assert low <= exponent <= high
    assert Line(subject="s", what="w", own=0.5, peer="p", other=2.0).ratio == 4
