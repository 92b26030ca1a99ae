"""How often do the intervals of centralities and of ranks hold what they promise to hold?"""

from __future__ import annotations

from functools import partial

import numpy as np

from qtnet.inference.intervals import bootstrap_interval
from qtnet.parallel import in_chunks
from tests.calibration.centrality_worlds import ACTORS, METRICS, NAMES, TIES_PER_DOCUMENT, drawn, truth
from tests.calibration.study import Study

DOCUMENTS = (20, 100, 300)
CORPORA = 20
COLUMNS = (
    *("world", "documents", "corpora", "quantity", "covers", "covers, 90 %", "covers, mean of corpora"),
    *("bias of the estimate", "rank covers"),
)
WORLD = "two layers, heavy-tailed activity"


def study(jobs: int) -> Study:
    rows = []
    for metric in METRICS:
        for documents in DOCUMENTS:
            seed = [METRICS.index(metric), documents]
            chunks = in_chunks(partial(_corpora, metric, documents), draws=CORPORA, rng=seed, jobs=jobs, size=10)
            rows.append((WORLD, documents, CORPORA, metric, *_told(metric, documents, np.concatenate(chunks))))
    return Study(
        name="centrality_coverage",
        title="Coverage of the intervals of centralities",
        question=(
            f"{ACTORS} actors, documents that tell {TIES_PER_DOCUMENT} ties on average, drawn from known rates. How "
            "often, over actors and corpora, do the 95 % and the 90 % interval hold the centrality in the network of "
            "the rates themselves (what endlessly many documents would show), and how often does the 95 % interval "
            "hold the mean over corpora of this size? Bias: mean of estimate minus truth, as a share of the spread of "
            "the truth over actors. Rank: how often its interval holds the rank in the rates."
        ),
        columns=COLUMNS,
        rows=tuple(rows),
        verdict=_verdict(rows),
    )


def _corpora(metric: str, documents: int, corpora: int, rng: np.random.Generator) -> np.ndarray:
    """Give per corpus and actor: estimate, ends at 95 %, ends at 90 %, ends of the rank."""
    found = np.full((corpora, ACTORS, 7), np.nan)
    for one in found:
        frame, values = drawn(metric, documents, rng)
        place = [NAMES.index(actor) for actor in frame["actor"]]
        one[place, :3] = frame[["estimate", "ci_low", "ci_high"]].to_numpy(dtype=float)
        one[place, 3:5] = [
            bootstrap_interval(estimate, column, level=0.9)
            for estimate, column in zip(frame["estimate"], values.T, strict=True)
        ]
        one[place, 5:] = frame[["rank_low", "rank_high"]].to_numpy(dtype=float)
    return found


def _told(metric: str, documents: int, found: np.ndarray) -> list[float]:
    known = truth(metric, documents).reindex(NAMES)
    value, rank = known["estimate"].to_numpy(dtype=float), known["rank"].to_numpy(dtype=float)
    estimate = found[..., 0]
    mean = np.nanmean(np.where(np.isfinite(estimate), estimate, 0.0), axis=0)
    bias = float(np.nanmean(estimate - value) / np.nanstd(value))
    rates = [_held(found, 1, value), _held(found, 3, value), _held(found, 1, mean), bias, _held(found, 5, rank)]
    return [round(rate, 3) for rate in rates]


def _held(found: np.ndarray, column: int, value: np.ndarray) -> float:
    low, high = found[..., column], found[..., column + 1]
    # what is so by rounding alone is held
    held = (low - 1e-9 <= value) & (value <= high + 1e-9)
    return float(held[np.isfinite(low)].mean())


def _verdict(rows: list[tuple[str | int | float, ...]]) -> str:
    def span(column: int, *metrics: str) -> str:
        found = [float(row[column]) for row in rows if row[3] in metrics]
        return f"{min(found):.0%} to {max(found):.0%}"

    paths = "actor_betweenness"
    others = tuple(name for name in METRICS if name != paths)
    ranks = [float(row[8]) for row in rows]
    return (
        f"Without betweenness the 95 % intervals hold the value of the rates in {span(4, *others)} of cases, those of "
        f"betweenness in {span(4, paths)}: shortest paths of a corpus are not those of the world behind it. Ranks are "
        f"held in {min(ranks):.0%} to {max(ranks):.0%}. A cell rests on {CORPORA} corpora of {ACTORS} actors, whose "
        "intervals hang together: one standard error is 2 to 4 points."
    )
