"""The whole profile of many multilayer networks at once: the data are one of them, nulls and resamples the others.

One code path serves the estimate, the null model and the bootstrap, so they cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from qtnet.metrics.bipolarity import components as parts
from qtnet.metrics.bipolarity.alignment import align, reached
from qtnet.metrics.bipolarity.twoness import twoness

__all__ = ["COMPONENTS", "Evaluation", "Setting", "evaluate", "evaluate_data", "two_ness"]

#: Columns of `Evaluation.values`.
COMPONENTS = ("C", "S", "H", "D", "X", "B", "TBI", "sqrt(C·S)", "J")
#: The data are one network, so they can afford a wider search than each of hundreds of draws. With 5 kicks two of
#: three searches missed the best blocs of a network of 7 actors, so that renaming actors changed D; with 40 none did.
_KICKS_FOR_DATA = 40
#: Kicks × actors of one search: large networks, whose kicks cost most, get fewer.
_MOST_KICKED = 2000


@dataclass(frozen=True, kw_only=True, eq=False)
class Setting:
    """What is held fixed while data, nulls and resamples are evaluated.

    `poles` are positions of actors, `capability` has shape ``(n,)`` or is None for the number of ties, `tau` and
    `hostility` are τ and λ of the alignment. `with_consistency` says whether the polarisation of the whole network
    contains X; it is settled by the data, not by each draw. `kicks` lengthen the search behind D.
    """

    poles: tuple[int, int]
    capability: np.ndarray | None = field(default=None, repr=False)
    tau: float = 0.5
    hostility: float = 1.0
    with_consistency: bool = True
    kicks: int = 0


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
    power = _capability(P, N, setting)
    slices = [(P[:, layer], N[:, layer]) for layer in range(P.shape[1])]
    slices.append((P.sum(axis=1), N.sum(axis=1)))
    single = [
        _one_layer(p, q, power[:, layer], setting, rng, None if D is None else D[:, layer])
        for layer, (p, q) in enumerate(slices)
    ]
    values = {name: np.stack([layer.values[name] for layer in single], axis=1) for name in single[0].values}
    x, reach = (np.stack([getattr(layer, name) for layer in single], axis=1) for name in ("x", "reach"))
    values["X"] = np.full_like(values["C"], np.nan)
    values["X"][:, -1] = parts.consistency((x * reach)[:, :-1], power[:, -1])
    return Evaluation(_composed(values, with_consistency=setting.with_consistency), x, reach)


def two_ness(P: np.ndarray, N: np.ndarray, setting: Setting, *, rng: np.random.Generator) -> np.ndarray:
    """Give D of every draw and layer, the sum of the layers last: it does not depend on the poles."""
    layers = [_two_ness(P[:, layer], N[:, layer], setting, rng) for layer in range(P.shape[1])]
    return np.stack([*layers, _two_ness(P.sum(axis=1), N.sum(axis=1), setting, rng)], axis=1)


def evaluate_data(
    P: np.ndarray, N: np.ndarray, setting: Setting, *, rng: np.random.Generator, D: np.ndarray | None = None
) -> tuple[Setting, Evaluation]:
    """Evaluate the data, shape ``(1, layers, n, n)``, and settle whether X is part of the headline: where it exists."""
    found = evaluate(P, N, replace(setting, kicks=_KICKS_FOR_DATA), rng=rng, D=D)
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
    P: np.ndarray,
    N: np.ndarray,
    power: np.ndarray,
    setting: Setting,
    rng: np.random.Generator,
    D: np.ndarray | None,
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
        "C": parts.concentration(power, x),
        "S": parts.separation(p, small),
        "H": parts.hostility_alignment(q, small),
        "D": _two_ness(p, q, setting, rng) if D is None else D,
        "J": parts.youden(p, q, small),
    }
    values["sqrt(C·S)"] = parts.cooperation_only(values["C"], values["S"])
    poleless = ~(P + N).any(axis=1)[:, poles].all(axis=1)
    return Evaluation({name: np.where(poleless, np.nan, value) for name, value in values.items()}, x, reach)


def _two_ness(P: np.ndarray, N: np.ndarray, setting: Setting, rng: np.random.Generator) -> np.ndarray:
    if not N.any():
        return np.full(len(P), np.nan)
    tied = np.flatnonzero((P + N).any(axis=(0, 1)))
    p, q = (M[:, tied[:, None], tied] for M in (P, N))
    kicks = min(setting.kicks, _MOST_KICKED // max(len(tied), 1))
    return twoness(p, q, rng=rng, hostility=setting.hostility, kicks=kicks)[0]


def _capability(P: np.ndarray, N: np.ndarray, setting: Setting) -> np.ndarray:
    """Give capability per draw, layer and actor, the sum of all layers last."""
    if setting.capability is not None:
        return np.broadcast_to(setting.capability, (P.shape[0], P.shape[1] + 1, P.shape[-1]))
    ties = parts.tie_count(P, N)
    return np.concatenate([ties, ties.sum(axis=1, keepdims=True)], axis=1)
