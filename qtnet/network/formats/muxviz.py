"""muxViz out and in: its extended edge list, the tables of layers and nodes, and the line that joins the files.

Hostile ties have a negative weight, of which muxViz knows nothing: show it the cooperation alone. Years, confidences,
fact ids and attributes of actors are not written.
"""

from __future__ import annotations

from pathlib import Path, PureWindowsPath
from typing import Any

import pandas as pd

from qtnet.errors import InputError, TableError
from qtnet.network.checks import checked_edges
from qtnet.network.multilayer import MultilayerNetwork
from qtnet.writing import write_file

__all__ = ["read_muxviz", "write_muxviz"]

#: The files of a network, named after the file that muxViz is given.
_PARTS = ("edges", "layers", "nodes")
_SHOWN = 10  # failures named one by one


def write_muxviz(net: MultilayerNetwork, path: str | Path) -> Path:
    """Write the network for muxViz and give the path of the file that muxViz is given.

    Beside it stand ``NAME_edges.txt`` (node, layer, node, layer, weight; numbers from 1), ``NAME_layers.txt`` and
    ``NAME_nodes.txt``. Where any tie is directed, an undirected one is written both ways.
    """
    path = Path(path)
    files = _parts(path)
    node = {actor: number for number, actor in enumerate(net.ids, start=1)}
    layer = {label: number for number, label in enumerate(net.layers, start=1)}
    both = bool(net.tie_arrays.directed.any())
    lines = []
    for tie in net.ties.to_dict("records"):
        a, b, here = node[tie["source"]], node[tie["target"]], layer[tie["layer"]]
        value = repr(tie["weight"] * tie["sign"])
        lines.append(f"{a} {here} {b} {here} {value}")
        if both and not tie["directed"]:
            lines.append(f"{b} {here} {a} {here} {value}")
    _write(files["edges"], lines)
    for part, names in (("layers", layer), ("nodes", node)):
        _write(files[part], [f"{part[:-1]}ID {part[:-1]}Label", *(f"{n} {_one_word(x)}" for x, n in names.items())])
    _write(path, [";".join(files[part].name for part in _PARTS)])
    return path


def read_muxviz(path: str | Path, *, directed: bool = True) -> MultilayerNetwork:
    """Read a network from the file that muxViz is given: ``edges;layers;nodes``, each the name of a file beside it.

    Parameters
    ----------
    path
        The file that joins the three.
    directed
        Whether a line of the edge list is an arc; when False, two lines that point both ways add up.

    Raises
    ------
    InputError
        If one of the files is missing or not UTF-8.
    TableError
        If lines are not valid; the message names file and line of each failure. Links of a node with itself in another
        layer are the coupling, which qtnet adds where a measure asks for it: they are left out and counted in
        ``dropped``. Other links between layers have no place in the network and are failures.
    """
    path = Path(path)
    named = _lines(path)[0].split(";")
    if len(named) < len(_PARTS):
        raise InputError(f"{path}: expected 'edges;layers;nodes' in the first line, got '{';'.join(named)}'")
    for name in (name.strip() for name in named[: len(_PARTS)]):
        if name != PureWindowsPath(name).name:  # takes both kinds of slashes, and drives
            raise InputError(f"{path}: '{name}' is no name of a file beside it; a network is read from one folder")
    edges, layers, nodes = (path.parent / name.strip() for name in named[: len(_PARTS)])
    layer_of, node_of = _labels(layers), _labels(nodes)
    rows, lines, coupling = [], [], 0
    failures: list[str] = []
    for number, line in enumerate(_lines(edges), start=1):
        found = _tie(line.split(), layer_of, node_of)
        if isinstance(found, str):
            failures.append(f"line {number}: {found}")
        elif found is None:
            coupling += 1
        else:
            rows.append(found)
            lines.append(number)
    if failures:
        more = f"\n  … and {len(failures) - _SHOWN} more" if len(failures) > _SHOWN else ""
        told = "".join(f"\n  {failure}" for failure in failures[:_SHOWN])
        raise TableError(f"{len(failures)} lines of {edges} are not valid:{told}{more}")
    frame = pd.DataFrame(rows, columns=["source", "target", "layer", "weight", "sign"])
    checked = checked_edges(frame, directed=directed, actors=None, place=lambda i: f"line {lines[i]}", table=str(edges))
    dropped = {"links between an actor's own layers": coupling} if coupling else {}
    return MultilayerNetwork.from_records(
        checked,
        actors=pd.DataFrame({"actor": list(node_of.values())}),
        aspects=("layer",),
        layers=layer_of.values(),
        dropped=dropped,
    )


def _parts(path: Path) -> dict[str, Path]:
    return {part: path.with_name(f"{path.stem}_{part}.txt") for part in _PARTS}


def _write(path: Path, lines: list[str]) -> None:
    write_file(path, "".join(f"{line}\n" for line in lines))


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        raise InputError(f"{path}: no such file; expected a file of muxViz")
    try:
        found = [line.strip() for line in path.read_text(encoding="utf-8-sig").split("\n")]
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    found = found[: max((n for n, line in enumerate(found, start=1) if line), default=0)]
    if not found:
        raise InputError(f"{path}: the file is empty")
    return found


def _one_word(label: str) -> str:
    """Write a label without blanks, which part the columns of muxViz; `_label` reads it back."""
    return label.replace("%", "%25").replace(" ", "%20").replace("\t", "%09").replace("\n", "%0A")


def _label(word: str) -> str:
    return word.replace("%0A", "\n").replace("%09", "\t").replace("%20", " ").replace("%25", "%")


def _labels(path: Path) -> dict[str, str]:
    """Read a table of numbers and labels; its first line names the columns, further columns are left out."""
    found: dict[str, str] = {}
    for number, line in enumerate(_lines(path)[1:], start=2):
        cells = line.split()
        if len(cells) < 2:
            raise TableError(f"{path}: line {number} is '{line}'; expected a number and a label")
        found[cells[0]] = _label(cells[1])
    return found


def _tie(cells: list[str], layer_of: dict[str, str], node_of: dict[str, str]) -> dict[str, Any] | str | None:
    """Give a tie, why the line is none, or None for a link between an actor's own layers."""
    if len(cells) not in (4, 5):
        return f"{len(cells)} cells; expected node, layer, node, layer and, if wanted, weight"
    for cell, known, what in zip(cells, (node_of, layer_of) * 2, ("node", "layer") * 2, strict=False):
        if cell not in known:
            return f"{what} '{cell}' is not in the table of {what}s"
    if cells[1] != cells[3]:
        return None if cells[0] == cells[2] else "a tie between two actors in two layers; expected one layer"
    try:
        value = float(cells[4]) if len(cells) > 4 else 1.0
    except ValueError:
        return f"weight '{cells[4]}' is no number"
    tie = {"source": node_of[cells[0]], "target": node_of[cells[2]], "layer": layer_of[cells[1]]}
    return tie | {"weight": abs(value), "sign": -1 if value < 0 else 1}
