"""The table of documents: what was read, and what was found in each."""

from __future__ import annotations

import pandas as pd

from qtnet.paper.tables.table import UNDEFINED, Column, PaperTable
from qtnet.report.labels import shorten
from qtnet.report.rounding import number_text
from qtnet.report.rows import rows
from qtnet.report.sections.section import Context

__all__ = ["documents_table"]

_TITLE = 90  # characters of a title; the spreadsheet has all


def documents_table(context: Context) -> PaperTable:
    """Give one row for each document, in the order of the corpus."""
    inputs = context.inputs
    ties = inputs.ties["doc"].value_counts()
    money = inputs.funding["doc"].value_counts()
    data = pd.DataFrame(
        {
            **{name: inputs.documents[name].tolist() for name in ("doc", "title", "date", "source", "url", "sha256")},
            "characters": inputs.documents["chars"].astype(int).tolist(),
            "ties": [int(ties.get(doc, 0)) for doc in inputs.documents["doc"]],
            "commitments": [int(money.get(doc, 0)) for doc in inputs.documents["doc"]],
        }
    )
    told = [
        (
            shorten(str(row["title"] or row["doc"]), _TITLE),
            str(row["source"]) or UNDEFINED,
            str(row["date"]) or UNDEFINED,
            number_text(float(row["characters"]), 0),
            str(row["ties"]),
            str(row["commitments"]),
        )
        for row in rows(data.fillna(""))
    ]
    return PaperTable(
        key="documents",
        caption="Documents of the corpus, and what was extracted from each.",
        columns=(
            Column("Title", "wide"),
            Column("Publisher"),
            Column("Date"),
            Column("Characters", "number"),
            Column("Ties", "number"),
            Column("Commitments", "number"),
        ),
        rows=tuple(told),
        data=data,
        notes=(
            "Ties are statements of cooperation or hostility between two actors, of whatever status; commitments are "
            "amounts of money.",
            f"{UNDEFINED}: not stated in the document.",
        ),
        reason="No document was read.",
    )
