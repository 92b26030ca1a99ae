"""Two runs side by side: which facts came and went, which numbers moved, and why."""

from qtnet.report.diff.compare import Comparison, compare
from qtnet.report.diff.page import comparison_html, write_comparison
from qtnet.report.diff.record import comparison_record
from qtnet.report.diff.run import Run, read_run

__all__ = [
    "Comparison",
    "Run",
    "compare",
    "comparison_html",
    "comparison_record",
    "read_run",
    "write_comparison",
]
