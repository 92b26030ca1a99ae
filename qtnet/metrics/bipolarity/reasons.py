"""Why a component of bipolarity is undefined: nothing to measure, in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qtnet.results import MULTILAYER

__all__ = ["undefined_reasons"]

#: What each composed number is made of, in the order in which a missing part is named.
_PARTS = {"B": ("H", "D", "S"), "TBI": ("H", "D", "S", "C"), "sqrt(C·S)": ("C", "S")}


def undefined_reasons(
    P: np.ndarray,
    N: np.ndarray,
    values: dict[str, np.ndarray],
    *,
    labels: Sequence[str],
    poles: tuple[int, int],
    names: tuple[str, str],
) -> dict[tuple[str, str], str]:
    """Say, for each layer and component that is NaN in the data, why.

    Parameters
    ----------
    P, N
        Cooperation and hostility of the data, shape ``(layers, n, n)``.
    values
        Components of the data, shape ``(1, layers + 1)``; the last stands for all layers.
    labels
        Names of the layers.
    poles, names
        Positions and names of the poles.
    """
    reasons: dict[tuple[str, str], str] = {}
    for place, label in enumerate([*labels, MULTILAYER]):
        p, q = (M.sum(axis=0) if place == len(labels) else M[place] for M in (P, N))
        why = _why(p, q, poles, names)
        missing = {name for name in values if np.isnan(values[name][0, place])}
        for name in sorted(missing):
            parts = [part for part in _PARTS.get(name, (name,)) if part in missing]
            reasons[label, name] = why[parts[0] if parts else name]
    return reasons


def _why(P: np.ndarray, N: np.ndarray, poles: tuple[int, int], names: tuple[str, str]) -> dict[str, str]:
    """Give the reason that each component would have if it were undefined in this layer."""
    cooperation = "all cooperation lies with one pole" if P.any() else "no cooperation"
    own = {"C": "no capability", "S": cooperation, "H": "no hostility", "D": "no hostility"}
    own["J"] = cooperation if N.any() else "no hostility"
    absent = [name for pole, name in zip(poles, names, strict=True) if not (P + N)[pole].any()]
    if not (P + N).any():
        own = dict.fromkeys(own, "no ties")
    elif absent:
        own = dict.fromkeys(own, f"no ties of pole {' and pole '.join(absent)} in this layer")
    return own | {"X": "fewer than two layers in which a pole has ties"}
