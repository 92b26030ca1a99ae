"""What a study computes: the stages in order, each with a stream of random numbers of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import cast

import numpy as np

from qtnet.config import StudyConfig
from qtnet.corpus import Corpus
from qtnet.errors import UnknownNameError
from qtnet.extract.backends import Backend, BackendOptions, backend_of
from qtnet.facts import Facts, Scores, extract_facts, read_facts, score
from qtnet.facts.unapplied import lost_verdicts
from qtnet.inference.bipolarity import Bipolarity, bipolarity
from qtnet.inference.bipolarity.nulls import BipolarityNull
from qtnet.inference.bootstrap import with_intervals
from qtnet.inference.extraction_noise import measured_noise
from qtnet.metrics.balance import Frustration, frustration
from qtnet.metrics.blocs import blocs
from qtnet.metrics.centrality import centrality
from qtnet.metrics.scopes import Scope
from qtnet.network import MultilayerNetwork, build_network
from qtnet.network.build import Level
from qtnet.network.naming import actor_named
from qtnet.network.weights import Scheme
from qtnet.results import ActorScores, Partition
from qtnet.study.further import Further, further

__all__ = ["Say", "StudyRun", "computed"]

Say = Callable[[str], None]
_SCOPES: tuple[Scope, ...] = ("multilayer", "layers")
#: Streams of random numbers: one for each stage, in this order, so that adding draws to one leaves the others alone.
_STREAMS = ("centrality", "blocs", "bipolarity", "quality", "windows", "change", "support", "presets", "bloc_count")


@dataclass(frozen=True, kw_only=True, eq=False)
class StudyRun:
    """Everything a study computed, and the folder where it lies."""

    config: StudyConfig
    folder: Path
    facts: Facts = field(repr=False)
    network: MultilayerNetwork = field(repr=False)
    centrality: tuple[ActorScores, ...] = field(repr=False)
    blocs: Partition = field(repr=False)
    frustration: tuple[Frustration, ...] = field(repr=False)
    bipolarity: Bipolarity = field(repr=False)
    quality: Scores | None = field(repr=False)
    further: Further = field(default_factory=Further, repr=False)


def computed(study: StudyConfig, corpus: Corpus, *, folder: Path, jobs: int, tell: Say) -> StudyRun:
    """Run the stages of a study.

    Parameters
    ----------
    study
        The checked study file.
    corpus
        Its documents.
    folder
        Where the results will lie.
    jobs
        Processes; the results do not depend on it.
    tell
        Called with one line per stage.
    """
    seeds = np.random.SeedSequence(study.run.seed).spawn(len(_STREAMS))
    streams = dict(zip(_STREAMS, seeds, strict=True))
    facts = _facts(study, corpus, tell)
    tell(f"network of {len(facts.ties)} tie{'s' * (len(facts.ties) != 1)}")
    net = _network(study, facts)
    poles = _known_poles(study, net)
    tell("centrality with intervals")
    scores = tuple(_centralities(study, net, rng=streams["centrality"], jobs=jobs))
    tell("blocs")
    found = study.blocs
    partition = blocs(
        net, rng=streams["blocs"], restarts=found.restarts, resolution=found.resolution, coupling=found.coupling
    )
    tell("frustration")
    tense = tuple(frustration(net, layer=layer) for layer in (None, *net.layers))
    tell(f"bipolarity against {study.bipolarity.nulls} null draws")
    profile = _profile(study, net, poles, rng=streams["bipolarity"], jobs=jobs)
    quality = (
        score(read_facts(study.path(study.corpus.gold)), facts, rng=streams["quality"]) if study.corpus.gold else None
    )
    run = StudyRun(
        config=study,
        folder=folder,
        facts=facts,
        network=net,
        centrality=scores,
        blocs=partition,
        frustration=tense,
        bipolarity=profile,
        quality=quality,
    )
    return replace(run, further=further(run, streams=streams, jobs=jobs, tell=tell))


def _facts(study: StudyConfig, corpus: Corpus, tell: Say) -> Facts:
    corrections = study.path(study.corpus.corrections) if study.corpus.corrections else None
    tell(f"extracting from {len(corpus)} document{'s' * (len(corpus) != 1)}")
    facts = extract_facts(corpus, corrections=corrections, backend=_backend(study, tell))
    if lost := lost_verdicts(facts):
        tell(f"{len(lost)} verdicts could not be applied: {', '.join(lost[:5])}; qtnet review shows them")
    return facts


def _backend(study: StudyConfig, tell: Say) -> Backend:
    chosen = {**vars(study.extraction), "cache": study.path(study.extraction.cache)}
    pipeline = study.path(study.extraction.spacy_model)
    if study.extraction.spacy_model and pipeline.is_dir():  # else the name of an installed one
        chosen["spacy_model"] = str(pipeline)
    return backend_of(BackendOptions(**chosen), say=tell)


def _network(study: StudyConfig, facts: Facts) -> MultilayerNetwork:
    return build_network(
        facts,
        level=cast(Level, study.network.level),
        aspects=study.network.aspects,
        weight=cast(Scheme, study.network.weight),
        status=study.network.status,
        min_confidence=study.network.min_confidence,
    )


def _known_poles(study: StudyConfig, net: MultilayerNetwork) -> tuple[str, str] | None:
    """Give the ids of the study's poles; unknown ones are refused before the long computations begin."""
    if not study.bipolarity.poles:
        return None
    try:
        first, second = (actor_named(net, pole) for pole in study.bipolarity.poles)
    except UnknownNameError as error:
        raise UnknownNameError(f"bipolarity.poles: {error.what}", error.name, error.known) from error
    return first, second


def _profile(
    study: StudyConfig,
    net: MultilayerNetwork,
    poles: tuple[str, str] | None,
    *,
    rng: np.random.SeedSequence,
    jobs: int,
) -> Bipolarity:
    return bipolarity(
        net,
        rng=rng,
        poles=poles,
        nulls=study.bipolarity.nulls,
        draws=study.bipolarity.draws,
        null=cast(BipolarityNull, study.bipolarity.null),
        noise=measured_noise() if study.bipolarity.noise else None,
        jobs=jobs,
    )


def _centralities(
    study: StudyConfig, net: MultilayerNetwork, *, rng: np.random.SeedSequence, jobs: int
) -> Iterator[ActorScores]:
    for name, stream in zip(study.centrality.metrics, rng.spawn(len(study.centrality.metrics)), strict=True):
        for scope in _SCOPES:
            yield with_intervals(
                net,
                partial(centrality, name=name, scope=scope),
                draws=study.centrality.draws,
                rng=stream,
                kind="both",
                jobs=jobs,
            )
