"""How often is a difference between two periods found where documents of both say the same?"""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
from scipy.stats import kstest

from qtnet.inference.trends.periods import period_difference
from qtnet.network import MultilayerNetwork
from qtnet.parallel import in_chunks
from tests.calibration.study import Study

#: With 199 exchanges a two-sided p of 0.05 exists; with 99 it would be 0.04.
DATA_SETS, DRAWS = 500, 199
#: Documents of the earlier period, of the later one, and share of documents that speak of both.
CASES = [(5, 5, 0.0), (10, 30, 0.0), (15, 15, 0.5)]
ACTORS = [f"a{i:02d}" for i in range(12)]


def world(before: int, after: int, both: float, rng: np.random.Generator) -> MultilayerNetwork:
    """Draw documents of one to six ties; those of a document favour one layer, so they depend on each other.

    Weights are continuous: exchanges that give the same value would make p-values of a true null larger than uniform.
    """
    rows: list[tuple[str, str, str, str, int, float]] = []
    for number in range(before + after):
        favoured = rng.integers(2)
        for _ in range(1 + rng.integers(6)):
            one, two = rng.choice(len(ACTORS), 2, replace=False)
            later = number >= before if rng.random() >= both else bool(rng.integers(2))
            layer = "ai" if (rng.random() < 0.8) == favoured else "chips"
            rows.append((ACTORS[one], ACTORS[two], layer, f"d{number}", 2020 if later else 2010, rng.lognormal(0, 0.5)))
    frame = pd.DataFrame(rows, columns=["source", "target", "layer", "doc", "time", "weight"])
    return MultilayerNetwork.from_edges(frame, actors=ACTORS, layers=["ai", "chips"])


def share_of_ai(net: MultilayerNetwork) -> float:
    ties = net.tie_arrays
    total = ties.weight.sum()
    return float(ties.weight[ties.layer == 0].sum() / total) if total else float("nan")


def outcomes(before: int, after: int, both: float, sets: int, rng: np.random.Generator) -> np.ndarray:
    """Give the p-value and whether the interval holds the true difference, zero; shape (sets, 2)."""
    found = np.full((sets, 2), np.nan)
    for row in found:
        net = world(before, after, both, rng)
        periods = {"before": (2005, 2014), "after": (2015, 2024)}
        result = period_difference(net, share_of_ai, **periods, rng=rng, draws=DRAWS, permutations=DRAWS).frame.iloc[0]
        row[:] = result["p_value"], result["ci_low"] <= 0 <= result["ci_high"]
    return found


def study(jobs: int) -> Study:
    rows = []
    for number, case in enumerate(CASES):
        found = np.concatenate(
            in_chunks(partial(outcomes, *case), draws=DATA_SETS, rng=[43, number], jobs=jobs, size=50)
        )
        p = found[np.isfinite(found[:, 0]), 0]
        smooth = p - np.random.default_rng(number).random(len(p)) * 2 / (DRAWS + 1)
        size, covers = round(float((p <= 0.05).mean()), 3), round(float(found[:, 1].mean()), 3)
        rows.append((*case, size, round(float(kstest(smooth, "uniform").pvalue), 3), covers))
    sizes, low = [row[3] for row in rows], min(row[5] for row in rows if min(row[:2]) >= 10)
    return Study(
        name="regression_periods",
        title="Difference of a metric between two periods",
        question="How often is a difference found at 5 % where there is none, and how often does the interval hold it?",
        columns=(
            "documents before",
            "documents after",
            "share that speaks of both",
            "size",
            "KS p of the p-value",
            "95 % interval covers",
        ),
        rows=tuple(rows),
        verdict=(
            f"Exchanging documents rejects {min(sizes):.1%} to {max(sizes):.1%} of true nulls at the 5 % level "
            f"({DATA_SETS} data sets per row); the interval covers {low:.1%} or more from ten documents a period up."
        ),
    )
