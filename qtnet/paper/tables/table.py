"""One table of a paper, before it is written for LaTeX, HTML, Markdown or a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

import pandas as pd

__all__ = ["UNDEFINED", "Column", "Kind", "PaperTable"]

Kind = Literal["text", "wide", "right", "number", "symbol"]

#: What stands in a cell that has no value; the notes or a column of remarks say why.
UNDEFINED: Final = "—"


@dataclass(frozen=True)
class Column:
    """The head of a column and what stands in its cells.

    `kind` is ``text``, ``wide`` (words that may take several lines), ``right`` (words that end with a number),
    ``number`` (aligned at the point) or ``symbol`` (text of which LaTeX sets the known symbols in mathematics).
    """

    head: str
    kind: Kind = "text"


@dataclass(frozen=True, kw_only=True, eq=False)
class PaperTable:
    """A table with its words.

    Parameters
    ----------
    key
        Name of its files and, after ``tab:``, its label in LaTeX.
    caption
        What the table shows, one sentence.
    columns, rows
        Heads, and cells as they are printed, in plain text.
    groups
        For each row the heading that it stands under; empty where there are no headings.
    notes
        Sentences below the table: what intervals are, what is undefined and why, where the numbers come from.
    data
        The same and more in full precision, for the spreadsheet.
    below
        Places of rows that go on under the row above: intervals under their estimates, set smaller.
    reason
        Why there are no rows.
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    data: pd.DataFrame = field(repr=False)
    groups: tuple[str, ...] = field(default=(), repr=False)
    notes: tuple[str, ...] = field(default=(), repr=False)
    below: frozenset[int] = field(default=frozenset(), repr=False)
    reason: str = ""

    def grouped(self) -> list[tuple[str, tuple[str, ...]]]:
        """Give each row with the heading that it opens, empty where it goes on under the one before."""
        headings = self.groups or ("",) * len(self.rows)
        before = ("", *headings)
        return [
            (heading if heading != last else "", row)
            for heading, last, row in zip(headings, before, self.rows, strict=False)
        ]
