"""Resampled corpora: documents drawn again, facts kept with their confidence, missed facts imputed, signs turned.

What is drawn is how often each entry of the evidence counts, so that any part of it (a layer, a window of time) can be
evaluated in the same corpora.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from qtnet.inference.extraction_noise import ExtractionNoise
from qtnet.inference.resampling import document_counts, kept_facts
from qtnet.metrics.bipolarity.counting import Contributions
from qtnet.metrics.bipolarity.evaluation import Setting

__all__ = ["Corpora", "Part", "as_read", "read_again", "resampled"]


@dataclass(frozen=True, eq=False)
class Part:
    """Entries of the evidence that are evaluated together, and how."""

    keep: np.ndarray = field(repr=False)
    counted: Contributions = field(repr=False)
    setting: Setting


@dataclass(frozen=True, eq=False)
class Corpora:
    """Resampled corpora: how often each document and each entry counts, and which entries change their sign."""

    counts: np.ndarray
    multiplier: np.ndarray
    turned: np.ndarray | None

    def matrices(self, part: Part) -> tuple[np.ndarray, np.ndarray]:
        """Give cooperation and hostility of a part of the evidence."""
        own = self.multiplier[:, part.keep]
        if self.turned is None:
            return part.counted.matrices(own)
        turned = self.turned[:, part.keep]
        P, N = part.counted.matrices(own * ~turned)
        hostile, friendly = part.counted.matrices(own * turned)
        return P + friendly, N + hostile

    def one(self, draw: int, document: np.ndarray) -> Corpora:
        """Give one corpus as if it were the data: what an entry counts in each copy of its document."""
        counts = self.counts[draw]
        each = self.multiplier[draw] / np.maximum(counts[document], 1)
        turned = None if self.turned is None else self.turned[[draw]]
        return Corpora(counts[None], each[None], turned)


def as_read(counted: Contributions) -> Corpora:
    """Give the corpus as it was read, every document and entry once."""
    return Corpora(np.ones((1, counted.n_documents)), np.ones((1, len(counted.value))), None)


def resampled(
    counted: Contributions,
    noise: ExtractionNoise | None,
    base: Corpora,
    documents: bool,
    draws: int,
    rng: np.random.Generator,
) -> Corpora:
    """Draw corpora from one that is taken for the data."""
    counts = np.repeat(base.counts, draws, axis=0)
    if documents:
        counts = document_counts(base.counts[0], draws=draws, rng=rng)
    return _read(counted, noise, base, counts, rng)


def read_again(
    counted: Contributions, noise: ExtractionNoise | None, corpora: Corpora, rng: np.random.Generator
) -> Corpora:
    """Give the same documents with other facts kept, missed and turned."""
    return _read(counted, noise, as_read(counted), corpora.counts, rng)


def _read(
    counted: Contributions, noise: ExtractionNoise | None, base: Corpora, counts: np.ndarray, rng: np.random.Generator
) -> Corpora:
    draws = len(counts)
    kept = kept_facts(counted.fact, counted.confidence, expected=counted.expected, draws=draws, rng=rng)
    multiplier, turned = counts[:, counted.document] * base.multiplier * kept, base.turned
    if noise is not None:
        multiplier = noise.with_missed(multiplier, counted.sign, rng=rng)
        own = noise.turned(counted.fact, draws=draws, rng=rng)
        turned = own if turned is None else own ^ turned
    return Corpora(counts, multiplier, turned)
