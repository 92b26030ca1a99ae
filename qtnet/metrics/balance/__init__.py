"""Structural balance: how near a signed network is to two friendly camps that are hostile to each other."""

from __future__ import annotations

from qtnet.metrics.balance.correlation_clustering import Disagreement, least_disagreement
from qtnet.metrics.balance.frustration import Frustration, frustration
from qtnet.metrics.balance.heuristic import frustration_upper
from qtnet.metrics.balance.walks import algebraic_conflict, triangle_balance, walk_balance

__all__ = [
    "Disagreement",
    "Frustration",
    "algebraic_conflict",
    "frustration",
    "frustration_upper",
    "least_disagreement",
    "triangle_balance",
    "walk_balance",
]
