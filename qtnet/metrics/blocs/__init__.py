"""Blocs: who stands together, how sure that is, and whether it follows known groups."""

from __future__ import annotations

from qtnet.metrics.blocs.consensus_blocs import Consensus, consensus
from qtnet.metrics.blocs.few_blocs import modularity_by_blocs
from qtnet.metrics.blocs.groupings import adjusted_mutual_information, adjusted_rand, agreement, agreement_by_window
from qtnet.metrics.blocs.history import BlocHistory, bloc_history, bloc_layers
from qtnet.metrics.blocs.partition import blocs, modularity
from qtnet.metrics.blocs.scan import CouplingScan, ResolutionScan, coupling_scan, resolution_scan
from qtnet.metrics.blocs.stability import bloc_stability

__all__ = [
    "BlocHistory",
    "Consensus",
    "CouplingScan",
    "ResolutionScan",
    "adjusted_mutual_information",
    "adjusted_rand",
    "agreement",
    "agreement_by_window",
    "bloc_history",
    "bloc_layers",
    "bloc_stability",
    "blocs",
    "consensus",
    "coupling_scan",
    "modularity",
    "modularity_by_blocs",
    "resolution_scan",
]
