"""Run a study: read its file and its documents, compute what is not kept, and write the folder of its results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from qtnet.config import StudyConfig, read_study
from qtnet.corpus import Corpus, read_corpus
from qtnet.extract.extract import extract_document
from qtnet.study.code import take_code_digests
from qtnet.study.folder import built_beside, check_replaceable, made_after
from qtnet.study.kept import KeptResults, kept_beside
from qtnet.study.recipe import recipe
from qtnet.study.stages import Say, StudyRun, computed
from qtnet.study.writing import write_run, writers

if TYPE_CHECKING:
    from qtnet.corpus.html_reader import HtmlReader

__all__ = ["place_of", "read_documents", "run_study"]


def run_study(
    path: str | Path,
    *,
    out: str | Path | None = None,
    jobs: int = 1,
    say: Say | None = None,
    keep: bool = True,
    progress: bool = False,
) -> StudyRun:
    """Build a study: facts, network, numbers with intervals, page, paper and deposit.

    Parameters
    ----------
    path
        The study file, for example ``reports/quantum.toml``.
    out
        Where the results go; ``build/<study>`` beside the study file when not given.
    jobs
        Processes for extraction, bootstrap and null draws; the results do not depend on it.
    say
        Called with one line per step.
    keep
        Use what earlier runs kept in the folder ``.qtnet`` beside the results, and keep what is computed: only what
        depends on a change is computed again, and a run that was stopped goes on where it was. The bytes of the results
        do not depend on it.
    progress
        Show a bar of the extraction, with documents, MB/s and time left, on standard error.

    Returns
    -------
    StudyRun
        All results; the folder holds ``facts/``, ``results/``, ``network.graphml``, ``run.json``, ``report.html``,
        ``paper/`` and the files of a deposit.

    Raises
    ------
    StudyError, CorpusError, TableError
        If the study file, a document or a table is not valid; nothing is written then.
    InputError
        If the folder for the results holds anything that no run wrote.
    """
    tell = say or (lambda _line: None)
    study = read_study(path)
    final, kept = place_of(study, out, keep=keep, say=tell)
    check_replaceable(final)
    take_code_digests([extract_document, *(step.function for step in [*recipe(study), *writers()])])
    corpus = read_documents(study, tell)
    gone = made_after(final)
    with built_beside(final) as folder:
        run = computed(
            study, corpus, folder=folder, jobs=jobs, tell=tell, kept=kept, note=final.name, progress=progress
        )
        write_run(run, corpus, folder, kept=kept, note=final.name, say=tell)
    kept.prune()
    if kept.failure:
        tell(kept.failure)
    if gone:
        tell(f"gone with the run before: {', '.join(gone)}; no run writes {'them' if len(gone) > 1 else 'it'} again")
    tell(f"done: {final / 'report.html'}")
    return StudyRun(**{**vars(run), "folder": final})


def place_of(study: StudyConfig, out: str | Path | None, *, keep: bool, say: Say) -> tuple[Path, KeptResults]:
    """Give the folder of a study's results, and where results are kept: beside it, unless another user made that."""
    final = Path(out) if out is not None else study.folder / "build" / study.name
    return final, kept_beside(final, keep=keep, say=say)


def read_documents(study: StudyConfig, say: Say) -> Corpus:
    """Read the documents of a study; say which were not read."""
    say(f"reading {', '.join(study.corpus.documents)}")
    corpus = read_corpus(
        [study.path(p) for p in study.corpus.documents],
        html=cast("HtmlReader", study.corpus.html),
        skip_faulty=study.corpus.skip_faulty,
    )
    for skipped in corpus.skipped:
        say(f"{'not read' if skipped.is_fault else 'left out'}: {skipped.path}: {skipped.reason}")
    return corpus
