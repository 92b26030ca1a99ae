"""Where the numbers of an exhibit come from, in words that several exhibits share."""

from __future__ import annotations

from qtnet.report.inputs import ReportInputs

__all__ = ["documents_source"]


def documents_source(inputs: ReportInputs) -> str:
    """Say that the ties come from the documents of the study."""
    return f"Ties found in {len(inputs.documents)} documents; each opens its quotations."
