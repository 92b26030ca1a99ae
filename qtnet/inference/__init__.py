"""Metric and network in, uncertainty out: null models, bootstrap, tests, regression and the bipolarity profile."""

from __future__ import annotations

from qtnet.inference.bipolarity import Bipolarity
from qtnet.inference.bootstrap import with_intervals
from qtnet.inference.influence import Influence, influence
from qtnet.inference.intervals import bootstrap_interval
from qtnet.inference.multiplicity import adjust_family
from qtnet.inference.nulls import signed_null
from qtnet.inference.pvalues import permutation_p

__all__ = [
    "Bipolarity",
    "Influence",
    "adjust_family",
    "bootstrap_interval",
    "influence",
    "permutation_p",
    "signed_null",
    "with_intervals",
]
