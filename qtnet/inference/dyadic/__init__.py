"""Who ties with whom, and what goes with it: regressions and correlations of pairs of actors that share actors."""

from __future__ import annotations

from qtnet.inference.dyadic.covariates import (
    pair_distance,
    pair_sum,
    receiver,
    same_group,
    same_label,
    sender,
    tie_counts,
)
from qtnet.inference.dyadic.graph_correlation import qap, qap_layers
from qtnet.inference.dyadic.of_network import tie_regression
from qtnet.inference.dyadic.regression import DyadicRegression, dyadic_regression
from qtnet.inference.dyadic.structure import common_partners, returned_ties, tied_in

__all__ = [
    "DyadicRegression",
    "common_partners",
    "dyadic_regression",
    "pair_distance",
    "pair_sum",
    "qap",
    "qap_layers",
    "receiver",
    "returned_ties",
    "same_group",
    "same_label",
    "sender",
    "tie_counts",
    "tie_regression",
    "tied_in",
]
