"""Who is central: measures per actor, over all layers, in each layer, or on their sum."""

from __future__ import annotations

from qtnet.errors import InputError
from qtnet.metrics.centrality.brokerage_roles import BrokerageRoles, Groups, brokerage_roles
from qtnet.metrics.centrality.multiplexity import MultiplexityRoles, multiplexity_roles
from qtnet.metrics.registry import compute, find_metric
from qtnet.metrics.scopes import Scope
from qtnet.network import MultilayerNetwork
from qtnet.results import ActorScores

__all__ = ["BrokerageRoles", "MultiplexityRoles", "brokerage_roles", "centrality", "multiplexity_roles"]


def centrality(
    net: MultilayerNetwork, name: str, *, scope: Scope = "multilayer", groups: Groups | None = None
) -> ActorScores:
    """Compute a centrality of every actor.

    Parameters
    ----------
    net
        The network.
    name
        A metric of kind ``actor``, for example ``"pagerank"``; `qtnet.list_metrics` shows all.
    scope
        ``"multilayer"``: over all layers, each actor's states coupled (layer ``(all)``). ``"layers"``: each layer
        alone. ``"aggregate"``: the layers summed into one (layer ``(aggregate)``).
    groups
        The group of each actor, for roles between groups such as ``"gatekeeper"``.

    Returns
    -------
    ActorScores
        One row per layer and actor; NaN with a reason where the measure is undefined.

    Raises
    ------
    UnknownNameError
        If there is no such metric or scope.
    InputError
        If the metric is not one of actors.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["JP", "KR"], "target": ["US", "US"], "layer": ["ai", "chips"]})
    >>> centrality(MultilayerNetwork.from_edges(edges), "degree").series().to_dict()
    {'US': 2.0, 'JP': 1.0, 'KR': 1.0}
    """
    kind = find_metric(name).kind
    if kind != "actor":
        raise InputError(f"metric '{name}' is of kind '{kind}'; expected a metric of actors; see qtnet.list_metrics()")
    result = compute(net, name, scope=scope, groups=groups)
    if not isinstance(result, ActorScores):
        raise InputError(f"metric '{name}' gave {type(result).__name__}; expected ActorScores")
    return result
