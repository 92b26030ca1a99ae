"""What a run leaves in its folder: tables, results, page, paper and deposit."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qtnet.corpus import Corpus
from qtnet.deposit import Terms, write_deposit
from qtnet.facts import write_alias_suggestions, write_facts
from qtnet.facts.unseen import unread_quality, unseen_quality, unseen_reliability
from qtnet.network import write_graphml
from qtnet.paper import write_paper
from qtnet.report import ReportInputs, collect, write_inputs, write_report
from qtnet.study.building import Say, build, write_files
from qtnet.study.frames import further_frames
from qtnet.study.kept import KeptResults
from qtnet.study.provenance import corrected, provenance, verdicts
from qtnet.study.recipe import Step
from qtnet.study.stages import StudyRun
from qtnet.writing import write_file

__all__ = ["collected", "write_run", "writers"]

#: What is made of the results alone: the name in the folder of a run, and what writes it, given results and path.
_FROM_RESULTS: dict[str, Callable[[ReportInputs, Path], Any]] = {
    "report.html": write_report,
    "paper": write_paper,
}


def write_run(run: StudyRun, corpus: Corpus, folder: Path, *, kept: KeptResults, note: str, say: Say) -> None:
    """Write all of a run into a fresh folder.

    Parameters
    ----------
    run, corpus
        The results, and the documents that they rest on.
    folder
        Where to.
    kept, note
        As for `qtnet.study.building.build`: what is made of the same results by the same code is not made again.
    say
        Called with one line per file or folder that is made of the results.
    """
    write_facts(run.facts, folder / "facts")
    write_alias_suggestions(run.facts, folder / "facts")
    write_graphml(run.network, folder / "network.graphml")
    inputs = collected(run, corpus)
    write_inputs(inputs, folder / "results")
    for files in build(writers(), {"results": inputs}, kept=kept, note=note, jobs=1, say=say).values():
        if files is not inputs:
            write_files(files, folder)
    terms = asdict(run.config.deposit)
    record = {"config": run.config.to_dict(), "provenance": inputs.provenance, "corrections": verdicts(run.config)}
    record |= {"deposit": terms}
    write_file(folder / "run.json", json.dumps(record, indent=1, sort_keys=True) + "\n")
    write_deposit(inputs, folder, Terms(**terms))


def writers() -> list[Step]:
    """Give the steps that turn results into files."""
    return [
        Step(name=name, title=f"writing {name}", function=write, inputs={"inputs": "results"}, files=name)
        for name, write in _FROM_RESULTS.items()
    ]


def collected(run: StudyRun, corpus: Corpus) -> ReportInputs:
    """Give the results of a run as the plain frames that page, paper and deposit are made of."""
    return collect(
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
        unread=unread_quality(),
        reliability=unseen_reliability(),
        corrections=corrected(run.config, run.facts),
        further=further_frames(run),
    )
