"""How often each piece of evidence counts in a resampled corpus: documents drawn again, facts kept by confidence."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from qtnet.errors import InputError

__all__ = ["Noise", "check_kind", "evidence_multipliers"]

Noise = Literal["documents", "extraction", "both"]


def check_kind(kind: str) -> None:
    """Raise unless `kind` names a source of uncertainty."""
    if kind not in get_args(Noise):
        raise InputError(f"kind: expected one of {', '.join(get_args(Noise))}, got '{kind}'")


def evidence_multipliers(
    document: np.ndarray,
    fact: np.ndarray,
    confidence: np.ndarray,
    *,
    documents: int,
    draws: int,
    kind: Noise,
    rng: np.random.Generator,
) -> np.ndarray:
    """Draw a multiplier for every row of evidence.

    Parameters
    ----------
    document, fact
        Codes that say which rows are drawn together, shape ``(rows,)``.
    confidence
        Probability that the row's fact is real, in (0, 1].
    documents
        Number of documents, those without a row here included.
    draws
        Number of resampled corpora.
    kind
        ``"documents"`` draws as many documents as there are, with replacement; ``"extraction"`` keeps each fact with
        its confidence; ``"both"`` does both.
    rng
        Source of randomness.

    Returns
    -------
    numpy.ndarray
        Shape ``(draws, rows)``, ≥ 0, with mean 1 in every column.

    Notes
    -----
    A fact that is kept counts ``1 / confidence``: weights already contain the confidence as a mean, and a drawn fact
    either is real, with its full weight, or is not.
    """
    multiplier = np.ones((draws, len(document)))
    if kind in ("documents", "both"):
        multiplier *= rng.multinomial(documents, np.full(documents, 1 / documents), size=draws)[:, document]
    if kind in ("extraction", "both"):
        facts, first = np.unique(fact, return_index=True)
        place = np.searchsorted(facts, fact)
        sure = confidence[first]
        kept = rng.random((draws, len(facts))) < sure
        multiplier *= (kept / np.where(sure > 0, sure, 1.0))[:, place]
    return multiplier
