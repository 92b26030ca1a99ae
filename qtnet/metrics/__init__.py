"""Network in, numbers out: centrality, layers, balance, blocs, bipolarity, all in one registry."""

from __future__ import annotations

from qtnet.metrics.registry import Metric, compute, find_metric, list_metrics, metric

__all__ = ["Metric", "compute", "find_metric", "list_metrics", "metric"]
