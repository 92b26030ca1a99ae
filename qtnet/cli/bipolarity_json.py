"""Bipolarity as JSON: every component, interval, null summary, alignment, verdict and reason."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from qtnet.inference.bipolarity import Bipolarity
    from qtnet.inference.bipolarity.history import BipolarityHistory

__all__ = ["history_record", "profile_record", "rows"]

_QUANTILES = (0.025, 0.05, 0.5, 0.95, 0.975)


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of a frame without what is empty in them."""
    return [{str(k): v for k, v in row.items() if v == v and v != ""} for row in frame.to_dict("records")]


def profile_record(found: Bipolarity) -> dict[str, Any]:
    """Give a profile as one record."""
    layers = [
        {"layer": str(layer)} | _summary(part["TBI"].to_numpy(dtype=float)) | _p(found.verdicts, layer)
        for layer, part in found.null_draws.groupby("layer", sort=False)
    ]
    return {
        "poles": list(found.poles),
        "poles_found": found.found,
        "capability": found.capability,
        "exploratory": found.exploratory_reason,
        "verdicts": rows(found.verdicts),
        "components": rows(found.components),
        "null": {"name": found.null_name, "sentence": found.null, "metric": "TBI", "layers": layers},
        "alignment": rows(found.alignment),
        "bridges": rows(found.bridges),
        "certificates": rows(found.certificates),
        "sensitivity": rows(found.sensitivity),
        "nulls": found.nulls,
        "draws": found.draws,
    }


def history_record(history: BipolarityHistory) -> dict[str, Any]:
    """Give bipolarity in windows of time as one record, with the change from each window to the next."""
    changes = [history.difference(*pair) for pair in pairwise(history.windows["window"].tolist())]
    return {
        "windows": rows(history.windows),
        "undated": history.undated,
        "verdicts": rows(history.verdicts),
        "components": rows(history.components),
        "alignment": rows(history.alignment),
        "differences": [row for change in changes for row in rows(change)],
        "null": history.null,
    }


def _summary(draws: np.ndarray) -> dict[str, Any]:
    known = draws[np.isfinite(draws)]
    if known.size < 2:
        return {"draws": int(known.size)}
    quantiles = dict(zip(map(str, _QUANTILES), np.quantile(known, _QUANTILES).tolist(), strict=True))
    spread = {"mean": float(known.mean()), "sd": float(known.std(ddof=1))}
    return {"draws": int(known.size)} | spread | {"quantiles": quantiles}


def _p(verdicts: pd.DataFrame, layer: object) -> dict[str, float]:
    row = verdicts[verdicts["layer"] == layer].iloc[0]
    return {name: float(row[name]) for name in ("p_value", "p_adjusted") if row[name] == row[name]}
