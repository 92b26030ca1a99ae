"""The report stage: results in, one interactive page out."""

from __future__ import annotations

from qtnet.report.collect import collect
from qtnet.report.inputs import ReportInputs
from qtnet.report.page import write_report
from qtnet.report.store import read_inputs, write_inputs

__all__ = ["ReportInputs", "collect", "read_inputs", "write_inputs", "write_report"]
