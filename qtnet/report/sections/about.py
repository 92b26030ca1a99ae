"""The section that answers: What is this, and how sure is it."""

from __future__ import annotations

import pandas as pd

from qtnet.report.exhibit import table_of
from qtnet.report.inputs import ReportInputs
from qtnet.report.sections.section import Context, NamedTable, Section
from qtnet.report.words import sentences as say

__all__ = ["about_section"]

#: More rows make the page large and nobody reads them.
_MOST = 2_000


def about_section(context: Context) -> Section:
    """Build the section."""
    inputs = context.inputs
    many, copies = len(inputs.documents), inputs.counts.get("copies", 0)
    answer = say.size_sentence(many, inputs.ties, inputs.funding, inputs.network, inputs.tied_actors)
    if copies:
        answer = [*answer, say.copies_part(copies)]
    rest = f" The first {_MOST:,} of {many:,} are listed; facts/documents.csv names all." if many > _MOST else ""
    return Section(
        key="about",
        title="What is this, and how sure is it?",
        answer=answer,
        tables=(
            NamedTable(
                key="documents",
                title="The documents",
                reading=f"Every number on this page rests on these texts and no others.{rest}",
                table=table_of(_documents(inputs)),
            ),
        ),
    )


def _documents(inputs: ReportInputs) -> pd.DataFrame:
    facts = pd.concat([inputs.ties[["doc", "tie"]].set_axis(["doc", "fact"], axis=1),
                       inputs.funding[["doc", "funding"]].set_axis(["doc", "fact"], axis=1)])  # fmt: skip
    own = {str(doc): tuple(sorted(part["fact"])) for doc, part in facts.groupby("doc")}
    documents = inputs.documents.head(_MOST)
    return pd.DataFrame(
        {
            "title": [t or d for t, d in zip(documents["title"], documents["doc"], strict=True)],
            "date": documents["date"],
            "publisher": documents["source"],
            "characters": documents["chars"],
            "facts": [own.get(str(doc), ()) for doc in documents["doc"]],
        }
    )
