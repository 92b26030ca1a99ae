r"""A table for LaTeX: booktabs rules, numbers aligned at the point, words that fill the line, notes below.

Needs the packages booktabs and tabularx; a table of more rows than a page holds is a ``longtable`` (package of the same
name). Numbers are aligned by invisible digits beside them, so that a table needs no package for it and can be read and
changed by hand.
"""

from __future__ import annotations

import math
import re
from textwrap import wrap
from typing import Final

from qtnet.paper.escaping import latex_text
from qtnet.paper.tables.table import Column, PaperTable

__all__ = ["latex_table"]

#: Rows that a float may have; with more it would not fit a page.
_ROWS_OF_A_PAGE: Final = 38
#: Letters of a line of a head over numbers.
_LETTERS: Final = 12
#: Share of a line that a letter takes in small type, and that the room between two columns takes.
_LETTER: Final = 0.0135
_ROOM: Final = 0.03
#: Type and room between columns by the width that the table would have in small type, in lines.
_SIZES: Final = ((1.0, r"\small"), (1.12, r"\footnotesize\setlength{\tabcolsep}{4pt}"))
_SMALLEST: Final = r"\scriptsize\setlength{\tabcolsep}{2.5pt}"
#: Type of an interval under its estimate, 7 points in every article.
_BELOW: Final = r"\fontsize{7}{8}\selectfont "
#: The least share of a line for a column of words.
_NARROW: Final = 0.2

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
}

_NUMBER: Final = re.compile(r"(?P<sign>[−+<>]?)(?P<whole>[\d,]+)(?P<rest>\.\d+)?(?P<stars>\**)")


def latex_table(table: PaperTable) -> str:
    r"""Write a table for LaTeX, with caption and label.

    Examples
    --------
    >>> import pandas as pd
    >>> columns = (Column("Actor"), Column("Ties", "number"))
    >>> rows = (("R&D", "1.5"), ("US", "10.25"))
    >>> shown = PaperTable(key="ties", caption="Ties.", columns=columns, rows=rows, data=pd.DataFrame())
    >>> print(latex_table(shown))
    % Written by qtnet; changes are lost with the next run.
    \begin{table}[tbp]
    \centering
    \caption{Ties.}
    \label{tab:ties}
    \smallskip
    \small
    \begin{tabular}{@{}lc@{}}
    \toprule
    Actor & Ties \tabularnewline
    \midrule
    R\&D & \phantom{0}1.5\phantom{0} \tabularnewline
    US & 10.25 \tabularnewline
    \bottomrule
    \end{tabular}
    \end{table}
    <BLANKLINE>
    """
    body = _long(table) if len(table.rows) > _ROWS_OF_A_PAGE else _float(table)
    return "\n".join(["% Written by qtnet; changes are lost with the next run.", *body, ""])


def _float(table: PaperTable) -> list[str]:
    wide = any(column.kind == "wide" for column in table.columns)
    kind, width = ("tabularx", r"{\linewidth}") if wide else ("tabular", "")
    ragged = r">{\raggedright\arraybackslash}X"
    return [
        r"\begin{table}[tbp]",
        r"\centering",
        rf"\caption{{{latex_text(table.caption)}}}",
        rf"\label{{tab:{table.key}}}",
        r"\smallskip",
        _size(table),
        rf"\begin{{{kind}}}{width}{{{_preamble(table, ragged)}}}",
        r"\toprule",
        *_heads(table.columns),
        r"\midrule",
        *_body(table),
        r"\bottomrule",
        rf"\end{{{kind}}}",
        *_notes(table.notes),
        r"\end{table}",
    ]


def _long(table: PaperTable) -> list[str]:
    count = len(table.columns)
    more = rf"\multicolumn{{{count}}}{{@{{}}r@{{}}}}{{\footnotesize continued on the next page}} \tabularnewline"
    return [
        rf"\begingroup{_size(table)}",
        rf"\begin{{longtable}}{{{_preamble(table, _paragraph(table))}}}",
        rf"\caption{{{latex_text(table.caption)}}}\label{{tab:{table.key}}} \tabularnewline",
        *(r"\toprule", *_heads(table.columns), r"\midrule", r"\endfirsthead"),
        *(r"\toprule", *_heads(table.columns), r"\midrule", r"\endhead"),
        *(r"\midrule", more, r"\endfoot", r"\bottomrule", r"\endlastfoot"),
        *_body(table),
        r"\end{longtable}",
        *_notes(table.notes),
        r"\endgroup",
    ]


def _preamble(table: PaperTable, wide: str) -> str:
    kinds = {"text": "l", "symbol": "l", "right": "r", "number": "c", "wide": wide}
    return "@{}" + "".join(kinds[column.kind] for column in table.columns) + "@{}"


