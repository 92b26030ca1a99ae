"""Bipolarity with its inference: profile, null model, intervals, windows of time, what if, and what it hangs on."""

from __future__ import annotations

from qtnet.inference.bipolarity.changes import WhatIf, what_if
from qtnet.inference.bipolarity.hanging import BipolarityInfluence, bipolarity_influence
from qtnet.inference.bipolarity.history import BipolarityHistory, bipolarity_over_time
from qtnet.inference.bipolarity.measure import bipolarity
from qtnet.inference.bipolarity.result import Bipolarity
from qtnet.inference.bipolarity.verdict import FEWEST_DOCUMENTS, FEWEST_HOSTILE_EVENTS

__all__ = [
    "FEWEST_DOCUMENTS",
    "FEWEST_HOSTILE_EVENTS",
    "Bipolarity",
    "BipolarityHistory",
    "BipolarityInfluence",
    "WhatIf",
    "bipolarity",
    "bipolarity_influence",
    "bipolarity_over_time",
    "what_if",
]
