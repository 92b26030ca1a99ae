"""CODEBOOK.md: every table of a run on one page, with type, unit, meaning and rule of each column."""

from __future__ import annotations

from collections.abc import Sequence

from qtnet.deposit.tables import DepositColumn, DepositTable
from qtnet.deposit.views import list_views

__all__ = ["codebook"]

_HEAD = """# Codebook

Tables are CSV in UTF-8. An empty cell is undefined, unknown or none, never 0; the column `reason` says which. Read
codes as text: `NA` is Namibia. Lists of fact ids are separated by spaces; the ids of `facts` are those of the columns
`tie` and `funding`. Intervals are 95 % intervals over resampled corpora. `datapackage.json` says the same to machines.

`qtnet store RUN_DIR` writes the tables as Parquet files and one DuckDB database, under the names in brackets.
"""
_WORDS = {"text": "text", "whole": "whole number", "number": "number", "truth": "True or False", "list": "list of text"}


def codebook(tables: Sequence[DepositTable]) -> str:
    """Give the page as Markdown: tables in the given order, then the views of the store."""
    lines = [_HEAD]
    for table in tables:
        named = f" (`{table.name}`)" if table.name else ""
        lines += [f"## {table.path}{named}", "", f"{table.meaning}. {len(table.frame)} rows.", ""]
        if table.key:
            lines += [f"Key: {', '.join(f'`{name}`' for name in table.key)}.", ""]
        if table.path == "results/coassignment.csv":
            lines += ["One row and one column for each actor; in the store one row for each pair.", ""]
            continue
        lines += ["| column | type | unit or range | meaning | rule |", "|---|---|---|---|---|"]
        lines += [_row(column) for column in table.columns]
        lines.append("")
    lines += ["## Views of the store", "", "| view | answers |", "|---|---|"]
    lines += [f"| `{view.name}` | {view.meaning} |" for view in list_views()]
    return "\n".join(lines) + "\n"


def _row(column: DepositColumn) -> str:
    rule = column.fact.rule if column.fact is not None else ""
    cells = (f"`{column.name}`", _WORDS[column.kind], column.unit, column.meaning, rule)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
