"""What is said beside estimates: how often intervals held the truth, and how far extraction pushes the index."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.inference.coverage import coverage_warning
from qtnet.inference.extraction_bias import bias_warning
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import metric_label

__all__ = ["bias_said", "coverage_said", "quantity_of"]

#: Where poles are found in the documents instead of given, these are other quantities.
_OF_FOUND_POLES = ("TBI", "TBI*")


def coverage_said(inputs: ReportInputs, frame: pd.DataFrame) -> str:
    """Say of the metrics that have an interval in a frame whether intervals of their kind hold what they promise.

    Parameters
    ----------
    inputs
        The study: how many documents it has, and whether its poles were given.
    frame
        Columns metric and ci_low.

    Returns
    -------
    str
        Sentences with a blank before them, or nothing where all of them held in simulations.
    """
    metrics = dict.fromkeys(str(metric) for metric in frame.loc[frame["ci_low"].notna(), "metric"])
    labels = {quantity_of(metric, inputs.config): metric_label(metric)[0] for metric in metrics}
    told = coverage_warning(labels, len(inputs.documents), names=labels)
    return f" {told}" if told else ""


def bias_said(inputs: ReportInputs) -> str:
    """Say how far errors of extraction push the index, with a blank before it; nothing of facts that were not read.

    Parameters
    ----------
    inputs
        The study; facts that qtnet read come with figures on unseen documents.
    """
    told = bias_warning() if len(inputs.unseen) else ""
    return f" {told}" if told else ""


def quantity_of(metric: str, config: Mapping[str, object]) -> str:
    """Give the name under which the coverage of a metric is recorded.

    Examples
    --------
    >>> quantity_of("TBI", {"bipolarity": {"poles": []}}), quantity_of("TBI", {"bipolarity": {"poles": ["US", "CN"]}})
    ('TBI, poles found', 'TBI')
    """
    asked = config.get("bipolarity", {})
    given = bool(asked.get("poles")) if isinstance(asked, Mapping) and "poles" in asked else True
    return metric if given or metric not in _OF_FOUND_POLES else f"{metric}, poles found"