def _paragraph(table: PaperTable) -> str:
    """Give a column of words in a table over several pages the share of the line that the others leave."""
    wide = sum(column.kind == "wide" for column in table.columns) or 1
    left = 0.96 - math.fsum(_width(table, k) for k, column in enumerate(table.columns) if column.kind != "wide")
    share = round(max(_NARROW, left / wide - _ROOM), 2)
    return rf">{{\raggedright\arraybackslash}}p{{{share}\linewidth}}"


def _size(table: PaperTable) -> str:
    """Give the size of type, and with it the room between columns, that lets the table fit a line."""
    total = math.fsum(_NARROW if c.kind == "wide" else _width(table, k) for k, c in enumerate(table.columns))
    return next((size for most, size in _SIZES if total <= most), _SMALLEST)


def _width(table: PaperTable, place: int) -> float:
    """Estimate the width of a column as a share of the line."""
    column = table.columns[place]
    head = max(len(line) for line in wrap(column.head, _LETTERS if column.kind == "number" else 99) or [""])
    cells = [len(row[place]) * (0.8 if k in table.below else 1.0) for k, row in enumerate(table.rows)]
    return max([head, *cells]) * _LETTER + _ROOM


def _heads(columns: tuple[Column, ...]) -> list[str]:
    """Give the heads; a long one over numbers takes several lines, which stand on the rule."""
    stacks = [_stack(column) for column in columns]
    tall = max(map(len, stacks))
    filled = [[""] * (tall - len(stack)) + stack for stack in stacks]
    return [" & ".join(stack[level] for stack in filled) + r" \tabularnewline" for level in range(tall)]


def _stack(column: Column) -> list[str]:
    if column.head in _SYMBOLS:
        return [_SYMBOLS[column.head]]
    lines = wrap(column.head, _LETTERS, break_long_words=False) if column.kind == "number" else [column.head]
    return [latex_text(line) for line in lines] or [""]


def _body(table: PaperTable) -> list[str]:
    count = len(table.columns)
    if not table.rows:
        said = latex_text(table.reason or "There are no rows.")
        return [rf"\multicolumn{{{count}}}{{@{{}}p{{0.9\linewidth}}@{{}}}}{{{said}}} \tabularnewline"]
    lines: list[str] = []
    spaced = bool(table.below) or any(column.kind == "wide" for column in table.columns)
    columns = [_column(table, place) for place in range(count)]
    for place, (heading, _) in enumerate(table.grouped()):
        if heading:
            lines += [r"\addlinespace"] if lines else []
            lines.append(rf"\multicolumn{{{count}}}{{@{{}}l@{{}}}}{{\itshape {latex_text(heading)}}} \tabularnewline*")
        elif lines and spaced and place not in table.below:
            lines.append(r"\addlinespace[2pt]")
        # no page ends between an estimate and its interval
        kept = "*" if place + 1 in table.below else ""
        lines.append(" & ".join(column[place] for column in columns) + rf" \tabularnewline{kept}")
    return lines


def _column(table: PaperTable, place: int) -> list[str]:
    """Give the cells of a column; its numbers are padded to one width before and after the point."""
    column, cells = table.columns[place], [row[place] for row in table.rows]
    small = [_BELOW if k in table.below else "" for k in range(len(cells))]
    if column.kind == "symbol":
        return [_SYMBOLS.get(text, latex_text(text)) for text in cells]
    if column.kind != "number":
        return [size + latex_text(text) if text else "" for size, text in zip(small, cells, strict=True)]
    found = [_NUMBER.fullmatch(text) for text in cells]
    before = max((len(match["sign"] + match["whole"]) for match in found if match), default=0)
    after = max((len(match["rest"] or "") for match in found if match), default=0)
    return [
        _padded(match, before, after) if match else (size + latex_text(text) if text else "")
        for match, size, text in zip(found, small, cells, strict=True)
    ]


def _padded(number: re.Match[str], before: int, after: int) -> str:
    sign = {"": "", "−": "$-$", "+": "$+$", "<": "$<$", ">": "$>$"}[number["sign"]]
    whole, rest = number["whole"].replace(",", "{,}"), number["rest"] or ""
    stars = rf"\rlap{{$^{{{number['stars']}}}$}}" if number["stars"] else ""
    missing = "0" * (before - len(number["sign"] + number["whole"]))
    short = after - len(rest)
    behind = "0" * short if rest else "." + "0" * (short - 1) if short else ""
    return f"{_unseen(missing)}{sign}{whole}{rest}{stars}{_unseen(behind)}"


def _unseen(digits: str) -> str:
    return rf"\phantom{{{digits}}}" if digits else ""


def _notes(notes: tuple[str, ...]) -> list[str]:
    if not notes:
        return []
    said = " ".join(latex_text(note) for note in notes)
    return [rf"\par\vspace{{0.6ex}}\begin{{minipage}}{{\linewidth}}\footnotesize\emph{{Notes.}} {said}\end{{minipage}}"]
