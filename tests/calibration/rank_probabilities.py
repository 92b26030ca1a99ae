"""Are the actors that stand among the top five with a given probability there as often?"""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import numpy as np

from qtnet.inference.bootstrap import TOP
from qtnet.parallel import in_chunks
from tests.calibration.centrality_worlds import ACTORS, drawn, truth
from tests.calibration.study import Study

METRICS, DOCUMENTS, CORPORA = ("strength_positive", "relaxed_pagerank"), (20, 100), 20
BINS = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)


def study(jobs: int) -> Study:
    rows = []
    for metric in METRICS:
        for documents in DOCUMENTS:
            seed = [METRICS.index(metric), documents, 7]
            chunks = in_chunks(partial(_corpora, metric, documents), draws=CORPORA, rng=seed, jobs=jobs, size=10)
            told, true = np.concatenate(chunks).reshape(-1, 2).T
            for low, high in pairwise(BINS):
                inside = (told >= low) & ((told < high) | ((high == 1) & (told <= 1)))
                if inside.any():
                    cells = [round(float(told[inside].mean()), 3), round(float(true[inside].mean()), 3)]
                    rows.append((metric, documents, f"{low:.0%} to {high:.0%}", int(inside.sum()), *cells))
    gaps = [abs(float(row[4]) - float(row[5])) for row in rows if int(row[3]) >= 20]
    return Study(
        name="rank_probabilities",
        title=f"Probability of standing among the top {TOP}",
        question=(
            f"{ACTORS} actors, {CORPORA} corpora a row: of the actors that resampled documents place among the top "
            f"{TOP} with a probability in this range, which share is there in the rates that the documents are drawn "
            "from?"
        ),
        columns=("metric", "documents", "probability", "actors", "mean probability", "share that is there"),
        rows=tuple(rows),
        verdict=(
            f"Where a range holds at least 20 actors the share differs from the probability by {np.mean(gaps):.0%} on "
            f"average and by {max(gaps):.0%} at most: the probability is a measure of how firm a place is, and is "
            "not calibrated."
        ),
    )


def _corpora(metric: str, documents: int, corpora: int, rng: np.random.Generator) -> np.ndarray:
    """Give per corpus and actor the probability that is told, and whether it is so."""
    top = truth(metric, documents)["rank"] <= TOP
    found = np.empty((corpora, ACTORS, 2))
    for one in found:
        frame, _ = drawn(metric, documents, rng)
        one[:, 0] = frame["p_top"]
        one[:, 1] = top.reindex(frame["actor"]).to_numpy(dtype=float)
    return found
