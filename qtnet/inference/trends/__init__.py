"""Numbers over time: trends, structural breaks, and differences between two periods."""

from __future__ import annotations

from qtnet.inference.trends.breaks import structural_break
from qtnet.inference.trends.lines import metric_trend
from qtnet.inference.trends.periods import period_difference
from qtnet.inference.trends.series import WindowSeries, window_series, yearly_series
from qtnet.inference.trends.yearly_counts import tie_trend, yearly_trend

__all__ = [
    "WindowSeries",
    "metric_trend",
    "period_difference",
    "structural_break",
    "tie_trend",
    "window_series",
    "yearly_series",
    "yearly_trend",
]
