"""The bipolarity of two runs as rows of one small figure: dot and interval of either run on the same axis."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label, metric_label
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import Row, rows
from qtnet.results import MULTILAYER

__all__ = ["draw_profiles", "prepare_profiles"]

_COMPONENTS = ("TBI", "TBI*", "C", "S", "H", "D", "X")
_RUNS = ("before", "after")


def prepare_profiles(before: ReportInputs, after: ReportInputs) -> pd.DataFrame:
    """Give the components over all technologies, then the index of each technology, in both runs.

    Returns
    -------
    DataFrame
        ``label``, and ``estimate``, ``ci_low`` and ``ci_high`` of either run with its name as ending; rows that are
        undefined in both runs are left out.
    """
    old, new = (_values(run.bipolarity) for run in (before, after))
    layers = sorted({layer for _, layer in (*old, *new)} - {MULTILAYER})
    wanted = [(metric, MULTILAYER) for metric in _COMPONENTS] + [("TBI", layer) for layer in layers]
    told = [
        {"label": _label(*key), **_named(old.get(key), "before"), **_named(new.get(key), "after")} for key in wanted
    ]
    columns = ["label", *(f"{name}_{run}" for run in _RUNS for name in ("estimate", "ci_low", "ci_high"))]
    frame = pd.DataFrame(told, columns=columns)
    return frame.dropna(subset=["estimate_before", "estimate_after"], how="all").reset_index(drop=True)


def draw_profiles(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Give each row with its text and the places of its marks in per cent of the axis, for the template."""
    ends = frame[[c for c in frame.columns if c != "label"]].to_numpy(dtype=float)
    low = min(0.0, float(np.nanmin(ends))) if len(frame) else 0.0
    return [
        {"label": row["label"], "zero": _place(0.0, low), "marks": [*_marks(row, low)],
         **{run: estimate_text(*_triple(row, run)) for run in _RUNS}}
        for row in rows(frame)
    ]  # fmt: skip


def _marks(row: Row, low: float) -> Iterator[dict[str, object]]:
    for run in _RUNS:
        estimate, first, last = _triple(row, run)
        if not np.isnan(estimate):
            ends = (first, last) if not np.isnan(first) else (estimate, estimate)
            yield {"run": run, "at": _place(estimate, low), "from": _place(ends[0], low), "to": _place(ends[1], low)}


def _place(value: float, low: float) -> str:
    share = (min(max(value, low), 1.0) - low) / (1.0 - low)
    return f"{2 + 96 * share:.2f}%"


def _triple(row: Row, run: str) -> tuple[float, float, float]:
    return tuple(float(row[f"{name}_{run}"]) for name in ("estimate", "ci_low", "ci_high"))  # type: ignore[return-value]


def _values(components: pd.DataFrame) -> dict[tuple[str, str], Row]:
    return {(str(row["metric"]), str(row["layer"])): row for row in rows(components)}


def _named(row: Row | None, run: str) -> Row:
    return {f"{name}_{run}": row[name] if row else np.nan for name in ("estimate", "ci_low", "ci_high")}


def _label(metric: str, layer: str) -> str:
    name = metric_label(metric)[0]
    return name if layer == MULTILAYER else f"{name}, {layer_label(layer)}"
