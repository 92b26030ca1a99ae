"""Run a study: read its file and its documents, compute, and write the folder with tables, results and page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

from qtnet.config import read_study
from qtnet.corpus import Corpus, read_corpus
from qtnet.deposit import write_deposit
from qtnet.facts import write_alias_suggestions, write_facts
from qtnet.facts.unseen import unseen_quality, unseen_reliability
from qtnet.network import write_graphml
from qtnet.paper import write_paper
from qtnet.report import collect, write_inputs, write_report
from qtnet.study.folder import built_beside, check_replaceable
from qtnet.study.frames import further_frames
from qtnet.study.provenance import provenance, verdicts
from qtnet.study.stages import Say, StudyRun, computed

if TYPE_CHECKING:
    from qtnet.corpus.html_reader import HtmlReader

__all__ = ["run_study"]


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
    check_replaceable(final)
    tell(f"reading {', '.join(study.corpus.documents)}")
    corpus = read_corpus(
        [study.path(p) for p in study.corpus.documents],
        html=cast("HtmlReader", study.corpus.html),
        skip_faulty=study.corpus.skip_faulty,
    )
    for skipped in corpus.skipped:
        tell(f"{'not read' if skipped.is_fault else 'left out'}: {skipped.path}: {skipped.reason}")
    with built_beside(final) as folder:
        run = computed(study, corpus, folder=folder, jobs=jobs, tell=tell)
        tell("writing the page")
        _write(run, corpus, folder)
    tell(f"done: {final / 'report.html'}")
    return StudyRun(**{**vars(run), "folder": final})


def _write(run: StudyRun, corpus: Corpus, folder: Path) -> None:
    write_facts(run.facts, folder / "facts")
    write_alias_suggestions(run.facts, folder / "facts")
    write_graphml(run.network, folder / "network.graphml")
    inputs = collect(
        title=run.config.title,
        question=run.config.question,
        config=run.config.to_dict(),
        provenance=provenance(run.config, corpus),
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
        further=further_frames(run),
    )
    write_inputs(inputs, folder / "results")
    write_report(inputs, folder / "report.html")
    write_paper(inputs, folder / "paper")
    kept = {"config": run.config.to_dict(), "provenance": inputs.provenance, "corrections": verdicts(run.config)}
    (folder / "run.json").write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    write_deposit(inputs, folder)
