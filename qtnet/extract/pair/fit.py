"""Fitting the pair model: two penalised logistic regressions over sparse binary features, by scikit-learn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from qtnet.errors import MissingExtraError
from qtnet.extract.pair.examples import Example
from qtnet.extract.pair.model import LABELS, PairModel

__all__ = ["Weights", "as_model", "fit"]

#: Inverse strength of the penalty, least number of documents of a feature, and weight of a construction beside an
#: annotated sentence: the best of a few values with each part of the corpus left out in turn.
INVERSE_PENALTY = 0.15
LEAST_DOCUMENTS = 2
CONSTRUCTION_WEIGHT = 0.3
#: Gradient at which the multinomial solver stops; a smaller one changes no judgement and triples the time.
TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Weights:
    """Feature names and their weights: shape (n_features, 1 + n_labels)."""

    names: list[str]
    values: np.ndarray


def fit(documents: Sequence[Example], constructions: Sequence[Example]) -> Weights:
    """Fit both models to examples of annotated documents and to constructions.

    Raises
    ------
    MissingExtraError
        When scikit-learn is not installed.
    """
    linear = _linear_models()
    used = [example for example in documents if example.weight > 0]
    examples = [*used, *constructions]
    weights = np.array(
        [example.weight for example in used] + [CONSTRUCTION_WEIGHT * example.weight for example in constructions]
    )
    names = _frequent_features(examples)
    design = _design(examples, names)
    tied = np.array([bool(example.labels) for example in examples])
    first = linear.LogisticRegression(C=INVERSE_PENALTY, solver="liblinear", max_iter=300, random_state=0)
    first.fit(design, tied, sample_weight=weights)
    rows, labels, shares = _labelled(examples, weights)
    second = linear.LogisticRegression(C=INVERSE_PENALTY, max_iter=1000, tol=TOLERANCE)
    second.fit(design[rows], labels, sample_weight=shares)
    values = np.zeros((len(names), 1 + len(LABELS)))
    values[:, 0] = first.coef_[0]
    values[names.index("bias"), 0] += first.intercept_[0]
    values[:, 1 + second.classes_] = second.coef_.T
    values[names.index("bias"), 1:] -= 30.0  # labels never seen stay impossible
    values[names.index("bias"), 1 + second.classes_] += 30.0 + second.intercept_
    return Weights(names, values)


def as_model(weights: Weights) -> PairModel:
    """Give fitted weights as a model that is not calibrated and proposes nothing."""
    rows = {name: row for row, name in enumerate(weights.names)}
    return PairModel(rows, weights.values, slope=1.0, intercept=0.0, threshold=1.0, second=1.0)


def _linear_models() -> Any:
    try:
        from sklearn import linear_model
    except ImportError as error:
        raise MissingExtraError("training the pair model needs scikit-learn; pip install 'qtnet[dev]'") from error
    return linear_model


def _frequent_features(examples: Sequence[Example]) -> list[str]:
    places: Counter[str] = Counter()
    of_document: dict[tuple[str, str], set[str]] = {}
    for example in examples:
        of_document.setdefault(example.key[:2], set()).update(example.features)
    for features in of_document.values():
        places.update(features)
    return sorted(name for name, count in places.items() if count >= LEAST_DOCUMENTS)


def _design(examples: Sequence[Example], names: Sequence[str]) -> sparse.csr_matrix:
    column = {name: position for position, name in enumerate(names)}
    cells = [(row, column[name]) for row, example in enumerate(examples) for name in example.features if name in column]
    rows, columns = np.array(cells).T
    return sparse.csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(examples), len(names)))


def _labelled(examples: Sequence[Example], weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give one row for each label of a tied example; its labels share its weight."""
    rows = [
        (row, LABELS.index(label), weights[row] / len(example.labels))
        for row, example in enumerate(examples)
        for label in example.labels
    ]
    positions, labels, shares = zip(*rows, strict=True)
    return np.array(positions), np.array(labels), np.array(shares)
