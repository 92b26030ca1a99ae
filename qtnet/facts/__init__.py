"""Claims in, checked tables out: facts keep their exact quotation, money its nominal amount, and drops are counted."""

from qtnet.facts.facts import Facts
from qtnet.facts.score import Scores, score
from qtnet.facts.tables import read_facts, write_facts

__all__ = ["Facts", "Scores", "read_facts", "score", "write_facts"]
