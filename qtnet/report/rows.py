"""Rows of a frame as dictionaries: how the page reads tables whose cells have many types."""

from __future__ import annotations

from typing import Any

import pandas as pd

__all__ = ["Row", "keyed", "rows"]

#: One row by column name.
Row = dict[str, Any]


def rows(frame: pd.DataFrame) -> list[Row]:
    """Give the rows of a frame in order.

    Examples
    --------
    >>> rows(pd.DataFrame({"actor": ["JP"], "estimate": [2.0]}))
    [{'actor': 'JP', 'estimate': 2.0}]
    """
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def keyed(frame: pd.DataFrame, column: str) -> dict[str, Row]:
    """Give the rows by the text in one column; of several with the same text the first.

    Examples
    --------
    >>> keyed(pd.DataFrame({"layer": ["ai", "ai"], "n": [1, 2]}), "layer")
    {'ai': {'layer': 'ai', 'n': 1}}
    """
    found: dict[str, Row] = {}
    for row in rows(frame):
        found.setdefault(str(row[column]), row)
    return found
