"""Brokerage between groups: who stands between two actors that have no tie, and whose two they are.

After Gould and Fernandez: a broker j has a tie from i and one to k, while none leads from i to k. The groups of the
three name the role. Positive ties of all layers count, once per pair and direction; an undirected tie leads both ways.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import scipy.sparse as sp

from qtnet.errors import InputError, UnknownNameError
from qtnet.metrics.centrality.scores import actor_scores
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats
from qtnet.results import MULTILAYER, ActorScores, Result, tidy

__all__ = ["ROLES", "BrokerageRoles", "Groups", "brokerage_roles"]

#: The group of each actor; who has none is missing, None or NaN.
Groups = Mapping[str, Hashable] | pd.Series

#: Each role with the groups of i, the broker and k: equal letters, equal groups.
ROLES = {
    "coordinator": "AAA: between two of its own group",
    "itinerant": "ABA: between two of one other group",
    "gatekeeper": "ABB: lets in what comes from another group",
    "representative": "AAB: takes out what comes from its own group",
    "liaison": "ABC: between two other groups",
}


@dataclass(frozen=True, kw_only=True, eq=False)
class BrokerageRoles(Result):
    """How often each actor brokers, in each role: `estimate` counts pairs, `metric` names the role or ``brokerage``."""

    frame: pd.DataFrame = field(repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Give one row per role and actor, largest first within a role."""
        return self.frame.copy()

    def remark(self) -> str:
        """Say what each role is."""
        return "\n".join(f"{role}: {told}." for role, told in ROLES.items())


def brokerage_roles(net: MultilayerNetwork, groups: Groups) -> BrokerageRoles:
    """Count the pairs that each actor joins as coordinator, itinerant broker, gatekeeper, representative or liaison.

    Parameters
    ----------
    net
        The network.
    groups
        The group of each actor, for example ``blocs(net, rng=1).blocs()``. An actor without one (missing, None or NaN)
        takes no part: it neither brokers nor is brokered, and its row is NaN with a reason.

    Raises
    ------
    UnknownNameError
        If `groups` names an actor that the network does not have.
    InputError
        If no actor has a group.

    Notes
    -----
    Counts pairs (i, k) in order, so in an undirected network each pair counts twice and gatekeepers are as many as
    representatives; ``sna::brokerage`` of R counts the same. The five add up to ``brokerage``.

    References
    ----------
    Gould & Fernandez 1989, Structures of mediation, Sociological Methodology 19:89.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["DE", "NL"], "target": ["NL", "CN"], "layer": "chips", "directed": True})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> roles = brokerage_roles(net, {"DE": "EU", "NL": "EU", "CN": "none"}).to_frame()
    >>> roles.loc[roles["estimate"] > 0, ["metric", "actor", "estimate"]].values.tolist()
    [['brokerage', 'NL', 1.0], ['representative', 'NL', 1.0]]
    """
    codes = _codes(net, groups)
    if (codes < 0).all():
        raise InputError("groups: no actor of the network has a group")
    return BrokerageRoles(frame=_frame(net, _counts(net, codes), codes))


def _entered(name: str, formula: str, first_line: str) -> None:
    """Enter one role into the registry, so that it has scopes, intervals and ranks as every score of actors."""

    def of_role(net: MultilayerNetwork, *, groups: Groups) -> ActorScores:
        codes = _codes(net, groups)
        counts = _counts(net, codes) if (codes >= 0).any() else {}
        counts["brokerage"] = sum(counts.values(), np.zeros(net.n_actors))
        return actor_scores(net, name, np.where(codes >= 0, counts.get(name, 0.0), np.nan), undefined="in no group")

    of_role.__doc__ = first_line
    of_role.__name__ = of_role.__qualname__ = name
    enter = metric(
        name=name,
        kind="actor",
        formula=f"pairs (i, k) with ties i → j → k, none i → k, {formula}; positive ties of any layer",
        range=(0, float("inf")),
        reads=("sign", "direction"),
        source="Gould & Fernandez 1989, Sociological Methodology 19:89",
        needs=("groups",),
    )
    enter(of_role)


