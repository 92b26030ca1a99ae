"""What a document states of itself and what was supplied for it: titles that are ours, years inferred from the text."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.report.inputs import ReportInputs

__all__ = ["documents_as_stated", "titled", "year_of"]

#: Columns of `documents_as_stated` beside those of the documents.
_SUPPLIED = ("title_supplied", "date_inferred")


def documents_as_stated(inputs: ReportInputs) -> pd.DataFrame:
    """Give the documents with the truth values `title_supplied` and `date_inferred`, as ``sources.csv`` says it."""
    listed = inputs.provenance.get("inputs", [])
    told = [row for row in listed if isinstance(row, Mapping)] if isinstance(listed, list) else []
    found = {name: {str(row.get("doc", "")) for row in told if row.get(name)} for name in _SUPPLIED}
    docs = inputs.documents["doc"].astype(str)
    return inputs.documents.assign(**{name: docs.isin(sorted(found[name])) for name in _SUPPLIED})


def titled(row: Mapping[str, object], title: str) -> str:
    """Give a title, in brackets where it was supplied.

    Examples
    --------
    >>> titled({"title_supplied": True}, "A pact"), titled({}, "A pact")
    ('[A pact] (title supplied)', 'A pact')
    """
    return f"[{title}] (title supplied)" if row.get("title_supplied") else title


def year_of(row: Mapping[str, object], date: str, unknown: str) -> str:
    """Give a date as it stands, only the year in brackets where it was inferred, and `unknown` where there is none.

    Examples
    --------
    >>> year_of({}, "2025-05", "n.d."), year_of({"date_inferred": True}, "2025-05", "n.d."), year_of({}, "", "n.d.")
    ('2025-05', '[2025?]', 'n.d.')
    """
    if not date:
        return unknown
    return f"[{date[:4]}?]" if row.get("date_inferred") else date
