"""Write the methods paragraphs of a paper for LaTeX and Markdown."""

from __future__ import annotations

from pathlib import Path

from qtnet.paper.escaping import latex_text, markdown_text
from qtnet.paper.files import write_file
from qtnet.report.inputs import ReportInputs

__all__ = ["write_methods"]


def write_methods(inputs: ReportInputs, folder: Path) -> tuple[Path, ...]:
    """Write ``methods.tex`` and ``methods.md`` into a paper's folder.

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
    said = f"All numbers were computed with qtnet {inputs.provenance.get('qtnet', '')}."
    contents = {"methods.tex": latex_text(said) + "\n", "methods.md": markdown_text(said) + "\n"}
    return tuple(sorted(write_file(folder / name, text) for name, text in contents.items()))
