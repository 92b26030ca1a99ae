"""The store: the rows of the CSV files with their types, and views that answer what they promise."""

import sys

import duckdb
import pandas as pd
import pytest

from qtnet.deposit import write_store
from qtnet.deposit.kinds import kind_of
from qtnet.deposit.tables import REPEATED, deposit_tables
from qtnet.deposit.views import list_views
from qtnet.errors import InputError, MissingExtraError
from qtnet.facts import read_facts
from qtnet.paper import write_paper
from qtnet.report.inputs import FURTHER_COLUMNS, REQUIRED_COLUMNS


@pytest.fixture(scope="module")
def store(folder, inputs, tmp_path_factory):
    return write_store(inputs, folder, tmp_path_factory.mktemp("stores") / "store")


@pytest.fixture
def database(store):
    with duckdb.connect(str(store / "qtnet.duckdb"), read_only=True) as connection:
        yield connection


def rows(database, sql):
    return database.execute(sql).fetchall()


def test_every_table_has_its_rows_in_the_database_and_in_parquet(store, database, folder, inputs):
    tables = [t for t in deposit_tables(inputs, folder) if t.name and t.name != "coassignment"]
    assert len(tables) > 30
    for table in tables:
        assert rows(database, f"SELECT count(*) FROM {table.name}") == [(len(table.frame),)], table.name
        assert rows(database, f"SELECT count(*) FROM '{store / table.name}.parquet'") == [(len(table.frame),)]


def test_facts_in_the_store_are_the_facts_on_file(database, folder):
    facts = read_facts(folder / "facts")
    stored = database.execute("SELECT tie, source, sign, year, start, confidence FROM ties ORDER BY tie").df()
    expected = facts.ties.sort_values("tie", ignore_index=True)
    assert stored["tie"].tolist() == expected["tie"].tolist()
    assert stored["sign"].tolist() == expected["sign"].tolist()
    assert stored["start"].tolist() == expected["start"].tolist()
    assert stored["confidence"].tolist() == expected["confidence"].tolist()
    assert stored["year"].astype(float).fillna(0).tolist() == expected["year"].fillna(0).tolist()


def test_an_empty_cell_is_null_and_namibia_is_not(database, inputs):
    assert rows(database, "SELECT count(*) FROM documents WHERE url = ''") == [(0,)]
    unknown = int((inputs.network["year"].isna()).sum())
    assert rows(database, "SELECT count(*) FROM network WHERE year IS NULL") == [(unknown,)]


def test_every_column_carries_its_meaning(database):
    silent = "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
    views = {view.name for view in list_views()}
    assert [found for found in rows(database, silent) if found[0] not in views] == []


def test_every_view_can_be_read_and_says_what_it_answers(database):
    told = dict(rows(database, "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"))
    assert told == {view.name: view.meaning for view in list_views()}
    for name in told:
        database.execute(f"SELECT * FROM {name}").fetchall()


def test_each_tie_of_the_network_leads_to_its_quotations(database, inputs):
    found = rows(database, "SELECT DISTINCT fact FROM network_statements ORDER BY fact")
    assert [fact for (fact,) in found] == sorted({fact for facts in inputs.network["facts"] for fact in facts})
    words = dict(zip(inputs.ties["tie"], inputs.ties["evidence"], strict=True))
    assert dict(rows(database, "SELECT fact, quotation FROM network_statements")).items() <= words.items()


def test_profiles_of_actors_add_up_the_network(database, inputs):
    for actor, cooperation, hostility in rows(database, "SELECT actor, cooperation, hostility FROM actor_profiles"):
        own = inputs.network[(inputs.network["source"] == actor) | (inputs.network["target"] == actor)]
        sums = own.groupby("sign")["weight"].sum()
        assert (cooperation, hostility) == pytest.approx((sums.get(1, 0.0), sums.get(-1, 0.0)))
    assert rows(database, "SELECT count(*) FROM actor_profiles") == [(len(inputs.network_actors),)]


