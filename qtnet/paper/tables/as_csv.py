"""The data of a table or a figure for a spreadsheet: full precision, and no cell that would run as a formula."""

from __future__ import annotations

import csv
import io

import pandas as pd

from qtnet.paper.escaping import spreadsheet_text

__all__ = ["csv_table"]


def csv_table(frame: pd.DataFrame) -> str:
    """Write a frame as CSV: floats in full precision, an empty cell for a missing value, tuples joined by spaces.

    Examples
    --------
    >>> print(csv_table(pd.DataFrame({"actor": ["=1+1"], "estimate": [0.1], "facts": [("f1", "f2")]})))
    actor,estimate,facts
    '=1+1,0.1,f1 f2
    <BLANKLINE>
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([spreadsheet_text(str(column)) for column in frame.columns])
    columns = [frame.iloc[:, place].tolist() for place in range(frame.shape[1])]
    writer.writerows([_cell(value) for value in row] for row in zip(*columns, strict=True))
    return text.getvalue()


def _cell(value: object) -> str:
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, tuple | list):
        return spreadsheet_text(" ".join(str(part) for part in value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return spreadsheet_text(str(value))
