"""Tables of a paper: booktabs LaTeX, HTML, Markdown and CSV of the same rows."""

from qtnet.paper.tables.write import write_tables

__all__ = ["write_tables"]
