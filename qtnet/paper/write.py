"""Write everything that a paper needs from one run into one folder."""

from __future__ import annotations

from pathlib import Path

from qtnet.paper.files import write_file
from qtnet.paper.numbers import paper_numbers
from qtnet.paper.store import numbers_csv, numbers_json
from qtnet.report.inputs import ReportInputs

__all__ = ["write_paper"]


def write_paper(inputs: ReportInputs, folder: str | Path, *, macros: bool = False) -> Path:
    """Write what a paper quotes of a run: numbers for LaTeX, Quarto and Word, tables, figures, sources and methods.

    Parameters
    ----------
    inputs
        The results of a run, as `qtnet.report.store.read_inputs` reads them.
    folder
        Is made when missing. Files of an earlier writing that are no longer written are removed; all else is left.
    macros
        Also write one LaTeX command per number, for journals that take no commands with arguments.

    Returns
    -------
    Path
        The folder, with ``numbers.json`` as the complete record of what may be quoted.
    """
    target = Path(folder)
    numbers = paper_numbers(inputs)
    write_file(target / "numbers.json", numbers_json(numbers))
    write_file(target / "numbers.csv", numbers_csv(numbers))
    return target
