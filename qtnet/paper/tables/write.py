"""Write every table of a paper, in four forms each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from qtnet.paper.files import write_file
from qtnet.paper.tables.as_csv import csv_table
from qtnet.paper.tables.as_html import html_table
from qtnet.paper.tables.as_latex import latex_table
from qtnet.paper.tables.as_markdown import markdown_table
from qtnet.paper.tables.documents import documents_table
from qtnet.paper.tables.table import PaperTable
from qtnet.report.inputs import ReportInputs

__all__ = ["paper_tables", "write_tables"]

#: In the order of a paper.
_TABLES: Final[tuple[Callable[[ReportInputs], PaperTable], ...]] = (documents_table,)


def paper_tables(inputs: ReportInputs) -> tuple[PaperTable, ...]:
    """Give the tables of a paper, those without rows included: they say why."""
    return tuple(table(inputs) for table in _TABLES)


def write_tables(inputs: ReportInputs, folder: Path) -> tuple[Path, ...]:
    """Write the tables into ``tables/`` of a paper's folder: ``.tex``, ``.html``, ``.md`` and ``.csv`` of each.

    Parameters
    ----------
    inputs
        The results of a run.
    folder
        Folder of the paper.

    Returns
    -------
    tuple[Path, ...]
        The files, sorted.
    """
    written = []
    for table in paper_tables(inputs):
        forms = {
            "tex": latex_table(table),
            "html": html_table(table),
            "md": markdown_table(table),
            "csv": csv_table(table.data),
        }
        written += [write_file(folder / "tables" / f"{table.key}.{form}", text) for form, text in forms.items()]
    return tuple(sorted(written))
