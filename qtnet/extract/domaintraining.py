"""Fitting the weights of the domain model to annotated documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from qtnet.extract.domainfeatures import Zones, domain_features
from qtnet.extract.logistic import fit_logistic
from qtnet.extract.vocabulary import DOMAINS, Domain, Mode

__all__ = ["DomainExample", "fit_domain_weights", "write_domain_weights"]

DomainExample = tuple[Zones, Mode | None, frozenset[Domain]]  # around a quotation; mode of the tie; its technologies

_PENALTY = 1.0  # the best of 0.3, 1 and 3.3 with each part of the corpus left out in turn


def fit_domain_weights(examples: Iterable[DomainExample], *, penalty: float = _PENALTY) -> dict[str, float]:
    """Fit the weights of the domain model: one row for each quotation and technology.

    Parameters
    ----------
    examples
        Annotated quotations.
    penalty
        Strength of the pull of the weights towards 0.

    Returns
    -------
    dict
        Weight by feature name; the same examples always give the same weights.

    Raises
    ------
    InputError
        If there are no examples.
    """
    rows = [(domain_features(zones, d, mode), d in right) for zones, mode, right in examples for d in DOMAINS]
    return fit_logistic(rows, penalty=penalty)


def write_domain_weights(weights: Mapping[str, float], path: Path) -> None:
    """Write weights as JSON, one a line, sorted."""
    path.write_text(json.dumps(dict(sorted(weights.items())), indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
