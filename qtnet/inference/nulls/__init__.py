"""Null models: what the same actors, as active as they are, would look like if chance tied them."""

from __future__ import annotations

from qtnet.inference.nulls.admissible import admissible_share
from qtnet.inference.nulls.catalogue import NULLS, NullKind, NullName, find_null, list_nulls
from qtnet.inference.nulls.configuration import SignedModel, proposals_per_tie, signed_model
from qtnet.inference.nulls.draws import LEAST_ADMISSIBLE, EdgeDraws, NullDraws, null_sentence
from qtnet.inference.nulls.matrices import (
    directed_configuration,
    dyad_permutation,
    signed_configuration,
    signed_null,
)
from qtnet.inference.nulls.mixing import mixing
from qtnet.inference.nulls.networks import NullModel, null_model, null_networks, without_evidence

__all__ = [
    "LEAST_ADMISSIBLE",
    "NULLS",
    "EdgeDraws",
    "NullDraws",
    "NullKind",
    "NullModel",
    "NullName",
    "SignedModel",
    "admissible_share",
    "directed_configuration",
    "dyad_permutation",
    "find_null",
    "list_nulls",
    "mixing",
    "null_model",
    "null_networks",
    "null_sentence",
    "proposals_per_tie",
    "signed_configuration",
    "signed_model",
    "signed_null",
    "without_evidence",
]
