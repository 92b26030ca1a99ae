"""Which facts a page carries with their quotations: all of them, unless they are so many that no browser opens it.

Numbers and figures rest on all facts; what is left out of the page stands in the tables ``facts/ties.csv`` and
``facts/funding.csv`` beside it, and the page says how much that is.
"""

from __future__ import annotations

import pandas as pd

from qtnet.report.inputs import ReportInputs

__all__ = ["MOST_FACTS", "carried_facts"]

#: About a third of a kilobyte of the page each: it stays below 10 MB.
MOST_FACTS = 15_000
_TIE = ["source", "target", "sign", "domain"]
_SUM = ["funder", "recipient", "domain"]


def carried_facts(inputs: ReportInputs, most: int = MOST_FACTS) -> frozenset[str] | None:
    """Give the ids of the facts that the page carries; None for all.

    Of each pair of actors, sign and technology the surest fact comes first, then the second of each, until there are
    enough; facts of one tie thus share the room evenly.
    """
    if len(inputs.ties) + len(inputs.funding) <= most:
        return None
    ranked = pd.concat([_ranked(inputs.ties, "tie", _TIE), _ranked(inputs.funding, "funding", _SUM)])
    ranked = ranked.sort_values(["turn", "confidence", "fact"], ascending=[True, False, True], kind="stable")
    return frozenset(ranked["fact"].iloc[:most])


def _ranked(table: pd.DataFrame, name: str, tie: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame({"fact": table[name].astype(str), "confidence": pd.to_numeric(table["confidence"])})
    keys = [table[column].fillna("").astype(str) for column in tie]
    order = frame.sort_values(["confidence", "fact"], ascending=[False, True], kind="stable").index
    turn = frame.loc[order].groupby([key.loc[order] for key in keys], sort=False).cumcount()
    return frame.assign(turn=turn)
