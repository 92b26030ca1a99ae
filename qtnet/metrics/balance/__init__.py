"""Structural balance: how near a signed network is to two friendly camps that are hostile to each other."""

from __future__ import annotations

from qtnet.metrics.balance.frustration import Frustration, frustration
from qtnet.metrics.balance.heuristic import frustration_upper

__all__ = ["Frustration", "frustration", "frustration_upper"]
