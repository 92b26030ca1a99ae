"""A study from its documents to its page: runs the stages in order and writes one folder.

The folder is built beside its final place and moved there when everything is done, so that a run that fails or is
stopped leaves the last complete one as it was.
"""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import cast

import numpy as np

from qtnet import __version__
from qtnet.config import StudyConfig, read_study
from qtnet.corpus import Corpus, read_corpus
from qtnet.errors import InputError, UnknownNameError
from qtnet.extract.backends import Backend, BackendOptions, backend_of
from qtnet.facts import Facts, Scores, extract_facts, read_facts, score, write_alias_suggestions, write_facts
from qtnet.facts.fingerprint import reading_fingerprint
from qtnet.facts.tables import read_cells
from qtnet.facts.unapplied import lost_verdicts
from qtnet.facts.unseen import unseen_quality, unseen_reliability
from qtnet.inference.bipolarity import Bipolarity, bipolarity
from qtnet.inference.bootstrap import with_intervals
from qtnet.metrics.balance import Frustration, frustration
from qtnet.metrics.blocs import blocs
from qtnet.metrics.centrality import centrality
from qtnet.metrics.scopes import Scope
from qtnet.network import MultilayerNetwork, build_network, write_graphml
from qtnet.network.build import Level
from qtnet.network.weights import Scheme
from qtnet.report import collect, write_inputs, write_report
from qtnet.results import ActorScores, Partition

__all__ = ["StudyRun", "run_study"]

Say = Callable[[str], None]
_SCOPES: tuple[Scope, ...] = ("multilayer", "layers")

#: What a run leaves in its folder. Only a folder without anything else is replaced: no run may cost other work.
_WRITTEN = ("facts", "network.graphml", "report.html", "results", "review.csv", "run.json")


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


def run_study(path: str | Path, *, out: str | Path | None = None, jobs: int = 1, say: Say | None = None) -> StudyRun:
    """Build a study: facts, network, numbers with intervals, and the interactive page.

    Parameters
    ----------
    path
        The study file, for example ``reports/quantum.toml``.
    out
        Where the results go; ``build/<study>`` beside the study file when not given.
    jobs
        Processes for bootstrap and null draws; the results do not depend on it.
    say
        Called with one line per stage.

    Returns
    -------
    StudyRun
        All results; the folder holds ``facts/``, ``results/``, ``network.graphml``, ``run.json`` and ``report.html``.

    Raises
    ------
    StudyError, CorpusError, TableError
        If the study file, a document or a table is not valid; nothing is written then.
    InputError
        If the folder for the results holds anything that no run wrote.
    """
    tell = say or (lambda _line: None)
    study = read_study(path)
    final = Path(out) if out is not None else study.folder / "build" / study.name
    _check_replaceable(final)
    tell(f"reading {', '.join(study.corpus.documents)}")
    corpus = read_corpus([study.path(p) for p in study.corpus.documents])
    with _built_beside(final) as folder:
        run = _compute(study, corpus, folder=folder, jobs=jobs, tell=tell)
        tell("writing the page")
        _write(run, corpus, folder)
    tell(f"done: {final / 'report.html'}")
    return StudyRun(**{**vars(run), "folder": final})


