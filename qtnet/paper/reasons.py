"""Why a number of a paper changed, from what two files of numbers record; the reasons are those of `qtnet diff`.

Nothing but `numbers.json` is needed: it holds the documents, configuration, corrections and facts of its run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from qtnet.paper.number import PaperNumber
from qtnet.paper.study import Study
from qtnet.report.diff.causes import Causes
from qtnet.report.diff.documents import document_changes
from qtnet.report.diff.number_reasons import NumberReasons
from qtnet.report.diff.run import Run
from qtnet.report.diff.settings import setting_changes
from qtnet.report.inputs import REQUIRED_COLUMNS, ReportInputs
from qtnet.results import MULTILAYER

__all__ = ["Reasons"]

#: Families of keys and what `qtnet diff` calls them, where that is another name.
_FAMILIES = {"first": "centrality", "robustness": "schemes", "influence": "bipolarity"}
#: What is recorded of the corrections, see `qtnet.report.diff.run.Run`.
_CORRECTED = ("verdicts", "matched", "not_found")
_COLUMNS = ["fact", "kind", "domain", "status", "change", "cause"]


class Reasons:
    """Finds why numbers differ between two runs.

    Parameters
    ----------
    before, after
        The runs as their numbers record them.
    """

    def __init__(self, before: Study, after: Study) -> None:
        first, second = _run(before), _run(after)
        documents = document_changes(first.inputs, second.inputs)
        settings = setting_changes(first.inputs, second.inputs)
        causes = Causes(first, second, documents, settings)
        facts = pd.DataFrame(_facts(before.facts, after.facts, causes), columns=_COLUMNS)
        self._reasons = NumberReasons(first.inputs, second.inputs, facts, settings)

    def of(self, number: PaperNumber) -> str:
        """Give the reason for one number."""
        family = number.key.partition("/")[0]
        return self._reasons.of(_FAMILIES.get(family, family), number.layer or MULTILAYER)


def _run(study: Study) -> Run:
    """Give a run as a comparison needs it; one that names corrections but does not record them says so."""
    named = study.config.get("corpus")
    unknown = not study.corrections and isinstance(named, Mapping) and bool(named.get("corrections"))
    told: dict[str, Any] = {name: study.corrections[name] for name in _CORRECTED if name in study.corrections}
    return Run(inputs=_inputs(study), recorded=not unknown, **told)


def _facts(
    before: Mapping[str, Mapping[str, object]], after: Mapping[str, Mapping[str, object]], causes: Causes
) -> Iterator[tuple[str, ...]]:
    """Give the facts that came, went or read otherwise, each with its cause."""
    for fact in sorted({*before, *after}):
        first, second = before.get(fact), after.get(fact)
        if first == second:
            continue
        shown = {**(second or first or {})}
        change = "added" if first is None else "gone" if second is None else "changed"
        cause = causes.of(fact, dict(first) if first else None, dict(second) if second else None)
        yield fact, str(shown["kind"]), str(shown["domain"]), str(shown["status"]), change, cause.code


def _inputs(study: Study) -> ReportInputs:
    """Give inputs with the documents and the configuration of a run, and nothing else."""
    columns = REQUIRED_COLUMNS["documents"]
    listed = [{**dict.fromkeys(columns, ""), **row} for row in study.documents]
    frames: dict[str, Any] = {name: pd.DataFrame(columns=[*own]) for name, own in REQUIRED_COLUMNS.items()}
    frames["documents"] = pd.DataFrame(listed, columns=[*columns])
    return ReportInputs(
        title=study.title,
        question=study.question,
        config=study.config,
        provenance=study.provenance,
        texts={},
        coassignment=pd.DataFrame(),
        poles=("", ""),
        exploratory=False,
        exploratory_reason="",
        **frames,
    )
