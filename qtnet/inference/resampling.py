"""How often each piece of evidence counts in a resampled corpus: documents drawn again, facts kept by confidence."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from qtnet.errors import InputError

__all__ = ["Noise", "check_kind", "document_counts", "evidence_multipliers", "interval_kind", "kept_facts"]

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
    expected: bool,
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
        Probability that the row's fact is real, in [0, 1].
    documents
        Number of documents of the corpus, those without a row here included: how many of the documents drawn have
        ties is itself a matter of chance.
    expected
        Whether the rows' weights contain the confidence, as `MultilayerNetwork.expected_weights` says.
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
        Shape ``(draws, rows)``, ≥ 0. The mean of a column is 1, or the confidence where facts are left out and the
        weights do not contain it.

    Notes
    -----
    A drawn fact either is real, with its full weight, or is not. Where weights contain the confidence (weight schemes
    ``ties`` and ``combined``) the full weight is ``weight / confidence``, so a kept fact counts ``1 / confidence``.
    Facts that share one piece of evidence keep their shares of it; if they differ in confidence and all are kept, they
    count somewhat more than one, so that the mean is that of the data.
    Where they do not (amounts of scheme ``funding``, edge lists of the user) the weight is the full one and a kept
    fact counts once: no sum ever exceeds its amount. The estimate then takes every fact as real and lies at the upper
    end of what is drawn.
    """
    multiplier = np.ones((draws, len(document)))
    if kind in ("documents", "both"):
        multiplier *= document_counts(np.ones(documents), draws=draws, rng=rng)[:, document]
    if kind in ("extraction", "both"):
        multiplier *= kept_facts(fact, confidence, expected=expected, draws=draws, rng=rng)
    return multiplier


def document_counts(counts: np.ndarray, *, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Draw as many documents as there are, with replacement, from a corpus that holds each so often.

    A corpus that was drawn itself can be drawn from again, which is what a nested bootstrap does.

    Examples
    --------
    >>> drawn = document_counts(np.array([0.0, 2.0, 1.0]), draws=4, rng=np.random.default_rng(1))
    >>> drawn.sum(axis=1).tolist(), drawn[:, 0].tolist()
    ([3, 3, 3, 3], [0, 0, 0, 0])
    """
    total = int(counts.sum())
    if not total:
        return np.zeros((draws, len(counts)), dtype=np.int64)
    return np.asarray(rng.multinomial(total, counts / total, size=draws))


def kept_facts(
    fact: np.ndarray, confidence: np.ndarray, *, expected: bool, draws: int, rng: np.random.Generator
) -> np.ndarray:
    """Keep each fact with its confidence: the multiplier of every row, as `evidence_multipliers` describes it."""
    facts, place = np.unique(fact, return_inverse=True)
    kept = rng.random((draws, len(facts)))[:, place] < confidence
    return np.asarray(kept / np.where(expected & (confidence > 0), confidence, 1.0))


def interval_kind(confidence: np.ndarray, *, expected: bool, kind: Noise) -> Literal["bc", "percentile"]:
    """Say which interval draws allow: ``bc`` where they centre on the estimate, else ``percentile``.

    Facts that are left out of weights without confidence lower every draw below the estimate. Bias correction would
    take this for a bias of the estimate and push the interval up to it.
    """
    centred = kind == "documents" or expected or bool((confidence == 1).all())
    return "bc" if centred else "percentile"
