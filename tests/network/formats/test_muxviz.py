"""muxViz: three tables and the line that joins them."""

import pytest

from qtnet.errors import InputError, TableError
from qtnet.network import read_muxviz, write_muxviz
from tests.tiny_networks import network, random_network

KEPT = ["source", "target", "layer", "sign", "weight"]


@pytest.mark.parametrize("directed", [False, True])
def test_muxviz_gives_ties_actors_and_layers_back(tmp_path, directed):
    net = random_network(7, directed=directed)
    again = read_muxviz(write_muxviz(net, tmp_path / "net.txt"), directed=directed)
    assert again.ties[KEPT].equals(net.ties[KEPT])
    assert (again.ids, again.layers) == (net.ids, net.layers)


def test_where_a_tie_is_directed_an_undirected_one_is_written_both_ways(tmp_path):
    rows = [("a", "b", "x", 1, "true"), ("b", "c", "x", 1, "false")]
    net = network(rows, columns=("source", "target", "layer", "sign", "directed"))
    write_muxviz(net, tmp_path / "net.txt")
    lines = (tmp_path / "net_edges.txt").read_text().splitlines()
    assert lines == ["1 1 2 1 1.0", "2 1 3 1 1.0", "3 1 2 1 1.0"]


def test_names_with_blanks_and_empty_layers_survive(tmp_path):
    net = network([("a b", "c%20d", "two words", -1)], layers=["empty"])
    again = read_muxviz(write_muxviz(net, tmp_path / "net.txt"), directed=False)
    assert (again.ids, again.layers) == (net.ids, net.layers)
    assert again.ties["sign"].tolist() == [-1]


def test_coupling_is_left_out_and_counted(tmp_path):
    path = write_muxviz(network([("a", "b", "x", 1), ("a", "b", "y", 1)]), tmp_path / "net.txt")
    with (tmp_path / "net_edges.txt").open("a") as file:
        file.write("1 1 1 2 1\n")
    assert dict(read_muxviz(path).dropped) == {"links between an actor's own layers": 1}


def test_all_wrong_lines_are_told_at_once(tmp_path):
    path = write_muxviz(network([("a", "b", "x", 1), ("a", "b", "y", 1)]), tmp_path / "net.txt")
    (tmp_path / "net_edges.txt").write_text("1 1 2 2 1\n1 1 9 1 1\n1 1 2\n1 1 2 1 heavy\n")
    with pytest.raises(TableError) as caught:
        read_muxviz(path)
    for told in (
        "line 1: a tie between two actors in two layers",
        "line 2: node '9' is not in the table of nodes",
        "line 3: 3 cells",
        "line 4: weight 'heavy' is no number",
    ):
        assert told in str(caught.value)


def test_missing_files_are_named(tmp_path):
    path = write_muxviz(network([("a", "b", "x", 1)]), tmp_path / "net.txt")
    (tmp_path / "net_layers.txt").unlink()
    with pytest.raises(InputError, match=r"net_layers\.txt: no such file"):
        read_muxviz(path)
    path.write_text("net_edges.txt\n")
    with pytest.raises(InputError, match="expected 'edges;layers;nodes'"):
        read_muxviz(path)
