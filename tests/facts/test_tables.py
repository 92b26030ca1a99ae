"""Fact tables: written whole, read back equal, and every fault of a file told at once."""

import csv
import os

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError, TableError
from qtnet.facts import read_facts, write_facts
from qtnet.facts.schema import TABLES
from qtnet.facts.tables import read_cells
from tests.facts.gold import ACTORS, FUNDING, TIES, write_gold


@pytest.fixture
def folder(tmp_path):
    return write_facts(read_facts(write_gold(tmp_path / "gold")), tmp_path / "facts")


def change(folder, name, old, new):
    path = folder / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def fault(folder):
    with pytest.raises(TableError) as caught:
        read_facts(folder)
    return str(caught.value)


def test_facts_read_back_equal_what_was_written(tmp_path, folder):
    first = read_facts(folder)
    write_facts(first, tmp_path / "again")
    second = read_facts(tmp_path / "again")
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name))
        assert (folder / f"{name}.csv").read_bytes() == (tmp_path / "again" / f"{name}.csv").read_bytes()


def test_rows_are_sorted_by_key_whatever_their_order(tmp_path, folder):
    turned = write_gold(tmp_path / "turned", actors=ACTORS[::-1], ties=TIES[::-1])
    write_facts(read_facts(turned), tmp_path / "other")
    assert (tmp_path / "other" / "ties.csv").read_bytes() == (folder / "ties.csv").read_bytes()


def test_namibia_is_a_country_and_not_missing(tmp_path):
    actors = [("d1", "NA", "country", "NA", "Namibia"), ("d1", "EU", "bloc", "EU", "EU")]
    tie = [("d1", "EU", "NA", "agreement", "+", "materials", "active", "2022", "", "a partnership")]
    write_facts(read_facts(write_gold(tmp_path / "gold", actors=actors, ties=tie, funding=[])), tmp_path / "facts")
    facts = read_facts(tmp_path / "facts")
    assert facts.actors["country"].tolist() == ["EU", "NA"]
    assert facts.actors_resolved.set_index("actor").loc["NA", "name"] == "Namibia"


def test_an_unknown_year_is_nan_and_an_empty_cell(folder):
    ties = read_facts(folder).ties
    assert np.isnan(ties.set_index("mode").loc["supply", "year"])
    assert ",active,2025,letter of intent," in (folder / "ties.csv").read_text(encoding="utf-8")


def test_every_failure_is_told_at_once_with_file_row_and_column(folder):
    change(folder, "ties", ",agreement,", ",agrement,")
    change(folder, "ties", ",2025,", ",next year,")
    change(folder, "funding", ",JPY,", ",yen,")
    message = fault(folder)
    assert message.startswith("3 failures:")
    assert "ties.csv, row 2, column mode: 'agrement' is not one of agreement, research" in message
    assert "ties.csv, row 2, column year: 'next year' is no number" in message
    assert "funding.csv, row 2, column currency: 'yen' does not match [A-Z]{3}" in message


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("ties", "doc,source,", "doc,origin,", "column source: missing; found doc, origin"),
        ("funding", ",250000000,", ",-1,", "column amount: -1 is outside [0, inf]"),
        ("funding", ",250000000,", ",nan,", "column amount: 'nan' is not finite"),
        ("ties", ",2025,", ",2025.5,", "'2025.5' is no whole number"),
        ("ties", ",1,annotation", ",1.2,annotation", "column confidence: 1.2 is outside [0, 1]"),
        ("documents", "\nd2,", "\nd3,", "'d2' is not in documents.csv"),
        ("ties", "both signed", "", "column evidence: is empty, but must not be"),
        ("ties", ",quantum,", ",quantum", "14 cells; the header has 15"),
        ("ties", "doc,source", "source,source", "column source: stands twice in the header"),
    ],
)
def test_a_broken_cell_is_named(folder, name, old, new, words):
    change(folder, name, old, new)
    assert words in fault(folder)


def test_an_actor_that_its_document_does_not_list_is_named(folder):
    change(folder, "actors", "d2,US,country,US", "d2,CA,country,CA")
    assert "ties.csv, row 4, column target: 'US' is no actor of document 'd2'" in fault(folder)


