"""Write the methods paragraphs of a paper for LaTeX and Markdown."""

from __future__ import annotations

from pathlib import Path

from qtnet.paper.methods.paragraphs import methods_paragraphs
from qtnet.paper.methods.pieces import as_latex, as_markdown
from qtnet.report.inputs import ReportInputs
from qtnet.writing import write_file

__all__ = ["write_methods"]


def write_methods(inputs: ReportInputs, folder: Path) -> tuple[Path, ...]:
    r"""Write ``methods.tex`` and ``methods.md`` into a paper's folder: what the run did, with formulas and settings.

    Citations are ``\cite`` and ``[@key]``; their keys stand in ``methods.bib``.

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
    told = methods_paragraphs(inputs)
    contents = {
        "methods.tex": "% Written by qtnet; changes are lost with the next run.\n" + as_latex(told),
        "methods.md": as_markdown(told),
    }
    return tuple(sorted(write_file(folder / name, text, keep_same=True) for name, text in contents.items()))
