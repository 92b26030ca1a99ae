"""Whether blocs follow a grouping more than if its members were drawn by lot."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from qtnet.inference.blocs.divided_nulls import check_draws
from qtnet.inference.pvalues import permutation_p
from qtnet.metrics.blocs.groupings import agreement_rows, dated_groups, mutual_information
from qtnet.metrics.scopes import ScopedScores
from qtnet.parallel import Seed
from qtnet.results import Partition, tidy

__all__ = ["NULL", "agreement_test"]

#: The null hypothesis of `agreement_test`.
NULL = "the members of the group are drawn by lot among the actors with ties, as many as there are"


def agreement_test(
    partition: Partition,
    groups: Mapping[str, Collection[str]] | None = None,
    *,
    rng: Seed,
    draws: int = 999,
    year: float = np.nan,
) -> ScopedScores:
    """Test whether blocs follow given groupings.

    Parameters
    ----------
    partition
        Blocs, as `blocs` gives them.
    groups, year
        As in `agreement`.
    rng
        Seed or generator.
    draws
        Number of lots.

    Returns
    -------
    ScopedScores
        The rows of `agreement` with `p_value` and the null in words (``null``). The p-values of several groups are a
        family: correct them with `adjust_family`.

    Notes
    -----
    Null: the members of the group are drawn by lot among the actors with ties. Blocs stay as they are, so the test does
    not tell whether they are more than chance; and groups that share members are no independent evidence.

    Examples
    --------
    >>> import pandas as pd
    >>> from qtnet.metrics.blocs import blocs
    >>> from qtnet.network import MultilayerNetwork
    >>> friends = [(a, b) for bloc in ("abcd", "wxyz") for a in bloc for b in bloc if a < b]
    >>> edges = pd.DataFrame(friends, columns=["source", "target"]).assign(layer="chips")
    >>> found = agreement_test(blocs(MultilayerNetwork.from_edges(edges), rng=1), {"west": "wxyz"}, rng=1)
    >>> found.to_frame()[["estimate", "rand", "p_value"]].round(3).values.tolist()
    [[1.0, 1.0, 0.031]]
    """
    check_draws(draws)
    generator = np.random.default_rng(rng)
    known = groups if groups is not None else dated_groups(year)
    blocs = partition.blocs()
    frame = agreement_rows(blocs, known)
    numbers = blocs.dropna().to_numpy(dtype=np.int64)
    p_values = [
        _p_value(numbers, np.array([actor in set(known[group]) for actor in blocs.dropna().index]), draws, generator)
        for group in frame.loc[frame["estimate"].notna(), "group"]
    ]
    frame.loc[frame["estimate"].notna(), "p_value"] = p_values
    return ScopedScores(metric="agreement", frame=tidy(frame.assign(null=NULL)))


def _p_value(numbers: np.ndarray, inside: np.ndarray, draws: int, rng: np.random.Generator) -> float:
    # the sizes of blocs and group are those of the data in every lot, so that adjusting for chance changes no order
    lots = rng.permuted(np.tile(inside, (draws, 1)), axis=1)
    return permutation_p(
        mutual_information(numbers, inside), np.array([mutual_information(numbers, lot) for lot in lots])
    )
