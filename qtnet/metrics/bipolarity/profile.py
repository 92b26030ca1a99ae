"""The bipolarity profile of a network, as numbers with reasons; its uncertainty is the business of inference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from qtnet.errors import InputError, UnknownNameError
from qtnet.metrics.bipolarity.counting import contributions
from qtnet.metrics.bipolarity.evaluation import COMPONENTS, Evaluation, Setting, evaluate_data
from qtnet.metrics.bipolarity.poles import given_poles
from qtnet.metrics.bipolarity.reasons import component_reasons
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import MULTILAYER, Result, tidy

__all__ = ["Profile", "capability_vector", "profile"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Profile(Result):
    """Components per layer and over all layers, and the alignment of every actor, for two given poles."""

    poles: tuple[str, str]
    components: pd.DataFrame = field(repr=False)
    alignment: pd.DataFrame = field(repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Give a copy of the components."""
        return self.components.copy()


@metric(
    name="bipolarity",
    kind="network",
    formula="TBI = sqrt(C·B), B = (S·H·D)^(1/3) per layer and (S·H·D·X)^(1/4) over all layers",
    range=(0, 1),
    reads=("sign", "weight"),
    source="proposed here; S is Newman 2003 doi:10.1103/PhysRevE.67.026126, H Cohen's kappa",
    needs=("poles", "rng"),
)
def profile(
    net: MultilayerNetwork,
    *,
    poles: tuple[str, str],
    rng: np.random.Generator | int,
    capability: Mapping[str, float] | pd.Series | None = None,
    tau: float = 0.5,
    hostility: float = 1.0,
) -> Profile:
    """Give the components of technological bipolarity for two poles.

    Parameters
    ----------
    net
        The network.
    poles
        Pole A (+1) and pole B (−1).
    rng
        Source of the starts of the search for blocs behind D.
    capability
        Capability ≥ 0 by actor; when None, each actor's number of ties.
    tau, hostility
        τ and λ of the alignment.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["US", "CN"], "target": ["JP", "RU"], "layer": "chips"})
    >>> found = profile(MultilayerNetwork.from_edges(edges), poles=("US", "CN"), rng=1).to_frame()
    >>> found.loc[found["metric"] == "TBI", "reason"].tolist()
    ['no hostility', 'no hostility']
    """
    if not (0 < tau <= 1 and hostility > 0):
        raise InputError(f"tau and hostility: expected 0 < tau ≤ 1 and hostility > 0, got {tau} and {hostility}")
    counted = contributions(net)
    power = capability_vector(net, capability)
    setting = Setting(poles=given_poles(net, poles), capability=power, tau=tau, hostility=hostility)
    names = (net.ids[setting.poles[0]], net.ids[setting.poles[1]])
    P, N = counted.matrices()
    _, found = evaluate_data(P, N, setting, rng=np.random.default_rng(rng))
    reasons = component_reasons(P[0], N[0], found.values, labels=net.layers, poles=setting.poles, names=names)
    return Profile(
        poles=names,
        components=_components(net.layers, found, reasons),
        alignment=_alignment(net, found),
    )


def capability_vector(net: MultilayerNetwork, capability: Mapping[str, float] | pd.Series | None) -> np.ndarray | None:
    """Give capability in the order of the actors, 0 for those that are not named; None stays None.

    Raises
    ------
    UnknownNameError
        If an actor with capability is not in the network.
    InputError
        If a capability is negative or not finite, or all are 0.
    """
    if capability is None:
        return None
    place = {actor: number for number, actor in enumerate(net.ids)}
    power = np.zeros(net.n_actors)
    for actor, value in capability.items():
        if actor not in place:
            raise UnknownNameError("actor", str(actor), net.ids)
        if not (np.isfinite(value) and value >= 0):
            raise InputError(f"capability of '{actor}': expected a finite number ≥ 0, got {value}")
        power[place[str(actor)]] = value
    if not power.any():
        raise InputError("capability: expected a positive number for at least one actor, got only zeros")
    return power


def _components(layers: tuple[str, ...], found: Evaluation, reasons: dict[tuple[str, str], str]) -> pd.DataFrame:
    rows = [
        {"metric": name, "layer": label, "estimate": found.values[name][0, place]}
        | {"reason": reasons.get((label, name), "")}
        for place, label in enumerate([*layers, MULTILAYER])
        for name in COMPONENTS
        if name != "X" or label == MULTILAYER
    ]
    return tidy(rows)


def _alignment(net: MultilayerNetwork, found: Evaluation) -> pd.DataFrame:
    labels = [*net.layers, MULTILAYER]
    frame = pd.DataFrame(
        {
            "metric": "alignment",
            "layer": np.repeat(np.array(labels, dtype=object), net.n_actors),
            "actor": list(net.ids) * len(labels),
            "estimate": found.x[0].ravel(),
            "reason": np.where(found.reach[0].ravel(), "", "unreached"),
        }
    )
    return tidy(frame)
