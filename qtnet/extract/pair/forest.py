"""The boosted trees that say whether a pair is tied: each asks a few features in turn, their answers add up.

Trees find what a linear model cannot say: that a word of agreement between two names counts where both are states and
nothing in the sentence compares them. They are stored as plain lists; numpy walks them for all pairs of a document at
once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["Forest", "Node", "forest_of"]

#: A leaf is its value in log-odds; any other node its feature and the nodes where that is absent and present.
Node = float | tuple[int, int, int]
DIGITS = 4  # of the leaves: beyond them machines disagree


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees over binary features.

    `nodes` has a row for each node of all trees: feature, next node where it is absent, next where it is present; a
    leaf leads to itself. `values` are the leaves' log-odds, 0 elsewhere.
    """

    start: float
    columns: Mapping[str, int]
    nodes: np.ndarray
    values: np.ndarray
    roots: np.ndarray
    depth: int

    def log_odds(self, rows: Sequence[Iterable[str]]) -> np.ndarray:
        """Give the log-odds of each row of features.

        Examples
        --------
        >>> forest = forest_of({"start": 0.5, "features": ["a"], "trees": [[(0, 1, 2), -1.0, 2.0]]})
        >>> forest.log_odds([["a", "b"], ["b"]])
        array([ 2.5, -0.5])
        """
        held = np.zeros((len(rows), max(len(self.columns), 1)), dtype=np.intp)
        for row, names in enumerate(rows):
            held[row, [column for name in names if (column := self.columns.get(name)) is not None]] = 1
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        every = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            at = self.nodes[at, 1 + held[every, self.nodes[at, 0]]]
        total: np.ndarray = self.start + self.values[at].sum(axis=1)
        return total


def forest_of(stored: Mapping[str, Any]) -> Forest:
    """Build a forest from its stored form: ``start``, ``features`` and ``trees``, each a list of `Node`."""
    nodes: list[tuple[int, int, int]] = []
    values: list[float] = []
    roots: list[int] = []
    depth = 0
    for tree in stored["trees"]:
        first = len(nodes)
        roots.append(first)
        depth = max(depth, _depth(tree, 0))
        for position, node in enumerate(tree, start=first):
            is_leaf = isinstance(node, int | float)
            nodes.append((0, position, position) if is_leaf else (node[0], first + node[1], first + node[2]))
            values.append(float(node) if is_leaf else 0.0)
    columns = {name: column for column, name in enumerate(stored["features"])}
    table = np.array(nodes, dtype=np.intp).reshape(-1, 3)
    return Forest(float(stored["start"]), columns, table, np.array(values), np.array(roots, dtype=np.intp), depth)


def _depth(tree: Sequence[Any], at: int) -> int:
    node = tree[at]
    return 0 if isinstance(node, int | float) else 1 + max(_depth(tree, node[1]), _depth(tree, node[2]))
