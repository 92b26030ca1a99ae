"""Where the numbers of an exhibit come from, in words that several exhibits share."""

from __future__ import annotations

import pandas as pd

from qtnet.report.inputs import ReportInputs

__all__ = ["bars_said", "documents_source"]

NO_INTERVAL = "no interval is computed for this choice"


def documents_source(inputs: ReportInputs) -> str:
    """Say that the ties come from the documents of the study."""
    return f"Ties found in {len(inputs.documents)} documents; each opens its quotations."


def bars_said(frame: pd.DataFrame, told: str) -> str:
    """Say what the bars are, or that there are none where no number of the frame has an interval.

    Examples
    --------
    >>> frame = pd.DataFrame({"estimate": [0.5], "ci_low": [0.4], "ci_high": [0.6]})
    >>> bars_said(frame, "Bars are 95 % intervals."), bars_said(frame.assign(ci_low=None), "")
    ('Bars are 95 % intervals.', 'Dots are estimates; no interval is computed for this choice.')
    """
    return told if frame["ci_low"].notna().any() else f"Dots are estimates; {NO_INTERVAL}."
