"""The methods paragraphs of a paper, written from what the run did."""

from qtnet.paper.methods.write import write_methods

__all__ = ["write_methods"]
