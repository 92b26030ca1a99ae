"""The result of reading a sentence: which word plays which role for which other."""

from __future__ import annotations

from typing import NamedTuple

from qtnet.extract.records import record

__all__ = ["Edge", "Predicate", "Roles"]


class Edge(NamedTuple):
    """`word` plays `role` for `head`; both are positions in the sentence.

    Roles: ``subj`` (of a passive: its agent), ``obj`` (of a passive: its subject), ``pn`` (what something is), ``is``
    (what a noun says of its subject), a preposition, ``poss``, ``mod``, ``appos``, ``conj``, and between verbs
    ``ccomp``, ``xcomp``, ``part``, ``adv``, ``next``.
    """

    word: int
    head: int
    role: str


@record
class Predicate:
    """A verb with what its group says: the lemmas that lead on to it, voice, modality, negation."""

    lemma: str
    outer: tuple[str, ...]
    passive: bool
    modal: bool
    negated: bool
    clause: str


@record
class Roles:
    """The roles of a sentence: `lemmas` gives each head word's lemma, `names` are the heads that are names.

    `above` gives the edges of each word to its heads, `below` those to it.
    """

    edges: tuple[Edge, ...]
    above: dict[int, list[Edge]]
    below: dict[int, list[Edge]]
    predicates: dict[int, Predicate]
    lemmas: dict[int, str]
    names: frozenset[int]

    def of(self, word: int) -> list[tuple[str, str]]:
        """Give the roles of a word as (role, lemma of the head), sorted."""
        return sorted({(edge.role, self.lemmas.get(edge.head, "")) for edge in self.above.get(word, ())})
