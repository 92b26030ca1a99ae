"""What if ties were weighed otherwise: the profile under each scheme of weights, side by side."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.figures.dots import DOT_COLUMNS, draw_dots
from qtnet.report.figures.profile import within_limits
from qtnet.report.labels import metric_label
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import rows
from qtnet.results import MULTILAYER

__all__ = ["SCHEMES", "draw_schemes", "prepare_schemes"]

#: What weighs a tie, in words.
SCHEMES = {"ties": "by statements", "combined": "by statements and money", "funding": "by money alone"}
_METRICS = ("TBI", "C", "S", "H", "D", "X")


def prepare_schemes(schemes: pd.DataFrame) -> pd.DataFrame:
    """Give one dot per scheme and component over all technologies."""
    whole = schemes[schemes["layer"] == MULTILAYER]
    found = []
    for metric in _METRICS:
        part = {str(row["scheme"]): row for row in rows(whole[whole["metric"] == metric])}
        for scheme in (name for name in SCHEMES if name in part):
            row = part[scheme]
            label = metric_label(metric)[0]
            shown = estimate_text(row["estimate"], row["ci_low"], row["ci_high"])
            found.append(
                {
                    "row": SCHEMES[scheme],
                    "panel": label,
                    "hover": f"ties weighed {SCHEMES[scheme]}\n{label}: {shown}",
                    "facts": (),
                    "scheme": scheme,
                    "metric": metric,
                    **{c: row[c] for c in ("estimate", "ci_low", "ci_high", "p_value", "reason")},
                }
            )
    return pd.DataFrame(found, columns=[*DOT_COLUMNS, "p_value", "scheme", "metric"])


def draw_schemes(frame: pd.DataFrame, *, columns: int) -> go.Figure:
    """Draw one panel per component."""
    notes = {metric_label(m)[0]: metric_label(m)[1] for m in _METRICS}
    shown, limits = within_limits(frame)
    return draw_dots(shown, columns=columns, limits=limits, notes=notes)
