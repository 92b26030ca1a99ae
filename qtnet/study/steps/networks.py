"""The network of a study, its windows of time, and the networks beside it: cheap, so made again on every run."""

from __future__ import annotations

from typing import cast, get_args

from qtnet.config import NetworkConfig
from qtnet.errors import UnknownNameError
from qtnet.facts import Facts
from qtnet.inference.bipolarity import Bipolarity
from qtnet.network import MultilayerNetwork, build_network
from qtnet.network.build import Level
from qtnet.network.naming import actor_named
from qtnet.network.weights import Scheme
from qtnet.network.windows import Window, time_windows, window_choice
from qtnet.results import ActorScores

__all__ = ["flat", "named_poles", "network_of", "own_poles", "scheme_networks", "windows_of"]


def network_of(facts: Facts, *, chosen: NetworkConfig, weight: str | None = None) -> MultilayerNetwork:
    """Build the network that a study asks for, or the same with other weights."""
    return build_network(
        facts,
        level=cast(Level, chosen.level),
        aspects=chosen.aspects,
        weight=cast(Scheme, weight or chosen.weight),
        status=chosen.status,
        min_confidence=chosen.min_confidence,
    )


def named_poles(network: MultilayerNetwork, *, poles: tuple[str, ...]) -> tuple[str, str] | None:
    """Give the ids of the study's poles; unknown ones are refused before the long computations begin."""
    if not poles:
        return None
    try:
        first, second = (actor_named(network, pole) for pole in poles)
    except UnknownNameError as error:
        raise UnknownNameError(f"bipolarity.poles: {error.what}", error.name, error.known) from error
    return first, second


def own_poles(bipolarity: Bipolarity) -> tuple[str, str]:
    """Give the poles of the headline, whether they were named or found."""
    return bipolarity.poles


def windows_of(network: MultilayerNetwork, *, windows: str) -> tuple[Window, ...]:
    """Cut the network into windows of time and keep those with ties; none where no tie has a year."""
    if not windows or not network.evidence["year"].notna().any():
        return ()
    return tuple(window for window in time_windows(network, **window_choice(windows)) if len(window.network.ties))


def scheme_networks(facts: Facts, poles: tuple[str, str], *, chosen: NetworkConfig) -> dict[str, MultilayerNetwork]:
    """Give the networks under the other schemes of weights, where they have ties and the poles."""
    networks = {scheme: network_of(facts, chosen=chosen, weight=scheme) for scheme in get_args(Scheme)}
    return {
        scheme: net
        for scheme, net in networks.items()
        if scheme != chosen.weight and len(net.ties) and set(poles) <= set(net.ids)
    }


def flat(parts: tuple[tuple[ActorScores, ...], ...]) -> tuple[ActorScores, ...]:
    """Give the scores of all metrics in one row."""
    return tuple(score for part in parts for score in part)
