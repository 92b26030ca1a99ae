"""Numbers that moved between two runs, each with both intervals and the reason.

No metric is computed here: both runs' numbers are set side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import numpy as np
import pandas as pd

from qtnet.report.diff.number_reasons import NumberReasons
from qtnet.report.inputs import ReportInputs
from qtnet.report.words.bloc_count import counted_blocs
from qtnet.results import FRAME_COLUMNS, MULTILAYER

__all__ = ["METRIC_COLUMNS", "metric_changes"]

#: Columns of the table of moved numbers.
METRIC_COLUMNS = (
    "family", "metric", "layer", "window", "actor", "variant", "before", "before_low", "before_high", "after",
    "after_low", "after_high", "change", "interval", "remark", "reason",
)  # fmt: skip

_KEY = ("family", "metric", "layer", "window", "actor", "variant")
_NUMBERS = ("estimate", "ci_low", "ci_high")
#: Smaller moves come from the order of additions.
_ROUNDING = 1e-9

#: What repeats other numbers, or is a label without an order.
_LEFT_OUT = ("blocs", "bloc_count", "preset_metrics")


def metric_changes(
    before: ReportInputs, after: ReportInputs, facts: pd.DataFrame, settings: pd.DataFrame
) -> pd.DataFrame:
    """Set the numbers of two runs side by side and keep those that moved.

    Parameters
    ----------
    before, after
        The runs.
    facts, settings
        What `fact_changes` and `setting_changes` found, for the reasons.

    Returns
    -------
    DataFrame
        `METRIC_COLUMNS`, one row per number that moved, came or went. ``interval`` is ``apart`` where both 95 %
        intervals are known and share no value, ``overlap`` where they do, else empty. First what stands apart, then by
        the size of the move beside the intervals.
    """
    both = _numbers(before).merge(_numbers(after), on=list(_KEY), how="outer", suffixes=("_before", "_after"))
    both[["reason_before", "reason_after"]] = both[["reason_before", "reason_after"]].fillna("")
    moved = both[_moved(both)]
    named = [("before", "estimate_before"), ("before_low", "ci_low_before"), ("before_high", "ci_high_before"),
             ("after", "estimate_after"), ("after_low", "ci_low_after"), ("after_high", "ci_high_after")]  # fmt: skip
    frame = moved[list(_KEY)].assign(**{name: moved[column] for name, column in named})
    frame["change"] = frame["after"] - frame["before"]
    frame["interval"] = _intervals(frame)
    frame["remark"] = [_remark(*row) for row in zip(*(moved[c] for c in _REMARKS), strict=True)]
    why = NumberReasons(before, after, facts, settings)
    frame["reason"] = [why.of(family, layer) for family, layer in zip(frame["family"], frame["layer"], strict=True)]
    return _ordered(frame)[list(METRIC_COLUMNS)]


def _numbers(inputs: ReportInputs) -> pd.DataFrame:
    """Give all numbers of a run as one tidy frame."""
    results = {item.name: getattr(inputs, item.name) for item in fields(inputs) if item.name not in _LEFT_OUT}
    results["schemes"] = _other_schemes(inputs)
    found = [_own_keys(family, frame) for family, frame in results.items() if _is_tidy(frame)]
    stacked = pd.concat([*found, _bloc_count(inputs), _money(inputs), _quality(inputs)], ignore_index=True)
    text = stacked[[*_KEY, "reason"]].fillna("").astype(str)
    numbers = stacked[[*_NUMBERS]].astype(float)
    return text.join(numbers).drop_duplicates(list(_KEY)).reset_index(drop=True)


def _is_tidy(value: object) -> bool:
    return isinstance(value, pd.DataFrame) and {*FRAME_COLUMNS} <= {*value.columns}


def _own_keys(family: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Give a result's frame; the name of a scheme of weights becomes its variant."""
    return frame[[*FRAME_COLUMNS]].assign(family=family, variant=frame.get("scheme", ""))


def _other_schemes(inputs: ReportInputs) -> pd.DataFrame:
    """Give the schemes of weights that are not the study's own: its numbers are those of `bipolarity` already."""
    network = inputs.config.get("network", {})
    own = network.get("weight") if isinstance(network, Mapping) else None
    return inputs.schemes[inputs.schemes["scheme"] != own]


def _bloc_count(inputs: ReportInputs) -> pd.DataFrame:
    """Give the number of blocs that stand out from chance; the table behind it repeats it rank by rank."""
    numbers = [float(counted_blocs(inputs.bloc_count))] if len(inputs.bloc_count) else []
    return pd.DataFrame({"estimate": numbers}, dtype=float).assign(
        family="bloc_count", metric="blocs beyond chance", layer=MULTILAYER
    )


def _money(inputs: ReportInputs) -> pd.DataFrame:
    totals = inputs.funding_totals
    return pd.DataFrame({"layer": totals["domain"], "estimate": totals["amount_usd"]}).assign(
        family="funding", metric="funding in constant US$"
    )


def _quality(inputs: ReportInputs) -> pd.DataFrame:
    rates = inputs.quality
    return pd.DataFrame(
        {"variant": rates["level"], "estimate": rates["f1"], "ci_low": rates["ci_low"], "ci_high": rates["ci_high"]}
    ).assign(family="quality", metric="F1 of extraction", layer=MULTILAYER)


def _moved(both: pd.DataFrame) -> pd.Series:
    first, second = both["estimate_before"], both["estimate_after"]
    size = np.maximum(1.0, np.maximum(first.abs(), second.abs()))
    return ((second - first).abs() > _ROUNDING * size) | (first.isna() != second.isna())


def _intervals(frame: pd.DataFrame) -> np.ndarray:
    ends = frame[["before_low", "before_high", "after_low", "after_high"]]
    apart = (frame["before_high"] < frame["after_low"]) | (frame["after_high"] < frame["before_low"])
    return np.where(ends.isna().any(axis=1), "", np.where(apart, "apart", "overlap"))


_REMARKS = ("estimate_before", "estimate_after", "reason_before", "reason_after")


def _remark(first: float, second: float, why_before: str, why_after: str) -> str:
    if np.isnan(first):
        return "only in the second run" + (f" (in the first: {why_before})" if why_before else "")
    if np.isnan(second):
        return "only in the first run" + (f" (in the second: {why_after})" if why_after else "")
    return why_after if why_after == why_before else "; ".join(filter(None, (why_before, why_after)))


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    width = (frame["before_high"] - frame["before_low"] + frame["after_high"] - frame["after_low"]) / 4
    scale = width.where(width > 0).fillna(frame[["before", "after"]].abs().max(axis=1)).replace(0, np.nan)
    size = (frame["change"].abs() / scale).fillna(0.0)
    return (
        frame.assign(apart=frame["interval"] != "apart", size=-size.round(9))
        .sort_values(["apart", "size", *_KEY], kind="stable")
        .reset_index(drop=True)
    )
