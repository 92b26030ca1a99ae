"""What the numbers of a bipolarity profile allow to be said: one plain sentence per layer and one for all layers."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from qtnet.inference.chance.result import LEVEL, UNTOLD, untold
from qtnet.inference.multiplicity import adjust_family
from qtnet.results import MULTILAYER

__all__ = [
    "FAMILY",
    "FEWEST_DOCUMENTS",
    "FEWEST_HOSTILE_EVENTS",
    "LEVEL",
    "VERDICT_COLUMNS",
    "adjusted_over_windows",
    "tested_frame",
    "too_little",
    "verdict_frame",
]

#: Below these no interval covers; above them some still do not where there are three poles (METHODS.md, section 5).
FEWEST_HOSTILE_EVENTS, FEWEST_DOCUMENTS = 30, 100
#: Layers are tested together, the sum of all layers on its own.
FAMILY = "TBI of the layers"
VERDICT_COLUMNS = ("layer", "verdict", "sentence", "p_value", "p_adjusted", "documents", "hostile_events")


def too_little(events: int, documents: int) -> str:
    """Say what evidence is short of the least at which intervals hold, or nothing.

    Examples
    --------
    >>> too_little(12, 140)
    '12 independent hostile events (at least 30 are needed)'
    """
    short = []
    if events < FEWEST_HOSTILE_EVENTS:
        many = "event" if events == 1 else "events"
        short.append(f"{events} independent hostile {many} (at least {FEWEST_HOSTILE_EVENTS} are needed)")
    if documents < FEWEST_DOCUMENTS:
        many = "document" if documents == 1 else "documents"
        short.append(f"{documents} {many} (at least {FEWEST_DOCUMENTS} are needed)")
    return " and ".join(short)


def adjusted_over_windows(tested: Sequence[pd.DataFrame]) -> list[pd.Series]:
    """Adjust the tests of several windows: the layers over all windows together, and likewise the sums of all layers.

    Windows share documents and may overlap, so nothing is assumed of their dependence (Benjamini–Yekutieli).

    Parameters
    ----------
    tested
        For each window a frame with the columns layer and p_value (NaN where nothing was tested).

    Returns
    -------
    list of pandas.Series
        Adjusted p-values, as the frames are indexed.
    """
    whole = pd.concat(dict(enumerate(tested)))
    single = whole["layer"] != MULTILAYER
    adjusted = pd.Series(np.nan, index=whole.index)
    for members, family in ((single, FAMILY), (~single, "TBI of all layers")):
        found = adjust_family(whole[members], family=f"{family}, in windows", adjustment="benjamini-yekutieli")
        adjusted[members] = found["p_adjusted"]
    return [own.droplevel(0) for _, own in adjusted.groupby(level=0)]


def verdict_frame(
    components: pd.DataFrame, evidence: pd.DataFrame, chance: pd.DataFrame, *, adjusted: pd.Series | None = None
) -> pd.DataFrame:
    """Give one verdict per layer and one for all layers together.

    Parameters
    ----------
    components
        Rows TBI and TBI* of every layer, with estimate, interval, p-value and reason.
    evidence
        Columns layer, documents and hostile_events.
    chance
        Columns layer and TBI: the null networks, or the data with other poles.
    adjusted
        Adjusted p-values in the order of `evidence`; when None, those of the layers are adjusted among themselves.

    Returns
    -------
    pandas.DataFrame
        Columns layer, verdict (``bipolar``, ``chance`` or ``untold``), sentence, p_value, p_adjusted (within the
        layers, Benjamini–Hochberg, unless given; NaN on the row of all layers then, which is one test), documents,
        hostile_events.
    """
    keyed = {(row["layer"], row["metric"]): row for row in components.to_dict("records")}
    found = tested_frame(components, evidence)
    single = found["layer"] != MULTILAYER
    if adjusted is None:
        adjusted = adjust_family(found[single], family=FAMILY)["p_adjusted"].reindex(found.index)
    found["p_adjusted"] = adjusted
    draws = {str(layer): part["TBI"].to_numpy(dtype=float) for layer, part in chance.groupby("layer", sort=False)}
    told = [
        _told(keyed[row["layer"], "TBI"], keyed[row["layer"], "TBI*"], row, draws[str(row["layer"])])
        for row in found.to_dict("records")
    ]
    found["verdict"], found["sentence"] = ([pair[number] for pair in told] for number in (0, 1))
    return found[list(VERDICT_COLUMNS)]


def tested_frame(components: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Give the evidence of every layer with the p-value of its TBI."""
    p_values = components[components["metric"] == "TBI"].set_index("layer")["p_value"].astype(float)
    return evidence.assign(p_value=evidence["layer"].map(p_values))


Row = Mapping[Hashable, Any]


def _told(tbi: Row, above: Row, weight: Row, draws: np.ndarray) -> tuple[str, str]:
    adjusted = bool(np.isfinite(weight["p_adjusted"]))
    p = float(weight["p_adjusted"] if adjusted else tbi["p_value"])
    if np.isnan(tbi["estimate"]):
        return "untold", f"{UNTOLD}TBI is undefined ({tbi['reason']})"
    weak = untold(float(tbi["estimate"]), draws, "greater", documents=int(weight["documents"]), drawn="draws by chance")
    if np.isnan(p):
        return "untold", f"{UNTOLD}TBI: {weak}"
    numbers = _numbers(tbi, above, p, adjusted=adjusted)
    short = too_little(int(weight["hostile_events"]), int(weight["documents"]))
    if short:
        return "untold", f"{UNTOLD}{short}; {numbers}, exploratory"
    if weak:
        return "untold", f"{UNTOLD}TBI: {weak}; {numbers}"
    if p > LEVEL:
        return "chance", f"not told apart from chance: {numbers}"
    if np.isnan(above["ci_low"]):
        return "untold", f"{UNTOLD}{above['reason'] or 'TBI* has no interval'}; {numbers}"
    if above["ci_low"] <= 0:
        return "untold", f"{UNTOLD}the interval of TBI* covers 0; {numbers}"
    return "bipolar", f"bipolar beyond chance: {numbers}"


def _numbers(tbi: Row, above: Row, p: float, *, adjusted: bool) -> str:
    interval = f" [{above['ci_low']:.2f}, {above['ci_high']:.2f}]" if np.isfinite(above["ci_low"]) else ""
    which = "adjusted p" if adjusted else "p"
    # an index of 0 is no measurement of "not bipolar": a part of it is not above 0, and the reason begins with it
    zero = f" ({tbi['reason'].split(';')[0]})" if tbi["estimate"] == 0 and tbi["reason"] else ""
    return f"TBI {tbi['estimate']:.2f}{zero}, TBI* {above['estimate']:.2f}{interval}, {which} = {p:.3g}"
