"""Claims in, checked tables out: facts keep their exact quotation, money its nominal amount, and drops are counted."""

from qtnet.facts.alias_suggestions import alias_suggestions, write_alias_suggestions
from qtnet.facts.build import build_facts, extract_facts
from qtnet.facts.facts import Facts
from qtnet.facts.resolve import similar_names
from qtnet.facts.schema import data_dictionary
from qtnet.facts.score import Scores, score
from qtnet.facts.tables import read_facts, write_facts

__all__ = [
    "Facts",
    "Scores",
    "alias_suggestions",
    "build_facts",
    "data_dictionary",
    "extract_facts",
    "read_facts",
    "score",
    "similar_names",
    "write_alias_suggestions",
    "write_facts",
]
