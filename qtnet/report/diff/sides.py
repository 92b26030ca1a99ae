"""Actors that stand in another bloc than before; blocs are matched first, as their numbers mean nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from qtnet.metrics.blocs.matching import step
from qtnet.report.inputs import ReportInputs
from qtnet.results import MULTILAYER

__all__ = ["moved_sides"]


def moved_sides(before: ReportInputs, after: ReportInputs) -> pd.DataFrame:
    """Give each actor of both runs that left its bloc: ``actor``, number of its bloc ``before`` and ``after``."""
    old, new = (_blocs(run) for run in (before, after))
    actors = sorted({*old} & {*new})
    first, second = (np.array([int(side[a]) - 1 for a in actors], dtype=np.int64) for side in (old, new))
    successor = step(first, second).successor if actors else np.array([], dtype=np.int64)
    return pd.DataFrame(
        [(a, f + 1, s + 1) for a, f, s in zip(actors, first, second, strict=True) if successor[f] != s],
        columns=("actor", "before", "after"),
    )


def _blocs(inputs: ReportInputs) -> dict[str, float]:
    whole = inputs.blocs[(inputs.blocs["layer"] == MULTILAYER) & inputs.blocs["estimate"].notna()]
    return dict(zip(whole["actor"].astype(str), whole["estimate"].astype(float), strict=True))
