"""What may be said of each technology: its verdict, what it rests on, and why nothing can be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from qtnet.report.figures.null import usable_text
from qtnet.report.labels import layer_label
from qtnet.report.rows import Row, rows
from qtnet.report.words.chance import UNTOLD, named_poles
from qtnet.report.words.sentences import CANNOT_TELL
from qtnet.results import MULTILAYER

__all__ = ["VERDICTS", "verdict_table"]

VERDICTS: Final = {
    "bipolar": "bipolar beyond chance",
    "chance": "no more than chance gives",
    UNTOLD: CANNOT_TELL,
}


def verdict_table(
    verdicts: pd.DataFrame,
    facts: Mapping[str, tuple[str, ...]],
    poles: Mapping[str, str],
    null_draws: pd.DataFrame,
) -> pd.DataFrame:
    """Give one row per layer, all technologies first; what can be told comes before what cannot.

    Examples
    --------
    >>> frame = pd.DataFrame({"layer": ["ai"], "verdict": ["chance"], "reason": [""], "p_value": [0.3]})
    >>> draws = pd.DataFrame({"layer": ["ai"], "TBI": [0.2]})
    >>> verdict_table(frame, {}, {}, draws)[["technology", "what can be said"]].values.tolist()
    [['AI', 'no more than chance gives']]
    """
    order = {code: number for number, code in enumerate(VERDICTS)}
    listed = sorted(
        rows(verdicts), key=lambda r: (r["layer"] != MULTILAYER, order.get(str(r["verdict"]), len(order)), r["layer"])
    )
    return pd.DataFrame(
        {
            "technology": [layer_label(str(r["layer"])) for r in listed],
            "what can be said": [VERDICTS.get(str(r["verdict"]), str(r["verdict"])) for r in listed],
            "why": [_why(r, poles, null_draws) for r in listed],
            "documents with a tie": [r.get("documents") for r in listed],
            "independent hostile events": [r.get("hostile_events") for r in listed],
            "p-value": [_number(r.get("p_value")) for r in listed],
            "adjusted p-value": [_number(r.get("q_value")) for r in listed],
            "facts": [facts.get(str(r["layer"]), ()) for r in listed],
        }
    )


def _number(value: object) -> float:
    return round(float(value), 4) if isinstance(value, int | float) else float("nan")


def _why(row: Row, poles: Mapping[str, str], null_draws: pd.DataFrame) -> str:
    """Give the reason without the numbers that stand in other columns, and how few draws of chance stand behind p."""
    text = named_poles(str(row["reason"]), poles).split("; TBI ")[0]
    tested = isinstance(p := row.get("p_value"), float) and p == p
    told = [part for part in (text, usable_text(null_draws, str(row["layer"])) if tested else "") if part]
    return "; ".join(told)[:1].upper() + "; ".join(told)[1:]
