"""Polarisation indices of the literature: cross-checks of the bipolarity profile, each with the trap it falls into.

All but those of capability need two sides, which are given or follow from two poles. Left out on purpose: betweenness
controversy, whose published programs compare unsorted samples as if they were distributions, and Maoz's network
polarisation index, whose normalisation differs between its paper and its book.
"""

from __future__ import annotations

from qtnet.metrics.polarisation.anchored import anchored
from qtnet.metrics.polarisation.assortativity import side_assortativity
from qtnet.metrics.polarisation.boundary import boundary_polarisation
from qtnet.metrics.polarisation.cohesion import cohesiveness, divisiveness
from qtnet.metrics.polarisation.controversy import random_walk_controversy
from qtnet.metrics.polarisation.dipole import dipole_polarisation
from qtnet.metrics.polarisation.division import Division, divide
from qtnet.metrics.polarisation.ei_index import adaptive_ei_index, ei_index
from qtnet.metrics.polarisation.esteban_ray import alignment_esteban_ray, capability_esteban_ray
from qtnet.metrics.polarisation.euclidean import generalised_euclidean_distance
from qtnet.metrics.polarisation.herfindahl import capability_effective_number, capability_herfindahl
from qtnet.metrics.polarisation.ray_singer import capability_concentration
from qtnet.metrics.polarisation.reynal_querol import capability_reynal_querol
from qtnet.metrics.polarisation.side_modularity import side_modularity

__all__ = [
    "Division",
    "adaptive_ei_index",
    "alignment_esteban_ray",
    "anchored",
    "boundary_polarisation",
    "capability_concentration",
    "capability_effective_number",
    "capability_esteban_ray",
    "capability_herfindahl",
    "capability_reynal_querol",
    "cohesiveness",
    "dipole_polarisation",
    "divide",
    "divisiveness",
    "ei_index",
    "generalised_euclidean_distance",
    "random_walk_controversy",
    "side_assortativity",
    "side_modularity",
]
