"""Shared roles: members of a coordination hold one role, and a subject owns the noun that its verb only carries."""

from __future__ import annotations

from qtnet.extract.roles.graph import Edge
from qtnet.extract.roles.state import State

__all__ = ["Sharing"]

#: Verbs whose subject is what comes or goes: "money for X comes from Y" speaks of money from Y.
PASSING = frozenset({"come", "go", "flow", "be"})
#: Verbs and prepositions that lead to the agreement whose party the subject is: "enter into", "under a pact with".
ENTERING = frozenset({"enter", "engage", "agree", "settle", "commit", "participate"})
FRAMING = ("under", "through", "via", "following")
JOINING = frozenset({"conj", "appos"})
DESCRIBING = JOINING | {"poss", "mod"}


class Sharing(State):
    """Steps at the end of a sentence."""

    def _finish(self) -> None:
        """Attach what waited in vain, and let members of a coordination and appositions share their role."""
        for clause in self.clauses:
            if clause.verb is None and clause.pending >= 0:
                for role, word in clause.fronted:
                    self._edge(word, clause.pending, role)
        self._share()
        self._carry()

    def _share(self) -> None:
        heads: dict[int, list[Edge]] = {}
        for edge in self.edges:
            heads.setdefault(edge.word, []).append(edge)
        for edge in [one for one in self.edges if one.role in JOINING and one.word not in self.predicates]:
            for above in list(heads.get(edge.head, ())):
                is_role = above.role not in DESCRIBING or (above.role == "poss" and edge.role == "conj")
                if is_role and above.head != edge.word:
                    copied = Edge(edge.word, above.head, above.role)
                    self.edges.append(copied)
                    heads.setdefault(edge.word, []).append(copied)

    def _carry(self) -> None:
        """Tie a subject to the noun that its verb only carries: in "A signed a pact" the pact is A's."""
        below: dict[int, dict[str, list[int]]] = {}
        for edge in self.edges:
            if edge.head in self.predicates:
                below.setdefault(edge.head, {}).setdefault(edge.role, []).append(edge.word)
        for head, words in below.items():
            lemma = self.predicates[head].lemma
            subjects, objects = words.get("subj", []), words.get("obj", [])
            if lemma in self.words["light"]:
                self._are(subjects, [word for word in objects if self._is_relational(word)])
            if lemma in self.words["light"] or lemma in ENTERING:
                self._are(
                    subjects,
                    [
                        word
                        for role in ("into", "in", "on")
                        for word in words.get(role, ())
                        if self._is_relational(word)
                    ],
                )
            self._are(
                subjects or objects,
                [word for role in FRAMING for word in words.get(role, ()) if self._is_relational(word)],
            )
            if lemma in PASSING:
                for role in ("from", "to"):
                    self.edges += [
                        Edge(one, word, role) for word in subjects for one in words.get(role, ()) if one != word
                    ]
            if lemma in ("be", "include"):
                self._are(words.get("pn", []), [word for word in subjects if self._is_relational(word)])
                self._are(subjects, words.get("among", []))
            else:
                self._are(objects or subjects, [*words.get("as", ()), *words.get("among", ())])

    def _are(self, words: list[int], nouns: list[int]) -> None:
        self.edges += [Edge(word, noun, "is") for noun in nouns for word in words if word != noun]
