"""Metric and network in, uncertainty out: null models, bootstrap, tests, regression and the bipolarity profile."""

from __future__ import annotations

from qtnet.inference.bipolarity import (
    Bipolarity,
    BipolarityHistory,
    BipolarityInfluence,
    WhatIf,
    bipolarity_influence,
    bipolarity_over_time,
    what_if,
)
from qtnet.inference.bootstrap import with_intervals
from qtnet.inference.chance import PermutationTest, PermutationTests, null_test, null_tests, pole_test
from qtnet.inference.extraction_noise import ExtractionNoise, measured_noise
from qtnet.inference.influence import Influence, influence
from qtnet.inference.intervals import bootstrap_interval
from qtnet.inference.multiplicity import adjust_family
from qtnet.inference.nulls import list_nulls, mixing, null_networks, signed_null
from qtnet.inference.pvalues import permutation_p

__all__ = [
    "Bipolarity",
    "BipolarityHistory",
    "BipolarityInfluence",
    "ExtractionNoise",
    "Influence",
    "PermutationTest",
    "PermutationTests",
    "WhatIf",
    "adjust_family",
    "bipolarity_influence",
    "bipolarity_over_time",
    "bootstrap_interval",
    "influence",
    "list_nulls",
    "measured_noise",
    "mixing",
    "null_networks",
    "null_test",
    "null_tests",
    "permutation_p",
    "pole_test",
    "signed_null",
    "what_if",
    "with_intervals",
]
