"""Blocs: who stands together, how sure that is, and whether it follows known groups."""

from __future__ import annotations

from qtnet.metrics.blocs.agreement import adjusted_mutual_information, agreement
from qtnet.metrics.blocs.partition import blocs, modularity

__all__ = ["adjusted_mutual_information", "agreement", "blocs", "modularity"]
