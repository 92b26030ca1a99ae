"""Pajek out and in: one relation per layer, hostile ties with a negative value as Pajek's signed networks have them.

A Pajek file has no place for years, confidences, fact ids and attributes of actors: they are not written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd

from qtnet.errors import InputError, TableError
from qtnet.network.multilayer import MultilayerNetwork
from qtnet.writing import write_file

__all__ = ["read_pajek", "write_pajek"]

_RELATION = re.compile(r"\*(arcslist|edgeslist|arcs|edges)\s*(?::\s*(\d+))?\s*(?:\"([^\"]*)\")?\s*$", re.IGNORECASE)
_VERTEX = re.compile(r"(\d+)(?:\s+(?:\"([^\"]*)\"|(\S+)))?")
_SHOWN = 10  # failures named one by one
#: A line may claim any number of actors without listing them; far more than measures can be computed for is a mistake.
_MOST_VERTICES = 1_000_000


def write_pajek(net: MultilayerNetwork, path: str | Path) -> Path:
    """Write the network as a Pajek file of several relations and give the path.

    Values are weight times sign, to the last digit. Programs that know no relations (networkx) read only files of one
    layer, without the relation's number and name. Quotation marks and line ends in names become character references,
    which Pajek shows as the characters.
    """
    place = {actor: number for number, actor in enumerate(net.ids, start=1)}
    lines = [f"*Vertices {net.n_actors}", *(f"{place[actor]} {_quoted(actor)}" for actor in net.ids)]
    ties = net.ties
    for number, layer in enumerate(net.layers, start=1):
        for directed, kind in ((True, "*Arcs"), (False, "*Edges")):
            own = ties[(ties["layer"] == layer) & (ties["directed"] == directed)]
            if len(own) or not directed:  # an empty layer keeps its name
                lines.append(f"{kind} :{number} {_quoted(layer)}")
            for tie in own.to_dict("records"):
                lines.append(f"{place[tie['source']]} {place[tie['target']]} {tie['weight'] * tie['sign']!r}")
    text = "\n".join(lines) + "\n"
    # Pajek wants the mark of UTF-8 before letters beyond ASCII; other programs stumble over it
    return write_file(path, text.encode("utf-8" if text.isascii() else "utf-8-sig"))


def read_pajek(path: str | Path) -> MultilayerNetwork:
    """Read a network from a Pajek file: arcs and edges, as lines or as lists, of one or several relations.

    A relation without a name is called by its number, ``"1"``; a negative value is a hostile tie.

    Raises
    ------
    InputError
        If the file is missing, not UTF-8 or has no vertices.
    TableError
        If lines are not valid; the message names file and line of each failure.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(f"{path}: no such file; expected a Pajek network")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    found = _Reading()
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.lstrip().startswith("%"):
            found.take(number, line.strip())
    if not found.labels and not found.failures:
        raise InputError(f"{path}: no *Vertices; expected a Pajek network")
    if found.failures:
        more = f"\n  … and {len(found.failures) - _SHOWN} more" if len(found.failures) > _SHOWN else ""
        told = "".join(f"\n  {failure}" for failure in found.failures[:_SHOWN])
        raise TableError(f"{len(found.failures)} lines of {path} are not valid:{told}{more}")
    edges = pd.DataFrame(found.rows, columns=["source", "target", "layer", "weight", "sign", "directed"])
    try:
        return MultilayerNetwork.from_edges(edges, actors=found.actors(), layers=found.layers.values())
    except ValueError as error:
        raise InputError(f"{path}: {error}") from error


@dataclass(slots=True)
class _Reading:
    """What has been read so far; `section` is where the next line belongs."""

    labels: dict[int, str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    layers: dict[str, str] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    section: str = ""
    layer: str = ""
    expected: int = 0

    def take(self, number: int, line: str) -> None:
        if line.startswith("*"):
            problem = self._begin(line)
        elif self.section == "vertices":
            problem = self._vertex(line)
        elif self.section:
            problem = self._ties(line.split())
        else:
            problem = f"'{line}' stands before *Vertices"
        if problem:
            self.failures.append(f"line {number}: {problem}")

    def actors(self) -> list[str]:
        return [self._name(number) for number in range(1, self.expected + 1)]

    def _name(self, number: int) -> str:
        return self.labels.get(number, str(number))

    def _begin(self, line: str) -> str:
        if line.lower().startswith("*vertices"):
            count = line.split()[1:2]
            if not count or not _is_number(count[0]):
                return f"'{line}' does not say how many vertices there are; expected at most {_MOST_VERTICES}"
            self.section, self.expected = "vertices", int(count[0])
            return ""
        match = _RELATION.match(line)
        if match is None:
            self.section = ""
            return f"'{line}' is not read; expected *Vertices, *Arcs, *Edges, *Arcslist or *Edgeslist"
        self.section, number = match[1].lower(), match[2] or "1"
        if match[3]:
            self.layers[number] = unescape(match[3])
        self.layer = self.layers.setdefault(number, number)
        return ""

    def _vertex(self, line: str) -> str:
        match = _VERTEX.match(line)
        if match is None or not (_is_number(match[1]) and 1 <= int(match[1]) <= self.expected):
            return f"'{line}' is no vertex; expected a number from 1 to {self.expected} and a label"
        label = unescape(match[2] if match[2] is not None else match[3] or match[1])
        if label in self.told:
            return f"label '{label}' stands twice"
        self.told.add(label)
        self.labels[int(match[1])] = label
        return ""

    def _ties(self, cells: list[str]) -> str:
        listed = self.section.endswith("list")
        ends, value = (cells, "1") if listed else (cells[:2], cells[2] if len(cells) > 2 else "1")
        known = [_is_number(end) and 1 <= int(end) <= self.expected for end in ends]
        if len(ends) < 2 or not all(known):
            return f"'{' '.join(cells)}' does not name two vertices from 1 to {self.expected}"
        try:
            weight = float(value)
        except ValueError:
            return f"value '{value}' is no number"
        self.rows += [self._tie(int(ends[0]), int(other), weight) for other in ends[1:]]
        return ""

    def _tie(self, source: int, target: int, value: float) -> dict[str, Any]:
        tie = {"source": self._name(source), "target": self._name(target), "layer": self.layer}
        return tie | {
            "weight": abs(value),
            "sign": -1 if value < 0 else 1,
            "directed": self.section.startswith("arcs"),
        }


def _is_number(text: str) -> bool:
    """Tell whether a text is a number of vertices, in plain digits."""
    return text.isascii() and text.isdecimal() and len(text) <= 7 and int(text) <= _MOST_VERTICES


def _quoted(name: str) -> str:
    return '"' + "".join(_escapes(name)) + '"'


def _escapes(name: str) -> Iterator[str]:
    for letter in name:
        yield f"&#{ord(letter)};" if letter in '"&\n\t' else letter
