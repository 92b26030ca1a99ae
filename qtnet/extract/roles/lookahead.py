"""What stands ahead decides what a comma or "and" joins: lists, appositions, clauses of their own."""

from __future__ import annotations

from qtnet.extract.roles.chunks import Chunk
from qtnet.extract.roles.state import Clause, State

__all__ = ["Lookahead"]

#: Chunks looked ahead at most, so that the time stays linear; and steps upwards from a word.
LOOK_AHEAD = 14
MOST_STEPS = 4


class Lookahead(State):
    """Questions about the chunks ahead."""

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
        if self.clause.verb is None and self.clause.pending < 0:
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
                above = self.governor.get(last.head)
                if above is not None and above.role == "conj":
                    return last.head
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
