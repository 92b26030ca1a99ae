"""A comparison as plain data for programs: what `qtnet diff --json` prints."""

from __future__ import annotations

from typing import Any

import pandas as pd

from qtnet.report.diff.compare import Comparison
from qtnet.report.diff.run import Run
from qtnet.report.diff.words import reason_counts
from qtnet.report.rows import rows

__all__ = ["comparison_record"]


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """Give all that differs as data for JSON; what is empty or undefined in a row is left out of it.

    Returns
    -------
    dict
        ``before`` and ``after`` (what was compared), ``counts``, and lists of rows: ``documents``, ``settings``,
        ``facts``, ``metrics``, ``blocs``.
    """
    facts = comparison.facts
    changes = {change: int((facts["change"] == change).sum()) for change in ("added", "gone", "changed")}
    return {
        "before": _run(comparison.before),
        "after": _run(comparison.after),
        "counts": {**changes, "metrics": len(comparison.metrics), "reasons": reason_counts(facts)},
        "documents": _records(comparison.documents),
        "settings": _records(comparison.settings),
        "facts": _records(facts),
        "metrics": _records(comparison.metrics),
        "blocs": _records(comparison.sides),
    }


def _run(run: Run) -> dict[str, object]:
    told = {name: run.inputs.provenance.get(name, "") for name in ("qtnet", "config_sha256")}
    sizes = {name: len(getattr(run.inputs, name)) for name in ("documents", "ties", "funding")}
    return {"title": run.inputs.title, **told, **sizes}


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [{key: value for key, value in row.items() if value == value and value != ""} for row in rows(frame)]
