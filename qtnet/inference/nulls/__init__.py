"""Null models: what the same actors, as active as they are, would look like if chance tied them."""

from __future__ import annotations

from qtnet.inference.nulls.admissible import admissible_share
from qtnet.inference.nulls.configuration import (
    SignedModel,
    dyad_permutation,
    proposals_per_tie,
    signed_configuration,
    signed_model,
    signed_null,
)
from qtnet.inference.nulls.draws import LEAST_ADMISSIBLE, EdgeDraws, NullDraws, null_sentence

__all__ = [
    "LEAST_ADMISSIBLE",
    "EdgeDraws",
    "NullDraws",
    "SignedModel",
    "admissible_share",
    "dyad_permutation",
    "null_sentence",
    "proposals_per_tie",
    "signed_configuration",
    "signed_model",
    "signed_null",
]
