"""What a study computes: its facts, and the results of all its steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qtnet.config import StudyConfig
from qtnet.corpus import Corpus
from qtnet.facts import Facts, Scores, read_facts
from qtnet.inference.bipolarity import Bipolarity
from qtnet.metrics.balance import Frustration
from qtnet.network import MultilayerNetwork
from qtnet.results import ActorScores, Partition
from qtnet.study.building import Say, build
from qtnet.study.further import Further, further_of
from qtnet.study.kept import KeptResults
from qtnet.study.reading import facts_of
from qtnet.study.recipe import recipe

__all__ = ["Say", "StudyRun", "computed", "given_facts", "run_of"]


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


def computed(
    study: StudyConfig,
    corpus: Corpus,
    *,
    folder: Path,
    jobs: int,
    tell: Say,
    kept: KeptResults | None = None,
    note: str = "",
    progress: bool = False,
) -> StudyRun:
    """Compute a study.

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
        Called with one line per step.
    kept, note
        Where results are kept, and the name under which it is noted what they were made of; none are kept without.
    progress
        Show a bar of the extraction on standard error.
    """
    keeping = kept or KeptResults(None)
    facts = facts_of(study, corpus, kept=keeping, note=note, jobs=jobs, say=tell, progress=progress)
    tell(f"network of {len(facts.ties)} tie{'s' * (len(facts.ties) != 1)}")
    found = build(recipe(study), given_facts(study, facts), kept=keeping, note=note, jobs=jobs, say=tell)
    return run_of(study, folder, facts, found)


def run_of(study: StudyConfig, folder: Path, facts: Facts, found: Mapping[str, Any]) -> StudyRun:
    """Gather the results of a recipe's steps."""
    return StudyRun(
        config=study,
        folder=folder,
        facts=facts,
        network=found["network"],
        centrality=found["centrality"],
        blocs=found["blocs"],
        frustration=found["frustration"],
        bipolarity=found["bipolarity"],
        quality=found.get("quality"),
        further=further_of(study, found),
    )


def given_facts(study: StudyConfig, facts: Facts) -> dict[str, Any]:
    """Give what the recipe of a study starts from: its facts, and the annotated ones where it names some."""
    annotated = {"gold": read_facts(study.path(study.corpus.gold))} if study.corpus.gold else {}
    return {"facts": facts, **annotated}
