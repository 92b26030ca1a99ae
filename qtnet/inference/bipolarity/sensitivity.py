"""How the bipolarity profile moves when a choice moves: τ, λ, the measure of capability, the poles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from qtnet.metrics.bipolarity.counting import Contributions
from qtnet.metrics.bipolarity.evaluation import COMPONENTS, Setting, evaluate_data
from qtnet.metrics.bipolarity.poles import best_pairs, candidates
from qtnet.network import MultilayerNetwork
from qtnet.results import MULTILAYER

__all__ = ["HOSTILITIES", "TAUS", "sensitivity_frame"]

TAUS = (0.25, 1 / 3, 0.5, 0.7)
HOSTILITIES = (0.5, 1.0, 2.0)


def sensitivity_frame(
    net: MultilayerNetwork, counted: Contributions, setting: Setting, *, rng: np.random.Generator
) -> pd.DataFrame:
    """Give the components per layer under a grid of τ and λ, and with capability and poles changed one at a time.

    Returns
    -------
    pandas.DataFrame
        Columns tau, lambda, capability, poles, layer and the components; the first grid holds the choice made.
    """
    P, N = counted.matrices()
    given = "number of ties" if setting.capability is None else "given"
    variants = [(replace(setting, tau=tau, hostility=hostility), given) for hostility in HOSTILITIES for tau in TAUS]
    variants.append((replace(setting, capability=np.ones(net.n_actors)), "equal"))
    if setting.capability is not None:
        variants.append((replace(setting, capability=None), "number of ties"))
    other = _best_poles(P, N, setting)
    if other is not None:
        variants.append((replace(setting, poles=other), given))
    frames: list[pd.DataFrame] = []
    D: dict[float, np.ndarray] = {}
    for variant, capability in variants:
        _, part = evaluate_data(P, N, variant, rng=rng, D=D.get(variant.hostility))
        D.setdefault(variant.hostility, part.values["D"])
        frame = pd.DataFrame({name: part.values[name][0] for name in COMPONENTS})
        names = "–".join(net.ids[pole] for pole in variant.poles)
        frame.insert(0, "layer", [*net.layers, MULTILAYER])
        for column, value in (
            ("poles", names),
            ("capability", capability),
            ("lambda", variant.hostility),
            ("tau", variant.tau),
        ):
            frame.insert(0, column, value)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def _best_poles(P: np.ndarray, N: np.ndarray, setting: Setting) -> tuple[int, int] | None:
    """Find the best pair of poles; None when it is the pair already used, or no two actors have ties."""
    if not (P.any() or N.any()):
        return None
    pairs = candidates(P[0], N[0], setting.capability)
    best = pairs[int(best_pairs(P, N, pairs, capability=setting.capability)[0])]
    return None if set(best) == set(setting.poles) else best
