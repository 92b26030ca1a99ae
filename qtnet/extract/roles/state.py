"""What is known while a sentence is read: the clause being read, what stood last, and the roles found so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qtnet.extract.roles.chunks import Chunk
from qtnet.extract.roles.graph import Edge, Predicate
from qtnet.extract.roles.lexicon import load_words

__all__ = ["Clause", "State"]


@dataclass(slots=True)
class Clause:
    """A clause while it is read."""

    kind: str
    parent: Clause | None = None
    verb: Chunk | None = None
    subject: int = -1
    pending: int = -1
    antecedent: int = -1
    relative_role: str = ""
    owner: int = -1
    fronted: list[tuple[str, int]] = field(default_factory=list)
    waiting: list[Clause] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    attached: tuple[int, str] | None = None
    inverted: bool = False


class State:
    """The state of reading; the steps are in the classes that derive from it."""

    def __init__(self, row: list[Chunk], meanings: Sequence[str], groups: Sequence[int]) -> None:
        self.row, self.meanings, self.groups = row, meanings, groups
        self.words = load_words().sets
        self.edges: list[Edge] = []
        self.governor: dict[int, Edge] = {}
        self.chunk_of: dict[int, Chunk] = {}
        self.predicates: dict[int, Predicate] = {}
        self.clause = Clause("main")
        self.clauses = [self.clause]
        self.last: Chunk | None = None
        self.prep = ""
        self.coordinated = self.comma = False
        self.quoted = False
        self.before = self.before_prep = ""
        self.listed_until = self.unlisted_until = -1
        self.group_last: dict[int, int] = {}
        self.last_of_prep: dict[str, Edge] = {}
        self.saved: list[tuple[Clause, Chunk | None]] = []

    def _open(self, clause: Clause) -> None:
        self.clause = clause
        self.clauses.append(clause)

    @staticmethod
    def _root(clause: Clause) -> Clause:
        while clause.parent is not None:
            clause = clause.parent
        return clause

    def _edge(self, word: int, head: int, role: str) -> Edge:
        edge = Edge(word, head, role)
        if word != head:
            self.edges.append(edge)
            self.governor.setdefault(word, edge)
        return edge

    def _replace(self, word: int, head: int, role: str) -> None:
        self.edges = [edge for edge in self.edges if (edge.word, edge.head) != (word, head)]
        self.governor.pop(word, None)
        self._edge(word, head, role)

    def _first_of(self, word: int) -> int:
        seen = 0
        while (edge := self.governor.get(word)) is not None and edge.role == "conj" and seen < 50:
            word, seen = edge.head, seen + 1
        return word

    @staticmethod
    def _clause_subject(clause: Clause) -> int:
        return clause.subject if clause.subject >= 0 else clause.pending

    def _is_relational(self, word: int) -> bool:
        chunk = self.chunk_of.get(word)
        return chunk is not None and chunk.word in self.words["relational"]

    def _register(self, clause: Clause, chunk: Chunk) -> None:
        self.predicates[chunk.head] = Predicate(
            chunk.word, chunk.outer, chunk.passive, chunk.modal, chunk.negated, clause.kind
        )

    def _subject(self, clause: Clause, word: int) -> None:
        verb = clause.verb
        if verb is not None and word >= 0:
            self._edge(word, verb.head, "obj" if verb.passive else "subj")
