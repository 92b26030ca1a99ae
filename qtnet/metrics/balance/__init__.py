"""Structural balance: how near a signed network is to two friendly camps that are hostile to each other."""

from __future__ import annotations

from qtnet.metrics.balance.cleavage import CleavagePrice, cleavage_price
from qtnet.metrics.balance.correlation_clustering import Disagreement, least_disagreement
from qtnet.metrics.balance.frustration import Frustration, frustration
from qtnet.metrics.balance.heuristic import frustration_upper
from qtnet.metrics.balance.laplacian import algebraic_balance, algebraic_conflict
from qtnet.metrics.balance.triangles import TriangleBalance, triangle_balance, weak_triangle_balance
from qtnet.metrics.balance.walks import local_balance, walk_balance
from qtnet.metrics.balance.weak_balance import WeakFrustration, weak_frustration

__all__ = [
    "CleavagePrice",
    "Disagreement",
    "Frustration",
    "TriangleBalance",
    "WeakFrustration",
    "algebraic_balance",
    "algebraic_conflict",
    "cleavage_price",
    "frustration",
    "frustration_upper",
    "least_disagreement",
    "local_balance",
    "triangle_balance",
    "walk_balance",
    "weak_frustration",
    "weak_triangle_balance",
]
