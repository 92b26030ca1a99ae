"""The dictionary of the results explains every column that a run writes."""

import pandas as pd

from qtnet.report.dictionary import results_dictionary
from qtnet.report.inputs import FURTHER_COLUMNS, REQUIRED_COLUMNS
from qtnet.report.store import write_inputs


def test_every_required_column_is_described():
    tables = REQUIRED_COLUMNS | FURTHER_COLUMNS
    text = results_dictionary({name: pd.DataFrame(columns=columns) for name, columns in tables.items()})
    assert "does not describe" not in text
    for name, columns in tables.items():
        own = text.split(f"## {name}.csv")[1].split("\n## ")[0]
        assert all(f"| `{column}` |" in own for column in columns), name


def test_a_column_means_what_it_means_in_its_file():
    text = results_dictionary({name: pd.DataFrame(columns=["n"]) for name in ("bipolarity", "funding_totals")})
    assert "independent hostile events" in text.split("## funding_totals.csv")[0]
    assert "commitments in the sum" in text.split("## funding_totals.csv")[1]


def test_the_order_of_the_tables_does_not_matter():
    frames = {name: pd.DataFrame(columns=["layer"]) for name in ("ties", "network")}
    assert results_dictionary(frames) == results_dictionary(dict(reversed(frames.items())))


def test_an_unknown_column_is_admitted():
    assert "does not describe" in results_dictionary({"network": pd.DataFrame(columns=["colour"])})


def test_the_dictionary_stands_beside_the_tables(inputs, tmp_path):
    write_inputs(inputs, tmp_path)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    files = sorted(path.name for path in tmp_path.glob("*.csv"))
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == files
