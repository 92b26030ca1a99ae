"""The format of a file is told by its name or its ending."""

import pytest

from qtnet.cli import cli
from qtnet.errors import InputError, UnknownNameError
from qtnet.network import FORMATS, read_network, write_network
from tests.tiny_networks import random_network


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_written_and_read_by_its_ending(tmp_path, form):
    net = random_network(3, directed=True)
    again = read_network(write_network(net, tmp_path / f"net{FORMATS[form].ending}", form))
    columns = ["source", "target", "layer", "sign", "weight"]
    assert again.ties[columns].equals(net.ties[columns])


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_network_is_the_same_bytes(tmp_path, form):
    net, folders = random_network(3), [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
        write_network(net, folder / f"net{FORMATS[form].ending}", form)
    files = [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders]
    assert files[0] == files[1]


def test_unknown_formats_and_endings_are_refused(tmp_path):
    with pytest.raises(UnknownNameError, match="did you mean 'graphml'"):
        write_network(random_network(1), tmp_path / "net", "graphlm")
    with pytest.raises(InputError, match=r"'\.xlsx' belongs to no format"):
        read_network(tmp_path / "net.xlsx")


def test_the_ending_tells_the_format_that_is_written_and_may_not_contradict_it(tmp_path):
    net = random_network(3)
    assert read_network(write_network(net, tmp_path / "net.gexf")).ids == net.ids
    with pytest.raises(InputError, match=r"expected the ending '\.net' for the format 'pajek', got '\.gexf'"):
        write_network(net, tmp_path / "other.gexf", "pajek")
    assert not (tmp_path / "other.gexf").exists()


def test_the_command_offers_every_format_and_measures_what_it_wrote(tmp_path):
    option = next(p for p in cli.commands["network"].params if p.name == "form")
    assert set(option.type.choices) == set(FORMATS)
