"""Parquet: out and in again, and readable by DuckDB."""

import sys

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from qtnet.errors import InputError, MissingExtraError
from qtnet.network import read_parquet, write_parquet
from tests.network.formats.same_network import same
from tests.tiny_networks import network, random_network


@pytest.mark.parametrize("directed", [False, True, None])
def test_parquet_gives_the_same_network_back(tmp_path, directed):
    net = random_network(11, directed=directed)
    same(net, read_parquet(write_parquet(net, tmp_path / "net.parquet")))


def test_years_facts_names_and_empty_layers_survive(tmp_path):
    rows = [("a&b", "NA", 'x "y"', "+", 2021, "f1", 0.5), ("a&b", "NA", 'x "y"', "+", "", "f2", 0.25)]
    rows += [("a&b", "é", "x", "-", "", "f3", 1.0)]
    columns = ("source", "target", "layer", "sign", "time", "fact", "confidence")
    actors = pd.DataFrame({"actor": ["a&b", "NA", "é"], "name": ["A & B", "", "É"], "country": ["US", "", "FR"]})
    net = network(rows, columns=columns, actors=actors, layers=["empty"], aspects=("domain",))
    again = read_parquet(write_parquet(net, tmp_path / "net.parquet"))
    same(net, again)
    assert sorted(again.ties["facts"]) == [("f1", "f2"), ("f3",)]


def test_duckdb_reads_the_columns_with_their_types(tmp_path):
    path = write_parquet(network([("a", "b", "x", 1), ("b", "c", "x", -1)]), tmp_path / "net.parquet")
    asked = f"SELECT source, target, sign, weight, directed, time, len(facts) FROM '{path}' ORDER BY sign"
    rows = duckdb.sql(asked).fetchall()
    assert rows == [("b", "c", -1, 1.0, False, None, 1), ("a", "b", 1, 1.0, False, None, 1)]


def test_an_edge_table_of_another_program_is_read(tmp_path):
    table = pa.table({"source": ["a", "b"], "target": ["b", "c"], "layer": ["x", "y"]})
    pq.write_table(table, tmp_path / "other.parquet")
    net = read_parquet(tmp_path / "other.parquet")
    assert (net.ids, net.layers, net.documents) == (("a", "b", "c"), ("x", "y"), ("row0", "row1"))


@pytest.mark.parametrize("content", [b"", b"PAR1", b"source,target,layer\n"])
def test_a_file_that_is_no_parquet_is_refused_by_name(tmp_path, content):
    path = tmp_path / "net.parquet"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"net\.parquet: not a Parquet file"):
        read_parquet(path)


def test_an_invalid_edge_is_refused_by_name(tmp_path):
    pq.write_table(pa.table({"source": ["a"], "target": ["b"]}), tmp_path / "net.parquet")
    with pytest.raises(InputError, match=r"(?s)net\.parquet.*column 'layer' is missing"):
        read_parquet(tmp_path / "net.parquet")


def test_without_pyarrow_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(MissingExtraError, match=r"pip install pyarrow"):
        write_parquet(network([("a", "b", "x", 1)]), tmp_path / "net.parquet")