_entered("brokerage", "of any groups", "How many open pairs an actor stands between, whatever the groups of the three.")
_entered("coordinator", "g_i = g_j = g_k", "How many open pairs of its own group an actor stands between.")
_entered("itinerant", "g_i = g_k ≠ g_j", "How many open pairs of one other group an actor stands between.")
_entered("gatekeeper", "g_i ≠ g_j = g_k", "How many open pairs an actor lets into its own group.")
_entered("representative", "g_i = g_j ≠ g_k", "How many open pairs an actor leads out of its own group.")
_entered("liaison", "all three groups different", "How many open pairs of two other groups an actor stands between.")


def _codes(net: MultilayerNetwork, groups: Groups) -> np.ndarray:
    given, known = dict(groups.items()), set(net.ids)
    for actor in given:
        if actor not in known:
            raise UnknownNameError("actor in groups", str(actor), net.ids)
    codes, _ = pd.factorize(pd.Series([given.get(actor) for actor in net.ids], dtype=object))
    return codes


def _counts(net: MultilayerNetwork, codes: np.ndarray) -> dict[str, Floats]:
    """Count open pairs: all pairs of a kind, less those with a tie of their own and those from an actor to itself."""
    ties = sp.csr_array(net.adjacency(sign=1))
    ties.setdiag(0)
    edges = sp.coo_array(ties)
    source, target = edges.coords
    known = (codes[source] >= 0) & (codes[target] >= 0) & (edges.data != 0)
    source, target = source[known], target[known]
    same = codes[source] == codes[target]
    within, across = (_pattern(source[kind], target[kind], ties.shape[0]) for kind in (same, ~same))
    members = _pattern(np.flatnonzero(codes >= 0), codes[codes >= 0], len(codes), int(codes.max()) + 1)
    within_in, within_out = within.sum(axis=0), within.sum(axis=1)
    across_in, across_out = across.sum(axis=0), across.sum(axis=1)
    # pairs whose two ends share a group other than the broker's
    shared = ((across.T @ members) * (across @ members)).sum(axis=1)
    return {
        "coordinator": within_in * within_out - _mutual(within) - _closed(within, within, within),
        "itinerant": shared - _mutual(across) - _closed(across, across, within),
        "gatekeeper": across_in * within_out - _closed(across, within, across),
        "representative": within_in * across_out - _closed(within, across, across),
        "liaison": across_in * across_out - shared - _closed(across, across, across),
    }


def _pattern(rows: np.ndarray, columns: np.ndarray, n: int, m: int | None = None) -> sp.csr_array:
    return sp.csr_array((np.ones(len(rows)), (rows, columns)), shape=(n, m or n))


def _mutual(ties: sp.csr_array) -> Floats:
    mutual: Floats = ties.multiply(ties.T).sum(axis=1)
    return mutual


def _closed(there: sp.csr_array, onward: sp.csr_array, direct: sp.csr_array) -> Floats:
    """For each j count i → j → k with a tie i → k, each of the three of the given kind."""
    closed: Floats = onward.multiply(there.T @ direct).sum(axis=1)
    return closed


def _frame(net: MultilayerNetwork, counts: Mapping[str, Floats], codes: np.ndarray) -> pd.DataFrame:
    parts = []
    for role, values in {"brokerage": sum(counts.values(), np.zeros(net.n_actors)), **counts}.items():
        shown = np.where(codes >= 0, values, np.nan)
        order = np.argsort(-shown, kind="stable")
        part = pd.DataFrame({"metric": role, "layer": MULTILAYER, "actor": np.array(net.ids, dtype=object)[order]})
        part["estimate"] = shown[order]
        part["reason"] = np.where(codes[order] >= 0, "", "in no group")
        parts.append(part)
    return tidy(pd.concat(parts, ignore_index=True))
