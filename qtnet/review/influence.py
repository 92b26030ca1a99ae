"""How much of the network rests on a fact: what a verdict on it could change.

For a fact with weight w in the network of countries (money included), whose pair weighs W with the fact's sign over all
technologies, and the strongest pair weighs M:

    influence = (w / W + W / M) / 2

The first part is 1 where the pair is tied by this fact alone, the second where the pair is the strongest. A fact
outside the network (proposed, past, or without a home country at an end) has influence 0. Metrics of degree, path and
balance change most with the first, those of strength with the second; it costs one pass over the facts.
"""

from __future__ import annotations

import pandas as pd

from qtnet.facts import Facts
from qtnet.network import build_network

__all__ = ["influences"]


def influences(facts: Facts) -> dict[str, float]:
    """Give the influence of each tie and amount, in [0, 1], by id."""
    ids = [*facts.ties["tie"], *facts.funding["funding"]]
    none = dict.fromkeys(ids, 0.0)
    if not ids:
        return none
    network = build_network(facts, weight="combined")
    evidence = network.evidence
    if evidence.empty:
        return none
    ends = network.ties.loc[evidence["tie"], ["source", "target", "sign"]].reset_index(drop=True)
    pairs = pd.DataFrame(
        {
            "fact": evidence["fact"].tolist(),
            "weight": evidence["weight"].tolist(),
            "first": ends[["source", "target"]].min(axis=1),
            "last": ends[["source", "target"]].max(axis=1),
            "sign": ends["sign"],
        }
    )
    pairs["pair"] = pairs.groupby(["first", "last", "sign"])["weight"].transform("sum")
    # A fact may stand for several ties (a bloc and its members): the one that counts most tells its influence.
    pairs["influence"] = (pairs["weight"] / pairs["pair"] + pairs["pair"] / pairs["pair"].max()) / 2
    found = pairs.groupby("fact")["influence"].max()
    return none | {str(fact): float(value) for fact, value in found.items()}
