"""Sources of a paper: one entry for each document read, and one for each method that the run used."""

from qtnet.paper.bibliography.write import write_bibliography

__all__ = ["write_bibliography"]
