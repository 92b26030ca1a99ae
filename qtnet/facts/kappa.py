"""Agreement beyond chance: Cohen's kappa of two annotators and Krippendorff's alpha of any number, for plain labels."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

__all__ = ["Kappa", "cohen_kappa", "contingency", "kappa_or_reason", "krippendorff_alpha"]

#: An estimate, and why it is NaN, else an empty text.
Kappa = tuple[float, str]
_NOTHING = "nothing to compare"
_ONE_VALUE = "only one value occurs, so chance alone would agree"


def contingency(
    first: Sequence[Hashable], second: Sequence[Hashable], groups: Sequence[int], n_groups: int
) -> np.ndarray:
    """Count how often the first says one value and the second another.

    Parameters
    ----------
    first, second
        What each annotator says of the same items.
    groups
        Group (document) of each item, from 0.
    n_groups
        Number of groups.

    Returns
    -------
    ndarray
        Shape ``(n_groups, n_values, n_values)``, values in sorted order.
    """
    values = {value: i for i, value in enumerate(sorted({*first, *second}, key=repr))}
    counts = np.zeros((n_groups, len(values), len(values)), dtype=int)
    np.add.at(counts, (list(groups), [values[v] for v in first], [values[v] for v in second]), 1)
    return counts


def cohen_kappa(counts: np.ndarray) -> np.ndarray:
    """Give Cohen's kappa of contingency tables.

    Parameters
    ----------
    counts
        Shape ``(…, n_values, n_values)``.

    Returns
    -------
    ndarray
        Shape ``(…)``, at most 1; 0 is the agreement of two annotators who guess with their own frequencies; NaN where
        nothing is counted or both use the same single value.

    Notes
    -----
    ``(p_o − p_e) / (1 − p_e)``: p_o the share on which both agree, p_e the share expected if the annotators were
    independent, ``Σ_k p_k· p_·k``. Kappa falls with the prevalence of one value even when the annotators are careful;
    read it beside p_o.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20,
    37–46.

    Examples
    --------
    >>> float(cohen_kappa(np.array([[20, 5], [10, 15]])).round(3))
    0.4
    """
    total = counts.sum(axis=(-2, -1)).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = np.trace(counts, axis1=-2, axis2=-1) / total
        expected = (counts.sum(axis=-1) * counts.sum(axis=-2)).sum(axis=-1) / total**2
        return np.asarray(np.where(expected < 1, (observed - expected) / (1 - expected), np.nan))


def kappa_or_reason(counts: np.ndarray) -> Kappa:
    """Give the kappa of one table, with the reason where it is undefined."""
    value = float(cohen_kappa(counts))
    return value, "" if not np.isnan(value) else _NOTHING if not counts.sum() else _ONE_VALUE


def krippendorff_alpha(units: Sequence[Sequence[Hashable]]) -> Kappa:
    """Give Krippendorff's alpha for nominal values, with the reason where it is undefined.

    Parameters
    ----------
    units
        For each item what each annotator says; None where one says nothing. Items with one answer do not count.

    Returns
    -------
    tuple
        Alpha, at most 1; 0 is chance, below 0 is systematic disagreement; NaN with a reason where no two answers meet
        or all are the same.

    Notes
    -----
    ``1 − D_o / D_e``. With n the number of answers in items of at least two, D_o is the share of disagreeing pairs of
    answers within items, an item of m answers weighing each of its pairs ``1 / (m − 1)``; D_e the share of disagreeing
    pairs among all n answers.

    References
    ----------
    Krippendorff, K. (2004). Content Analysis: An Introduction to Its Methodology, 2nd ed., Sage, chapter 11.

    Examples
    --------
    >>> alpha, _ = krippendorff_alpha([("a", "a", None), ("b", "b", "b"), ("a", "b", "a"), ("c", None, None)])
    >>> round(alpha, 3)
    0.562
    """
    paired = [answers for unit in units if len(answers := [a for a in unit if a is not None]) > 1]
    values = {value: i for i, value in enumerate(sorted({a for unit in paired for a in unit}, key=repr))}
    if not paired:
        return np.nan, _NOTHING
    if len(values) == 1:
        return np.nan, _ONE_VALUE
    coincidences = np.zeros((len(values), len(values)))
    for unit in paired:
        counts = np.bincount([values[answer] for answer in unit], minlength=len(values)).astype(float)
        coincidences += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    totals = coincidences.sum(axis=0)
    n = totals.sum()
    observed = n - np.trace(coincidences)
    expected = (n**2 - (totals**2).sum()) / (n - 1)
    return float(1 - observed / expected), ""
