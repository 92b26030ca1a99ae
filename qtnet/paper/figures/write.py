"""Write every figure of a paper."""

from __future__ import annotations

from pathlib import Path

from qtnet.report.inputs import ReportInputs

__all__ = ["write_figures"]


def write_figures(inputs: ReportInputs, folder: Path) -> tuple[Path, ...]:
    """Write the figures into ``figures/`` of a paper's folder: ``.pdf``, ``.svg``, ``.png``, ``.csv`` and ``.alt.txt``.

    Parameters
    ----------
    inputs
        The results of a run.
    folder
        Folder of the paper.

    Returns
    -------
    tuple[Path, ...]
        The files, sorted; a figure with nothing to draw has no file.
    """
    return ()
