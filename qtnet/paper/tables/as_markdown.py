"""A table for Markdown: a pipe table that GitHub and Pandoc read, with caption and notes."""

from __future__ import annotations

from qtnet.paper.escaping import markdown_text
from qtnet.paper.tables.table import PaperTable

__all__ = ["markdown_table"]


def markdown_table(table: PaperTable) -> str:
    r"""Write a table as Markdown.

    Examples
    --------
    >>> import pandas as pd
    >>> from qtnet.paper.tables.table import Column
    >>> columns = (Column("Actor"), Column("Ties", "number"))
    >>> shown = PaperTable(key="ties", caption="Ties.", columns=columns, rows=(("a|b", "1"),), data=pd.DataFrame())
    >>> print(markdown_table(shown))
    | Actor | Ties |
    | :-- | --: |
    | a\|b | 1 |
    <BLANKLINE>
    : Ties. {#tbl-ties}
    <BLANKLINE>
    """
    blank = [""] * (len(table.columns) - 1)
    lines = [_row([column.head for column in table.columns])]
    lines.append(
        "| " + " | ".join("--:" if column.kind in ("number", "right") else ":--" for column in table.columns) + " |"
    )
    for heading, row in table.grouped():
        if heading:
            lines.append(f"| *{markdown_text(heading)}* | " + " | ".join(blank) + " |")
        lines.append(_row(row))
    if not table.rows:
        lines.append(_row([table.reason or "There are no rows.", *blank]))
    lines += ["", f": {markdown_text(table.caption)} {{#tbl-{table.key}}}", ""]
    if table.notes:
        lines += ["*Notes.* " + " ".join(markdown_text(note) for note in table.notes), ""]
    return "\n".join(lines)


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(markdown_text(cell) for cell in cells) + " |"
