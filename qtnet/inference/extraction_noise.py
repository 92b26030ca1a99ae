"""What extraction missed and what it took for its opposite: noise beyond the confidence of the facts that were found.

Confidence says how likely a found fact is real. It says nothing of facts that were not found, nor of cooperation read
as restriction. Both rates are measured on annotated documents that the weights never saw.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np

from qtnet.errors import InputError, UnknownNameError
from qtnet.extract.vocabulary import MODES
from qtnet.facts.unseen import RECORD

__all__ = ["ExtractionNoise", "measured_noise"]


@dataclass(frozen=True, kw_only=True)
class ExtractionNoise:
    """Rates at which extraction misses facts and turns their sign.

    Attributes
    ----------
    recall_positive, recall_negative
        Share in (0, 1] of the true facts of a sign that were found.
    flip
        Share in [0, ½) of the facts found that have the wrong sign.

    Notes
    -----
    *Missed facts.* A found fact that counts ``m`` times stands for ``m (1 − r)/r`` missed ones of its sign; so many are
    imputed, Poisson distributed, to the same two actors in the same layer: in all, a Poisson number of further facts
    drawn from the layer's own ties of that sign. The sum is scaled by ``r``, so that the mean stays that of the data.
    The model is stated because it is one: facts missed between actors of whom nothing was found stay missed, and facts
    are taken to be missed at random.

    *Signs.* Each fact changes its sign with probability ``flip`` in each draw. The data already hold such errors, so
    the draws hold twice as many, and lie to the side to which errors push.
    """

    recall_positive: float = 1.0
    recall_negative: float = 1.0
    flip: float = 0.0

    def __post_init__(self) -> None:
        for name in ("recall_positive", "recall_negative"):
            if not 0 < getattr(self, name) <= 1:
                raise InputError(f"{name}: expected a share in (0, 1], got {getattr(self, name)}")
        if not 0 <= self.flip < 0.5:
            raise InputError(f"flip: expected a share in [0, ½), got {self.flip}")

    def with_missed(self, multiplier: np.ndarray, sign: np.ndarray, *, rng: np.random.Generator) -> np.ndarray:
        """Impute missed facts to multipliers of shape ``(draws, rows)``; `sign` is ±1, shape ``(rows,)``.

        Examples
        --------
        >>> found = ExtractionNoise(recall_positive=0.5).with_missed(
        ...     np.ones((4000, 1)), np.ones(1), rng=np.random.default_rng(1)
        ... )
        >>> float(found.mean().round(1)), sorted(set(found.ravel().tolist()))[:3]
        (1.0, [0.5, 1.0, 1.5])
        """
        recall = np.where(sign > 0, self.recall_positive, self.recall_negative)
        return np.asarray(recall * (multiplier + rng.poisson(multiplier * (1 - recall) / recall)))

    def turned(self, fact: np.ndarray, *, draws: int, rng: np.random.Generator) -> np.ndarray:
        """Draw which facts change their sign, shape ``(draws, rows)``; rows of one fact change together."""
        facts, place = np.unique(fact, return_inverse=True)
        return np.asarray(rng.random((draws, len(facts)))[:, place] < self.flip)


def measured_noise(collection: str = "a-f") -> ExtractionNoise:
    """Give the rates measured on left-out parts of the annotated corpus.

    Parameters
    ----------
    collection
        ``a-f`` (all left-out parts), ``a-d`` or ``e-f``, as for `qtnet.facts.unseen.unseen_quality`.

    Returns
    -------
    ExtractionNoise
        Recall of ties with their mode, per sign, and the share of pairs of actors rightly found but for
        the sign among those rightly found.

    Examples
    --------
    >>> noise = measured_noise()
    >>> 0.3 < noise.recall_negative < noise.recall_positive < 0.6
    True
    """
    stored = json.loads(RECORD.read_text(encoding="utf-8"))
    known = [name for name in stored if "by_mode" in stored[name]]
    if collection not in known:
        raise UnknownNameError("collection", collection, known)
    found = stored[collection]
    recalls = {}
    for sign in "+-":
        rows = [row for row in found["by_mode"] if MODES[row["mode"]].sign == sign]
        right = sum(row["right"] for row in rows)
        recalls[sign] = right / (right + sum(row["missed"] for row in rows))
    pairs = next(row for row in found["levels"] if row["level"] == "pair")
    flip = found["sign_errors"] / (found["sign_errors"] + pairs["right"])
    return ExtractionNoise(recall_positive=recalls["+"], recall_negative=recalls["-"], flip=flip)
