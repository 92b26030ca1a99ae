"""Write every figure of a paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from qtnet.paper.escaping import one_line
from qtnet.paper.figures.axis import alignment_figure
from qtnet.paper.figures.bands import alluvial_figure
from qtnet.paper.figures.caption import captions_markdown, figure_latex
from qtnet.paper.figures.central import centrality_figure
from qtnet.paper.figures.chance import null_figure
from qtnet.paper.figures.figure import PaperFigure
from qtnet.paper.figures.influence import influence_figure
from qtnet.paper.figures.money import funding_figure
from qtnet.paper.figures.network import network_figure
from qtnet.paper.figures.pairs import adjacency_figure
from qtnet.paper.figures.profile import profile_figure
from qtnet.paper.figures.render import render
from qtnet.paper.figures.style import printed_style
from qtnet.paper.figures.together import coassignment_figure
from qtnet.paper.figures.trust import reliability_figure
from qtnet.paper.figures.windows import windows_figure
from qtnet.paper.tables.as_csv import csv_table
from qtnet.report.inputs import ReportInputs
from qtnet.report.sections.section import Context
from qtnet.writing import write_file

__all__ = ["FIGURES", "write_figures"]

#: In the order of a paper.
FIGURES: Final[tuple[Callable[[Context], PaperFigure], ...]] = (
    network_figure,
    centrality_figure,
    adjacency_figure,
    coassignment_figure,
    alluvial_figure,
    profile_figure,
    null_figure,
    alignment_figure,
    windows_figure,
    funding_figure,
    influence_figure,
    reliability_figure,
)


def write_figures(inputs: ReportInputs, folder: Path) -> tuple[Path, ...]:
    r"""Write the figures into ``figures/`` of a paper's folder, each as ``.pdf``, ``.svg`` and ``.png``.

    Beside each stand its data (``.csv``), its words (``.alt.txt``) and a ``.tex`` with its caption, which an article
    takes by ``\input``; ``figures.md`` has all for Markdown.

    Parameters
    ----------
    inputs
        The results of a run.
    folder
        Folder of the paper.

    Returns
    -------
    tuple[Path, ...]
        The files, sorted; a figure with nothing to draw has only its words, which say why.
    """
    context = Context.of(inputs)
    home = folder / "figures"
    written: list[Path] = []
    figures = []
    with printed_style():
        for make in FIGURES:
            figure = make(context)
            figures.append(figure)
            forms: dict[str, str | bytes] = {"csv": csv_table(figure.data), "alt.txt": _words(figure) + "\n"}
            if figure.drawing is not None:
                forms |= {**render(figure), "tex": figure_latex(figure)}
            written += [write_file(home / f"{figure.key}.{form}", own, keep_same=True) for form, own in forms.items()]
    written.append(write_file(home / "figures.md", captions_markdown(figures), keep_same=True))
    return tuple(sorted(written))


def _words(figure: PaperFigure) -> str:
    return one_line(figure.alt if figure.drawing is not None else f"Not drawn: {figure.reason}")
