"""Do two relations of the same actors go together? Correlation of matrices with actors permuted.

In: two matrices, or a network whose layers are compared pair by pair. Out: correlations with their p-values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from qtnet.inference.dyadic.actor_orders import FEWEST_ACTORS, actor_orders
from qtnet.inference.dyadic.covariates import tie_counts
from qtnet.inference.dyadic.evidence import FEWEST_DOCUMENTS, tie_documents, what_ties_rest_on
from qtnet.inference.dyadic.identification import FEWEST_EVENTS
from qtnet.inference.dyadic.table import dyad_table
from qtnet.inference.multiplicity import adjust_family
from qtnet.inference.pvalues import permutation_p
from qtnet.inference.untold import untold
from qtnet.network import MultilayerNetwork
from qtnet.parallel import Seed
from qtnet.results import Result, tidy

__all__ = ["QapTest", "qap", "qap_layers"]

Floats = npt.NDArray[np.float64]

_ROUNDING = 1e-12
_CHUNK = 64


@dataclass(frozen=True, kw_only=True, eq=False)
class QapTest(Result):
    """Correlations of relations between the same actors.

    `frame` has one row per pair of relations: `estimate` is the correlation over pairs of actors, in [−1, 1];
    `null_mean` and `null_sd` are those of its permutation distribution; `p_value` is two-sided; `n` counts pairs of
    actors. Of several layers `p_adjusted` controls the false discovery rate. `source` says what the ties rest on.
    """

    frame: pd.DataFrame = field(repr=False)
    n_actors: int
    permutations: int
    source: str = ""
    null: str = "the two relations have nothing to do with each other: actors could change places in one of them"

    def to_frame(self) -> pd.DataFrame:
        """Give one row per pair of relations."""
        return tidy(self.frame.copy())

    def remark(self) -> str:
        """Give the null hypothesis and what cannot be told."""
        p = self.frame["p_adjusted"] if "p_adjusted" in self.frame else self.frame["p_value"]
        names = self.frame["layer"].where(self.frame["layer"] != "", "the two relations")
        told = untold("whether they go together, of ", names, self.frame["reason"], p, plural="pairs of layers")
        return " ".join(part for part in (f"Null hypothesis: {self.null}.", self.source, told) if part)


def qap(
    first: npt.ArrayLike, second: npt.ArrayLike, *, rng: Seed, directed: bool = False, permutations: int = 999
) -> QapTest:
    """Correlate two matrices of the same actors and test it by the quadratic assignment procedure.

    Parameters
    ----------
    first, second
        Shape (n, n); diagonals are not read, and pairs with a NaN in either are left out.
    rng
        Seed or generator of the permutations.
    directed
        Rows are senders, columns receivers; otherwise the matrices are symmetric and a pair counts once.
    permutations
        Orders of the actors of the second matrix; all of them where they are fewer.

    Returns
    -------
    QapTest
        NaN with a reason with fewer than five actors or where a matrix does not vary.

    Raises
    ------
    InputError
        If the matrices differ in shape, or are not symmetric though they should be.

    Notes
    -----
    Pearson's correlation over the pairs of actors [1]_; the p-value permutes rows and columns of one matrix together
    [2]_, which keeps the dependence of pairs within each matrix.

    References
    ----------
    .. [1] Butts & Carley (2005), Computational & Mathematical Organization Theory 11, 291-305.
    .. [2] Krackhardt (1988), Social Networks 10, 359-381.

    Examples
    --------
    >>> club = np.zeros((6, 6)); club[:3, :3] = club[3:, 3:] = 1.0
    >>> found = qap(club, 2 * club, rng=1)
    >>> found.frame["estimate"].round(6).tolist(), found.frame["p_value"].round(6).tolist()
    ([1.0], [0.2])
    """
    row = _row(first, second, rng=rng, directed=directed, permutations=permutations)
    frame = pd.DataFrame([{"metric": "QAP correlation", "layer": "", **row}])
    return QapTest(frame=frame, n_actors=len(np.asarray(first)), permutations=permutations)


def qap_layers(
    net: MultilayerNetwork, *, rng: Seed, sign: int = 1, directed: bool = False, permutations: int = 999
) -> QapTest:
    """Correlate the ties of every two layers of a network, p-values adjusted over all pairs of layers.

    Parameters
    ----------
    net
        The network; its facts are counted.
    rng
        Seed or generator.
    sign
        +1 for cooperation, -1 for hostility.
    directed, permutations
        As in `qap`.

    Returns
    -------
    QapTest
        Rows in the order of the layers; NaN with a reason for layers with fewer than five tied pairs, or fewer than
        three documents where documents are named.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["JP", "JP"], "target": ["US", "KR"], "layer": ["ai", "chips"]})
    >>> qap_layers(MultilayerNetwork.from_edges(edges), rng=1).frame["reason"].tolist()
    ['3 actors; at least 5 are needed']
    """
    counts = {layer: tie_counts(net, sign=sign, layer=layer, directed=directed) for layer in net.layers}
    documents = {layer: tie_documents(net, sign=sign, layer=layer) for layer in net.layers}
    generator = np.random.default_rng(rng)
    rows: list[dict[str, object]] = []
    for pair in combinations(net.layers, 2):
        one, two = (counts[layer] for layer in pair)
        fewest = min((len(documents[layer]) for layer in pair if documents[layer]), default=FEWEST_DOCUMENTS)
        reason = _too_few(one, two, fewest)
        row = _row(one, two, rng=generator, directed=directed, permutations=permutations, reason=reason)
        rows.append({"metric": "QAP correlation", "layer": " × ".join(pair), **row})
    columns = ["metric", "layer", "estimate", "null_mean", "null_sd", "p_value", "n", "reason"]
    frame = adjust_family(pd.DataFrame(rows, columns=columns), family="pairs of layers")[[*columns, "p_adjusted"]]
    source = what_ties_rest_on(set().union(*documents.values()))
    return QapTest(frame=frame, n_actors=net.n_actors, permutations=permutations, source=source)


def _too_few(one: Floats, two: Floats, documents: int) -> str:
    """Say that a layer has too few tied pairs, or that too few documents speak of it, or nothing."""
    if (few := min(_tied(one), _tied(two))) < FEWEST_EVENTS:
        return f"{few} tied pairs; at least {FEWEST_EVENTS} are needed"
    if documents < FEWEST_DOCUMENTS:
        return f"{documents} documents of a layer; at least {FEWEST_DOCUMENTS} are needed"
    return ""


def _tied(counts: Floats) -> int:
    return int(((counts > 0) | (counts.T > 0))[np.triu_indices(len(counts), 1)].sum())


def _row(
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    *,
    rng: Seed,
    directed: bool,
    permutations: int,
    reason: str = "",
) -> dict[str, object]:
    dyads = dyad_table(first, {"second matrix": second}, directed=directed)
    x, y = dyads.design[:, 1], dyads.outcome
    if dyads.n_actors < FEWEST_ACTORS:
        reason = f"{dyads.n_actors} actors; at least {FEWEST_ACTORS} are needed"
    elif not reason and (np.ptp(x) == 0 or np.ptp(y) == 0):
        reason = "a relation that does not vary"
    if reason:
        names = ("estimate", "null_mean", "null_sd", "p_value")
        return {**dict.fromkeys(names, np.nan), "n": len(y), "reason": reason}
    matrix = np.full((dyads.n_actors, dyads.n_actors), np.nan)
    matrix[dyads.first, dyads.second] = x
    if not directed:
        matrix[dyads.second, dyads.first] = x
    orders = actor_orders(dyads.n_actors, permutations=permutations, rng=rng)
    parts = np.split(orders, range(_CHUNK, len(orders), _CHUNK))
    draws = np.concatenate([_correlations(matrix[part[:, dyads.first], part[:, dyads.second]], y) for part in parts])
    estimate = float(_correlations(x[None, :], y)[0])
    p = permutation_p(estimate, draws, alternative="two-sided")
    values = {"estimate": estimate, "null_mean": float(np.nanmean(draws)), "null_sd": float(np.nanstd(draws))}
    return {**values, "p_value": p, "n": len(y), "reason": ""}


def _correlations(rows: Floats, y: Floats) -> Floats:
    """Correlate each row with y over the entries that the row knows; NaN where one of them does not vary."""
    known = ~np.isnan(rows)
    size = known.sum(axis=1)
    x = np.where(known, rows, 0.0)
    x_mean, y_mean = x.sum(axis=1) / size, known @ y / size
    both = x @ y - size * x_mean * y_mean
    spread = (x**2).sum(axis=1) - size * x_mean**2, known @ y**2 - size * y_mean**2
    scale = np.sqrt(np.maximum(spread[0], 0.0) * np.maximum(spread[1], 0.0))
    return np.where(scale > _ROUNDING, both / np.where(scale > _ROUNDING, scale, 1.0), np.nan)
