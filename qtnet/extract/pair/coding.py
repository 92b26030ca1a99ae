"""Numbers for the names of features that a model knows, so that candidates are judged without their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np

from qtnet.extract.pair.groups import Group

__all__ = ["Coding"]

_MOST_GROUPS = 1 << 16  # kept in memory


class Coding:
    """The numbers of a model's features: those with weights first, in their order, then those of its trees alone."""

    def __init__(self, rows: Mapping[str, int], weights: np.ndarray, columns: Mapping[str, int]) -> None:
        extra = {name: len(rows) + place for place, name in enumerate(sorted(columns.keys() - rows.keys()))}
        self._number_of = {**rows, **extra}
        self._weights = np.vstack([weights, np.zeros((len(extra), weights.shape[1]))])
        self._columns = np.full(len(self._number_of), -1, dtype=np.intp)
        for name, column in columns.items():
            self._columns[self._number_of[name]] = column
        self._groups: dict[tuple[str, ...], list[int | None]] = {}

    def of_names(self, names: Iterable[str]) -> list[int]:
        """Give the numbers of the known ones among names, sorted, once each."""
        return sorted({number for name in names if (number := self._number_of.get(name)) is not None})

    def of_groups(self, groups: Iterable[Group]) -> list[int]:
        """Give the numbers of the known names that hold in any of the groups, sorted, once each."""
        numbers: set[int | None] = set()
        number_of, kept = self._number_of.get, self._groups
        for names, start, stop in groups:
            if isinstance(names, list):
                numbers.update(map(number_of, names))
                continue
            found = kept.get(names)
            if found is None:
                found = self._remember(names)
            numbers.update(found if stop is None and not start else found[start:stop])
        numbers.discard(None)
        return sorted(numbers)  # type: ignore[arg-type]  # only numbers are left

    def sums(self, candidates: Sequence[Sequence[int]]) -> np.ndarray:
        """Give the sums of weights of each candidate, added up in the order of the features."""
        return np.array([self._weights.take(numbers, axis=0).sum(axis=0) for numbers in candidates])

    def held(self, candidates: Sequence[Sequence[int]]) -> np.ndarray:
        """Give which of the trees' features each candidate holds, as 0 and 1."""
        width = int(self._columns.max(initial=-1)) + 2  # the last column takes what no tree asks for
        rows = np.repeat(np.arange(len(candidates)), [len(numbers) for numbers in candidates])
        table = np.zeros((len(candidates), width), dtype=np.intp)
        table[rows, self._columns[np.fromiter(chain.from_iterable(candidates), dtype=np.intp)]] = 1
        return table

    def _remember(self, names: tuple[str, ...]) -> list[int | None]:
        if len(self._groups) >= _MOST_GROUPS:
            self._groups.clear()
        numbers = self._groups[names] = list(map(self._number_of.get, names))
        return numbers
