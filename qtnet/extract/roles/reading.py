"""Reading a sentence from left to right: clauses are opened and closed, and each chunk gets its role.

One pass over the chunks with a pointer to the clause being read; look-ahead is bounded or remembered, so that the time
is linear in the length of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qtnet.extract.roles.chunks import Chunk, chunks
from qtnet.extract.roles.graph import Edge, Predicate, Roles
from qtnet.extract.roles.lexicon import load_words
from qtnet.extract.roles.tagging import tag_words

__all__ = ["read_roles"]

LOOK_AHEAD = 14
CLAUSAL_PREPOSITIONS = frozenset(
    {"as", "after", "before", "since", "until", "than", "like", "for", "except", "but-for"}
)
NOUN_ONLY = frozenset({"of"})
MOST_STEPS = 4
#: Verbs whose subject is what comes or goes: "money for X comes from Y" speaks of money from Y.
PASSING = frozenset({"come", "go", "flow", "be"})


@dataclass(slots=True)
class Clause:
    """A clause while it is read."""

    kind: str
    parent: Clause | None = None
    verb: Chunk | None = None
    subject: int = -1
    pending: int = -1
    pending_chunk: Chunk | None = None
    antecedent: int = -1
    relative_role: str = ""
    owner: int = -1
    fronted: list[tuple[str, int]] = field(default_factory=list)
    waiting: list[Clause] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    attached: tuple[int, str] | None = None
    inverted: bool = False


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
    tags, meanings = tag_words(texts, names)
    return _Reader(chunks(tags, meanings), meanings, groups or [-1] * len(texts)).read()


class _Reader:
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
        self.before = ""
        self.listed_until = self.unlisted_until = -1
        self.group_last: dict[int, int] = {}
        self.last_of_prep: dict[str, Edge] = {}
        self.saved: list[tuple[Clause, Chunk | None]] = []

    # reading ---------------------------------------------------------------------------------------------------

    def read(self) -> Roles:
        for at, chunk in enumerate(self.row):
            if chunk.kind == "n":
                if self._noun(at, chunk):
                    continue
            elif chunk.kind == "j":
                self._adjective()
            elif chunk.kind == "v":
                self._verb(at, chunk)
            elif chunk.kind == "P":
                self._preposition(at, chunk)
                continue
            elif chunk.kind == "W":
                self._relative(chunk)
            elif chunk.kind == "S":
                self._open(Clause("adv", parent=self.clause))
            else:
                self._mark(chunk)
                continue
            self.before = chunk.kind
            self.coordinated = self.comma = self.quoted = False
            self.prep = ""
        self._finish()
        lemmas = {at: chunk.word if not chunk.is_name else chunk.noun for at, chunk in self.chunk_of.items()}
        lemmas.update({at: predicate.lemma for at, predicate in self.predicates.items()})
        names = frozenset(at for at, chunk in self.chunk_of.items() if chunk.is_name)
        return Roles(tuple(dict.fromkeys(self.edges)), self.predicates, lemmas, names)

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
        """A comma ends a relative clause or participle that stands inside a clause still without a verb."""
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

    def _adjective(self) -> None:
        """A predicative adjective only ends what stood before it."""

    def _open(self, clause: Clause) -> None:
        self.clause = clause
        self.clauses.append(clause)

    @staticmethod
    def _root(clause: Clause) -> Clause:
        while clause.parent is not None:
            clause = clause.parent
        return clause

    # nouns -----------------------------------------------------------------------------------------------------

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
        if partner is not None and self._introduces(chunk):
            self._edge(chunk.head, self.last.head, "appos")
            return
        if partner is not None:
            self._edge(chunk.head, partner, "conj")
            return
        if self.comma and not self.coordinated and self._is_apposition(at):
            if self.last is not None:
                self._edge(chunk.head, self.last.head, "appos")
                return
        if clause.verb is not None and (self.comma or self.coordinated or self.quoted) and self._subject_ahead(at):
            self._next_clause()
            clause = self.clause
        if clause.verb is None:
            self._before_verb(at, chunk)
        elif self.before == "n" and self.last is not None and self._verb_follows(at, "finite"):
            nested = Clause("rel", parent=clause, antecedent=self.last.head, pending=chunk.head, pending_chunk=chunk)
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
            nested.pending, nested.pending_chunk = chunk.head, chunk
            self._open(nested)
            return
        if clause.pending >= 0 and not (self.comma or self.coordinated) and self.before in ("n", "P"):
            self._edge(chunk.head, clause.pending, "appos")
            return
        if clause.pending >= 0 and clause.kind == "main" and clause.pending != chunk.head:
            clause.fronted.append(("front", clause.pending))
        clause.pending, clause.pending_chunk = chunk.head, chunk

    def _after_verb(self, chunk: Chunk) -> None:
        clause, verb = self.clause, self.clause.verb
        if verb is None:
            return
        if clause.subject < 0 and clause.kind in ("main", "ccomp") and self._inverts(clause, verb):
            clause.subject, clause.inverted = chunk.head, True
            self._subject(clause, chunk.head)
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

    def _site(self, prep: str) -> int | None:
        """Give the word that a prepositional phrase belongs to; None where it must wait for its verb."""
        clause, last = self.clause, self.last
        adjacent = last is not None and self.before_prep in ("n", "(", ")") and not self.comma
        if self.coordinated and (earlier := self.last_of_prep.get(prep)) is not None:
            return earlier.head
        if adjacent and last is not None:
            if prep == "of":
                return last.head
            if (site := self._relational(last.head)) is not None and not (prep == "by" and self._is_passive(clause)):
                return site
            if clause.verb is None:
                return clause.pending if clause.pending >= 0 else last.head
        if clause.verb is not None:
            return clause.verb.head
        if clause.pending >= 0 and not self.comma:
            return clause.pending
        return None

    @staticmethod
    def _is_passive(clause: Clause) -> bool:
        return clause.verb is not None and clause.verb.passive

    def _relational(self, word: int) -> int | None:
        """Give the noun itself or the one above it that takes a prepositional phrase."""
        for _ in range(MOST_STEPS):
            chunk = self.chunk_of.get(word)
            if chunk is not None and not chunk.is_name and chunk.word in self.words["relational"]:
                return word
            edge = self.governor.get(word)
            if edge is None or edge.role not in ("of", "on", "for", "in", "worth", "conj", "to", "from"):
                return None
            word = edge.head
        return None

    # coordination and apposition ---------------------------------------------------------------------------------

    def _partner(self, at: int, chunk: Chunk) -> int | None:
        """Give the word that a noun chunk is coordinated with."""
        if self.last is None or not (self.coordinated or self.comma):
            return None
        group = self.groups[chunk.head]
        if group >= 0 and group in self.group_last:
            return self.group_last[group]
        if not self.coordinated and (self._follows_front() or not self._is_list(at)):
            return None
        if self.clause.verb is not None and self._subject_ahead(at):
            return None
        if self.before in ("v",):
            return None
        word = self.last.head
        for _ in range(MOST_STEPS):
            other = self.chunk_of.get(word)
            if other is not None and other.is_name == chunk.is_name:
                return word
            edge = self.governor.get(word)
            if edge is None or edge.head in self.predicates:
                break
            word = edge.head
        return self.last.head

    def _follows_front(self) -> bool:
        """Say whether only fronted phrases stand before: what a comma parts from them is the subject."""
        return self.clause.verb is None and self.clause.pending < 0 and bool(self.clause.fronted)

    def _introduces(self, chunk: Chunk) -> bool:
        """Say whether the noun before a comma announces the names behind it: "two suppliers, A and B"."""
        last = self.last
        return (
            last is not None
            and self.comma
            and not self.coordinated
            and chunk.is_name
            and not last.is_name
            and (last.word.endswith("s") and last.head in self.chunk_of)
        )

    def _is_list(self, at: int) -> bool:
        """Say whether the chunk at `at` is an inner member of "A, B, C and D"."""
        if at <= self.listed_until:
            return True
        if at <= self.unlisted_until:
            return False
        row, j = self.row, at + 1
        while j < len(row):
            kind = row[j].kind
            following = row[j + 1].kind if j + 1 < len(row) else ""
            if (kind == "P" and following == "n") or (kind == "," and following == "n"):
                j += 2
            elif (kind == "n" and row[j].owner == row[j - 1].head) or kind == '"':
                j += 1
            elif kind == "C" or (kind == "," and following == "C"):
                k = j + (1 if kind == "C" else 2)
                if k < len(row) and row[k].kind == "n" and "," in (row[i].kind for i in range(max(0, at - 1), at)):
                    self.listed_until = j
                    return True
                break
            else:
                break
        self.unlisted_until = j
        return False

    def _is_apposition(self, at: int) -> bool:
        """Say whether the noun chunk behind a comma renames the one before: it ends at another mark."""
        if self.last is None or self.before not in (",", '"') or not self.comma:
            return False
        if self.clause.verb is not None and self.clause.parent is not None and self.clause.parent.verb is None:
            return False
        j = at + 1
        while j + 1 < len(self.row) and j < at + LOOK_AHEAD:
            kind = self.row[j].kind
            if kind == "P" and self.row[j + 1].kind == "n":
                j += 2
            elif kind == "n" and self.row[j].owner == self.row[j - 1].head:
                j += 1
            else:
                break
        if j >= len(self.row):
            return True
        stop = self.row[j]
        if stop.kind == "v":
            if stop.word in self.words["saying"]:
                return False
            return stop.form in ("pp", "ing") or (stop.form == "open" and self.clause.verb is not None)
        if self.clause.verb is None and self.clause.pending < 0:
            return False
        return stop.kind in ',;.")(WC'

    def _subject_ahead(self, at: int) -> bool:
        """Say whether a finite verb follows a noun chunk and its phrases: then it opens a clause."""
        row, j = self.row, at + 1
        while j < len(row) and j < at + LOOK_AHEAD:
            kind = row[j].kind
            if kind == "v":
                return row[j].form == "finite" or (
                    row[j].form == "open" and (row[j].word in self.words["saying"] or self._is_past(j))
                )
            if kind == "P" and j + 1 < len(row) and row[j + 1].kind == "n":
                j += 2
            elif (kind == "n" and row[j].owner == row[j - 1].head) or kind == '"':
                j += 1
            else:
                return False
        return False

    def _is_past(self, at: int) -> bool:
        """Say whether a form that may be past or participle is a finite past: an object or no "by" follows."""
        following = self.row[at + 1] if at + 1 < len(self.row) else None
        if following is None:
            return True
        if following.kind == "P" and following.word == "by":
            return False
        if following.kind in ("n", "S") or following.kind == "v":
            return True
        return not self._finite_ahead(at)

    def _verb_follows(self, at: int, *forms: str) -> bool:
        following = self.row[at + 1] if at + 1 < len(self.row) else None
        return following is not None and following.kind == "v" and following.form in (forms or ("finite", "open"))

    def _finite_ahead(self, at: int) -> bool:
        """Say whether a finite verb without a subject of its own follows within the clause."""
        for j in range(at + 1, min(at + LOOK_AHEAD, len(self.row))):
            kind = self.row[j].kind
            if kind == "v":
                if self.row[j].form == "finite":
                    return True
            elif kind in ";.CSW,":
                return False
        return False

    # verbs -----------------------------------------------------------------------------------------------------

    def _verb(self, at: int, chunk: Chunk) -> None:
        if self._joins_auxiliary(chunk):
            return
        form = chunk.form if chunk.form != "open" else self._settle(at, chunk)
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
                if outer.verb is None and outer.pending >= 0:
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

    def _first_of(self, word: int) -> int:
        seen = 0
        while (edge := self.governor.get(word)) is not None and edge.role == "conj" and seen < 50:
            word, seen = edge.head, seen + 1
        return word

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

    def _register(self, clause: Clause, chunk: Chunk) -> None:
        self.predicates[chunk.head] = Predicate(
            chunk.word, chunk.outer, chunk.passive, chunk.modal, chunk.negated, clause.kind
        )

    def _subject(self, clause: Clause, word: int) -> None:
        verb = clause.verb
        if verb is not None and word >= 0:
            self._edge(word, verb.head, "obj" if verb.passive else "subj")

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
            fresh.subject = self._described(last.head)
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

    def _described(self, word: int) -> int:
        return word

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

    @staticmethod
    def _clause_subject(clause: Clause) -> int:
        return clause.subject if clause.subject >= 0 else clause.pending

    def _relative(self, chunk: Chunk) -> None:
        last = self.last
        fresh = Clause("rel", parent=self.clause)
        if last is not None:
            fresh.antecedent = last.head
            if self.prep == "of" and self.before_prep == "n" and last.word in self.words["pronouns"]:
                edge = self.governor.get(last.head)
                fresh.antecedent = edge.head if edge is not None and edge.role == "appos" else last.head
            elif self.prep and self.prep not in ("like",):
                fresh.relative_role = self.prep
            if chunk.word == "whose":
                fresh.owner, fresh.antecedent = last.head, -1
        self._open(fresh)

    # edges -----------------------------------------------------------------------------------------------------

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
        for edge in [
            edge for edge in self.edges if edge.role in ("conj", "appos") and edge.word not in self.predicates
        ]:
            for above in heads.get(edge.head, ()):
                if above.role not in ("conj", "appos", "poss", "mod") or (above.role == "poss" and edge.role == "conj"):
                    if above.head != edge.word:
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

    def _is_relational(self, word: int) -> bool:
        chunk = self.chunk_of.get(word)
        return chunk is not None and chunk.word in self.words["relational"]
