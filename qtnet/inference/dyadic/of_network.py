"""The ties of a network regressed on covariates of pairs, in one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from qtnet.errors import InputError
from qtnet.inference.dyadic.covariates import tie_counts
from qtnet.inference.dyadic.evidence import FEWEST_DOCUMENTS, tie_documents, what_ties_rest_on
from qtnet.inference.dyadic.families import FamilyName
from qtnet.inference.dyadic.regression import dyadic_regression
from qtnet.inference.dyadic.result import DyadicRegression
from qtnet.network import MultilayerNetwork
from qtnet.parallel import Seed

__all__ = ["tie_regression"]


def tie_regression(
    net: MultilayerNetwork,
    covariates: Mapping[str, npt.ArrayLike],
    *,
    rng: Seed,
    sign: int = 1,
    layer: str | None = None,
    family: FamilyName = "poisson",
    directed: bool = False,
    fixed_effects: bool = False,
    permutations: int = 999,
) -> DyadicRegression:
    """Regress how often (``"poisson"``, ``"negative-binomial"``) or whether (``"logit"``) pairs of actors are tied.

    Parameters
    ----------
    net
        The network; facts are counted, see `qtnet.inference.dyadic.tie_counts`.
    covariates
        Matrices by name, from `qtnet.inference.dyadic.covariates` and `qtnet.inference.dyadic.structure`.
    rng
        Seed or generator of the permutations.
    sign
        +1 for cooperation, -1 for hostility.
    layer
        One layer; all together when not given.
    family, directed, fixed_effects, permutations
        As in `qtnet.inference.dyadic.dyadic_regression`.

    Returns
    -------
    DyadicRegression
        NaN with a reason where the ties rest on fewer than three documents. A network of edges that name no documents
        is taken as it is.

    Raises
    ------
    InputError
        If the family is ``"linear"``: how often pairs are tied is a count.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["JP", "JP", "US"], "target": ["KR", "US", "KR"], "layer": "ai"})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> tie_regression(net, {}, rng=1).coefficients["reason"].tolist()
    ['3 actors; at least 5 are needed']
    """
    if family == "linear":
        raise InputError("family: counts of ties take 'poisson', 'negative-binomial' or 'logit', got 'linear'")
    counts = tie_counts(net, sign=sign, layer=layer, directed=directed)
    outcome = (counts > 0).astype(float) if family == "logit" else counts
    found = dyadic_regression(
        outcome,
        covariates,
        rng=rng,
        family=family,
        directed=directed,
        fixed_effects=fixed_effects,
        permutations=permutations,
    )
    documents = tie_documents(net, sign=sign, layer=layer)
    found = replace(found, source=what_ties_rest_on(documents))
    if documents and len(documents) < FEWEST_DOCUMENTS:
        return _untold(found, f"{len(documents)} documents; at least {FEWEST_DOCUMENTS} are needed")
    return found


def _untold(found: DyadicRegression, reason: str) -> DyadicRegression:
    table = found.coefficients.copy()
    measures = [c for c in table.columns if c not in ("metric", "n", "reason")]
    table[measures] = np.nan
    return replace(found, coefficients=table.assign(reason=reason), r_squared=np.nan, overdispersion=None)
