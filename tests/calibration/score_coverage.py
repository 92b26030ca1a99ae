"""How often do the intervals of precision, recall and F1 hold the rates of documents like those that were annotated?"""

from __future__ import annotations

from functools import partial

import numpy as np

from qtnet.facts.intervals import RATES, document_intervals, rates
from qtnet.parallel import in_chunks
from tests.calibration.study import Study

DOCUMENTS, CORPORA, DRAWS = (5, 20, 60, 180), 400, 299
#: Mean number of true facts in a document, rates at which they are found and extra ones told, and how documents differ.
FACTS, RECALL, EXTRA, ALIKE = 6.0, 0.55, 0.25, 4.0


def study(jobs: int) -> Study:
    rows = []
    for documents in DOCUMENTS:
        chunks = in_chunks(partial(_held, documents), draws=CORPORA, rng=[documents, 5], jobs=jobs, size=100)
        held = np.concatenate(chunks).mean(axis=0)
        rows += [
            (
                "documents differ in length and in ease",
                documents,
                CORPORA,
                rate,
                round(float(at95), 3),
                round(float(at90), 3),
            )
            for rate, at95, at90 in zip(RATES, *held, strict=True)
        ]
    return Study(
        name="score_coverage",
        title="Coverage of the intervals of precision, recall and F1",
        question=(
            "Documents hold a heavy-tailed number of true facts; how many of them are found, and how many extra ones "
            "told, differs between documents. How often does the interval hold the rate over endlessly many such "
            "documents?"
        ),
        columns=("world", "documents", "corpora", "quantity", "covers", "covers, 90 %"),
        rows=tuple(rows),
        verdict=(
            f"Of {CORPORA} corpora a row the 95 % intervals hold the rate in {_least(rows, DOCUMENTS[-1]):.0%} or more "
            f"with {DOCUMENTS[-1]} documents, in {_least(rows, 60):.0%} with 60, in {_least(rows, 20):.0%} with 20 and "
            f"in {_least(rows, 5):.0%} with 5: percentiles of few documents are too narrow. One standard error is 1 to "
            "3 points."
        ),
    )


def documents_counts(documents: int, rng: np.random.Generator) -> np.ndarray:
    """Draw right, extra and missed facts of documents, shape (documents, 3)."""
    true = rng.poisson(FACTS * rng.gamma(1.0, 1.0, documents))
    ease = rng.beta(ALIKE * RECALL, ALIKE * (1 - RECALL), documents)
    right = rng.binomial(true, ease)
    extra = rng.poisson(EXTRA * FACTS * rng.gamma(1.0, 1.0, documents) * 2 * (1 - ease))
    return np.stack([right, extra, true - right], axis=1)


def truth() -> np.ndarray:
    """Give precision, recall and F1 over endlessly many documents."""
    right, extra = FACTS * RECALL, EXTRA * FACTS * 2 * (1 - RECALL)
    return rates(np.array([right, extra, FACTS - right]))


def _held(documents: int, corpora: int, rng: np.random.Generator) -> np.ndarray:
    """Say per corpus, level and rate whether the interval holds the truth."""
    found = np.empty((corpora, 2, len(RATES)))
    for one in found:
        counts = documents_counts(documents, rng)[:, None]
        for place, level in enumerate((0.95, 0.9)):
            low, high = document_intervals(counts, rng=rng, draws=DRAWS, level=level)
            one[place] = (low[0] <= truth()) & (truth() <= high[0])
    return found


def _least(rows: list[tuple[str | int | float, ...]], documents: int) -> float:
    return min(float(row[4]) for row in rows if row[1] == documents)
