r"""A table for LaTeX: booktabs rules, numbers aligned at the point, notes below; needs ``\usepackage{booktabs}`` only.

A table of more rows than a page holds is a ``longtable`` (package of the same name).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from qtnet.paper.escaping import latex_text
from qtnet.paper.tables.table import Column, PaperTable

__all__ = ["latex_table"]

#: Rows that a float may have; with more it would not fit a page.
_ROWS_OF_A_PAGE: Final = 38

#: Shares of the line for columns whose words may take several lines.
_WIDE: Final = {1: 0.5, 2: 0.3, 3: 0.2}

_SYMBOLS: Final = {
    "C": "$C$",
    "S": "$S$",
    "H": "$H$",
    "D": "$D$",
    "X": "$X$",
    "B": "$B$",
    "J": "$J$",
    "TBI": r"$\mathrm{TBI}$",
    "TBI*": r"$\mathrm{TBI}^{*}$",
    "sqrt(C·S)": r"$\sqrt{C\,S}$",
    "p": "$p$",
    "q": "$q$",
    "n": "$n$",
}

_NUMBER: Final = re.compile(r"(?P<whole>[−+<]?\s?[\d,]+)(?P<rest>\.\d+)?(?P<stars>\**)")


def latex_table(table: PaperTable) -> str:
    r"""Write a table for LaTeX, with caption and label.

    Examples
    --------
    >>> import pandas as pd
    >>> columns = (Column("Actor"), Column("Ties", "number"))
    >>> shown = PaperTable(key="ties", caption="Ties.", columns=columns, rows=(("R&D", "1.5"),), data=pd.DataFrame())
    >>> print(latex_table(shown))
    % Written by qtnet; changes are lost with the next run.
    \begin{table}[tbp]
    \centering
    \caption{Ties.}
    \label{tab:ties}
    \begin{tabular}{@{}lr@{}l@{}}
    \toprule
    Actor & \multicolumn{2}{c@{}}{Ties} \\
    \midrule
    R\&D & 1 & .5 \\
    \bottomrule
    \end{tabular}
    \end{table}
    <BLANKLINE>
    """
    long = len(table.rows) > _ROWS_OF_A_PAGE
    body = _long(table) if long else _float(table)
    return "\n".join(["% Written by qtnet; changes are lost with the next run.", *body, ""])


def _float(table: PaperTable) -> list[str]:
    return [
        r"\begin{table}[tbp]",
        r"\centering",
        *([r"\small"] if _spans(table) > 4 else []),
        rf"\caption{{{latex_text(table.caption)}}}",
        rf"\label{{tab:{table.key}}}",
        rf"\begin{{tabular}}{{{_preamble(table.columns)}}}",
        r"\toprule",
        _heads(table.columns),
        r"\midrule",
        *_body(table),
        r"\bottomrule",
        r"\end{tabular}",
        *_notes(table.notes, r"\linewidth"),
        r"\end{table}",
    ]


def _long(table: PaperTable) -> list[str]:
    count = _spans(table)
    more = rf"\multicolumn{{{count}}}{{@{{}}r@{{}}}}{{\footnotesize continued on the next page}} \\"
    return [
        r"\begingroup\small",
        rf"\begin{{longtable}}{{{_preamble(table.columns)}}}",
        rf"\caption{{{latex_text(table.caption)}}}\label{{tab:{table.key}}} \\",
        *(r"\toprule", _heads(table.columns), r"\midrule", r"\endfirsthead"),
        *(r"\toprule", _heads(table.columns), r"\midrule", r"\endhead"),
        *(r"\midrule", more, r"\endfoot", r"\bottomrule", r"\endlastfoot"),
        *_body(table),
        r"\end{longtable}",
        *_notes(table.notes, r"\linewidth"),
        r"\endgroup",
    ]


def _spans(table: PaperTable) -> int:
    return sum(2 if column.kind == "number" else 1 for column in table.columns)


def _preamble(columns: Iterable[Column]) -> str:
    """Give the columns; a number takes two, before and from the point on."""
    given = list(columns)
    wide = sum(column.kind == "wide" for column in given)
    share = _WIDE.get(wide, 0.15)
    kinds = {"text": "l", "symbol": "l", "number": "r@{}l", "wide": rf"p{{{share}\linewidth}}"}
    return "@{}" + "".join(kinds[column.kind] for column in given) + "@{}"


def _heads(columns: tuple[Column, ...]) -> str:
    cells = []
    for place, column in enumerate(columns):
        text = _SYMBOLS.get(column.head, latex_text(column.head))
        end = "@{}" if place == len(columns) - 1 else ""
        cells.append(rf"\multicolumn{{2}}{{c{end}}}{{{text}}}" if column.kind == "number" else text)
    return " & ".join(cells) + r" \\"


def _body(table: PaperTable) -> list[str]:
    if not table.rows:
        said = latex_text(table.reason or "There are no rows.")
        return [rf"\multicolumn{{{_spans(table)}}}{{@{{}}p{{0.9\linewidth}}@{{}}}}{{{said}}} \\"]
    lines: list[str] = []
    for heading, row in table.grouped():
        if heading:
            lines += [r"\addlinespace"] if lines else []
            lines.append(rf"\multicolumn{{{_spans(table)}}}{{@{{}}l@{{}}}}{{\itshape {latex_text(heading)}}} \\*")
        lines.append(" & ".join(_cells(table.columns, row)) + r" \\")
    return lines


def _cells(columns: tuple[Column, ...], row: tuple[str, ...]) -> list[str]:
    cells = []
    for place, (column, text) in enumerate(zip(columns, row, strict=True)):
        end = "@{}" if place == len(columns) - 1 else ""
        if column.kind == "number":
            cells.append(_number(text, end))
        elif column.kind == "symbol":
            cells.append(_SYMBOLS.get(text, latex_text(text)))
        elif column.kind == "wide":
            cells.append(rf"\raggedright {latex_text(text)}\arraybackslash")
        else:
            cells.append(latex_text(text))
    return cells


def _number(text: str, end: str) -> str:
    """Cut a number before its point; what is no number stands in the middle of both halves."""
    found = _NUMBER.fullmatch(text)
    if not found:
        return rf"\multicolumn{{2}}{{c{end}}}{{{latex_text(text)}}}"
    stars = rf"\ensuremath{{^{{{found['stars']}}}}}" if found["stars"] else ""
    whole = latex_text(found["whole"]).replace(r"\textless{}", r"\ensuremath{<}")
    return f"{whole} & {found['rest'] or ''}{stars}"


def _notes(notes: tuple[str, ...], width: str) -> list[str]:
    if not notes:
        return []
    said = " ".join(latex_text(note) for note in notes)
    return [rf"\par\vspace{{0.6ex}}\begin{{minipage}}{{{width}}}\footnotesize\emph{{Notes.}} {said}\end{{minipage}}"]
