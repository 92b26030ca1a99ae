"""Verb groups: each opens or fills a clause and takes its subject."""

from __future__ import annotations

from qtnet.extract.roles.chunks import Chunk
from qtnet.extract.roles.lookahead import Lookahead
from qtnet.extract.roles.state import Clause

__all__ = ["Verbs"]

#: Prepositions that also open a clause: "as Japan supplies them".
CLAUSAL_PREPOSITIONS = frozenset(["as", "after", "before", "since", "until", "than", "like", "for", "except"])
#: Verbs whose object is followed by what it does, without "to": "let B build".
LETTING = frozenset({"let", "help", "make", "have", "see", "watch"})


class Verbs(Lookahead):
    """Steps for verb groups and relative words."""

    def _verb(self, at: int, chunk: Chunk) -> None:
        if self._joins_auxiliary(chunk):
            return
        form = chunk.form if chunk.form != "open" else self._settle(at, chunk)
        if chunk.bare and self.before == "n" and self.clause.verb is not None and self.clause.verb.word in LETTING:
            form = "inf"
        if form == "finite":
            chunk.passive = chunk.passive and chunk.form != "open"
            self._finite(at, chunk)
        else:
            self._nonfinite(at, chunk, form)

    def _joins_auxiliary(self, chunk: Chunk) -> bool:
        """Join what an inverted subject parts: "never has India signed"."""
        clause = self.clause
        verb = clause.verb
        if verb is None or not verb.is_aux or verb.word not in ("have", "do") or not clause.inverted:
            return False
        if chunk.form not in ("open", "pp", "finite") or self.comma or self.coordinated or self.before != "n":
            return False
        self.edges = [edge for edge in self.edges if edge.head != verb.head]
        self.predicates.pop(verb.head, None)
        chunk.passive, chunk.negated = False, chunk.negated or verb.negated
        clause.verb, clause.objects = chunk, []
        self._register(clause, chunk)
        self._subject(clause, clause.subject)
        for role, word in clause.fronted:
            self._edge(word, chunk.head, role)
        return True

    def _settle(self, at: int, chunk: Chunk) -> str:
        """Decide between past and participle."""
        clause = self.clause
        following = self.row[at + 1] if at + 1 < len(self.row) else None
        by = following is not None and following.kind == "P" and following.word == "by"
        if chunk.word in self.words["saying"] and clause.pending >= 0 and clause.verb is None and not by:
            return "finite"
        if clause.verb is None:
            if clause.pending < 0 and clause.antecedent < 0:
                return "pp"
            if following is not None and following.kind == "n":
                return "finite"
            if self.comma and not self.coordinated and not self.clause.fronted:
                return "pp" if self._finite_ahead(at) or by else "finite"
            return "pp" if (by or not self._is_past(at)) and clause.kind != "rel" else "finite"
        outer = clause.parent
        if self.coordinated:
            if (
                clause.verb.passive
                and clause.verb.form == "finite"
                and not (following is not None and following.kind == "n")
            ):
                return "finite"
            return "finite" if clause.verb.form in ("finite", "open") and clause.kind != "part" else "pp"
        if outer is not None and outer.verb is None and outer.pending >= 0 and not by and not self._finite_ahead(at):
            return "finite"
        if self.comma or self.quoted:
            return "finite" if chunk.word in self.words["saying"] and not by else "pp"
        if (
            self.before == "n"
            and following is not None
            and following.kind in ("n", "S")
            and self._may_be_subject(clause)
        ):
            return "finite"
        return "pp"

    def _may_be_subject(self, clause: Clause) -> bool:
        """Say whether the noun just read may begin a clause: after a verb of saying, after "as" or "before"."""
        if clause.verb is None or self.last is None:
            return False
        edge = self.governor.get(self._first_of(self.last.head))
        if edge is None:
            return False
        return edge.role in CLAUSAL_PREPOSITIONS or (edge.role == "obj" and clause.verb.word in self.words["saying"])

    def _finite(self, at: int, chunk: Chunk) -> None:
        clause = self.clause
        if clause.verb is not None and not self.coordinated:
            outer = clause.parent
            while outer is not None:
                fronted = chunk.word == "be" and clause in outer.waiting
                if outer.verb is None and (outer.pending >= 0 or fronted):
                    self.clause = clause = outer
                    break
                outer = outer.parent
        if clause.verb is None:
            self._assign(clause, chunk)
            return
        if self.coordinated or (self.comma and self.before == ","):
            if chunk.word in self.words["saying"] and not self.coordinated:
                fresh = Clause("main", attached=(clause.verb.head, "ccomp"))
            else:
                shared = clause
                while (
                    shared.kind in ("part", "inf")
                    and shared.parent is not None
                    and chunk.form == "finite"
                    and shared.verb is not None
                    and shared.verb.form not in ("inf",)
                ):
                    shared = shared.parent
                fresh = Clause(shared.kind, parent=shared.parent, subject=shared.subject)
                fresh.antecedent, fresh.relative_role = shared.antecedent, shared.relative_role
                if shared.verb is not None:
                    fresh.attached = (shared.verb.head, "conj")
                    if chunk.form == "open" and shared.verb.passive:
                        chunk.passive = True
            self._open(fresh)
            self._assign(fresh, chunk)
            return
        self._complement(clause, chunk)

    def _complement(self, clause: Clause, chunk: Chunk) -> None:
        """Take the noun just read as the subject of a clause of its own: "X says Y supplies", "as Y supplies"."""
        fresh = Clause("ccomp", parent=clause)
        verb = clause.verb
        if verb is not None:
            fresh.attached = (verb.head, "ccomp")
        if self.before == '"' or (self.quoted and chunk.word in self.words["saying"]):
            fresh.kind, fresh.parent = "main", None
        elif self.last is not None:
            word = self._first_of(self.last.head)
            edge = self.governor.get(word)
            while edge is not None and edge.role in ("of", "appos") and edge.head not in self.predicates:
                word = edge.head
                edge = self.governor.get(word)
            if edge is not None and verb is not None and edge.role not in ("subj", "pn"):
                self.edges = [item for item in self.edges if item.word != word or item.role in ("conj",)]
                self.governor.pop(word, None)
                if edge.role in CLAUSAL_PREPOSITIONS:
                    fresh.kind, fresh.attached = "adv", (verb.head, "adv")
                fresh.pending = word
        self._open(fresh)
        self._assign(fresh, chunk)

    def _assign(self, clause: Clause, chunk: Chunk) -> None:
        """Give a clause its verb: its subject, what stood before it, and the clause it hangs under."""
        clause.verb = chunk
        self._register(clause, chunk)
        if clause.antecedent >= 0:
            if clause.relative_role:
                self._edge(clause.antecedent, chunk.head, clause.relative_role)
            elif clause.pending >= 0:
                self._edge(clause.antecedent, chunk.head, "obj")
            else:
                clause.subject = clause.antecedent
        if clause.pending >= 0:
            clause.subject = clause.pending
        if clause.subject >= 0:
            self._subject(clause, clause.subject)
        for role, word in clause.fronted:
            passive_agent = role == "by" and chunk.passive
            self._edge(word, chunk.head, "subj" if passive_agent else role)
        for other in clause.waiting:
            if other.verb is not None and clause.subject >= 0:
                other.subject = clause.subject
                self._subject(other, clause.subject)
                self._edge(other.verb.head, chunk.head, "part")
        if clause.attached is not None:
            self._edge(chunk.head, *clause.attached)
        elif clause.kind == "adv" and clause.parent is not None:
            if clause.parent.verb is not None:
                self._edge(chunk.head, clause.parent.verb.head, "adv")
            else:
                clause.parent.fronted.append(("adv", chunk.head))

    def _nonfinite(self, at: int, chunk: Chunk, form: str) -> None:
        """Open a clause around an infinitive or participle and find its subject."""
        clause, last = self.clause, self.last
        if form == "pp":
            chunk.passive = True
        fresh = Clause("inf" if form == "inf" else "part", parent=clause)
        adjacent = last is not None and self.before in ("n", ")") and not self.comma
        if self.prep:
            fresh.subject = self._clause_subject(clause)
            site = self._site(self.prep)
            fresh.attached = (site, self.prep) if site is not None else None
            if site is None:
                clause.waiting.append(fresh)
        elif self.coordinated and clause.verb is not None:
            fresh.subject, fresh.parent = clause.subject, clause.parent
            fresh.kind = clause.kind if clause.kind in ("part", "inf") else fresh.kind
            fresh.attached = (clause.verb.head, "conj")
        elif form == "inf":
            self._infinitive(fresh, clause, adjacent)
        elif adjacent and last is not None:
            fresh.subject = last.head
        elif clause.verb is None and clause.pending < 0:
            clause.waiting.append(fresh)
        elif clause.verb is None:
            fresh.subject = last.head if form == "pp" and last is not None else clause.pending
        elif form == "pp" and last is not None and self.before in (",", "n", '"'):
            fresh.subject = last.head
        else:
            fresh.subject = self._clause_subject(clause)
            fresh.attached = (clause.verb.head, "part")
        self._open(fresh)
        self._assign(fresh, chunk)

    def _infinitive(self, fresh: Clause, clause: Clause, adjacent: bool) -> None:
        verb, last = clause.verb, self.last
        fresh.subject = self._clause_subject(clause)
        if verb is None:
            if adjacent and last is not None:
                fresh.attached = (last.head, "xcomp")
                if (
                    owner := next(
                        (e.word for e in reversed(self.edges) if e.head == last.head and e.role == "poss"), -1
                    )
                ) >= 0:
                    fresh.subject = owner
            return
        fresh.attached = (verb.head, "xcomp")
        if adjacent and last is not None and clause.objects:
            if verb.word in self.words["object_control"]:
                fresh.subject = clause.objects[0]
            elif last.head in clause.objects and last.word in self.words["relational"]:
                fresh.attached = (last.head, "xcomp")

    def _relative(self, chunk: Chunk) -> None:
        last = self.last
        fresh = Clause("rel", parent=self.clause)
        if last is not None:
            fresh.antecedent = last.head
            if self.prep == "of" and self.before_prep == "n" and last.word in self.words["pronouns"]:
                edge = self.governor.get(last.head)
                fresh.antecedent = edge.head if edge is not None and edge.role == "appos" else last.head
            elif not self.prep and (role := self._cleft_role(last)):
                fresh.relative_role = role
            elif self.prep and self.prep not in ("like",):
                fresh.relative_role = self.prep
            if chunk.word == "whose":
                fresh.owner, fresh.antecedent = last.head, -1
        self._open(fresh)

    def _cleft_role(self, last: Chunk) -> str:
        """Give the preposition of what stands between "it is" and "that": "it is from A that B buys"."""
        verb, subject = self.clause.verb, self.chunk_of.get(self.clause.subject)
        if verb is None or verb.word != "be" or subject is None or subject.word != "it":
            return ""
        edge = self.governor.get(last.head)
        return edge.role if edge is not None and edge.head == verb.head and edge.role != "pn" else ""
