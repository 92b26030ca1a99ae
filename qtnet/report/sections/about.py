"""The section that answers: What is this, and how sure is it."""

from __future__ import annotations

import pandas as pd

from qtnet.report.exhibit import table_of
from qtnet.report.inputs import ReportInputs
from qtnet.report.sections.section import Context, NamedTable, Section
from qtnet.report.words import sentences as say

__all__ = ["about_section"]


def about_section(context: Context) -> Section:
    """Build the section."""
    inputs = context.inputs
    answer = say.size_sentence(len(inputs.documents), inputs.ties, inputs.funding, inputs.network, inputs.tied_actors)
    return Section(
        key="about",
        title="What is this, and how sure is it?",
        answer=answer,
        tables=(
            NamedTable(
                key="documents",
                title="The documents",
                reading="Every number on this page rests on these texts and no others.",
                table=table_of(_documents(inputs)),
            ),
        ),
    )


def _documents(inputs: ReportInputs) -> pd.DataFrame:
    facts = pd.concat([inputs.ties[["doc", "tie"]].set_axis(["doc", "fact"], axis=1),
                       inputs.funding[["doc", "funding"]].set_axis(["doc", "fact"], axis=1)])  # fmt: skip
    own = {str(doc): tuple(sorted(part["fact"])) for doc, part in facts.groupby("doc")}
    documents = inputs.documents
    return pd.DataFrame(
        {
            "title": [t or d for t, d in zip(documents["title"], documents["doc"], strict=True)],
            "date": documents["date"],
            "publisher": documents["source"],
            "characters": documents["chars"],
            "facts": [own.get(str(doc), ()) for doc in documents["doc"]],
        }
    )