def test_the_profile_of_bipolarity_is_that_of_the_results_and_carries_its_caution(database, inputs):
    whole = inputs.bipolarity[inputs.bipolarity["layer"] == "(all)"].set_index("metric")["estimate"]
    [(c, tbi, exploratory)] = rows(database, "SELECT C, TBI, exploratory FROM bipolarity_profile WHERE layer = '(all)'")
    assert c == (None if pd.isna(whole["C"]) else whole["C"])
    assert tbi == (None if pd.isna(whole["TBI"]) else whole["TBI"])
    assert exploratory is True


def test_the_numbers_of_the_paper_stand_in_the_store_with_the_facts_behind_them(database, folder):
    numbers = pd.read_csv(folder / "paper" / "numbers.csv", dtype=str, keep_default_na=False)
    stored = dict(rows(database, "SELECT key, text FROM numbers"))
    assert stored == dict(zip(numbers["key"], numbers["text"], strict=True))
    [(facts,)] = rows(database, "SELECT facts FROM numbers ORDER BY len(facts) DESC LIMIT 1")
    assert set(facts) <= {fact for (fact,) in rows(database, "SELECT fact FROM statements")}


def test_parquet_files_repeat_to_the_byte(store, folder, inputs, tmp_path):
    again = write_store(inputs, folder, tmp_path / "store")
    files = sorted(path.name for path in store.glob("*.parquet"))
    assert [(again / name).read_bytes() for name in files] == [(store / name).read_bytes() for name in files]


def test_the_store_stands_in_the_run_and_is_no_part_of_the_package(copy, inputs):
    assert write_store(inputs, copy) == (copy / "store").resolve()
    assert write_store(inputs, copy) == (copy / "store").resolve(), "an older store is replaced"
    assert not list(copy.glob(".store*"))


def test_a_folder_with_other_work_is_not_replaced(tmp_path, folder, inputs):
    (tmp_path / "thesis.tex").write_text("years of work", encoding="utf-8")
    with pytest.raises(InputError, match=r"thesis\.tex"):
        write_store(inputs, folder, tmp_path)
    assert (tmp_path / "thesis.tex").is_file()


def test_without_duckdb_the_message_says_what_to_install(tmp_path, folder, inputs, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtraError, match=r"pip install duckdb pyarrow"):
        write_store(inputs, folder, tmp_path / "store")


def test_the_kind_of_every_column_agrees_with_its_type(inputs):
    for name in {**REQUIRED_COLUMNS, **FURTHER_COLUMNS}:
        if name in REPEATED:
            continue
        frame = getattr(inputs, name)
        for column in frame.columns:
            kind, kept = kind_of(name, column), frame[column]
            if pd.api.types.is_bool_dtype(kept.dtype):
                assert kind == "truth", (name, column)
            elif pd.api.types.is_numeric_dtype(kept.dtype):
                assert kind in ("whole", "number"), (name, column)
            elif kept.map(lambda cell: isinstance(cell, tuple)).any():
                assert kind == "list", (name, column)
            elif len(kept) and pd.api.types.is_string_dtype(kept.dtype):
                assert kind == "text", (name, column)


def test_a_column_that_nobody_described_is_told_by_its_cells():
    assert kind_of("network", "colour", pd.Series([1.5])) == "number"
    assert kind_of("network", "colour", pd.Series([("a",)])) == "list"
    assert kind_of("network", "colour", pd.Series([True])) == "truth"
    assert kind_of("network", "colour", pd.Series(["a"])) == "text"
    assert kind_of("network", "colour", pd.Series([1])) == "whole"


def test_facts_of_a_number_that_stand_under_a_name_are_spelt_out_in_the_store(copy, inputs, monkeypatch, tmp_path):
    before = pd.read_csv(copy / "paper" / "numbers.csv", dtype=str, keep_default_na=False)
    monkeypatch.setattr("qtnet.paper.store._MOST_IN_ROW", 2)
    write_paper(inputs, copy / "paper")
    named = pd.read_csv(copy / "paper" / "numbers.csv", dtype=str, keep_default_na=False)
    assert named["facts"].str.startswith("e-").any()
    again = write_store(inputs, copy, tmp_path / "store")
    stored = pd.read_parquet(again / "numbers.parquet")
    assert [" ".join(facts) for facts in stored["facts"]] == before["facts"].tolist()
