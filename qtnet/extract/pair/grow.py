"""Growing the boosted trees of the pair model, by scikit-learn, in the form in which they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse

from qtnet.errors import MissingExtraError
from qtnet.extract.pair.forest import DIGITS, Node

__all__ = ["grow"]

#: Chosen with each part of the corpus left out in turn.
N_TREES = 120
MOST_LEAVES = 16
LEARNING_RATE = 0.08
LEAST_EXAMPLES = 15
SHARE_OF_FEATURES = 0.15
PENALTY = 2.0


def grow(design: sparse.csr_matrix, names: Sequence[str], tied: np.ndarray, weights: np.ndarray) -> dict[str, Any]:
    """Fit trees to a binary design and give them as stored: ``start``, ``features`` and ``trees``.

    Raises
    ------
    MissingExtraError
        When scikit-learn is not installed.
    """
    try:
        from sklearn.ensemble import HistGradientBoostingClassifier
    except ImportError as error:
        raise MissingExtraError("training the pair model needs scikit-learn; pip install scikit-learn") from error
    model = HistGradientBoostingClassifier(
        learning_rate=LEARNING_RATE,
        max_iter=N_TREES,
        max_leaf_nodes=MOST_LEAVES,
        min_samples_leaf=LEAST_EXAMPLES,
        l2_regularization=PENALTY,
        max_features=SHARE_OF_FEATURES,
        max_bins=3,
        early_stopping=False,
        random_state=0,
    )
    model.fit(design.toarray(), tied, sample_weight=weights)
    # scikit-learn shows the nodes of these trees in no public attribute
    trees = [[_node(node) for node in predictor.nodes] for (predictor,) in model._predictors]
    used = sorted({node[0] for tree in trees for node in tree if isinstance(node, tuple)})
    column = {feature: position for position, feature in enumerate(used)}
    stored = [[node if isinstance(node, float) else (column[node[0]], *node[1:]) for node in tree] for tree in trees]
    start = round(float(np.ravel(model._baseline_prediction)[0]), DIGITS)
    return {"start": start, "features": [names[feature] for feature in used], "trees": stored}


def _node(node: Any) -> Node:
    if node["is_leaf"]:
        return round(float(node["value"]), DIGITS)
    return int(node["feature_idx"]), int(node["left"]), int(node["right"])
