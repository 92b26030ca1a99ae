"""Leave-one-part-out validation: how the model judges parts of the corpus that it was not trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from qtnet.extract.pair.examples import Example
from qtnet.extract.pair.fit import as_model, fit
from qtnet.extract.pair.model import LABELS, PairModel
from qtnet.extract.pair.trial import Best

__all__ = ["best_by_pair", "left_out", "models_without"]

_TURNED = str.maketrans("<>", "><")
#: Places of the labels as seen from the other actor.
BACKWARDS = [LABELS.index(label.translate(_TURNED)) for label in LABELS]


def left_out(examples: Sequence[Example], constructions: Sequence[Example], parts: Sequence[str]) -> list[Best]:
    """Judge each of some parts by a model trained on all examples of other parts."""
    found: list[Best] = []
    for part, model in models_without(examples, constructions, parts).items():
        found += best_by_pair(model, [example for example in examples if example.key[0] == part])
    return found


def models_without(
    examples: Sequence[Example], constructions: Sequence[Example], parts: Sequence[str]
) -> dict[str, PairModel]:
    """Give, for each of some parts, a model trained on all examples of other parts; it is not calibrated."""
    return {
        part: as_model(fit([example for example in examples if example.key[0] != part], constructions))
        for part in parts
    }


def best_by_pair(model: PairModel, examples: Sequence[Example]) -> list[Best]:
    """Keep the surest candidate of each pair, and the greatest joint probability of each label."""
    best: dict[tuple[str, str, str, str], Best] = {}
    joint: dict[tuple[str, str, str, str], list[np.ndarray]] = {}
    judgements = model.judge([example.features for example in examples])
    for example, judgement in zip(examples, judgements, strict=True):
        shares = judgement.tied * judgement.labels
        low_first = example.order == example.key[2:]
        joint.setdefault(example.key, []).append(shares if low_first else shares[BACKWARDS])
        if example.key not in best or judgement.tied > best[example.key].tied:
            best[example.key] = Best(example.key, example.order, judgement.tied, judgement.labels, shares)
    return [
        replace(best[key], joint=greatest if best[key].order == key[2:] else greatest[BACKWARDS])
        for key in sorted(best)
        for greatest in [np.max(joint[key], axis=0)]
    ]
