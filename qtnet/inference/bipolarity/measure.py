"""Is a technology world splitting into two poles: the profile with its null model, intervals and limits.

In comes a network, out comes a `Bipolarity`: named components per layer and over all layers, the headline against
chance, the alignment of every actor with its uncertainty, and a plain word on whether the evidence suffices.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from qtnet.errors import InputError
from qtnet.inference.bipolarity.frames import alignment_frame, certificate_frame, component_frame, null_frame
from qtnet.inference.bipolarity.nulls import BipolarityNull, Question, against_chance, check_null
from qtnet.inference.bipolarity.resamples import resamples
from qtnet.inference.bipolarity.result import Bipolarity
from qtnet.inference.bipolarity.sensitivity import sensitivity_frame
from qtnet.inference.bipolarity.verdict import (
    FEWEST_DOCUMENTS,
    FEWEST_HOSTILE_EVENTS,
    too_little,
    verdict_frame,
)
from qtnet.inference.chance.poles import similar_pairs
from qtnet.inference.extraction_noise import ExtractionNoise
from qtnet.metrics.bipolarity.bridges import ranked_bridges
from qtnet.metrics.bipolarity.counting import Contributions, contributions
from qtnet.metrics.bipolarity.evaluation import Evaluation, Setting, evaluate_data
from qtnet.metrics.bipolarity.poles import best_pairs, candidates, given_poles
from qtnet.metrics.bipolarity.profile import capability_vector
from qtnet.network import MultilayerNetwork
from qtnet.parallel import Seed
from qtnet.results import MULTILAYER

__all__ = [
    "FEWEST_DOCUMENTS",
    "FEWEST_HOSTILE_EVENTS",
    "Bipolarity",
    "bipolarity",
    "evidence_frame",
    "pairs_as_capable",
    "settled",
]


def bipolarity(
    net: MultilayerNetwork,
    *,
    rng: Seed,
    poles: tuple[str, str] | None = None,
    capability: Mapping[str, float] | pd.Series | None = None,
    nulls: int = 999,
    draws: int = 999,
    null: BipolarityNull = "configuration",
    noise: ExtractionNoise | None = None,
    jobs: int = 1,
) -> Bipolarity:
    """Measure technological bipolarity per layer and over all layers, against chance and with intervals.

    Parameters
    ----------
    net
        Actors are usually countries, layers technologies.
    rng
        Seed or generator.
    poles
        The two poles; when None, of the pairs among the six most capable actors the one with the largest TBI of the
        sum of the layers (see `best_pairs`).
    capability
        Capability ≥ 0 by actor, for example funding in US dollars, 0 for actors that are not named. When None, each
        actor's number of ties of either sign.
    nulls, draws
        Numbers of null networks and of resampled corpora; with fewer than 20 draws there are no intervals.
    null
        A name of `list_nulls`, or ``"poles"``: the same ties with other poles that are as capable (see `pole_test`).
    noise
        Facts missed and signs turned by extraction, beside the confidence of each fact; see `measured_noise`.
    jobs
        Processes; the result does not depend on it.

    Returns
    -------
    Bipolarity
        Components are NaN with a reason where they are undefined: without hostility there is no H, D or TBI, and
        ``sqrt(C·S)`` stands under its own name.

    Raises
    ------
    UnknownNameError
        If a pole or an actor with capability is not in the network, or there is no such null model.
    InputError
        If the poles are the same, or a capability, `nulls`, `draws` or `jobs` is out of range.
    NotDefinedError
        If poles are to be found but fewer than two actors have ties.

    Notes
    -----
    ``TBI = sqrt(C·B)`` with ``B = (S·H·D)^(1/3)`` for a layer and ``(S·H·D·X)^(1/4)`` for the sum of all layers; X is
    left out where fewer than two layers have both poles. ``TBI* = max(0, (TBI − m)/(1 − m))`` with ``m`` the mean
    under the null model. S and H are clipped at 0, so a TBI of 0 is no measurement of "not bipolar"; its reason names
    the part. The p-value is one-sided: chance alone would give at least this TBI.

    Null networks in which a number is undefined are left out of its mean and its p-value.

    Intervals come from documents drawn again, those without ties too, and facts kept with their confidence, for the
    poles of the data. They are conditional on the draws in which a number is defined; the reason tells how many are
    not. They are nested bootstrap intervals (see `bootstrap_interval`), except for weights that do not contain the
    confidence, which have percentile intervals (see `with_intervals`). Capability, given or counted, is that of the
    data in every resampled corpus.

    The p-values of the layers are one family of tests; that of all layers together is a test on its own.

    Examples
    --------
    >>> edges = pd.DataFrame(
    ...     {"source": ["US", "US", "CN", "JP"], "target": ["JP", "CN", "RU", "RU"], "sign": [1, -1, 1, -1]}
    ... )
    >>> net = MultilayerNetwork.from_edges(edges.assign(layer="chips"))
    >>> found = bipolarity(net, rng=1, poles=("US", "CN"), nulls=19, draws=19)
    >>> found.components.query("metric == 'TBI'")["estimate"].round(3).tolist()
    [1.0, 1.0]
    >>> found.exploratory_reason
    '2 independent hostile events (at least 30 are needed) and 4 documents (at least 100 are needed)'
    """
    if nulls < 1 or draws < 1:
        raise InputError(f"nulls and draws: expected whole numbers of at least 1, got {nulls} and {draws}")
    check_null(null)
    search, chance, corpus = np.random.default_rng(rng).spawn(3)
    counted = contributions(net)
    P, N = counted.matrices()
    power = capability_vector(net, capability)
    pairs = candidates(P[0], N[0], power) if poles is None else [given_poles(net, poles)]
    setting, data = settled(P, N, pairs, power, search, certified=True)
    names = (net.ids[setting.poles[0]], net.ids[setting.poles[1]])
    similar = pairs_as_capable(net, names, capability) if null == "poles" else []
    asked = Question(null, setting, data, pairs, similar)
    distribution = against_chance(asked, P[0], N[0], net.layers, draws=nulls, rng=chance, jobs=jobs)
    again = resamples(counted, setting, draws=draws, rng=corpus, jobs=jobs, noise=noise)
    components = component_frame(counted, net.ids, setting, data, distribution.values, again)
    alignment = alignment_frame(counted, net.ids, setting, data, again)
    drawn = null_frame(net.layers, data, distribution.values)
    evidence = evidence_frame(counted)
    reason = too_little(*(int(evidence[column].iloc[-1]) for column in ("hostile_events", "documents")))
    return Bipolarity(
        poles=names,
        found=poles is None,
        components=components,
        alignment=alignment,
        bridges=ranked_bridges(alignment, names),
        null_draws=drawn,
        null_name=null,
        null=distribution.sentence,
        verdicts=verdict_frame(components, evidence, drawn),
        certificates=certificate_frame(net.layers, data),
        capability="number of ties" if power is None else "given",
        exploratory=bool(reason),
        exploratory_reason=reason,
        sensitivity=sensitivity_frame(net, counted, setting, rng=search),
        nulls=nulls,
        draws=draws,
    )


def settled(
    P: np.ndarray,
    N: np.ndarray,
    pairs: list[tuple[int, int]],
    power: np.ndarray | None,
    rng: np.random.Generator,
    *,
    certified: bool = False,
) -> tuple[Setting, Evaluation]:
    """Choose the poles and whether X is part of the headline, and evaluate the data, with proof of D if asked."""
    chosen = int(best_pairs(P, N, pairs, capability=power)[0])
    return evaluate_data(P, N, Setting(poles=pairs[chosen], capability=power), rng=rng, certified=certified)


def pairs_as_capable(
    net: MultilayerNetwork, poles: tuple[str, str], capability: Mapping[str, float] | pd.Series | None
) -> list[tuple[int, int]]:
    """Give the positions of the other pairs of actors that are about as capable as the poles."""
    return [(net.ids.index(a), net.ids.index(b)) for a, b in similar_pairs(net, poles, capability=capability)]


def evidence_frame(counted: Contributions) -> pd.DataFrame:
    """Count documents with a tie and independent hostile events, per layer and over all: what verdicts rest on."""
    labels = [*counted.layers, MULTILAYER]
    counts = {"documents": counted.documents_per_layer(), "hostile_events": counted.hostile_events()}
    return pd.DataFrame({"layer": np.array(labels, dtype=object), **counts})
