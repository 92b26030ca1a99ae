"""The table of extraction quality: precision, recall and F1, on annotated documents and on those of the study."""

from __future__ import annotations

from typing import Final

import pandas as pd

from qtnet.paper.tables.printed import of_interval
from qtnet.paper.tables.table import UNDEFINED, Column, PaperTable
from qtnet.report.rounding import number_text
from qtnet.report.rows import Row, rows
from qtnet.report.sections.section import Context
from qtnet.report.words.sentences import count

__all__ = ["quality_table"]

_LEVELS: Final = {
    "pair": "pair of actors and sign",
    "mode": "and kind of tie",
    "domain": "and technology",
    "full": "and status",
    "money": "amounts of money",
    "money+actors": "and payer and recipient",
}
_RATES: Final = {"precision": "precision", "recall": "recall", "f1": "ci"}


def quality_table(context: Context) -> PaperTable:
    """Give one row per level of comparison, from easy to strict."""
    inputs = context.inputs
    parts = (
        (_heading("Documents that nobody read for the rules", inputs.unread), inputs.unread),
        (_heading("All annotated documents", inputs.unseen), inputs.unseen),
        ("Documents of this study", inputs.quality),
    )
    told: list[tuple[str, ...]] = []
    groups: list[str] = []
    for heading, frame in parts:
        for row in rows(frame):
            told.append(_cells(row))
            groups.append(heading)
    data = pd.concat([frame.assign(documents_of=heading) for heading, frame in parts if len(frame)] or [inputs.quality])
    return PaperTable(
        key="quality",
        caption="Agreement of extraction with annotation.",
        columns=(
            Column("Facts must agree in"),
            *(part for name in ("Precision", "Recall", "F1") for part in (Column(name, "number"), Column("interval"))),
        ),
        rows=tuple(told),
        groups=tuple(groups),
        data=data,
        notes=(
            "Intervals of 95 % over documents. Annotated documents were judged, part by part, by weights fitted again "
            "without that part; the weights that the package carries are fitted to all of them. On the documents of "
            "the study the rules were developed, so that those rates are no held-out test.",
        ),
        reason=inputs.quality_reason or "The extraction was not scored.",
    )


def _heading(named: str, frame: pd.DataFrame) -> str:
    known = [int(n) for n in frame["documents"].dropna()]
    return f"{named} ({count(max(known), 'document')})" if known else named


def _cells(row: Row) -> tuple[str, ...]:
    cells = [_LEVELS.get(str(row["level"]), str(row["level"]))]
    for rate, stem in _RATES.items():
        value = float(row[rate])
        low, high = (float(row.get(f"{stem}_{end}", float("nan"))) for end in ("low", "high"))
        cells += [number_text(value, 2) if value == value else UNDEFINED, of_interval(low, high, 2)]
    return tuple(cells)
