"""The whole profile of many multilayer networks at once: the data are one of them, nulls and resamples the others.

One code path serves the estimate, the null model and the bootstrap, so they cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from qtnet.errors import InputError
from qtnet.metrics.bipolarity import components as parts
from qtnet.metrics.bipolarity.alignment import aligned, from_other_starts, joined
from qtnet.metrics.bipolarity.certificate import Certificate, certify
from qtnet.metrics.bipolarity.neighbours import neighbours
from qtnet.metrics.bipolarity.twoness import levels, two_ness_of

__all__ = ["COMPONENTS", "Evaluation", "Setting", "evaluate", "evaluate_data", "evaluate_layers"]

#: Columns of `Evaluation.values`.
COMPONENTS = ("C", "S", "H", "D", "X", "B", "TBI", "sqrt(C·S)", "J")

Layer = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True, kw_only=True, eq=False)
class Setting:
    """What is held fixed while data, nulls and resamples are evaluated.

    `poles` are positions of actors, `capability` has shape ``(n,)``, or ``(layers + 1, n)`` where it differs from layer
    to layer, or is None for the number of ties of each network; `tau` and `hostility` are τ and λ of the alignment.
    `with_consistency` says whether the polarisation of the whole network contains X; it is settled by the data, not by
    each draw. `effort` is that of the search behind D (see `levels`).
    """

    poles: tuple[int, int]
    capability: np.ndarray | None = field(default=None, repr=False)
    tau: float = 0.5
    hostility: float = 1.0
    with_consistency: bool = True
    effort: float = 1.0


@dataclass(frozen=True, eq=False)
class Evaluation:
    """Components, alignment and reach of each draw; the last layer is the sum of all.

    `values` maps the names in `COMPONENTS` to shape ``(draws, layers + 1)``; `x` and `reach` have shape
    ``(draws, layers + 1, n)``. X is NaN except in the last layer; `x` is NaN throughout a layer that did not settle.
    For data that were certified, `certificates` say what is proved of D in each layer; `searched` is TBI with D as the
    search finds it, shape ``(1, layers + 1)``, for the comparison with null networks; and `starts`, shape
    ``(layers + 1, 2, n)``, holds the lowest and highest alignments over several starts.
    """

    values: dict[str, np.ndarray]
    x: np.ndarray
    reach: np.ndarray
    certificates: tuple[Certificate, ...] = ()
    searched: np.ndarray | None = None
    starts: np.ndarray | None = None

    @property
    def settled(self) -> np.ndarray:
        """Whether the alignment came to rest, shape ``(draws, layers + 1)``; where not, all components are NaN."""
        return np.asarray(np.isfinite(self.x).all(axis=-1))


def evaluate(
    P: np.ndarray, N: np.ndarray, setting: Setting, *, rng: np.random.Generator, D: np.ndarray | None = None
) -> Evaluation:
    """Evaluate cooperation and hostility of shape ``(draws, layers, n, n)``.

    Layers are evaluated one by one and their sum last. A layer in which a pole has no tie has no profile: NaN. `D` of
    shape ``(draws, layers + 1)`` saves its search when it is known already.
    """
    layers = ((P[:, layer], N[:, layer]) for layer in range(P.shape[1]))
    return evaluate_layers(layers, setting, rng=rng, D=D)


def evaluate_layers(
    layers: Iterable[Layer], setting: Setting, *, rng: np.random.Generator, D: np.ndarray | None = None
) -> Evaluation:
    """Evaluate layers that come one at a time, each as cooperation and hostility of shape ``(draws, n, n)``.

    No more than one layer and the sum so far are held. The search behind D sees the same random numbers in every
    network, so that a network has one D however many others are evaluated with it.
    """
    seed = int(rng.integers(2**63))
    single: list[Evaluation] = []
    whole: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None
    for place, (P, N) in enumerate(layers):
        ties = parts.tie_count(P, N)
        own = _in_layer(setting, place)
        single.append(_one_layer(P, N, ties, own, seed, None if D is None else D[:, place]))
        if whole is None:
            whole = P.copy(), N.copy(), ties
        else:
            for total, part in zip(whole, (P, N, ties), strict=True):
                total += part
    if whole is None:
        raise InputError("layers: expected at least one, got none")
    setting = _in_layer(setting, -1)
    if len(single) == 1 and D is None:  # the sum of one layer is that layer
        single.append(single[0])
    else:
        single.append(_one_layer(*whole, setting, seed, None if D is None else D[:, -1]))
    values = {name: np.stack([layer.values[name] for layer in single], axis=1) for name in single[0].values}
    x, reach = (np.stack([getattr(layer, name) for layer in single], axis=1) for name in ("x", "reach"))
    values["X"] = np.full_like(values["C"], np.nan)
    values["X"][:, -1] = _consistency(x[:, :-1] * reach[:, :-1], _power(whole[2], setting))
    return Evaluation(_composed(values, with_consistency=setting.with_consistency), x, reach)


def evaluate_data(
    P: np.ndarray,
    N: np.ndarray,
    setting: Setting,
    *,
    rng: np.random.Generator,
    D: np.ndarray | None = None,
    certified: bool = False,
) -> tuple[Setting, Evaluation]:
    """Evaluate the data, shape ``(1, layers, n, n)``, and settle whether X is part of the headline: where it exists.

    With `certified`, D is exact where an integer programme proves it with little work, carries its certificates, and
    need not be given.
    """
    if certified:
        return _certified(P[0], N[0], setting, rng)
    found = evaluate(P, N, setting, rng=rng, D=D)
    exists = bool(np.isfinite(found.values["X"][0, -1]))
    values = _composed(found.values, with_consistency=exists)
    return replace(setting, with_consistency=exists), replace(found, values=values)


def _certified(P: np.ndarray, N: np.ndarray, setting: Setting, rng: np.random.Generator) -> tuple[Setting, Evaluation]:
    """Evaluate the data, shape ``(layers, n, n)``, with what is proved of D and where other starts lead."""
    seed, layers = int(rng.integers(2**63)), [*zip(P, N, strict=True), (P.sum(axis=0), N.sum(axis=0))]
    proofs = tuple(certify(p, q, seed=seed, hostility=setting.hostility) for p, q in layers)
    D, as_searched = (np.array([[getattr(proof, name) for proof in proofs]]) for name in ("D", "searched"))
    settled, found = evaluate_data(P[None], N[None], setting, rng=rng, D=D)
    as_searched = np.where(np.isnan(found.values["D"]), np.nan, as_searched)
    searched = _composed(found.values | {"D": as_searched}, with_consistency=settled.with_consistency)["TBI"]
    listed = [neighbours(p, q, hostility=setting.hostility) for p, q in layers]
    starts = np.stack([from_other_starts(ties, P.shape[-1], setting.poles, tau=setting.tau) for ties in listed])
    return settled, replace(found, certificates=proofs, searched=searched, starts=starts)


def _one_layer(
    P: np.ndarray, N: np.ndarray, ties: np.ndarray, setting: Setting, seed: int, D: np.ndarray | None
) -> Evaluation:
    """Evaluate one layer, shape ``(draws, n, n)``, in which actors have so many `ties`, shape ``(draws, n)``."""
    draws, n = ties.shape
    x, reach = np.zeros((draws, n)), np.zeros((draws, n), dtype=bool)
    two_ness = np.full(draws, np.nan) if D is None else D
    for draw in range(draws):
        listed = neighbours(P[draw], N[draw], hostility=setting.hostility)
        x[draw] = aligned(listed, n, setting.poles, tau=setting.tau)
        reach[draw] = joined(listed, n, setting.poles)
        if D is None and listed.hostile:
            two_ness[draw] = two_ness_of(listed, levels(listed, seed, setting.effort))
    values = {
        "C": parts.concentration(_power(ties, setting), x),
        "S": parts.separation(P, x),
        "H": parts.hostility_alignment(N, x),
        "D": two_ness,
        "J": parts.youden(P, N, x),
    }
    values["sqrt(C·S)"] = parts.cooperation_only(values["C"], values["S"])
    undefined = (ties[:, list(setting.poles)] == 0).any(axis=1) | np.isnan(x).any(axis=1)
    return Evaluation({name: np.where(undefined, np.nan, value) for name, value in values.items()}, x, reach)


def _in_layer(setting: Setting, place: int) -> Setting:
    power = setting.capability
    return setting if power is None or power.ndim == 1 else replace(setting, capability=power[place])


def _power(ties: np.ndarray, setting: Setting) -> np.ndarray:
    """Give capability per draw and actor."""
    return ties if setting.capability is None else np.broadcast_to(setting.capability, ties.shape)


def _consistency(x: np.ndarray, power: np.ndarray) -> np.ndarray:
    """Give X of every draw, NaN where a layer did not settle."""
    rough = np.isnan(x).any(axis=(1, 2))
    return np.where(rough, np.nan, parts.consistency(np.where(rough[:, None, None], 0.0, x), power))


def _composed(values: dict[str, np.ndarray], *, with_consistency: bool) -> dict[str, np.ndarray]:
    """Add polarisation and headline to the components."""
    S, H, D = (values[name] for name in ("S", "H", "D"))
    B = parts.polarisation(S, H, D)
    if with_consistency:
        B[:, -1] = parts.polarisation(*(part[:, -1] for part in (S, H, D, values["X"])))
    whole = values | {"B": B, "TBI": parts.headline(values["C"], B)}
    return {name: whole[name] for name in COMPONENTS}
