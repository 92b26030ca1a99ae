"""Figures of a paper: vector drawings at the width of a column, each with its data and its words."""

from qtnet.paper.figures.write import write_figures

__all__ = ["write_figures"]
