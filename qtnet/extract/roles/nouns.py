"""Noun chunks: each gets its role from what stands before it."""

from __future__ import annotations

from qtnet.extract.roles.chunks import Chunk
from qtnet.extract.roles.lookahead import Lookahead
from qtnet.extract.roles.state import Clause

__all__ = ["Nouns"]


class Nouns(Lookahead):
    """Steps for noun chunks."""

    def _noun(self, at: int, chunk: Chunk) -> bool:
        """Give a noun chunk its role; say whether it only owns the next."""
        self.chunk_of[chunk.head] = chunk
        for name in chunk.inside:
            self._edge(name, chunk.head, "mod")
        following = self.row[at + 1] if at + 1 < len(self.row) else None
        if chunk.owner >= 0:
            self._edge(chunk.owner, chunk.head, "poss")
        elif self.clause.owner >= 0 and self.clause.verb is None:
            self._edge(self.clause.owner, chunk.head, "poss")
            self.clause.owner = -1
        if following is not None and following.kind == "n" and following.owner == chunk.head:
            return True  # the possessor takes its place from what it owns
        if chunk.owned and self.clause.subject >= 0:
            self._edge(self.clause.subject, chunk.head, "poss")
        self._place(at, chunk)
        self.last = chunk
        group = self.groups[chunk.head]
        if group >= 0:
            self.group_last[group] = chunk.head
        return False

    def _place(self, at: int, chunk: Chunk) -> None:
        clause = self.clause
        if self.prep:
            self._prepositional(chunk)
            return
        if self.before == "(" and self.last is not None:
            self._edge(chunk.head, self.last.head, "appos")
            return
        partner = self._partner(at, chunk)
        if partner is not None and self.last is not None and self._introduces(chunk):
            self._edge(chunk.head, self.last.head, "appos")
            return
        if partner is not None:
            self._edge(chunk.head, partner, "conj")
            return
        if self.comma and not self.coordinated and self._is_apposition(at) and self.last is not None:
            self._edge(chunk.head, self.last.head, "appos")
            return
        if clause.verb is not None and (self.comma or self.coordinated or self.quoted) and self._subject_ahead(at):
            self._next_clause()
            clause = self.clause
        if clause.verb is None:
            self._before_verb(at, chunk)
        elif self.before == "n" and self.last is not None and self._verb_follows(at, "finite"):
            nested = Clause("rel", parent=clause, pending=chunk.head)
            if clause.verb.word in self.words["saying"]:
                nested.kind, nested.attached = "ccomp", (clause.verb.head, "ccomp")
            else:
                nested.antecedent = self.last.head
            self._open(nested)
        else:
            self._after_verb(chunk)

    def _next_clause(self) -> None:
        clause = self.clause
        while clause.parent is not None and clause.kind != "main":
            if clause.parent.verb is None and not self.coordinated:
                self.clause = clause.parent
                return
            if clause.kind in ("ccomp", "adv") and self.coordinated:
                break
            clause = clause.parent
        fresh = Clause(clause.kind if clause.kind in ("ccomp", "adv") else "main", parent=clause.parent)
        fresh.attached = (clause.verb.head, "next") if clause.verb is not None else None
        self._open(fresh)

    def _before_verb(self, at: int, chunk: Chunk) -> None:
        clause = self.clause
        if clause.pending >= 0 and self.before == "n" and self._verb_follows(at):
            nested = Clause("rel", parent=clause, antecedent=clause.pending if self.last is None else self.last.head)
            nested.pending = chunk.head
            self._open(nested)
            return
        if clause.pending >= 0 and not (self.comma or self.coordinated) and self.before in ("n", "P"):
            self._edge(chunk.head, clause.pending, "appos")
            return
        if clause.pending >= 0 and clause.kind == "main" and clause.pending != chunk.head:
            clause.fronted.append(("front", clause.pending))
        clause.pending = chunk.head

    def _after_verb(self, chunk: Chunk) -> None:
        clause, verb = self.clause, self.clause.verb
        if verb is None:
            return
        if clause.subject < 0 and clause.kind in ("main", "ccomp") and self._inverts(clause, verb):
            clause.subject, clause.inverted = chunk.head, True
            for one in (clause, *clause.waiting):  # "joining the alliance are A and B"
                self._subject(one, chunk.head)
            return
        if verb.word == "be" or (verb.word in ("become", "remain") and not verb.passive):
            self._edge(chunk.head, verb.head, "pn")
            if clause.subject >= 0:
                self._edge(clause.subject, chunk.head, "is")
            clause.objects.append(chunk.head)
            return
        if clause.objects and verb.word in self.words["giving"] and self.before == "n":
            self._replace(clause.objects[-1], verb.head, "to")
            self._edge(chunk.head, verb.head, "obj")
        elif verb.passive and verb.word in self.words["giving"] and clause.subject >= 0:
            self._replace(clause.subject, verb.head, "to")
            self._edge(chunk.head, verb.head, "obj")
        elif clause.objects and self.before == "n" and self.last is not None:
            self._edge(chunk.head, self.last.head, "appos")
            return
        else:
            self._edge(chunk.head, verb.head, "obj")
        clause.objects.append(chunk.head)

    def _inverts(self, clause: Clause, verb: Chunk) -> bool:
        if clause.objects:
            return False
        return (
            verb.passive
            or verb.is_aux
            or verb.word in self.words["inverting"]
            or (verb.word in self.words["saying"] and (self.before == "v"))
        )

    def _prepositional(self, chunk: Chunk) -> None:
        clause, prep = self.clause, self.prep
        head = self._site(prep)
        if head is None:
            clause.fronted.append((prep, chunk.head))
            return
        role = prep
        if (clause.verb is not None and head == clause.verb.head and prep == "by" and clause.verb.passive) or (
            head in self.predicates and prep == "by" and self.predicates[head].passive
        ):
            role = "subj"
        self.last_of_prep[prep] = self._edge(chunk.head, head, role)
