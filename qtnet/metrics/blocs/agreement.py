"""Do the blocs follow known groupings? Adjusted mutual information with EU, NATO, BRICS and the like."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd
from scipy.special import gammaln

from qtnet.metrics.scopes import ScopedScores
from qtnet.network.arrays import Floats, Ints
from qtnet.network.members import read_memberships
from qtnet.results import MULTILAYER, Partition, tidy

__all__ = ["adjusted_mutual_information", "agreement"]

_TRIVIAL = "all or none of the actors belong to it, or there is one bloc"


def agreement(partition: Partition, groups: Mapping[str, Collection[str]] | None = None) -> ScopedScores:
    """Compare the actors' blocs with given groupings: 1 the same division, 0 no more alike than by chance.

    Parameters
    ----------
    partition
        Blocs, as `blocs` gives them; actors without a bloc are left out.
    groups
        Members of each group. Without it: the groups of ``data/reference/groups.csv`` as they are today.

    Returns
    -------
    ScopedScores
        One row per group (column ``group``): adjusted mutual information between the blocs and membership; ``n``
        is the number of members among the actors. NaN where either side does not divide the actors.
    """
    frame = partition.to_frame()
    whole = frame[(frame["layer"] == MULTILAYER) & frame["estimate"].notna()]
    actors, numbers = whole["actor"].tolist(), whole["estimate"].astype(int).tolist()
    rows: list[dict[str, object]] = []
    for group, members in sorted((_current_groups() if groups is None else groups).items()):
        inside = [int(actor in set(members)) for actor in actors]
        divides = len(set(inside)) > 1 and len(set(numbers)) > 1
        rows.append(
            {
                "metric": "agreement",
                "layer": MULTILAYER,
                "group": group,
                "estimate": adjusted_mutual_information(numbers, inside) if divides else np.nan,
                "n": sum(inside),
                "reason": "" if divides else _TRIVIAL,
            }
        )
    columns = ["metric", "layer", "group", "estimate", "n", "reason"]
    return ScopedScores(metric="agreement", frame=tidy(pd.DataFrame(rows, columns=columns)))


def adjusted_mutual_information(first: Sequence[int], second: Sequence[int]) -> float:
    """Give the mutual information of two partitions, corrected for chance and scaled to 1 for equal partitions.

    Notes
    -----
    ``(I − E[I]) / ((H₁ + H₂)/2 − E[I])`` with ``E[I]`` under random permutations (Vinh, Epps & Bailey 2010, eq. 24a).
    Two partitions with a single group each are equal: 1.

    Examples
    --------
    >>> adjusted_mutual_information([1, 1, 2, 2], [2, 2, 1, 1])
    1.0
    >>> round(adjusted_mutual_information([1, 1, 2, 2], [1, 2, 1, 2]), 6)
    -0.5
    """
    a, b = (np.unique(labels, return_inverse=True)[1] for labels in (first, second))
    table = np.zeros((a.max(initial=0) + 1, b.max(initial=0) + 1))
    np.add.at(table, (a, b), 1.0)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    n = table.sum()
    chance = _expected_information(rows.astype(np.int64), columns.astype(np.int64))
    cells = table[table > 0]
    information = float((cells / n * np.log(n * cells / np.outer(rows, columns)[table > 0])).sum())
    mean_entropy = (_entropy(rows) + _entropy(columns)) / 2
    if np.isclose(mean_entropy, chance, rtol=0.0, atol=1e-12):
        return 1.0 if np.isclose(information, mean_entropy, rtol=0.0, atol=1e-12) else 0.0
    return float((information - chance) / (mean_entropy - chance))


def _current_groups() -> dict[str, tuple[str, ...]]:
    memberships = read_memberships()
    return {group: memberships.of(group) for group in sorted(set(memberships.table["group"]))}


def _entropy(sizes: Floats) -> float:
    shares = sizes / sizes.sum()
    return float(-(shares * np.log(shares)).sum())


def _expected_information(rows: Ints, columns: Ints) -> float:
    # the mean over all tables with these margins; a cell is hypergeometric
    n = int(rows.sum())
    total = 0.0
    for a in rows.tolist():
        for b in columns.tolist():
            cell = np.arange(max(1, a + b - n), min(a, b) + 1)
            ways = _log_factorial(a) + _log_factorial(b) + _log_factorial(n - a) + _log_factorial(n - b)
            ways -= _log_factorial(n) + _log_factorial(cell) + _log_factorial(a - cell)
            ways -= _log_factorial(b - cell) + _log_factorial(n - a - b + cell)
            total += float((cell / n * np.log(n * cell / (a * b)) * np.exp(ways)).sum())
    return total


def _log_factorial(value: int | Ints) -> Floats:
    logarithm: Floats = gammaln(np.asarray(value) + 1.0)
    return logarithm
