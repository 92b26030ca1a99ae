"""Several studies in one folder: their pages, an index, and on request one copy of the plotting library."""

from qtnet.report.shelf.shelf import write_shelf

__all__ = ["write_shelf"]
