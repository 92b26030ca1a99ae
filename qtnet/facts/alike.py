"""Names that are spelt alike, found without comparing every name with every other one letter by letter.

Two names are compared in full only if their lengths and the letters that they share allow the ratio asked for. Letters
are counted for all names at once, so that a hundred thousand names are a matter of minutes.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

import numpy as np

__all__ = ["alike_names"]

#: Letters are counted in so many classes, by their code points: classes can only make two names look more alike.
_CLASSES = 64
_CHUNK = 1 << 22


def alike_names(names: Sequence[str], *, cutoff: float) -> Iterator[tuple[int, int, float]]:
    """Give the places of two names and their ratio, wherever it reaches `cutoff`, those of short names first.

    The ratio is that of difflib, the first of the two names being the one that stands first.

    Examples
    --------
    >>> list(alike_names(["qutech", "delft", "qutec"], cutoff=0.85))
    [(0, 2, 0.9090909090909091)]
    """
    for first, second in _possible(names, cutoff):
        ratio = difflib.SequenceMatcher(None, names[first], names[second], autojunk=False).ratio()
        if ratio >= cutoff:
            yield first, second, ratio


def _possible(names: Sequence[str], cutoff: float) -> Iterator[tuple[int, int]]:
    """Give the pairs that share letters enough; both empty counts as equal, as difflib has it."""
    lengths = np.array([len(name) for name in names], dtype=np.int64)
    order = np.argsort(lengths, kind="stable")
    counts = _letters(names)[order]
    sizes = lengths[order]
    for place in range(len(order)):
        # 2 * shorter / (shorter + longer) >= cutoff bounds the longer name
        end = int(np.searchsorted(sizes, sizes[place] * (2 - cutoff) / cutoff + 1e-9, side="right"))
        for begin in range(place + 1, end, _CHUNK // _CLASSES):
            part = slice(begin, min(end, begin + _CHUNK // _CLASSES))
            shared = np.minimum(counts[part], counts[place]).sum(axis=1, dtype=np.int64)
            enough = 2 * shared >= cutoff * (sizes[part] + sizes[place]) - 1e-9
            for other in order[part][enough].tolist():
                one = int(order[place])
                yield min(one, other), max(one, other)


def _letters(names: Sequence[str]) -> np.ndarray:
    """Count the letters of each name by class."""
    counts = np.zeros((len(names), _CLASSES), dtype=np.uint16)
    for row, name in enumerate(names):
        classes = np.frombuffer(name.encode("utf-32-le", "surrogatepass"), dtype=np.uint32) % _CLASSES
        counts[row] = np.minimum(np.bincount(classes, minlength=_CLASSES), np.iinfo(np.uint16).max)
    return counts
