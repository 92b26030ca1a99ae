"""What a run would do, and why, without doing it."""

from __future__ import annotations

from pathlib import Path

from qtnet.config import read_study
from qtnet.facts import extract_facts
from qtnet.study.building import Planned, plan
from qtnet.study.claims import KeptClaims
from qtnet.study.folder import check_replaceable
from qtnet.study.reading import planned_reading
from qtnet.study.recipe import recipe
from qtnet.study.run import place_of, read_documents
from qtnet.study.stages import Say, given_facts, run_of
from qtnet.study.writing import collected, writers

__all__ = ["plan_study"]


def plan_study(
    path: str | Path, *, out: str | Path | None = None, say: Say | None = None, keep: bool = True
) -> list[Planned]:
    """Say for each step of a study whether a run would compute it or find it kept, and why.

    Parameters
    ----------
    path, out, say, keep
        As for `qtnet.study.run_study`. Documents and tables are read and checked; nothing is computed that takes long,
        and nothing is written.

    Returns
    -------
    list of Planned
        One per step, in the order of the run.
    """
    study = read_study(path)
    tell = say or (lambda _line: None)
    final, kept = place_of(study, out, keep=keep, say=tell)
    check_replaceable(final)
    corpus = read_documents(study, tell)
    reading = planned_reading(study, corpus, kept=kept, note=final.name)
    steps, pages = recipe(study), writers()
    if reading.do != "reuse":
        return [reading, *plan([*steps, *pages], {}, kept=kept, note=final.name)[0]]
    corrections = study.path(study.corpus.corrections) if study.corpus.corrections else None
    backend = KeptClaims(kept)
    facts = extract_facts(corpus, corrections=corrections, backend=backend, similarity=study.corpus.copies)
    planned, known = plan(steps, given_facts(study, facts), kept=kept, note=final.name)
    if any(step.do != "reuse" for step in planned):
        return [reading, *planned, *plan(pages, {}, kept=kept, note=final.name)[0]]
    results = collected(run_of(study, final, facts, known), corpus)
    return [reading, *planned, *plan(pages, {"results": results}, kept=kept, note=final.name)[0]]
