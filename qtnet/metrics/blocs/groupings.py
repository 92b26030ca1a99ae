"""Do the blocs follow known groupings? Adjusted mutual information with EU, NATO, BRICS and the like."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.special import gammaln

from qtnet.errors import InputError
from qtnet.metrics.scopes import ScopedScores
from qtnet.network.arrays import Floats, Ints
from qtnet.network.members import read_memberships
from qtnet.results import MULTILAYER, Partition, tidy

if TYPE_CHECKING:
    from qtnet.metrics.blocs.history import BlocHistory
    from qtnet.network.windows import Window

__all__ = [
    "adjusted_mutual_information",
    "adjusted_rand",
    "agreement",
    "agreement_by_window",
    "agreement_rows",
    "dated_groups",
    "mutual_information",
]

_TRIVIAL = "all or none of the actors belong to it, or there is one bloc"


def agreement(
    partition: Partition, groups: Mapping[str, Collection[str]] | None = None, *, year: float = np.nan
) -> ScopedScores:
    """Compare the actors' blocs with given groupings: 1 the same division, 0 no more alike than by chance.

    Parameters
    ----------
    partition
        Blocs, as `blocs` gives them; actors without a bloc are left out.
    groups
        Members of each group. Without it: the groups of ``data/reference/groups.csv`` in `year`.
    year
        Year of membership; today when it is NaN. Ignored for groups that are given.

    Returns
    -------
    ScopedScores
        One row per group (column ``group``): adjusted mutual information between the blocs and membership, and
        ``rand``, the adjusted Rand index; ``n`` is the number of members among the actors. NaN where either side does
        not divide the actors. `agreement_test` adds p-values.
    """
    known = groups if groups is not None else dated_groups(year)
    return ScopedScores(metric="agreement", frame=tidy(agreement_rows(partition.blocs(), known)))


def agreement_by_window(
    history: BlocHistory, windows: Sequence[Window], groups: Mapping[str, Collection[str]] | None = None
) -> ScopedScores:
    """Compare the blocs of each window with membership as it was in the window's last year.

    Parameters
    ----------
    history, windows
        What `bloc_history` gives, and the windows that it was given.
    groups
        Members of each group, in every window; without it the dated groups of ``data/reference/groups.csv``.

    Returns
    -------
    ScopedScores
        Rows as in `agreement`, per window.

    Raises
    ------
    InputError
        If a window is not in the history.
    """
    frame, rows = history.to_frame(), []
    for window in windows:
        part = frame[frame["window"] == window.label]
        if part.empty:
            raise InputError(f"window '{window.label}' is not in the history of blocs")
        known = groups if groups is not None else dated_groups(window.last)
        rows.append(agreement_rows(part.set_index("actor")["estimate"], known).assign(window=window.label))
    columns = agreement_rows(pd.Series(dtype=float), {}).assign(window="")
    return ScopedScores(metric="agreement", frame=tidy(pd.concat(rows, ignore_index=True) if rows else columns))


def agreement_rows(blocs: pd.Series, groups: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """Give one row per group for blocs that are indexed by actor, NaN for none."""
    known = blocs.dropna().astype(int)
    numbers, rows = known.tolist(), []
    for group, members in sorted(groups.items()):
        inside = [int(actor in set(members)) for actor in known.index]
        divides = len(set(inside)) > 1 and len(set(numbers)) > 1
        row: dict[str, object] = {"metric": "agreement", "layer": MULTILAYER, "group": group}
        row["estimate"] = adjusted_mutual_information(numbers, inside) if divides else np.nan
        row["rand"] = adjusted_rand(numbers, inside) if divides else np.nan
        rows.append(row | {"n": sum(inside), "reason": "" if divides else _TRIVIAL})
    return pd.DataFrame(rows, columns=["metric", "layer", "group", "estimate", "n", "reason", "rand"])


def dated_groups(year: float = np.nan) -> dict[str, tuple[str, ...]]:
    """Give the groups of ``data/reference/groups.csv`` with their members in a year, today when it is NaN."""
    memberships = read_memberships()
    return {group: memberships.of(group, year) for group in sorted(set(memberships.table["group"]))}


def adjusted_rand(first: Sequence[int], second: Sequence[int]) -> float:
    """Give the share of pairs that two partitions treat alike, corrected for chance, 1 for equal partitions.

    Notes
    -----
    ``(Σ C(n_ij, 2) − E) / ((A + B)/2 − E)`` with ``A = Σ C(a_i, 2)``, ``B = Σ C(b_j, 2)``, ``E = A B / C(n, 2)``
    (Hubert & Arabie 1985, eq. 5). Two partitions without pairs, or with a single group each, are equal: 1.

    Examples
    --------
    >>> adjusted_rand([1, 1, 2, 2], [2, 2, 1, 1]), round(adjusted_rand([1, 1, 2, 2], [1, 2, 1, 2]), 9)
    (1.0, -0.5)
    """
    table = _table(first, second)
    together, rows, columns = (float((n * (n - 1) / 2).sum()) for n in (table, table.sum(axis=1), table.sum(axis=0)))
    n = len(first)
    chance = rows * columns / (n * (n - 1) / 2) if n > 1 else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == chance else (together - chance) / (most - chance)


def mutual_information(first: Sequence[int] | Ints, second: Sequence[int] | Ints) -> float:
    """Give the mutual information of two partitions in nats, ≥ 0, without correction for chance."""
    return _information(_table(first, second))


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
    table = _table(first, second)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    chance = _expected_information(rows.astype(np.int64), columns.astype(np.int64))
    information = _information(table)
    mean_entropy = (_entropy(rows) + _entropy(columns)) / 2
    if np.isclose(mean_entropy, chance, rtol=0.0, atol=1e-12):
        return 1.0 if np.isclose(information, mean_entropy, rtol=0.0, atol=1e-12) else 0.0
    return float((information - chance) / (mean_entropy - chance))


def _table(first: Sequence[int] | Ints, second: Sequence[int] | Ints) -> Floats:
    a, b = (np.unique(labels, return_inverse=True)[1] for labels in (first, second))
    table = np.zeros((a.max(initial=0) + 1, b.max(initial=0) + 1))
    np.add.at(table, (a, b), 1.0)
    return table


def _information(table: Floats) -> float:
    cells, n = table[table > 0], table.sum()
    alone = np.outer(table.sum(axis=1), table.sum(axis=0))[table > 0]
    return float((cells / n * np.log(n * cells / alone)).sum())


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
