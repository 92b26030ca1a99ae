"""Numbers for the names of features that a model knows, so that candidates are judged without their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from qtnet.extract.pair.groups import Group, Names

__all__ = ["Coding", "Held"]


class Held:
    """Which features each of some candidates holds: the numbers of all, one candidate after the other, sorted.

    `rows` says for each number which candidate it belongs to.
    """

    __slots__ = ("numbers", "rows", "size")

    def __init__(self, size: int, rows: np.ndarray, numbers: np.ndarray) -> None:
        self.size, self.rows, self.numbers = size, rows, numbers


class Coding:
    """The numbers of a model's features: those with weights first, in their order, then those of its trees alone.

    What the model does not know has the number behind the last.
    """

    def __init__(self, rows: Mapping[str, int], weights: np.ndarray, columns: Mapping[str, int]) -> None:
        extra = {name: len(rows) + place for place, name in enumerate(sorted(columns.keys() - rows.keys()))}
        self._number_of = {**rows, **extra}
        self._unknown = len(self._number_of)
        self._weights = np.vstack([weights, np.zeros((len(extra), weights.shape[1]))]).T.copy()
        self._columns = np.full(len(self._number_of), -1, dtype=np.intp)
        for name, column in columns.items():
            self._columns[self._number_of[name]] = column
        self._width = int(self._columns.max(initial=-1)) + 2  # the last column takes what no tree asks for

    def of_names(self, candidates: Iterable[Iterable[str]]) -> Held:
        """Give the numbers of the names of each candidate, those that are known, once each."""
        numbers: list[int] = []
        ends = [0]
        for names in candidates:
            numbers += self._numbers(names)
            ends.append(len(numbers))
        return self._held(numbers, ends)

    def of_groups(self, candidates: Iterable[Iterable[Group]]) -> Held:
        """Give the numbers of the names that hold in any of the groups of each candidate."""
        numbers: list[int] = []
        ends = [0]
        for groups in candidates:
            for group in groups:
                if isinstance(group, list):
                    numbers += self._numbers(group)
                elif isinstance(group, Names):
                    coding, found = group.coded
                    numbers += found if coding is self else self._coded(group)
                else:
                    coding, found = group.names.coded
                    numbers += (found if coding is self else self._coded(group.names))[group.start : group.stop]
            ends.append(len(numbers))
        return self._held(numbers, ends)

    def sums(self, held: Held) -> np.ndarray:
        """Give the sums of weights of each candidate, added up in the order of the features."""
        columns = [np.bincount(held.rows, weights.take(held.numbers), held.size) for weights in self._weights]
        return np.stack(columns, axis=1)

    def asked(self, held: Held) -> np.ndarray:
        """Give which of the trees' features each candidate holds, as 0 and 1."""
        table = np.zeros((held.size, self._width), dtype=np.intp)
        table[held.rows, self._columns.take(held.numbers)] = 1
        return table

    def _held(self, numbers: list[int], ends: list[int]) -> Held:
        """Sort the numbers of each candidate and leave out what stands there twice or is unknown."""
        step, size = self._unknown + 1, len(ends) - 1
        keys = np.array(numbers, dtype=np.int64) + np.repeat(np.arange(size) * step, np.diff(ends))
        keys.sort()
        rows, kept = np.divmod(keys[np.diff(keys, prepend=-1) > 0], step)
        is_known = kept < self._unknown
        return Held(size, rows[is_known], kept[is_known])

    def _numbers(self, names: Iterable[str]) -> list[int]:
        number_of, unknown = self._number_of, self._unknown
        return [number_of.get(name, unknown) for name in names]

    def _coded(self, names: Names) -> list[int]:
        names.coded = self, self._numbers(names.names)
        return names.coded[1]
