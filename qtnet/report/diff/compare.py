"""The comparison of two runs: documents, settings, facts, numbers and blocs."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from qtnet.report.diff.causes import Causes
from qtnet.report.diff.documents import document_changes
from qtnet.report.diff.facts import fact_changes
from qtnet.report.diff.metrics import metric_changes
from qtnet.report.diff.run import Run
from qtnet.report.diff.settings import setting_changes
from qtnet.report.diff.sides import moved_sides

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Comparison:
    """Two runs and what differs between them; the frames are described by the functions that make them."""

    before: Run
    after: Run
    documents: pd.DataFrame = field(repr=False)
    settings: pd.DataFrame = field(repr=False)
    facts: pd.DataFrame = field(repr=False)
    metrics: pd.DataFrame = field(repr=False)
    sides: pd.DataFrame = field(repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether both runs read the same facts and found the same numbers."""
        return not any(len(frame) for frame in (self.documents, self.facts, self.metrics, self.sides))


def compare(before: Run, after: Run) -> Comparison:
    """Compare two runs.

    Parameters
    ----------
    before, after
        The runs, the earlier first; changes are told from the first to the second.

    Returns
    -------
    Comparison
        Nothing is computed anew: both runs' facts and numbers are set side by side.
    """
    first, second = before.inputs, after.inputs
    documents, settings = document_changes(first, second), setting_changes(first, second)
    facts = fact_changes(first, second, Causes(before, after, documents, settings))
    return Comparison(
        before=before,
        after=after,
        documents=documents,
        settings=settings,
        facts=facts,
        metrics=metric_changes(first, second, facts, settings),
        sides=moved_sides(first, second),
    )
