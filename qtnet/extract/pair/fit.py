"""Fitting the pair model to sparse binary features: trees and penalised linear models, by scikit-learn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from qtnet.errors import MissingExtraError
from qtnet.extract.pair.examples import Example
from qtnet.extract.pair.forest import forest_of
from qtnet.extract.pair.grow import grow
from qtnet.extract.pair.model import LABELS, PairModel

__all__ = ["Weights", "as_model", "fit"]

#: Inverse strength of the penalty, least number of documents of a feature, and weight of a construction beside an
#: annotated sentence: the best of a few values with each part of the corpus left out in turn.
INVERSE_PENALTY = 0.15
LEAST_DOCUMENTS = 2
#: Trees ask only of the features that tell tied from untied best, among those that many documents have.
LEAST_DOCUMENTS_OF_TREES = 20
MOST_FEATURES_OF_TREES = 500
CONSTRUCTION_WEIGHT = 0.3
#: Gradient at which the multinomial solver stops; a smaller one changes no judgement and triples the time.
TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Weights:
    """Feature names, their weights: shape (n_features, 1 + n_labels), and the trees as stored."""

    names: list[str]
    values: np.ndarray
    forest: dict[str, Any]


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
    places = _documents_of_features(examples)
    tied = np.array([bool(example.labels) for example in examples])
    common = sorted(name for name, count in places.items() if count >= LEAST_DOCUMENTS_OF_TREES or name == "bias")
    asked = _most_telling(common, _design(examples, common), tied, weights)
    forest = grow(_design(examples, asked), asked, tied, weights)
    names = sorted(name for name, count in places.items() if count >= LEAST_DOCUMENTS)
    design = _design(examples, names)
    pairs = linear.LogisticRegression(C=INVERSE_PENALTY, solver="liblinear", max_iter=300, random_state=0)
    pairs.fit(design, tied, sample_weight=weights)
    rows, labels, shares = _labelled(examples, weights)
    modes = linear.LogisticRegression(C=INVERSE_PENALTY, max_iter=1000, tol=TOLERANCE)
    modes.fit(design[rows], labels, sample_weight=shares)
    values = np.zeros((len(names), 1 + len(LABELS)))
    values[:, 0] = pairs.coef_[0]
    values[names.index("bias"), 0] += pairs.intercept_[0]
    values[:, 1 + modes.classes_] = modes.coef_.T
    values[names.index("bias"), 1:] -= 30.0  # labels never seen stay impossible
    values[names.index("bias"), 1 + modes.classes_] += 30.0 + modes.intercept_
    return Weights(names, values, forest)


def as_model(weights: Weights) -> PairModel:
    """Give fitted weights as a model that is not calibrated and proposes nothing."""
    rows = {name: row for row, name in enumerate(weights.names)}
    forest = forest_of(weights.forest)
    return PairModel(rows, weights.values, forest, slope=1.0, intercept=0.0, threshold=1.0, second=1.0)


def _linear_models() -> Any:
    try:
        from sklearn import linear_model
    except ImportError as error:
        raise MissingExtraError("training the pair model needs scikit-learn; pip install scikit-learn") from error
    return linear_model


def _documents_of_features(examples: Sequence[Example]) -> Counter[str]:
    places: Counter[str] = Counter()
    of_document: dict[tuple[str, str], set[str]] = {}
    for example in examples:
        of_document.setdefault(example.key[:2], set()).update(example.features)
    for features in of_document.values():
        places.update(features)
    return places


def _design(examples: Sequence[Example], names: Sequence[str]) -> sparse.csr_matrix:
    column = {name: position for position, name in enumerate(names)}
    cells = [(row, column[name]) for row, example in enumerate(examples) for name in example.features if name in column]
    rows, columns = np.array(cells).T
    return sparse.csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(examples), len(names)))


def _most_telling(names: list[str], design: sparse.csr_matrix, tied: np.ndarray, weights: np.ndarray) -> list[str]:
    """Keep the features whose counts differ most between tied and untied, by chi-square."""
    seen = np.array([design.T @ (weights * (tied == side)) for side in (True, False)])
    shares = np.array([[weights[tied].sum()], [weights[~tied].sum()]]) / weights.sum()
    expected = np.maximum(shares * seen.sum(axis=0), np.finfo(float).tiny)
    order = np.argsort(-((seen - expected) ** 2 / expected).sum(axis=0), kind="stable")
    return sorted(names[position] for position in order[:MOST_FEATURES_OF_TREES])


def _labelled(examples: Sequence[Example], weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give one row for each label of a tied example; its labels share its weight."""
    rows = [
        (row, LABELS.index(label), weights[row] / len(example.labels))
        for row, example in enumerate(examples)
        for label in example.labels
    ]
    positions, labels, shares = zip(*rows, strict=True)
    return np.array(positions), np.array(labels), np.array(shares)
