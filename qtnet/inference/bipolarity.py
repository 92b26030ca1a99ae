"""Is a technology world splitting into two poles: the profile with its null model, intervals and limits.

In comes a network, out comes a `Bipolarity`: named components per layer and over all layers, the headline against
chance, the alignment of every actor with its uncertainty, and a plain word on whether the evidence suffices.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from qtnet.errors import InputError, UnknownNameError
from qtnet.inference.bipolarity_frames import alignment_frame, certificate_frame, component_frame, null_frame
from qtnet.inference.bipolarity_nulls import BipolarityNull, Question, against_chance, check_null
from qtnet.inference.bipolarity_resamples import resamples
from qtnet.inference.bipolarity_verdict import (
    FAMILY,
    FEWEST_DOCUMENTS,
    FEWEST_HOSTILE_EVENTS,
    too_little,
    verdict_frame,
)
from qtnet.inference.extraction_noise import ExtractionNoise
from qtnet.inference.parallel import Seed
from qtnet.inference.pole_test import similar_pairs
from qtnet.inference.sensitivity import sensitivity_frame
from qtnet.metrics.bipolarity.bridges import ranked_bridges
from qtnet.metrics.bipolarity.counting import Contributions, contributions
from qtnet.metrics.bipolarity.evaluation import Evaluation, Setting, evaluate_data
from qtnet.metrics.bipolarity.poles import best_pairs, candidates, given_poles
from qtnet.metrics.bipolarity.profile import capability_vector
from qtnet.network import MultilayerNetwork
from qtnet.results import MULTILAYER, Result

__all__ = [
    "FEWEST_DOCUMENTS",
    "FEWEST_HOSTILE_EVENTS",
    "Bipolarity",
    "bipolarity",
    "evidence_frame",
    "pairs_as_capable",
    "settled",
]


@dataclass(frozen=True, kw_only=True, eq=False)
class Bipolarity(Result):
    """The profile of technological bipolarity.

    Attributes
    ----------
    poles
        Pole A (alignment +1) and pole B (−1).
    components
        One row per metric and layer, C, S, H, D, X, B, TBI, TBI*, sqrt(C·S) and J, with intervals; p-values stand on
        TBI and sqrt(C·S), `n` counts independent hostile events, `null_mean` is the mean under the null model, and
        `extraction_share` the part of the variance over resampled corpora that errors of extraction alone make.
    alignment
        One row per layer and actor: alignment in [−1, 1] with interval, the shares of resampled corpora in which the
        actor stands with pole A, with pole B or between them (the rest: unreached); direct pull, ambivalence and
        engagement with percentile intervals; and pivotality, TBI with the actor held at pole A minus at pole B.
    bridges
        The actors between the poles or with much evidence to both, ranked within each layer, each with a reason.
    null_draws
        TBI in each null network, per layer.
    null_name, null
        The null model by name, and what it keeps, in words.
    verdicts
        What the numbers allow to be said, one sentence per layer, with p-values of the layers adjusted as a family.
    certificates
        Between which bounds D is proved to lie, per layer; they are equal where D is exact.
    exploratory, exploratory_reason
        Whether there is too little evidence for the intervals to hold, and why.
    sensitivity
        The components under other choices of τ, λ, capability and poles.
    nulls, draws
        Numbers of null networks and of resampled corpora.
    """

    poles: tuple[str, str]
    found: bool
    components: pd.DataFrame = field(repr=False)
    alignment: pd.DataFrame = field(repr=False)
    bridges: pd.DataFrame = field(repr=False)
    null_draws: pd.DataFrame = field(repr=False)
    null_name: BipolarityNull
    null: str
    verdicts: pd.DataFrame = field(repr=False)
    certificates: pd.DataFrame = field(repr=False)
    capability: str
    exploratory: bool
    exploratory_reason: str
    sensitivity: pd.DataFrame = field(repr=False)
    nulls: int
    draws: int

    def to_frame(self) -> pd.DataFrame:
        """Give a copy of the components."""
        return self.components.copy()

    def remark(self) -> str:
        """Give the verdict over all layers and of each, the null hypothesis, and why the headline is exploratory."""
        told = [f"exploratory: {self.exploratory_reason}."] if self.exploratory else []
        told += [f"{_place(layer)}: {self.verdict(layer)}." for layer in self.verdicts["layer"].iloc[::-1]]
        if self.verdicts["p_adjusted"].notna().any():
            told.append(f"p-values of the layers are adjusted as one family ({FAMILY}, Benjamini–Hochberg).")
        for row in self.certificates[~self.certificates["proved"]].to_dict("records"):
            told.append(
                f"{_place(row['layer'])}: D is not proved; it lies between {row['low']:.2f} and {row['high']:.2f}."
            )
        return " ".join([*told, f"Null hypothesis: {self.null}"])

    def verdict(self, layer: str = MULTILAYER) -> str:
        """Say what the numbers of a layer, or of all layers together, allow to be said.

        Returns
        -------
        str
            ``bipolar beyond chance: …``, ``not told apart from chance: …`` or ``cannot be told from these documents:
            …`` with the reason. Only the first is a finding.

        Raises
        ------
        UnknownNameError
            If there is no such layer.
        """
        known = dict(zip(self.verdicts["layer"], self.verdicts["sentence"], strict=True))
        if layer not in known:
            raise UnknownNameError("layer", layer, known)
        return str(known[layer])


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
        The two poles; when None, of the pairs among the six most capable actors the one with the largest TBI.
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
    confidence, which have percentile intervals (see `with_intervals`). Capability that is given is not resampled.

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


def _place(layer: str) -> str:
    return "All layers together" if layer == MULTILAYER else layer
