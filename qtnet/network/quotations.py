"""What ties rest on, word for word: the way from a number about an actor back to the documents.

In: ties with the ids of their facts, and the tables of the facts. Out: one row per tie and fact with its quotation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from qtnet.errors import UnknownNameError
from qtnet.network.multilayer import MultilayerNetwork

if TYPE_CHECKING:
    from qtnet.facts import Facts

__all__ = ["quotations", "quoted"]

_COLUMNS = ["fact", "doc", "start", "end", "evidence"]


def quotations(
    net: MultilayerNetwork, facts: Facts, actor: str, *, partner: str | None = None, layer: str | None = None
) -> pd.DataFrame:
    """Give the quotations behind an actor's ties, on which its brokerage, dependence or loss rests.

    Parameters
    ----------
    net
        The network that was measured.
    facts
        The facts that it was built of.
    actor
        Whose ties.
    partner
        Only the ties with this actor, for example the one on whom it depends.
    layer
        Only the ties of this layer.

    Returns
    -------
    pd.DataFrame
        source, target, layer, sign, weight of the tie; then fact, doc, start, end and evidence, the quoted words. In
        the order of the ties.

    Raises
    ------
    UnknownNameError
        If there is no such actor or layer.
    """
    for name in (actor, partner):
        if name is not None and name not in net.ids:
            raise UnknownNameError("actor", name, net.ids)
    if layer is not None and layer not in net.layers:
        raise UnknownNameError("layer", layer, net.layers)
    ties = net.ties
    mine = (ties["source"] == actor) | (ties["target"] == actor)
    if partner is not None:
        mine &= (ties["source"] == partner) | (ties["target"] == partner)
    if layer is not None:
        mine &= ties["layer"] == layer
    return quoted(ties.loc[mine, ["source", "target", "layer", "sign", "weight", "facts"]], facts)


def quoted(ties: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Put one row per fact in place of each tie, with the fact's document, place and words.

    Parameters
    ----------
    ties
        Any columns, and ``facts``, a tuple of ids of ties or funding.
    facts
        The tables that hold them.

    Returns
    -------
    pd.DataFrame
        The columns of `ties` with one id in ``fact``, then doc, start, end, evidence; empty for ids of no fact.
    """
    told = [
        facts.ties.rename(columns={"tie": "fact"})[_COLUMNS],
        facts.funding.rename(columns={"funding": "fact"})[_COLUMNS],
    ]
    listed = ties.explode("facts", ignore_index=True).rename(columns={"facts": "fact"})
    return listed.merge(pd.concat(told, ignore_index=True), on="fact", how="left")
