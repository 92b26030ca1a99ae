"""The whole profile of many multilayer networks at once: the data are one of them, nulls and resamples the others.

One code path serves the estimate, the null model and the bootstrap, so they cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from qtnet.metrics.bipolarity import components as parts
from qtnet.metrics.bipolarity.alignment import aligned, joined
from qtnet.metrics.bipolarity.neighbours import Neighbours, neighbours
from qtnet.metrics.bipolarity.twoness import levels, two_ness_of

__all__ = ["COMPONENTS", "Evaluation", "Setting", "evaluate", "evaluate_data", "two_ness"]

#: Columns of `Evaluation.values`.
COMPONENTS = ("C", "S", "H", "D", "X", "B", "TBI", "sqrt(C·S)", "J")


@dataclass(frozen=True, kw_only=True, eq=False)
class Setting:
    """What is held fixed while data, nulls and resamples are evaluated.

    `poles` are positions of actors, `capability` has shape ``(n,)`` or is None for the number of ties, `tau` and
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
    power, seed = _capability(P, N, setting), int(rng.integers(2**63))
    single = [
        _one_layer(p, q, power[:, layer], setting, seed, None if D is None else D[:, layer])
        for layer, (p, q) in enumerate(_layers(P, N))
    ]
    values = {name: np.stack([layer.values[name] for layer in single], axis=1) for name in single[0].values}
    x, reach = (np.stack([getattr(layer, name) for layer in single], axis=1) for name in ("x", "reach"))
    values["X"] = np.full_like(values["C"], np.nan)
    values["X"][:, -1] = parts.consistency((x * reach)[:, :-1], power[:, -1])
    return Evaluation(_composed(values, with_consistency=setting.with_consistency), x, reach)


def two_ness(P: np.ndarray, N: np.ndarray, setting: Setting, *, rng: np.random.Generator) -> np.ndarray:
    """Give D of every draw and layer, the sum of the layers last: it does not depend on the poles."""
    seed = int(rng.integers(2**63))
    listed = [_listed(p, q, setting) for p, q in _layers(P, N)]
    return np.stack([_two_ness(ties, seed) for ties in listed], axis=1)


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


def _layers(P: np.ndarray, N: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Give cooperation and hostility, shape ``(draws, n, n)``, of each layer and, last, of their sum."""
    for layer in range(P.shape[1]):
        yield P[:, layer], N[:, layer]
    yield P.sum(axis=1), N.sum(axis=1)


def _one_layer(
    P: np.ndarray, N: np.ndarray, power: np.ndarray, setting: Setting, seed: int, D: np.ndarray | None
) -> Evaluation:
    """Evaluate one layer, shape ``(draws, n, n)``."""
    n, listed = P.shape[-1], _listed(P, N, setting)
    x = np.stack([aligned(ties, n, setting.poles, tau=setting.tau) for ties in listed])
    values = {
        "C": parts.concentration(power, x),
        "S": parts.separation(P, x),
        "H": parts.hostility_alignment(N, x),
        "D": _two_ness(listed, seed) if D is None else D,
        "J": parts.youden(P, N, x),
    }
    values["sqrt(C·S)"] = parts.cooperation_only(values["C"], values["S"])
    poleless = np.array([not np.isin(setting.poles, ties.order).all() for ties in listed])
    reach = np.stack([joined(ties, n, setting.poles) for ties in listed])
    return Evaluation({name: np.where(poleless, np.nan, value) for name, value in values.items()}, x, reach)


def _listed(P: np.ndarray, N: np.ndarray, setting: Setting) -> list[Neighbours]:
    return [neighbours(p, q, hostility=setting.hostility) for p, q in zip(P, N, strict=True)]


def _two_ness(listed: list[Neighbours], seed: int) -> np.ndarray:
    return np.array([two_ness_of(ties, levels(ties, seed)) if ties.hostile else np.nan for ties in listed])


def _capability(P: np.ndarray, N: np.ndarray, setting: Setting) -> np.ndarray:
    """Give capability per draw, layer and actor, the sum of all layers last."""
    if setting.capability is not None:
        return np.broadcast_to(setting.capability, (P.shape[0], P.shape[1] + 1, P.shape[-1]))
    ties = parts.tie_count(P, N)
    return np.concatenate([ties, ties.sum(axis=1, keepdims=True)], axis=1)
