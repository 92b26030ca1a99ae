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
CHUNK = 256  # rows walked at once, so that long documents take little memory
DIGITS = 4  # of the leaves: beyond them machines disagree


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees over binary features.

    `nodes` has a row for each node of all trees: feature, next node where it is absent, next where it is present; a
    leaf leads to itself. `values` are the leaves' log-odds, 0 elsewhere; `roots` and `depths` are of the trees.
    """

    start: float
    columns: Mapping[str, int]
    nodes: np.ndarray
    values: np.ndarray
    roots: np.ndarray
    depths: np.ndarray

    @property
    def depth(self) -> int:
        """The greatest number of questions that a tree asks."""
        return int(self.depths.max(initial=0))

    @property
    def order(self) -> np.ndarray:
        """The places of the trees, the deepest first."""
        return np.argsort(-self.depths, kind="stable")

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
        return self.answers(held)

    def answers(self, held: np.ndarray) -> np.ndarray:
        """Give the log-odds of each row of a table that says which of the `columns` hold: 1, or 0."""
        return np.concatenate([self._walked(held[at : at + CHUNK]) for at in range(0, len(held), CHUNK)])

    def _walked(self, held: np.ndarray) -> np.ndarray:
        """Walk all trees for some rows; the deepest trees come first, so that the shallow ones can be left early."""
        features, absent = self.nodes[:, 0], self.nodes[:, 1]
        step = self.nodes[:, 2] - absent
        width = held.shape[1]
        flat = held.ravel()
        offsets = np.arange(len(held))[:, None] * width
        at = np.broadcast_to(self.roots[self.order], (len(held), len(self.roots))).copy()
        for depth in range(self.depth):
            going = at[:, : np.count_nonzero(self.depths > depth)]
            going[:] = absent.take(going) + step.take(going) * flat.take(features.take(going) + offsets)
        values = np.empty(at.shape)
        values[:, self.order] = self.values.take(at)
        total: np.ndarray = self.start + values.sum(axis=1)
        return total


def forest_of(stored: Mapping[str, Any]) -> Forest:
    """Build a forest from its stored form: ``start``, ``features`` and ``trees``, each a list of `Node`."""
    nodes: list[tuple[int, int, int]] = []
    values: list[float] = []
    roots: list[int] = []
    depths: list[int] = []
    for tree in stored["trees"]:
        first = len(nodes)
        roots.append(first)
        depths.append(_depth(tree, 0))
        for position, node in enumerate(tree, start=first):
            is_leaf = isinstance(node, int | float)
            nodes.append((0, position, position) if is_leaf else (node[0], first + node[1], first + node[2]))
            values.append(float(node) if is_leaf else 0.0)
    columns = {name: column for column, name in enumerate(stored["features"])}
    table = np.array(nodes, dtype=np.intp).reshape(-1, 3)
    places, deep = np.array(roots, dtype=np.intp), np.array(depths, dtype=np.intp)
    return Forest(float(stored["start"]), columns, table, np.array(values), places, deep)


def _depth(tree: Sequence[Any], at: int) -> int:
    node = tree[at]
    return 0 if isinstance(node, int | float) else 1 + max(_depth(tree, node[1]), _depth(tree, node[2]))
