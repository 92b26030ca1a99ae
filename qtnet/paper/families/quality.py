"""How good the extraction is: on documents that its weights never saw, and on the annotated ones of the study."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from qtnet.paper.keys import slugs
from qtnet.paper.number import PaperNumber
from qtnet.paper.vocabulary import Vocabulary
from qtnet.report.rows import Row, rows

__all__ = ["quality_numbers"]

_WHERE = {"unseen": "annotated documents unseen in training", "study": "the study's own annotated documents"}
_METHOD = "95 % interval: documents drawn again"
_NO_TEST = "no test on unseen documents: the rules were developed with documents of this kind"


def quality_numbers(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give F1, precision and recall at each level of comparison."""
    yield from _scores(known.inputs.unseen, "unseen", "")
    yield from _scores(known.inputs.quality, "study", _NO_TEST)
    unseen = known.inputs.unseen
    if len(unseen):
        documents = float(unseen["documents"].iloc[0])
        label = "annotated documents unseen in training"
        yield PaperNumber(key="quality/unseen/documents", label=label, kind="count", value=documents)


def _scores(frame: pd.DataFrame, where: str, reason: str) -> Iterator[PaperNumber]:
    levels = slugs(str(level) for level in frame["level"])
    for row in rows(frame):
        level = str(row["level"])
        start = f"quality/{where}/{levels[level]}"
        yield PaperNumber(
            key=f"{start}/f1",
            label=f"F1 of the extraction, level {level}, {_WHERE[where]}",
            kind="estimate",
            value=float(row["f1"]),
            low=float(row["ci_low"]),
            high=float(row["ci_high"]),
            method=_METHOD,
            reason=reason,
        )
        for rate in ("precision", "recall"):
            yield PaperNumber(
                key=f"{start}/{rate}",
                label=f"{rate} of the extraction, level {level}, {_WHERE[where]}",
                kind="rate",
                value=float(row[rate]),
                low=_number(row, f"{rate}_low"),
                high=_number(row, f"{rate}_high"),
                method=_METHOD,
                reason=reason,
            )


def _number(row: Row, name: str) -> float:
    value = row.get(name)
    return float(value) if value is not None else math.nan
