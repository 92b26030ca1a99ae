r"""A figure with its caption for LaTeX and Markdown, so that a paper takes it by one line.

The LaTeX form includes the PDF from ``\\qtfolder``, which is ``paper`` unless the article defines it before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from qtnet.paper.escaping import latex_text, markdown_text, one_line
from qtnet.paper.figures.figure import PaperFigure

__all__ = ["captions_markdown", "figure_latex"]

#: Signs that would end an attribute of Markdown, and what stands for them there.
_ATTRIBUTE: Final = str.maketrans({'"': "”", "{": "(", "}": ")", "\\": "/", "`": "’"})


def figure_latex(figure: PaperFigure) -> str:
    """Write a float that shows the figure at its own width, or at that of the line where that is less."""
    width = rf"\ifdim{figure.width_mm:g}mm>\linewidth\linewidth\else{figure.width_mm:g}mm\fi"
    return "\n".join(
        [
            "% Written by qtnet; changes are lost with the next run.",
            r"\providecommand{\qtfolder}{paper}",
            r"\begin{figure}[tbp]",
            r"\centering",
            rf"\includegraphics[width={width}]{{\qtfolder/figures/{figure.key}}}",
            rf"\caption{{\textbf{{{latex_text(figure.title)}}} {latex_text(figure.reading)}}}",
            rf"\label{{fig:{figure.key}}}",
            r"\end{figure}",
            "",
        ]
    )


def captions_markdown(figures: Iterable[PaperFigure]) -> str:
    """Write all figures for Pandoc and Quarto, each with caption and alternative text; one not drawn says why."""
    told = []
    for figure in figures:
        if figure.drawing is None:
            told.append(f"{markdown_text(figure.title)} *Not drawn:* {markdown_text(figure.reason)}")
            continue
        caption = f"**{markdown_text(figure.title)}** {markdown_text(figure.reading)}"
        alt = one_line(figure.alt).translate(_ATTRIBUTE)
        told.append(f'![{caption}]({figure.key}.svg){{#fig-{figure.key} fig-alt="{alt}" width={figure.width_mm:g}mm}}')
    return "\n\n".join(told) + "\n"
