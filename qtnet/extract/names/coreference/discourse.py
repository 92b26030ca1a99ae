"""What is spoken of: who was mentioned, how prominently and in which lists; what title and last sentence are about."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qtnet.extract.names.coreference.grammar import Role

__all__ = ["Discourse"]

_WEIGHTS: dict[Role, float] = {
    "subject": 3.0,
    "focus": 3.0,
    "agent": 2.6,
    "owner": 1.8,
    "object": 2.0,
    "oblique": 1.4,
    "modifier": 0.6,
}
_DECAY = 0.6  # of salience from one sentence to the next
_FORGOTTEN = 0.05
_REMEMBERED = 60  # actors that stay in mind
_LISTS = 30
LARGEST = 24  # members of a list that a reference may take up


@dataclass(slots=True)
class Discourse:
    """The state of a document up to a word."""

    salience: dict[str, float] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    lists: deque[tuple[int, bool, tuple[str, ...]]] = field(default_factory=lambda: deque(maxlen=_LISTS))
    title: tuple[str, ...] = ()
    number: int = 0  # of the sentence
    subject: tuple[str, ...] = ()  # of the clause so far, in this sentence
    subject_clause: int = -1
    main_subject: tuple[str, ...] = ()  # the same, those of relative clauses left out
    previous_subject: tuple[str, ...] = ()
    is_unknown: bool = False  # the subject of the clause so far is somebody who was not made out
    thing: bool = False  # the sentence before opens with no actor: "The pact …"
    named: list[str] = field(default_factory=list)  # actors of this sentence in order
    previous: tuple[str, ...] = ()  # actors of the last sentence that has any
    clause_of: dict[str, int] = field(default_factory=dict)  # where each was last mentioned in this sentence
    speakers: tuple[str, ...] = ()  # who "we" are in a joint statement
    officer: str = ""  # whom the person spoken of acts for
    bodies: dict[str, tuple[str, ...]] = field(default_factory=dict)  # "consortium" -> its members

    def see(self, actor: str, role: Role, clause: int) -> None:
        """Take note of a mention."""
        self.salience[actor] = self.salience.get(actor, 0.0) + _WEIGHTS[role]
        self.times[actor] = self.times.get(actor, 0) + 1
        if len(self.salience) > 2 * _REMEMBERED:
            self._forget(1.0)
        if role != "modifier":
            if actor not in self.clause_of:
                self.named.append(actor)
            self.clause_of[actor] = clause

    def be_subject(self, actors: Sequence[str], clause: int, *, is_relative: bool = False) -> None:
        """Take note of the subject of a clause; that of a relative clause is not what the sentence is about."""
        self.subject, self.subject_clause, self.is_unknown = tuple(actors), clause, False
        if not is_relative or not self.main_subject:
            self.main_subject = tuple(actors)

    def list_together(self, actors: Iterable[str], *, is_place: bool = False) -> None:
        """Take note of a list."""
        members = tuple(dict.fromkeys(actors))
        if 1 < len(members) <= LARGEST:
            self.lists.append((self.number, is_place, members))

    def close(self, *, opens_with_thing: bool, is_title: bool) -> None:
        """End a sentence."""
        if is_title and not self.title:
            self.title = tuple(self.named[:LARGEST])
        if self.named or opens_with_thing:
            self.previous_subject = self.main_subject if self.subject else self.subject
            self.thing = opens_with_thing
        if self.named:
            self.previous = tuple(self.named[:LARGEST])
        self.number += 1
        self.subject, self.subject_clause, self.is_unknown, self.main_subject = (), -1, False, ()
        self.named, self.clause_of = [], {}
        self._forget(_DECAY)

    def foremost(self, count: int) -> tuple[str, ...]:
        """Give the most salient actors."""
        return tuple(sorted(self.salience, key=lambda actor: (-self.salience[actor], actor))[:count])

    def _forget(self, share: float) -> None:
        kept = {actor: score * share for actor, score in self.salience.items() if score * share > _FORGOTTEN}
        best = sorted(kept, key=lambda actor: -kept[actor])[:_REMEMBERED]
        self.salience = {actor: kept[actor] for actor in best}

    def recent_lists(self, within: int, *, places: bool = False) -> Iterable[tuple[str, ...]]:
        """Give the lists of the last sentences, the latest first; those behind "in" or "from" only as `places`."""
        for number, is_place, members in reversed(self.lists):
            if self.number - number > within:
                return
            if places or not is_place:
                yield members
