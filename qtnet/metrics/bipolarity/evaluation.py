"""The whole profile of many multilayer networks at once: the data are one of them, nulls and resamples the others.

One code path serves the estimate, the null model and the bootstrap, so they cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from qtnet.metrics.bipolarity import components as parts
from qtnet.metrics.bipolarity.alignment import align, reached
from qtnet.metrics.bipolarity.twoness import twoness

__all__ = ["COMPONENTS", "Evaluation", "Setting", "evaluate", "evaluate_data"]

#: Columns of `Evaluation.values`.
COMPONENTS = ("C", "S", "H", "D", "X", "B", "TBI", "sqrt(C·S)", "J")


@dataclass(frozen=True, kw_only=True, eq=False)
class Setting:
    """What is held fixed while data, nulls and resamples are evaluated.

    `poles` are positions of actors, `capability` has shape ``(n,)`` or is None for the share of all ties, `tau` and
    `hostility` are τ and λ of the alignment. `with_consistency` says whether the polarisation of the whole network
    contains X; it is settled by the data, not by each draw.
    """

    poles: tuple[int, int]
    capability: np.ndarray | None = field(default=None, repr=False)
    tau: float = 0.5
    hostility: float = 1.0
    with_consistency: bool = True


@dataclass(frozen=True, eq=False)
class Evaluation:
    """Components, alignment and reach of each draw; the last layer is the sum of all.

    `values` maps the names in `COMPONENTS` to shape ``(draws, layers + 1)``; `x` and `reach` have shape
    ``(draws, layers + 1, n)``. X is NaN except in the last layer.
    """

    values: dict[str, np.ndarray]
    x: np.ndarray
    reach: np.ndarray


def evaluate(
    P: np.ndarray, N: np.ndarray, setting: Setting, *, rng: np.random.Generator, D: np.ndarray | None = None
) -> Evaluation:
    """Evaluate cooperation and hostility of shape ``(draws, layers, n, n)``.

    Layers are evaluated one by one and their sum last. A layer in which a pole has no tie has no profile: NaN. `D` of
    shape ``(draws, layers + 1)`` saves its search when it is known already.
    """
    slices = [(P[:, layer], N[:, layer]) for layer in range(P.shape[1])]
    slices.append((P.sum(axis=1), N.sum(axis=1)))
    known = [None if D is None else D[:, layer] for layer in range(len(slices))]
    single = [_one_layer(p, q, setting, rng, d) for (p, q), d in zip(slices, known, strict=True)]
    values = {name: np.stack([layer.values[name] for layer in single], axis=1) for name in single[0].values}
    x, reach = (np.stack([getattr(layer, name) for layer in single], axis=1) for name in ("x", "reach"))
    values["X"] = np.full_like(values["C"], np.nan)
    values["X"][:, -1] = parts.consistency((x * reach)[:, :-1], _capability(*slices[-1], setting))
    return Evaluation(_composed(values, with_consistency=setting.with_consistency), x, reach)


def evaluate_data(
    P: np.ndarray, N: np.ndarray, setting: Setting, *, rng: np.random.Generator, D: np.ndarray | None = None
) -> tuple[Setting, Evaluation]:
    """Evaluate the data, shape ``(1, layers, n, n)``, and settle whether X is part of the headline: where it exists."""
    found = evaluate(P, N, setting, rng=rng, D=D)
    exists = bool(np.isfinite(found.values["X"][0, -1]))
    values = _composed(found.values, with_consistency=exists)
    return replace(setting, with_consistency=exists), Evaluation(values, found.x, found.reach)


def _composed(values: dict[str, np.ndarray], *, with_consistency: bool) -> dict[str, np.ndarray]:
    """Add polarisation and headline to the components."""
    S, H, D = (values[name] for name in ("S", "H", "D"))
    B = parts.polarisation(S, H, D)
    if with_consistency:
        B[:, -1] = parts.polarisation(*(part[:, -1] for part in (S, H, D, values["X"])))
    whole = values | {"B": B, "TBI": parts.headline(values["C"], B)}
    return {name: whole[name] for name in COMPONENTS}


def _one_layer(
    P: np.ndarray, N: np.ndarray, setting: Setting, rng: np.random.Generator, D: np.ndarray | None
) -> Evaluation:
    """Evaluate one layer, shape ``(draws, n, n)``, on the actors that have ties in some draw."""
    draws, n = P.shape[:2]
    poles = list(setting.poles)
    tied = (P + N).any(axis=(0, 1))
    tied[poles] = True
    active = np.flatnonzero(tied)
    p, q = (M[:, active[:, None], active] for M in (P, N))
    place = int(np.searchsorted(active, poles[0])), int(np.searchsorted(active, poles[1]))
    x, reach = np.zeros((draws, n)), np.zeros((draws, n), dtype=bool)
    x[:, active] = align(p, q, place, tau=setting.tau, hostility=setting.hostility)
    reach[:, active] = reached(p, q, place)
    small = x[:, active]
    values = {
        "C": parts.concentration(_capability(P, N, setting), x),
        "S": parts.separation(p, small),
        "H": parts.hostility_alignment(q, small),
        "D": twoness(p, q, rng=rng, hostility=setting.hostility)[0] if D is None else D,
        "J": parts.youden(p, q, small),
    }
    values["sqrt(C·S)"] = parts.cooperation_only(values["C"], values["S"])
    poleless = ~(P + N).any(axis=1)[:, poles].all(axis=1)
    return Evaluation({name: np.where(poleless, np.nan, value) for name, value in values.items()}, x, reach)


def _capability(P: np.ndarray, N: np.ndarray, setting: Setting) -> np.ndarray:
    if setting.capability is None:
        return parts.strength_share(P, N)
    return np.broadcast_to(setting.capability, P.shape[:-1])
