"""Hedgers and bridges as a ranked list: who stands between the poles, with ties to both or to neither."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["BETWEEN", "BRIDGE_COLUMNS", "ranked_bridges"]

#: An actor nearer to 0 than this stands with no pole.
BETWEEN = 1 / 3
#: Ties to both poles count as such from these shares of the weaker pull and of all ties.
_BOTH, _ENGAGED = 0.5, 0.5
BRIDGE_COLUMNS = ("layer", "actor", "role", "alignment", "ambivalence", "engagement", "pivotality", "p_hedger", "why")


def ranked_bridges(alignment: pd.DataFrame, poles: tuple[str, str]) -> pd.DataFrame:
    """Rank the actors between the poles, per layer, by ambivalence times engagement.

    Parameters
    ----------
    alignment
        One row per layer and actor with estimate, ambivalence, engagement, pivotality, p_hedger and reason.
    poles
        Pole A and pole B, which are left out.

    Returns
    -------
    pandas.DataFrame
        Columns `BRIDGE_COLUMNS`. `role` is ``hedger`` for an actor between the poles with much evidence to both,
        ``bridge`` for one that stands with a pole and still holds much evidence to both, ``outsider`` for one between
        the poles that has little to do with either; `why` gives the numbers in words. Unreached actors and the poles
        are not listed.

    Examples
    --------
    >>> row = {"layer": "ai", "actor": "IN", "estimate": 0.1, "ambivalence": 0.9, "engagement": 1.0}
    >>> frame = pd.DataFrame([row | {"pivotality": 0.2, "p_hedger": 0.8, "reason": ""}])
    >>> ranked_bridges(frame, ("US", "CN"))[["actor", "role"]].values.tolist()
    [['IN', 'hedger']]
    """
    known = alignment[~alignment["actor"].isin(poles) & (alignment["reason"] != "unreached")]
    known = known[known["ambivalence"].notna() & known["engagement"].notna()]
    between = known["estimate"].abs() <= BETWEEN
    engaged = known["engagement"] >= _ENGAGED
    both = (known["ambivalence"] >= _BOTH) & engaged
    role = np.select([between & both, ~between & both, between], ["hedger", "bridge", "outsider"], default="")
    frame = known.assign(role=role, alignment=known["estimate"])[role != ""]
    depth = -frame["ambivalence"] * frame["engagement"]
    frame = frame.assign(why=[_why(row, poles) for row in frame.to_dict("records")], _depth=depth)
    listed: pd.DataFrame = frame.sort_values(["layer", "_depth", "actor"], kind="stable").reset_index(drop=True)
    return listed[list(BRIDGE_COLUMNS)]


def _why(row: Mapping[Hashable, Any], poles: tuple[str, str]) -> str:
    x, both, share = (float(row[name]) for name in ("estimate", "ambivalence", "engagement"))
    if row["role"] == "outsider" and share < _ENGAGED:
        return f"only {share:.0%} of its evidence has to do with {poles[0]} or {poles[1]} and their sides"
    side = "" if row["role"] != "bridge" else f", though it stands with {poles[0] if x > 0 else poles[1]}"
    return f"the weaker pull is {both / 2:.0%} of its pull to both{side}; {share:.0%} of its evidence is to the sides"