@pytest.mark.parametrize(
    ("name", "change_row", "words"),
    [
        ("ties", {"target": "source"}, "column target: 'EU' is the source too"),
        ("ties", {"sign": "-"}, "column sign: '-'; the sign of agreement is '+'"),
        ("ties", {"end": "1"}, "column end: 1 − 0 is not the evidence's length"),
        ("ties", {"evidence": "never said in these words"}, "is not the evidence's length, 25"),
        ("funding", {"end": "1"}, "funding.csv, row 2, column end: 1 − 0 is not"),
    ],
)
def test_a_row_that_contradicts_itself_is_named(folder, name, change_row, words):
    path = folder / f"{name}.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column, value in change_row.items():
        table.loc[0, column] = table.loc[0, value] if value in table else value
    table.to_csv(path, index=False)
    assert words in fault(folder)


def test_an_actor_that_was_never_resolved_is_named(folder):
    path = folder / "actors_resolved.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table[table["actor"] != "US"].to_csv(path, index=False)
    assert "column actor: 'US' is not in actors_resolved.csv" in fault(folder)


def test_the_same_key_twice_is_named(tmp_path):
    gold = write_gold(tmp_path / "gold", ties=[TIES[0], TIES[0]])
    assert "row 3: same doc, source, target, mode, domain as row 2: d1, EU, JP, agreement, quantum" in fault(gold)


def test_a_missing_folder_and_a_missing_table_are_named(tmp_path, folder):
    assert "nowhere: no such folder of facts" in fault(tmp_path / "nowhere")
    (folder / "funding.csv").unlink()
    assert fault(folder).endswith("funding.csv: missing")


def test_a_table_that_is_not_utf8_is_named(folder):
    path = folder / "actors.csv"
    path.write_bytes(path.read_bytes().replace(b"Tokyo", "Tōkyō (Zürich)".encode("cp1257")))
    assert "actors.csv: not UTF-8 at byte" in fault(folder)


def test_cells_of_any_length_are_read_and_the_limit_of_the_process_is_put_back(tmp_path):
    path = tmp_path / "figure.csv"
    path.write_text("facts\n" + "f" * 2000 + "\n", encoding="utf-8")
    before = csv.field_size_limit(1000)
    try:
        assert len(read_cells(path)["facts"][0]) == 2000
        assert csv.field_size_limit() == 1000
    finally:
        csv.field_size_limit(before)


def test_a_table_without_a_header_is_named(folder):
    (folder / "ties.csv").write_text("", encoding="utf-8")
    assert fault(folder).endswith("ties.csv: empty; expected a header")


def test_a_gold_amount_that_is_no_number_is_named(tmp_path):
    gold = write_gold(tmp_path / "gold", funding=[(*FUNDING[0][:3], "much", *FUNDING[0][4:])])
    assert "funding.csv, row 2: amount 'much'" in fault(gold)


def test_invalid_facts_are_not_written(tmp_path, folder):
    facts = read_facts(folder)
    facts.ties["status"] = "hoped"
    with pytest.raises(TableError, match=r"ties.csv, row 2, column status: 'hoped' is not one of active"):
        write_facts(facts, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_a_file_is_refused(tmp_path, folder):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(InputError, match="file/facts: facts cannot be written here"):
        write_facts(read_facts(folder), tmp_path / "file" / "facts")


def test_a_write_that_fails_leaves_the_old_tables_and_nothing_else(folder, monkeypatch):
    facts, before = read_facts(folder), {p.name: p.read_bytes() for p in folder.iterdir()}
    facts.ties["instrument"] = "another"

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left on device"):
        write_facts(facts, folder)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_a_cell_with_a_carriage_return_is_refused_before_anything_is_written(tmp_path, folder):
    facts = read_facts(folder)
    facts.actors.loc[0, "surface"] = "Riken\rJapan"
    with pytest.raises(TableError, match=r"column surface: 'Riken\\rJapan' has a carriage return"):
        write_facts(facts, tmp_path / "out")
    assert not (tmp_path / "out").exists()
