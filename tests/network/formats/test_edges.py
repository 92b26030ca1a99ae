"""Edge lists as files: a failure names file, line and column."""

import pandas as pd
import pytest
from hypothesis import given, settings

from qtnet.errors import InputError, TableError
from qtnet.network import MultilayerNetwork, read_edges, write_edges
from tests.tiny_networks import networks, random_network

HEADER = "source,target,layer,weight\n"


def test_a_file_that_was_written_is_read_again(tmp_path):
    net = random_network(5)
    edges = read_edges(write_edges(net, tmp_path / "edges.csv"))
    again = MultilayerNetwork.from_edges(edges, actors=net.ids)
    columns = ["source", "target", "layer", "sign", "weight", "directed"]
    pd.testing.assert_frame_equal(again.ties[columns], net.ties[columns])


@given(networks())
@settings(max_examples=10, deadline=None)
def test_writing_twice_gives_the_same_bytes(tmp_path_factory, net):
    folder = tmp_path_factory.mktemp("edges")
    assert write_edges(net, folder / "a.csv").read_bytes() == write_edges(net, folder / "b.csv").read_bytes()


def test_codes_that_look_like_missing_values_are_kept(tmp_path):
    path = tmp_path / "edges.csv"
    path.write_text("source,target,layer\nNA,None,null\n", encoding="utf-8")
    assert read_edges(path)[["source", "target", "layer"]].values.tolist() == [["NA", "None", "null"]]


def test_a_wrong_cell_is_named_by_file_line_and_column(tmp_path):
    path = tmp_path / "edges.csv"
    path.write_text(HEADER + '"a\nb",c,x,1\nd,e,x,-2\n', encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_edges(path)
    assert str(path) in str(caught.value)
    assert "line 4: column 'weight' is '-2'" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (HEADER.encode() + b"a,b,x\n", "line 2: 3 cells; expected 4"),
        (HEADER.encode() + "é,b,x,1\n".encode("latin-1"), "not UTF-8 at byte"),
        (b"source,source,layer\na,b,x\n", "a column is named twice"),
        (b'source,target,layer\n"a,b,x\n', "not a CSV file"),
        (b"source;target;layer\na;b;x\n", "the file seems to be separated by semicolons; expected commas"),
        (b"source\ttarget\tlayer\na\tb\tx\n", "the file seems to be separated by tabs; expected commas"),
        (b"Source,target,LAYER\na,b,x\n", "column 'source' is missing; the table has 'Source': rename it"),
        (b"Source,target,LAYER\na,b,x\n", "column 'layer' is missing; the table has 'LAYER': rename it"),
        (b"source;target;layer;note\na;b;x;one, two\n", "separated by semicolons"),
    ],
)
def test_a_broken_file_is_refused_by_name(tmp_path, content, message):
    path = tmp_path / "edges.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"edges\.csv") as caught:
        read_edges(path)
    assert message in str(caught.value)


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(InputError, match=r"none\.csv: no such file"):
        read_edges(tmp_path / "none.csv")


def test_a_name_at_which_a_file_would_break_is_refused():
    edges = pd.DataFrame({"source": ["a\rb"], "target": ["c"], "layer": ["x"]})
    with pytest.raises(TableError, match=r"row 0: column 'source' is 'a\\rb'; expected a name without a carriage"):
        MultilayerNetwork.from_edges(edges)
    with pytest.raises(InputError, match=r"the actor 'a\\rb'; expected a name without a carriage return"):
        MultilayerNetwork.from_edges(edges.assign(source="b"), actors=["a\rb", "b", "c"])


def test_a_name_of_two_lines_is_read_again(tmp_path):
    net = MultilayerNetwork.from_edges(pd.DataFrame({"source": ["a\nb"], "target": ["c"], "layer": ["x"]}))
    assert read_edges(write_edges(net, tmp_path / "edges.csv"))["source"].tolist() == ["a\nb"]


def test_a_cell_of_any_length_is_read(tmp_path):
    path = tmp_path / "edges.csv"
    path.write_text(f"source,target,layer,note\nA,B,chips,{'n' * 200_000}\n", encoding="utf-8")
    assert len(read_edges(path)) == 1
