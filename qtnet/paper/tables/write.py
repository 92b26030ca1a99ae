"""Write every table of a paper, in four forms each."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from qtnet.paper.tables.as_csv import csv_table
from qtnet.paper.tables.as_html import html_table
from qtnet.paper.tables.as_latex import latex_table
from qtnet.paper.tables.as_markdown import markdown_table
from qtnet.paper.tables.balance import frustration_table
from qtnet.paper.tables.central import centrality_table
from qtnet.paper.tables.documents import documents_table
from qtnet.paper.tables.funding import funding_table
from qtnet.paper.tables.grouped import blocs_table
from qtnet.paper.tables.headline import headline_table
from qtnet.paper.tables.profile import bipolarity_table
from qtnet.paper.tables.quality import quality_table
from qtnet.paper.tables.robust import robustness_table
from qtnet.paper.tables.standing import alignment_table
from qtnet.paper.tables.table import PaperTable
from qtnet.paper.tables.tested import chance_table
from qtnet.report.inputs import ReportInputs
from qtnet.report.sections.section import Context
from qtnet.writing import write_file

__all__ = ["paper_tables", "write_tables"]


def paper_tables(inputs: ReportInputs, *, stars: bool = False) -> tuple[PaperTable, ...]:
    """Give the tables in the order of a paper; one without rows says why.

    Parameters
    ----------
    inputs
        The results of a run.
    stars
        Mark p-values below 0.05, 0.01 and 0.001. Stars hide how large an effect is and how sure; intervals do not.
    """
    context = Context.of(inputs)
    makers = (
        documents_table,
        headline_table,
        centrality_table,
        blocs_table,
        bipolarity_table,
        partial(chance_table, stars=stars),
        alignment_table,
        frustration_table,
        funding_table,
        robustness_table,
        quality_table,
    )
    return tuple(make(context) for make in makers)


def write_tables(inputs: ReportInputs, folder: Path, *, stars: bool = False) -> tuple[Path, ...]:
    """Write the tables into ``tables/`` of a paper's folder: ``.tex``, ``.html``, ``.md`` and ``.csv`` of each.

    Parameters
    ----------
    inputs
        The results of a run.
    folder
        Folder of the paper.
    stars
        Mark small p-values with stars.

    Returns
    -------
    tuple[Path, ...]
        The files, sorted.
    """
    written = []
    for table in paper_tables(inputs, stars=stars):
        forms = {
            "tex": latex_table(table),
            "html": html_table(table),
            "md": markdown_table(table),
            "csv": csv_table(table.data),
        }
        written += [
            write_file(folder / "tables" / f"{table.key}.{form}", text, keep_same=True) for form, text in forms.items()
        ]
    return tuple(sorted(written))
