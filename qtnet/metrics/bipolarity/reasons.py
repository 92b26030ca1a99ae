"""Why a component of bipolarity is undefined, or 0 because a part of it is not above 0: in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qtnet.results import MULTILAYER

__all__ = ["component_reasons"]

#: What each composed number is made of, in the order in which a missing part is named.
_PARTS = {"B": ("H", "D", "S"), "TBI": ("H", "D", "S", "C"), "sqrt(C·S)": ("C", "S")}
#: What a part says where it is below 0, and where it is 0.
_BELOW = {
    "S": "S is below 0: cooperation crosses the poles more than chance would give",
    "H": "H is below 0: hostility runs between the poles less than chance would give",
}
_NONE = {
    "S": "S is 0: cooperation crosses the poles as much as chance would give",
    "H": "H is 0: hostility runs between the poles as much as chance would give",
    "D": "D is 0: two blocs remove no conflict, or further blocs remove at least as much again",
    "C": "C is 0: one pole holds no capability",
    "X": "X is 0: no two layers split alike",
}


def component_reasons(
    P: np.ndarray,
    N: np.ndarray,
    values: dict[str, np.ndarray],
    *,
    labels: Sequence[str],
    poles: tuple[int, int],
    names: tuple[str, str],
) -> dict[tuple[str, str], str]:
    """Say, for each layer and component that is NaN in the data, or composed to 0, why.

    A composed number of 0 is no measurement of "not bipolar": one part at or below 0, where it is clipped, is enough.

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
        reasons |= {(label, name): text for name, text in _zeros({n: values[n][0, place] for n in values}).items()}
    return reasons


def _zeros(found: dict[str, float]) -> dict[str, str]:
    """Give the reason of each composed number that is 0."""
    told = {}
    for name, parts in _PARTS.items():
        if found[name] != 0:
            continue
        whole = parts if name == "sqrt(C·S)" else (*parts, "X")
        gone = [part for part in ("S", "H", "D", "C", "X") if part in whole and found[part] <= 0]
        below = [part for part in gone if found[part] < 0]
        words = [_BELOW[part] if part in below else _NONE[part] for part in gone]
        told[name] = " and ".join(words) + f"; {name} is {'clipped to 0' if below else '0'}"
    return told


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
