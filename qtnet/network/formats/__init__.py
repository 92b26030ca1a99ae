"""Networks in the files of other programs, by the name of the format or the ending of the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from qtnet.errors import InputError, UnknownNameError
from qtnet.network.formats.edges import read_edges, write_edges
from qtnet.network.formats.gexf import read_gexf, write_gexf
from qtnet.network.formats.graphml import read_graphml, write_graphml
from qtnet.network.formats.muxviz import read_muxviz, write_muxviz
from qtnet.network.formats.pajek import read_pajek, write_pajek
from qtnet.network.formats.parquet import read_parquet, write_parquet
from qtnet.network.formats.pymnet import from_pymnet, to_pymnet
from qtnet.network.multilayer import MultilayerNetwork

__all__ = [
    "FORMATS",
    "from_pymnet",
    "read_edges",
    "read_gexf",
    "read_graphml",
    "read_muxviz",
    "read_network",
    "read_pajek",
    "read_parquet",
    "to_pymnet",
    "write_edges",
    "write_gexf",
    "write_graphml",
    "write_muxviz",
    "write_network",
    "write_pajek",
    "write_parquet",
]


class Format(NamedTuple):
    """A format: the ending of its files, its reader and its writer."""

    ending: str
    read: Callable[[Path], MultilayerNetwork]
    write: Callable[[MultilayerNetwork, Path], Path]


def _read_csv(path: Path) -> MultilayerNetwork:
    return MultilayerNetwork.from_edges(read_edges(path))


#: By name; ``graphml``, ``gexf`` and ``parquet`` keep everything, ``csv`` all but actors without ties, ``pajek`` and
#: ``muxviz`` only actors, layers, direction, sign and weight.
FORMATS: dict[str, Format] = {
    "graphml": Format(".graphml", read_graphml, write_graphml),
    "gexf": Format(".gexf", read_gexf, write_gexf),
    "pajek": Format(".net", read_pajek, write_pajek),
    "muxviz": Format(".txt", read_muxviz, write_muxviz),
    "csv": Format(".csv", _read_csv, write_edges),
    "parquet": Format(".parquet", read_parquet, write_parquet),
}


def read_network(path: str | Path, form: str | None = None) -> MultilayerNetwork:
    """Read a network from a file.

    Parameters
    ----------
    path
        The file.
    form
        A name of `FORMATS`; when None, told by the ending of the file.

    Raises
    ------
    UnknownNameError
        If there is no such format.
    InputError, TableError
        If the ending belongs to no format, or the file is not valid; the message names the file.
    """
    path = Path(path)
    return _format(form or _told_by_ending(path)).read(path)


def write_network(net: MultilayerNetwork, path: str | Path, form: str | None = None) -> Path:
    """Write a network to a file in one of `FORMATS`, and give its path.

    Parameters
    ----------
    net
        The network.
    path
        The file; its ending must be that of the format, or `read_network` could not tell it.
    form
        A name of `FORMATS`; when None, told by the ending of the file.

    Raises
    ------
    UnknownNameError
        If there is no such format.
    InputError
        If the ending belongs to no format, or to another.
    """
    path = Path(path)
    ending = _format(form or _told_by_ending(path)).ending
    if path.suffix.lower() != ending:
        raise InputError(f"{path}: expected the ending '{ending}' for the format '{form}', got '{path.suffix}'")
    return _format(form or _told_by_ending(path)).write(net, path)


def _told_by_ending(path: Path) -> str:
    endings = {each.ending: name for name, each in FORMATS.items()}
    if path.suffix.lower() not in endings:
        known = ", ".join(f"{ending} ({name})" for ending, name in endings.items())
        raise InputError(f"{path}: the ending '{path.suffix}' belongs to no format of networks; known: {known}")
    return endings[path.suffix.lower()]


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise UnknownNameError("format", name, FORMATS)
    return FORMATS[name]
