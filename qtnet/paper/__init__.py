"""Results in, what a paper quotes out: numbers by key for LaTeX, Quarto and Word, tables, figures, sources, methods."""

from qtnet.paper.number import PaperNumber
from qtnet.paper.numbers import Numbers, paper_numbers
from qtnet.paper.store import read_numbers
from qtnet.paper.write import write_paper

__all__ = ["Numbers", "PaperNumber", "paper_numbers", "read_numbers", "write_paper"]
