"""Fitting the weights of the domain model to annotated documents.

Penalised maximum likelihood; the same documents always give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from qtnet.errors import InputError
from qtnet.extract.domainfeatures import Zones, domain_features
from qtnet.extract.vocabulary import DOMAINS, Domain, Mode

__all__ = ["DomainExample", "fit_domain_weights", "write_domain_weights"]

DomainExample = tuple[Zones, Mode | None, frozenset[Domain]]  # around a quotation; mode of the tie; its technologies

_PENALTY = 1.0  # the best of 0.3, 1 and 3.3 with each part of the corpus left out in turn
_DIGITS = 4  # of the stored weights: beyond them solvers of different machines disagree


def fit_domain_weights(examples: Iterable[DomainExample], *, penalty: float = _PENALTY) -> dict[str, float]:
    """Fit the weights of the domain model.

    Parameters
    ----------
    examples
        Annotated quotations.
    penalty
        Strength of the pull of all weights towards 0.

    Returns
    -------
    dict
        Weight by feature name, sorted by name, rounded to four digits.

    Raises
    ------
    InputError
        If there are no examples.

    Notes
    -----
    Minimises ``Σ log(1 + exp(-y w·x)) + penalty/2 |w|²`` over all pairs of example and technology, y = 1 where the
    technology is annotated and −1 elsewhere, by L-BFGS from 0; the weight of the constant feature is not penalised.
    """
    rows = [(domain_features(z, d, mode), d in right) for z, mode, right in examples for d in DOMAINS]
    if not rows:
        raise InputError("no annotated ties to fit the domain model to; give the folder of an annotated corpus")
    names = sorted({name for features, _ in rows for name in features})
    column = {name: j for j, name in enumerate(names)}
    design = np.zeros((len(rows), len(names)))
    pulled = np.array([name != "any" for name in names]) * penalty
    for i, (features, _) in enumerate(rows):
        for name, value in features.items():
            design[i, column[name]] = value
    sides = np.where([right for _, right in rows], 1.0, -1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = sides * (design @ weights)
        pull = -sides * expit(-margins)
        value = float(np.logaddexp(0.0, -margins).sum() + pulled / 2 @ weights**2)
        return value, design.T @ pull + pulled * weights

    fitted = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 2000, "ftol": 1e-12})
    return {name: round(float(w), _DIGITS) for name, w in zip(names, fitted.x, strict=True)}


def write_domain_weights(weights: Mapping[str, float], path: Path) -> None:
    """Write weights as JSON, one a line, sorted."""
    path.write_text(json.dumps(dict(sorted(weights.items())), indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
