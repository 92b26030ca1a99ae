"""Reading a sentence from left to right: clauses are opened and closed, and each chunk gets its role.

One pass over the chunks with a pointer to the clause being read; look-ahead is bounded or remembered, so that the time
is linear in the length of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from qtnet.extract.roles.chunks import Chunk, chunks
from qtnet.extract.roles.graph import Edge, Roles
from qtnet.extract.roles.nouns import Nouns
from qtnet.extract.roles.sharing import Sharing
from qtnet.extract.roles.state import Clause
from qtnet.extract.roles.tagging import tag_words
from qtnet.extract.roles.verbs import Verbs

__all__ = ["MOST_WORDS", "read_roles"]

#: Words of a sentence that are read; what is longer is a table or a list without full stops.
MOST_WORDS = 400


def read_roles(texts: Sequence[str], names: Sequence[bool], groups: Sequence[int] | None = None) -> Roles:
    """Find who does what to whom.

    Parameters
    ----------
    texts
        The words as written.
    names
        Whether each word is a name (possibly of several words, folded into one).
    groups
        The number of the coordination that each name stands in, or -1.

    Examples
    --------
    >>> words = "Chips from § were supplied to § by § .".split()
    >>> roles = read_roles(words, [word == "§" for word in words])
    >>> roles.of(2), roles.of(6), roles.of(8)
    ([('from', 'chips')], [('to', 'supply')], [('subj', 'supply')])
    """
    texts, names = texts[:MOST_WORDS], names[:MOST_WORDS]
    tags, meanings = tag_words(texts, names)
    return Reader(chunks(tags, meanings), meanings, groups or [-1] * len(texts)).read()


class Reader(Nouns, Verbs, Sharing):
    """Reads one sentence."""

    def read(self) -> Roles:
        for at, chunk in enumerate(self.row):
            if chunk.kind == "n":
                if self._noun(at, chunk):
                    continue
            elif chunk.kind == "v":
                self._verb(at, chunk)
            elif chunk.kind == "P":
                self._preposition(at, chunk)
                continue
            elif chunk.kind == "W":
                self._relative(chunk)
            elif chunk.kind == "S":
                self._open(Clause("adv", parent=self.clause))
            elif chunk.kind != "j":  # a predicative adjective only ends what stood before it
                self._mark(chunk)
                continue
            self.before = chunk.kind
            self.coordinated = self.comma = self.quoted = False
            self.prep = ""
        self._finish()
        lemmas = {at: chunk.word if not chunk.is_name else chunk.noun for at, chunk in self.chunk_of.items()}
        lemmas.update({at: predicate.lemma for at, predicate in self.predicates.items()})
        names = frozenset(at for at, chunk in self.chunk_of.items() if chunk.is_name)
        edges = tuple(dict.fromkeys(self.edges))
        above: dict[int, list[Edge]] = {}
        below: dict[int, list[Edge]] = {}
        for edge in edges:
            above.setdefault(edge.word, []).append(edge)
            below.setdefault(edge.head, []).append(edge)
        return Roles(edges, above, below, self.predicates, lemmas, names)

    def _mark(self, chunk: Chunk) -> None:
        kind = chunk.kind
        if kind == ",":
            self.comma = True
            self._close_at_comma()
        elif kind == "C":
            self.coordinated = True
        elif kind == '"':
            self.quoted = True
        elif kind == "(":
            self.saved.append((self.clause, self.last))
            self.before = "("
            return
        elif kind == ")" and self.saved:
            self.clause, self.last = self.saved.pop()
            self.before = "n"
            return
        elif kind in ";.":
            self._hard()
        self.before = kind

    def _hard(self) -> None:
        previous = self._root(self.clause)
        self.clause = Clause("main")
        self.clause.attached = None
        if previous.verb is not None:
            self.clause.waiting = []
            self.clause.parent = None
            self._link_next(previous)
        self.clauses.append(self.clause)
        self.last, self.prep = None, ""
        self.coordinated = self.comma = False

    def _link_next(self, previous: Clause) -> None:
        self.clause.attached = (previous.verb.head, "next") if previous.verb is not None else None

    def _close_at_comma(self) -> None:
        """End a relative clause or participle that stands inside a clause still without a verb."""
        clause = self.clause
        while clause.kind in ("rel", "part", "inf") and clause.verb is not None and clause.parent is not None:
            if clause.parent.verb is None and (clause.parent.pending >= 0 or clause.parent.fronted):
                self.clause = clause.parent
                return
            clause = clause.parent

    def _preposition(self, at: int, chunk: Chunk) -> None:
        self.prep = chunk.word
        if self.before != "P":
            self.before_prep = self.before
        self.before = "P"
