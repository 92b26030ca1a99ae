"""A table for a web page: caption, heads with their scope, notes; no style, so that the page decides the look."""

from __future__ import annotations

from html import escape

from qtnet.paper.escaping import one_line
from qtnet.paper.tables.table import Column, PaperTable

__all__ = ["html_table"]


def html_table(table: PaperTable) -> str:
    """Write a table as HTML.

    Examples
    --------
    >>> import pandas as pd
    >>> columns = (Column("Actor"), Column("Ties", "number"))
    >>> shown = PaperTable(key="ties", caption="Ties.", columns=columns, rows=(("R&D", "1"),), data=pd.DataFrame())
    >>> print(html_table(shown))
    <table id="tab-ties">
    <caption>Ties.</caption>
    <thead>
    <tr><th scope="col">Actor</th><th scope="col" style="text-align:right">Ties</th></tr>
    </thead>
    <tbody>
    <tr><th scope="row">R&amp;D</th><td style="text-align:right">1</td></tr>
    </tbody>
    </table>
    <BLANKLINE>
    """
    count = len(table.columns)
    heads = "".join(f'<th scope="col"{_align(c)}>{_text(c.head)}</th>' for c in table.columns)
    lines = [f'<table id="tab-{_text(table.key)}">', f"<caption>{_text(table.caption)}</caption>"]
    lines += ["<thead>", f"<tr>{heads}</tr>", "</thead>", "<tbody>"]
    for heading, row in table.grouped():
        if heading:
            lines.append(f'<tr><th scope="rowgroup" colspan="{count}">{_text(heading)}</th></tr>')
        cells = "".join(f"<td{_align(c)}>{_text(v)}</td>" for c, v in zip(table.columns[1:], row[1:], strict=True))
        lines.append(f'<tr><th scope="row">{_text(row[0])}</th>{cells}</tr>')
    if not table.rows:
        lines.append(f'<tr><td colspan="{count}">{_text(table.reason or "There are no rows.")}</td></tr>')
    lines.append("</tbody>")
    if table.notes:
        said = " ".join(_text(note) for note in table.notes)
        lines += ["<tfoot>", f'<tr><td colspan="{count}">Notes. {said}</td></tr>', "</tfoot>"]
    return "\n".join([*lines, "</table>", ""])


def _text(text: str) -> str:
    return escape(one_line(text))


def _align(column: Column) -> str:
    return ' style="text-align:right"' if column.kind in ("number", "right") else ""