def _compute(study: StudyConfig, corpus: Corpus, *, folder: Path, jobs: int, tell: Say) -> StudyRun:
    # One stream of random numbers per stage: adding draws to one leaves the others as they were.
    streams = iter(np.random.SeedSequence(study.run.seed).spawn(8))
    corrections = study.path(study.corpus.corrections) if study.corpus.corrections else None
    tell(f"extracting from {len(corpus)} documents")
    facts = extract_facts(corpus, corrections=corrections, backend=_backend(study, tell))
    if lost := lost_verdicts(facts):
        tell(f"{len(lost)} verdicts could not be applied: {', '.join(lost[:5])}; qtnet review shows them")
    tell(f"network of {len(facts.ties)} ties")
    net = build_network(
        facts,
        level=cast(Level, study.network.level),
        aspects=study.network.aspects,
        weight=cast(Scheme, study.network.weight),
        status=study.network.status,
        min_confidence=study.network.min_confidence,
    )
    poles = _known_poles(study, net)
    tell("centrality with intervals")
    scores = tuple(_centralities(study, net, rng=next(streams), jobs=jobs))
    tell("blocs")
    found = study.blocs
    partition = blocs(
        net, rng=next(streams), restarts=found.restarts, resolution=found.resolution, coupling=found.coupling
    )
    tell("frustration")
    tense = tuple(frustration(net, layer=layer) for layer in (None, *net.layers))
    tell(f"bipolarity against {study.bipolarity.nulls} null draws")
    profile = bipolarity(
        net,
        rng=next(streams),
        poles=poles,
        nulls=study.bipolarity.nulls,
        draws=study.bipolarity.draws,
        jobs=jobs,
    )
    quality = score(read_facts(study.path(study.corpus.gold)), facts, rng=next(streams)) if study.corpus.gold else None
    return StudyRun(
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


def _backend(study: StudyConfig, tell: Say) -> Backend:
    chosen = {**vars(study.extraction), "cache": study.path(study.extraction.cache)}
    pipeline = study.path(study.extraction.spacy_model)
    if study.extraction.spacy_model and pipeline.is_dir():  # else the name of an installed one
        chosen["spacy_model"] = str(pipeline)
    return backend_of(BackendOptions(**chosen), say=tell)


def _known_poles(study: StudyConfig, net: MultilayerNetwork) -> tuple[str, str] | None:
    """Give the study's poles; unknown ones are refused before the long computations begin."""
    poles, known = study.bipolarity.poles, net.actors["actor"].tolist()
    for pole in poles:
        if pole not in known:
            raise UnknownNameError("bipolarity.poles: actor", pole, known)
    return (poles[0], poles[1]) if poles else None


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


def _write(run: StudyRun, corpus: Corpus, folder: Path) -> None:
    write_facts(run.facts, folder / "facts")
    write_alias_suggestions(run.facts, folder / "facts")
    write_graphml(run.network, folder / "network.graphml")
    inputs = collect(
        title=run.config.title,
        question=run.config.question,
        config=run.config.to_dict(),
        provenance=_provenance(run.config, corpus),
        texts={d.doc: d.text for d in corpus.documents},
        facts=run.facts,
        network=run.network,
        centrality=run.centrality,
        partition=run.blocs,
        frustration=run.frustration,
        bipolarity=run.bipolarity,
        quality=run.quality,
        unseen=unseen_quality(),
        reliability=unseen_reliability(),
    )
    write_inputs(inputs, folder / "results")
    write_report(inputs, folder / "report.html")
    kept = {"config": run.config.to_dict(), "provenance": inputs.provenance, "corrections": _verdicts(run.config)}
    (folder / "run.json").write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _verdicts(study: StudyConfig) -> list[dict[str, str]]:
    """Give the rows of the corrections, so that a later run can tell what people changed."""
    if not study.corpus.corrections:
        return []
    rows = read_cells(study.path(study.corpus.corrections)).to_dict("records")
    return [{str(name): str(cell) for name, cell in row.items()} for row in rows]


def _provenance(study: StudyConfig, corpus: Corpus) -> dict[str, object]:
    config = json.dumps(study.to_dict(), sort_keys=True).encode()
    return {
        "qtnet": __version__,
        **reading_fingerprint(),
        "seed": study.run.seed,
        "config_sha256": hashlib.sha256(config).hexdigest(),
        "inputs": [{"doc": d.doc, "sha256": d.sha256} for d in corpus.documents],
        "python": ".".join(platform.python_version_tuple()[:2]),
        "packages": {name: version(name) for name in ("networkx", "numpy", "pandas", "plotly", "scipy", "statsmodels")},
    }


def _check_replaceable(final: Path) -> None:
    if final.exists() and not final.is_dir():
        raise InputError(f"{final}: a file; expected a folder for the results")
    foreign = sorted(p.name for p in final.iterdir() if p.name not in _WRITTEN) if final.exists() else []
    if foreign:
        more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""
        raise InputError(
            f"{final}: holds what no run wrote ({', '.join(foreign[:3])}{more}), and a run replaces its whole folder; "
            "give a new or empty folder"
        )


@contextmanager
def _built_beside(final: Path) -> Iterator[Path]:
    """Give a fresh folder that takes the place of `final` when the block ends without an error."""
    final = final.resolve()  # ``.`` and ``..`` have no name to build beside
    fresh, old = final.with_name(f".{final.name}.new"), final.with_name(f".{final.name}.old")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        yield fresh
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    if final.exists():
        final.replace(old)
    fresh.replace(final)
    shutil.rmtree(old, ignore_errors=True)
