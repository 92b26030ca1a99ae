r"""The table of a result in the languages that notebooks read: HTML, Markdown and LaTeX, with all words escaped.

Names and quotations come from documents, so none of them is trusted: each language has its own escaping, here.
"""

from __future__ import annotations

import html

from qtnet.display.table import NOTE, Aside, Table
from qtnet.paper.escaping import latex_text, markdown_text

__all__ = ["table_html", "table_latex", "table_markdown"]

_STYLE = (
    "<style>.qtnet{overflow-x:auto;max-width:100%}.qtnet table{border-collapse:collapse;margin:.3em 0}"
    ".qtnet caption{caption-side:top;text-align:left;font-weight:600;padding:.2em .6em}"
    ".qtnet th,.qtnet td{padding:.25em .6em;text-align:right;vertical-align:top;white-space:nowrap}"
    ".qtnet table .name{text-align:left!important;white-space:normal;max-width:34em}"
    ".qtnet table .note{min-width:16em}"
    ".qtnet p{margin:.2em .6em;max-width:60em}.qtnet details{margin:.3em .6em;max-width:60em}</style>"
)


def table_html(table: Table) -> str:
    """Write a table as HTML, what is folded as ``<details>``.

    Examples
    --------
    >>> table_html(Table(heads=("actor",), rows=(("<b>",),), named=1)).split("<tbody>")[1]
    '<tr><td class="name">&lt;b&gt;</td></tr></tbody></table></div>'
    """
    caption = f"<caption>{html.escape(table.caption)}</caption>" if table.caption else ""
    head = "".join(_cell("th", text, k, table) for k, text in enumerate(table.heads))
    cells = ("".join(_cell("td", text, k, table) for k, text in enumerate(row)) for row in table.rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    notes = "".join(f"<p>{html.escape(note)}</p>" for note in table.notes)
    folded = "".join(_folded(aside) for aside in table.asides)
    return (
        f'<div class="qtnet">{_STYLE}<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        f"{notes}{folded}</div>"
    )


def _cell(tag: str, text: str, column: int, table: Table) -> str:
    note = " note" if table.heads[column] == NOTE else ""
    kind = f' class="name{note}"' if _is_words(table, column) else ""
    return f"<{tag}{kind}>{html.escape(text)}</{tag}>"


def _is_words(table: Table, column: int) -> bool:
    return column < table.named or table.heads[column] == NOTE


def _folded(aside: Aside) -> str:
    lines = "".join(f"<li>{html.escape(line)}</li>" for line in aside.lines)
    return f"<details><summary>{html.escape(aside.head)}</summary><ul>{lines}</ul></details>"


def table_markdown(table: Table) -> str:
    r"""Write a table as Markdown with pipes.

    Examples
    --------
    >>> print(table_markdown(Table(heads=("actor", "n"), rows=(("a|b", "3"),), named=1)))
    | actor | n |
    |:--|--:|
    | a\|b | 3 |
    """
    rule = "|" + "|".join(":--" if _is_words(table, k) else "--:" for k in range(len(table.heads))) + "|"
    lines = [_piped(table.heads), rule, *(_piped(row) for row in table.rows)]
    if table.caption:
        lines = [f"**{markdown_text(table.caption)}**", "", *lines]
    for note in table.notes:
        lines += ["", markdown_text(note)]
    for aside in table.asides:
        lines += ["", f"{markdown_text(aside.head)}:", "", *(f"- {markdown_text(line)}" for line in aside.lines)]
    return "\n".join(lines)


def _piped(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(markdown_text(cell) for cell in cells)} |"


def table_latex(table: Table) -> str:
    r"""Write a table as LaTeX for the package booktabs; what is folded is left out.

    Examples
    --------
    >>> print(table_latex(Table(heads=("actor", "n"), rows=(("R&D_1", "3"),), named=1)))
    \begin{tabular}{lr}
    \toprule
    actor & n \\
    \midrule
    R\&D\_1 & 3 \\
    \bottomrule
    \end{tabular}
    """
    sides = "".join("l" if _is_words(table, k) else "r" for k in range(len(table.heads)))
    lines = [rf"\begin{{tabular}}{{{sides}}}", r"\toprule", _ended(table.heads), r"\midrule"]
    lines += [*(_ended(row) for row in table.rows), r"\bottomrule", r"\end{tabular}"]
    if table.caption:
        lines = [rf"\noindent\textbf{{{latex_text(table.caption)}}}\par\smallskip", *lines]
    lines += [rf"\par\noindent{{\footnotesize {latex_text(note)}}}" for note in table.notes]
    return "\n".join(lines)


def _ended(cells: tuple[str, ...]) -> str:
    row = " & ".join(latex_text(cell) for cell in cells)
    # after the end of a row LaTeX takes a bracket or a star for an argument
    return rf"{'{}' if row.startswith(('[', '*')) else ''}{row} \\"
